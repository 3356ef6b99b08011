"""What a whole platform of a test stands on: files of its home, or Apache Kafka and PostgreSQL."""

from itertools import count
from typing import Protocol

from tests import worker
from tests.running import PARTS
from tests.servers.databases import OnServer, as_settings
from tests.servers.postgres import Postgres

DEPLOYMENTS = ("files", "servers")


class Deployment(Protocol):
    """Returns the environment of one more platform, which shares nothing with another."""

    def __call__(self, *, empty: bool = False) -> dict[str, str]:
        """`empty`: databases of a server hold nothing yet, as when a city begins; else what migrations make of one."""


_numbers = count(1)


def on_files(*, empty: bool = False) -> dict[str, str]:  # noqa: ARG001 - there is nothing before it starts
    """Everything is a file of the platform's home."""
    return {}


def on_servers(kafka: str, postgres: Postgres) -> Deployment:
    """Topics, groups and databases of its own on the servers of the run."""

    def environment(*, empty: bool = False) -> dict[str, str]:
        return {
            "BIAOCHI_KAFKA": kafka,
            "BIAOCHI_KAFKA_PREFIX": f"{worker.NAME}platform{next(_numbers)}.",
            "BIAOCHI_KAFKA_SESSION": "3",
            **as_settings(OnServer(postgres, empty=empty), *PARTS[:3]),
        }

    return environment
