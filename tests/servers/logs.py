"""Which log a test speaks to: a file of its own, or topics of its own on the one Apache Kafka of the run."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.kafka.cluster import Cluster
from biaochi_chassis.log.kafka.driver import KafkaLog

from tests import worker
from tests.servers.databases import Databases

MakeLog = Callable[[], EmbeddedLog | KafkaLog]
"""Returns the same log at every call, as each process opens it, not started; may be sent to another process."""

SESSION = 6.0
"""Seconds after which a silent member is believed dead: short, since tests wait for it."""

_numbers = count(1)


@dataclass(frozen=True)
class InFile:
    """The embedded log of a folder."""

    folder: Path

    def __call__(self) -> EmbeddedLog:
        """As one process opens it."""
        return EmbeddedLog(self.folder / "log.db")


@dataclass(frozen=True)
class OnKafka:
    """Topics and groups of the cluster whose names begin with the prefix."""

    address: str
    prefix: str

    def __call__(self) -> KafkaLog:
        """As one process opens them."""
        return KafkaLog(Cluster(self.address, self.prefix, SESSION))


def on_kafka(address: str) -> OnKafka:
    """Topics and groups that nobody else has."""
    return OnKafka(address, f"{worker.NAME}t{next(_numbers)}.")


@dataclass(frozen=True)
class Backbone:
    """What services stand on: their databases and the log between them."""

    databases: Databases
    make_log: MakeLog
    make_other_log: MakeLog
