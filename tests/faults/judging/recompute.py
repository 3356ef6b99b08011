"""Scores everything again in a fresh process and a fresh database, from the events as published: each once."""

import asyncio
import json
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.log.contract import LogRecord, Origin, Outgoing
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.store.database import Database
from biaochi_scoring.consumer import BatchHandler
from biaochi_scoring.use_cases.graphs import Graphs
from biaochi_scoring.use_cases.handlers import EventHandlers
from biaochi_scoring.use_cases.rebuild import settle
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.faults.judging.inspection import TOPICS, Places
from tests.small_city import CITY

SHEETS = text("select * from sheet where city = :city").bindparams(city=CITY)
WINDOW = 100
PATIENCE = 300.0

# A process that has imported everything and done nothing, with a hash seed of its own, of which fresh ones are made.
_fresh = multiprocessing.get_context("forkserver")
_fresh.set_forkserver_preload(["tests.faults.rounds"])

Reorder = Callable[[list[LogRecord]], list[LogRecord]]
"""Puts a window of records into another order."""


def recomputed(places: Places, folder: Path, reorder: Reorder | None = None) -> dict[str, str]:
    """Return every sheet, recomputed elsewhere; with `reorder` the events come in another order."""
    folder.mkdir(parents=True)
    asyncio.run(lay_out(places, folder, reorder))
    with ProcessPoolExecutor(1, _fresh) as process:
        return process.submit(scored, folder).result(PATIENCE)


def sheets(url: str) -> dict[str, str]:
    """Return every sheet in a scoring database as one line, by cycle, index, period and subject."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(SHEETS).mappings()]
    engine.dispose()
    return {_name(row): json.dumps(_result(row), ensure_ascii=False, sort_keys=True) for row in found}


async def lay_out(places: Places, folder: Path, reorder: Reorder | None) -> None:
    """Write a log of the genuine events alone, each once, in the order in which they were published."""
    async with EmbeddedLog(folder / "log.db") as log:
        for place, records in places.items():
            topic, _, part = place.rpartition("/")
            genuine = in_order(place, records)
            if reorder:
                windows = [genuine[start : start + WINDOW] for start in range(0, len(genuine), WINDOW)]
                genuine = [record for window in windows for record in reorder(window)]
            outgoing = [
                Outgoing(number, record.headers["ce_id"], record.key, record.headers, record.value or b"")
                for number, record in enumerate(genuine, 1)
            ]
            await log.publish(Origin("recompute", topic, int(part)), outgoing)


def in_order(place: str, records: Sequence[LogRecord]) -> list[LogRecord]:
    """Return the events that the topic's own service published, by their sequence, each once."""
    topic, _, part = place.rpartition("/")
    source = topic.split(".")[1]
    by_sequence = {
        int(record.headers["ce_sequence"]): record
        for record in records
        if record.headers.get("ce_id") == f"{source}/{topic}/{part}/{record.headers.get('ce_sequence')}"
    }
    return [by_sequence[sequence] for sequence in sorted(by_sequence)]


def keep_subjects(random: Random, window: list[LogRecord]) -> list[LogRecord]:
    """Return a window in another order in which each subject's own order stays."""
    subjects = [record.headers["ce_subject"] for record in window]
    random.shuffle(subjects)
    waiting = {subject: iter([r for r in window if r.headers["ce_subject"] == subject]) for subject in subjects}
    return [next(waiting[subject]) for subject in subjects]


def keep_nothing(random: Random, window: list[LogRecord]) -> list[LogRecord]:
    """Return a window in any order."""
    return random.sample(window, len(window))


def scored(folder: Path) -> dict[str, str]:
    """Read the folder's log into a new scoring database there, recompute, and return the sheets."""
    asyncio.run(_score(folder))
    return sheets(f"sqlite:///{folder / 'scoring.db'}")


async def _score(folder: Path) -> None:
    database = Database("scoring", f"sqlite+pysqlite:///{folder / 'scoring.db'}", "biaochi_scoring.migrations")
    await database.start()
    async with EmbeddedLog(folder / "log.db") as log:
        listening = BatchHandler(EventHandlers(Graphs()))
        consumer = Consumer(database, log, "scoring", dict.fromkeys(TOPICS, listening.handle))
        await consumer.catch_up()
        # What came before its turn, and has not been the last of its batch.
        await consumer.redrive()
        await settle(database, SystemClock(), publishing=False)
    await database.close()


def _name(row: dict[str, Any]) -> str:
    return "/".join(str(row[name]) for name in ("cycle", "index", "period", "subject"))


def _result(row: dict[str, Any]) -> dict[str, Any]:
    """What the score is, without which build of the engine computed it."""
    return {name: value for name, value in row.items() if name != "engine"}
