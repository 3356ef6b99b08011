"""Has the log begin anew, so that the outboxes fill it: after a restore, and after what they hold was sealed."""

import asyncio

from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.opening import log_of

from biaochi_cli.backup.manifest import BackupRefused


def begin_log_anew(settings: Settings, topics: list[str], *, overwrite: bool) -> None:
    """Have an empty log. A file is removed, and should the databases not be kept after all, they fill it again, too.

    Raises BackupRefused for a file that is there already, without `overwrite`, and for topics that are not empty.
    """
    if not settings.kafka:
        file = settings.log_file
        if file.exists() and not overwrite:
            raise BackupRefused(f"{file} is there already: to lose what it holds, say --overwrite.")
        for ending in ("", "-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        return
    held = asyncio.run(_records(settings, topics))
    if held:
        raise BackupRefused(
            f"Kafka still holds records of {', '.join(held)}, and not those of the databases as they are to be: delete "
            "these topics (and let them be made anew), or choose another BIAOCHI_KAFKA_PREFIX; the outboxes fill them "
            "again."
        )


async def _records(settings: Settings, topics: list[str]) -> list[str]:
    async with log_of(settings) as log:
        return [topic for topic in topics if any((await log.end_offsets(topic)).values())]
