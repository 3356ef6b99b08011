"""Two records that none of our services wrote: one that nobody can read, one that waits for an earlier one."""

import asyncio
import base64
from collections.abc import Iterable, Mapping
from pathlib import Path

from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of

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
    """Append them to the embedded log."""
    asyncio.run(_append(home / "data" / "log.db"))


async def _append(file: Path) -> None:
    log, partition = EmbeddedLog(file), partition_of(CITY)
    await log.start()
    known = [
        {
            "topic": TOPIC,
            "partition": partition,
            "key": one.key,
            "headers": list(one.headers.items()),
            "value": base64.b64encode(one.value or b"").decode(),
        }
        for one in await log.read(TOPIC, partition, 0, 100_000)
    ]
    records = [
        Outgoing(number, headers["ce_id"], CITY, headers, base64.b64decode(one["value"]))
        for number, one in enumerate(made_of(known), start=1)
        if (headers := dict(one["headers"]))
    ]
    await log.publish(Origin("stranger", TOPIC, partition), records)
    await log.close()
