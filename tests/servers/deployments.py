"""What a whole platform of a test stands on: files of its home, or Apache Kafka and PostgreSQL."""

from collections.abc import Callable
from itertools import count

from tests import worker
from tests.running import PARTS
from tests.servers.databases import OnServer, as_settings
from tests.servers.postgres import Postgres

DEPLOYMENTS = ("files", "servers")

Deployment = Callable[[], dict[str, str]]
"""Returns the environment of one more platform, which shares nothing with another."""

_numbers = count(1)


def on_files() -> dict[str, str]:
    """Everything is a file of the platform's home."""
    return {}


def on_servers(kafka: str, postgres: Postgres) -> Deployment:
    """Topics, groups and databases of its own on the servers of the run."""
    return lambda: {
        "BIAOCHI_KAFKA": kafka,
        "BIAOCHI_KAFKA_PREFIX": f"{worker.NAME}platform{next(_numbers)}.",
        "BIAOCHI_KAFKA_SESSION": "3",
        **as_settings(OnServer(postgres, empty=True), *PARTS[:3]),
    }
