"""Seals what earlier builds left open, in the tables of every service and in the log, which begins anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from biaochi_assessment.events import encode as assessment
from biaochi_assessment.store.sealing import texts_of
from biaochi_assessment.use_cases.sealing import seal_older as seal_assessment
from biaochi_chassis.foundation.aead import CIPHERS, Aead
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.store.backup import state
from biaochi_chassis.store.migrating.upgrade import bring_to, migrating
from biaochi_chassis.store.personal.keys import WRAPPING
from biaochi_chassis.store.personal.resealing import Sealed
from biaochi_chassis.store.personal.wrapping import wrapping_of
from biaochi_org.events import encode as org
from biaochi_org.use_cases.sealing import seal_older as seal_registry
from biaochi_scoring.store.facts import seal_copies
from sqlalchemy import Connection

from biaochi_cli.backup.log import begin_log_anew
from biaochi_cli.backup.manifest import BackupRefused
from biaochi_cli.record import alone

Seal = Callable[[Connection, Aead], Sealed]


def seal(settings: Settings) -> Sealed:
    """Seal all that is open; the platform must be stopped. A log that holds something open begins anew.

    Raises BackupRefused, and nothing is changed, where the outbox could not fill a log again, somebody is connected, or
    Kafka still holds the topic; SettingsRefused while a platform serves this home.
    """
    with alone(settings), _database(settings, "org") as registry, _database(settings, "assessment") as work:
        done = {
            org.TOPIC: _sealed(settings, registry, seal_registry),
            assessment.TOPIC: _sealed(settings, work, seal_assessment),
        }
        with _database(settings, "scoring") as scoring:
            copies = seal_copies(scoring, partial(texts_of, work))
        if open_topics := [topic for topic, sealed in done.items() if sealed.events]:
            begin_log_anew(settings, open_topics, overwrite=True)
    return Sealed(sum(one.rows for one in done.values()) + copies, sum(one.events for one in done.values()))


@contextmanager
def _database(settings: Settings, service: str) -> Iterator[Connection]:
    with migrating(settings.database(service)) as connection:
        if state.in_use(connection):
            raise BackupRefused(
                f"The database of {service} is in use: stop every part of the platform, then try again."
            )
        bring_to(connection, f"biaochi_{service}.migrations")
        yield connection


def _sealed(settings: Settings, connection: Connection, seal_older: Seal) -> Sealed:
    connection.info[WRAPPING] = wrapping_of(settings)
    sealed = seal_older(connection, CIPHERS[settings.cipher])
    if sealed.events and (lacking := state.unpublishable(connection)):
        raise BackupRefused(f"The log cannot be filled again: {lacking}. What it holds stays open.")
    return sealed
