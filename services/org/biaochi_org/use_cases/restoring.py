"""Makes the registry of its own events again: for a database that is older than the log."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.store.database import Connection
from biaochi_chassis.store.grants import keep_grants
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_chassis.store.publishing.reconcile import Restored

from biaochi_org.domain.registry import Registry
from biaochi_org.events.own import GRANTS, SAID_ONCE, codes_of, grant_changed, own_event, own_message
from biaochi_org.store.registry import Loader, Touched, save


def restore(cipher: Aead, connection: Connection, records: Sequence[ReceivedEvent]) -> Restored:
    """Let the events have happened, in this order. Names of persons are in none of them: a person is called by code.

    Whoever was erased is erased again, whatever name the older database has.
    """
    unknown: list[str] = []
    for city, group in groupby(records, key=attrgetter("city")):
        records_here = [record for record in group if record.type not in SAID_ONCE]
        keep_grants(connection, city, [grant_changed(record) for record in records_here if record.type in GRANTS])
        read = [(record, own_message(record)) for record in records_here if record.type not in GRANTS]
        organizations, persons = codes_of(message for _, message in read)
        touched = Touched(organizations=organizations, persons=persons)
        registry = Registry(Loader(connection, city).load(touched))
        for record, message in read:
            registry.apply(own_event(registry, record, message))
        save(connection, city, registry, PersonKeys(connection, city, cipher))
        unknown += [
            f"{city}: person {code} is called by code, its name is in no event" for code in registry.new_persons
        ]
        unknown += [
            f"{city}: what was put right of {one.subject} holds, but not its record" for one in registry.corrections
        ]
    return Restored(unknown=unknown)
