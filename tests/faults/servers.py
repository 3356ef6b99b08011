"""The ground of a deployment: a real PostgreSQL and a real Apache Kafka, which a case may stop, kill and wipe."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.opening import log_of
from biaochi_chassis.settings import SERVICES, Settings

from tests.faults.ground import Breakable, Ground, Kind, Need
from tests.faults.proxy import Weather
from tests.servers import kafka, postgres
from tests.servers.databases import OnServer, as_settings
from tests.servers.kafka import Broker
from tests.servers.postgres import Cluster

SESSION_SECONDS = "3"


@dataclass
class OneBroker:
    """The broker as a case breaks it."""

    broker: Broker

    def stop(self) -> None:
        """End it in good order."""
        self.broker.server.stop()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.broker.server.kill()

    def wipe(self) -> None:
        """Lose its log."""
        self.broker.wipe()

    def start(self) -> None:
        """Start it again on the same port."""
        self.broker.start()


@dataclass
class OneCluster:
    """The database server as a case breaks it."""

    cluster: Cluster

    def stop(self) -> None:
        """End it at once, without waiting for its clients."""
        self.cluster.server.stop()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.cluster.server.kill()

    def wipe(self) -> None:
        """Databases are never lost: there is a backup, or there is nothing."""
        raise NotImplementedError

    def start(self) -> None:
        """Start it again on the same port."""
        self.cluster.start()


class Servers:
    """One platform on one broker and one database server."""

    has = frozenset({Need.BROKER, Need.DATABASE_SERVER})

    def __init__(self, broker: Broker, cluster: Cluster, prefix: str) -> None:
        """Have databases and topics of its own there."""
        self._broker, self._cluster = broker, cluster
        self._databases = OnServer(cluster.postgres)
        self._prefix = prefix

    def environment(self) -> Mapping[str, str]:
        """Where broker and databases are; short sessions, so that a dead reader is found soon."""
        return {
            "BIAOCHI_KAFKA": self._broker.address,
            "BIAOCHI_KAFKA_PREFIX": self._prefix,
            "BIAOCHI_KAFKA_SESSION": SESSION_SECONDS,
            **as_settings(self._databases, *SERVICES),
        }

    def database(self, service: str) -> str:
        """A database of its own; its driver speaks without asyncio, too."""
        return self._databases(service)

    def log(self) -> EventLog:
        """The broker's log."""
        return log_of(Settings.read(self.environment()))

    def broker(self) -> Breakable:
        """The one broker."""
        return OneBroker(self._broker)

    def server(self) -> Breakable:
        """The one database server."""
        return OneCluster(self._cluster)

    def weather(self, server: Need) -> Weather:
        """There is no proxy before them yet: a broker tells its clients its own address."""
        raise NotImplementedError(server)


@contextmanager
def _servers(home: Path) -> Iterator[Ground]:
    with kafka.local() as broker, postgres.local() as cluster:
        yield Servers(broker, cluster, f"{home.name}.")


SERVERS = Kind(Servers.has, _servers)
