"""Two records that none of our services wrote: one that nobody can read, one that waits for an earlier one."""

import base64
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from tests.old_data import topics
from tests.old_data.topics import Record

TOPIC, CITY = "biaochi.assessment.v1", "kinds"
DEAD, PARKED = "stranger/1", "stranger/2"
SUBJECT = "B99"


def made_of(records: Iterable[Record]) -> list[Record]:
    """The two, in the envelope of a record of the city."""
    pattern = next(record for record in records if (record["topic"], record["key"]) == (TOPIC, CITY))
    envelope = {name: value for name, value in pattern["headers"] if name.startswith(("ce_", "content-"))}
    place = {name: pattern[name] for name in ("topic", "partition", "key")}

    def stranger(name: str, value: str, **more: str) -> Record:
        ours = {"ce_id": name, "ce_source": "/stranger", "ce_sequence": "1", "ce_subject": SUBJECT}
        return {**place, "headers": [*{**envelope, **ours, **more}.items()], "value": value}

    unreadable = base64.b64encode(b"\xff\xff\xff").decode()
    return [
        stranger(DEAD, unreadable, ce_subject="B98", ce_subjectsequence="1"),
        stranger(PARKED, pattern["value"], ce_subjectsequence="2"),
    ]


def write_to_topics(environment: Mapping[str, str]) -> None:
    """Append them on Apache Kafka, as anybody can who may write there."""
    where = environment["BIAOCHI_KAFKA"], environment["BIAOCHI_KAFKA_PREFIX"]
    topics.append(*where, made_of(topics.read(*where, {TOPIC: {"partitions": 12}})))


def write_to_file(home: Path) -> None:
    """Append them to the embedded log. The one place here that knows how a build keeps something."""
    with closing(sqlite3.connect(home / "data" / "log.db", isolation_level="IMMEDIATE")) as log, log:
        rows = log.execute("select topic, part, key, headers, value from log_record").fetchall()
        names = ("topic", "partition", "key", "headers", "value")
        known = [dict(zip(names, row, strict=True)) for row in rows]
        for record in known:
            record["headers"] = json.loads(record["headers"]).items()
            record["value"] = base64.b64encode(record["value"]).decode()
        for record in made_of(known):
            _append(log, record)


def _append(log: sqlite3.Connection, record: Record) -> None:
    headers = dict(record["headers"])
    place = record["topic"], record["partition"]
    (end,) = log.execute("select next_offset from log_head where topic = ? and part = ?", place).fetchone()
    row = (*place, end, headers["ce_id"], record["key"], json.dumps(headers), base64.b64decode(record["value"]))
    columns = "topic, part, place, event_id, key, headers, value"
    log.execute(f"insert into log_record ({columns}) values (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
    log.execute("update log_head set next_offset = next_offset + 1 where topic = ? and part = ?", place)
