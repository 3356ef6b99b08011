"""Seals what earlier builds left open, in the tables and in what was published; and drops keys of who is erased."""

from collections.abc import Iterable, Mapping
from functools import partial

from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.store.grants import holders_for
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_chassis.store.personal.resealing import Sealed, reseal_outbox

from biaochi_assessment.domain.work_kinds import Kind
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.events.sealing import is_about_work, with_sealed_texts, with_sealed_work
from biaochi_assessment.store import notifications
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.models import cities
from biaochi_assessment.store.models import city as city_of
from biaochi_assessment.store.sealing import forget_said, seal_rows, seal_work, texts_of
from biaochi_assessment.store.work_texts import sealed_taken


def seal_older(connection: Connection, cipher: Aead) -> Sealed:
    """Seal all that is open; of whoever is erased nothing is kept. A second time there is nothing left to do."""
    keys = {city: PersonKeys(connection, city, cipher) for city in cities(connection)}
    kinds = {city: _kinds(connection, city) for city in keys}
    rows = sum(
        seal_rows(connection, city, key) + seal_work(connection, city, key, kinds[city]) for city, key in keys.items()
    )

    def reseal(kind: str, city: str, data: bytes) -> bytes | None:
        if is_about_work(kind):
            return with_sealed_work(kind, data, partial(sealed_taken, keys[city], kinds[city]))
        return with_sealed_texts(kind, data, partial(texts_of, connection, city))

    return Sealed(rows, reseal_outbox(connection, TOPIC, reseal))


def erase_persons(connection: Connection, persons: Iterable[tuple[str, str]]) -> None:
    """Let no text about these, city and code, be read again: here, in what was published and in every backup."""
    for city, person in persons:
        keys = PersonKeys(connection, city)
        keys.erase(person)
        seal_rows(connection, city, keys, person)
        seal_work(connection, city, keys, _kinds(connection, city), person)
        forget_said(connection, city, person)
        notifications.forget(connection, city, holders_for(connection, city, person), erased=True)


def _kinds(connection: Connection, slug: str) -> Mapping[str, Kind]:
    known = city_of(connection, slug)
    return known.work if known else {}
