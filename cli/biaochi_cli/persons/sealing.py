"""Seals what earlier builds left open about persons, in the registry's tables and in the log, which begins anew."""

from biaochi_chassis.foundation.aead import CIPHERS
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.store.backup import state
from biaochi_chassis.store.migrating.upgrade import bring_to, migrating
from biaochi_chassis.store.personal.keys import WRAPPING
from biaochi_chassis.store.personal.wrapping import wrapping_of
from biaochi_org.events.encode import TOPIC
from biaochi_org.use_cases.sealing import Sealed, seal_older

from biaochi_cli.backup.log import begin_log_anew
from biaochi_cli.backup.manifest import BackupRefused
from biaochi_cli.record import alone

MIGRATIONS = "biaochi_org.migrations"


def seal(settings: Settings) -> Sealed:
    """Seal all that is open; the platform must be stopped. A log that holds something open begins anew.

    Raises BackupRefused, and nothing is changed, where the outbox could not fill a log again, somebody is connected, or
    Kafka still holds the topic; SettingsRefused while a platform serves this home.
    """
    with alone(settings), migrating(settings.database("org")) as connection:
        if state.in_use(connection):
            raise BackupRefused("The database of org is in use: stop every part of the platform, then try again.")
        bring_to(connection, MIGRATIONS)
        connection.info[WRAPPING] = wrapping_of(settings)
        sealed = seal_older(connection, CIPHERS[settings.cipher])
        if sealed.events:
            if lacking := state.unpublishable(connection):
                raise BackupRefused(f"The log cannot be filled again: {lacking}. What it holds stays open.")
            begin_log_anew(settings, [TOPIC], overwrite=True)
    return sealed
