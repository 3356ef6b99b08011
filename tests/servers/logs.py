"""Which log a test speaks to: a file of its own, or topics of its own on the one Apache Kafka of the run."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.kafka.cluster import Cluster
from biaochi_chassis.log.kafka.driver import KafkaLog

from tests.servers.databases import Databases

MakeLog = Callable[[], EmbeddedLog | KafkaLog]
"""Returns the same log at every call, as each process opens it, not started."""

SESSION = 3.0
"""Seconds after which a silent member is believed dead: short, since tests wait for it."""

_numbers = count(1)


def in_file(folder: Path) -> MakeLog:
    """The embedded log of this folder."""
    return lambda: EmbeddedLog(folder / "log.db")


def on_kafka(address: str) -> MakeLog:
    """Topics and groups that nobody else has."""
    prefix = f"t{next(_numbers)}."
    return lambda: KafkaLog(Cluster(address, prefix, SESSION))


@dataclass(frozen=True)
class Backbone:
    """What services stand on: their databases and the log between them."""

    databases: Databases
    make_log: MakeLog
    make_other_log: MakeLog
