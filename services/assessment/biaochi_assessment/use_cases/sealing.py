"""Seals what earlier builds left open, in the tables and in what was published; and drops keys of who is erased."""

from collections.abc import Iterable
from functools import partial

from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.store.grants import holders_for
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_chassis.store.personal.resealing import Sealed, reseal_outbox

from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.events.sealing import with_sealed_texts
from biaochi_assessment.store import notifications
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.sealing import cities, forget_said, seal_rows, texts_of


def seal_older(connection: Connection, cipher: Aead) -> Sealed:
    """Seal all that is open; of whoever is erased nothing is kept. A second time there is nothing left to do."""
    rows = sum(seal_rows(connection, city, PersonKeys(connection, city, cipher)) for city in cities(connection))

    def reseal(kind: str, city: str, data: bytes) -> bytes | None:
        return with_sealed_texts(kind, data, partial(texts_of, connection, city))

    return Sealed(rows, reseal_outbox(connection, TOPIC, reseal))


def erase_persons(connection: Connection, persons: Iterable[tuple[str, str]]) -> None:
    """Let no text about these, city and code, be read again: here, in what was published and in every backup."""
    for city, person in persons:
        keys = PersonKeys(connection, city)
        keys.erase(person)
        seal_rows(connection, city, keys, person)
        forget_said(connection, city, person)
        notifications.forget(connection, city, holders_for(connection, city, person), erased=True)
