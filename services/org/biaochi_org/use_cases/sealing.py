"""Seals what earlier builds left open about persons, in the tables and in what was published; and erases again."""

from collections.abc import Iterable

from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.store.database import Connection
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_chassis.store.personal.resealing import Sealed, reseal_outbox

from biaochi_org.events.encode import TOPIC
from biaochi_org.events.sealing import WITH_REASON, with_sealed_reason
from biaochi_org.store.registry import erase
from biaochi_org.store.sealing import cities, seal_rows


def seal_older(connection: Connection, cipher: Aead) -> Sealed:
    """Seal all that is open; of whoever is erased nothing is kept. A second time there is nothing left to do."""
    keys = {city: PersonKeys(connection, city, cipher) for city in cities(connection)}
    rows = sum(seal_rows(connection, city, of_city) for city, of_city in keys.items())

    def reseal(kind: str, city: str, data: bytes) -> bytes | None:
        return with_sealed_reason(kind, data, keys[city].resealed) if kind in WITH_REASON else None

    return Sealed(rows, reseal_outbox(connection, TOPIC, reseal))


def erase_again(connection: Connection, persons: Iterable[tuple[str, str]]) -> None:
    """Erase these, city and code, in a database that may be older than their erasure."""
    for city, person in persons:
        erase(connection, city, person, PersonKeys(connection, city))
