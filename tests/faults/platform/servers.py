"""A deployment on servers: a real PostgreSQL and a real Apache Kafka, which a case may stop, kill and wipe."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from biaochi_chassis.foundation.settings import SERVICES, Settings
from biaochi_chassis.log.contract import EventLog
from biaochi_chassis.log.opening import log_of
from sqlalchemy import make_url

from tests.faults.platform.deployment import BROKER, DATABASE, Breakable, Deployment, Kind, Need
from tests.faults.platform.proxy import Network, Proxy
from tests.servers import disk, kafka, postgres
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
    """One platform on one broker and one database server, both behind proxies."""

    has = frozenset(
        {Need.BROKER, Need.DATABASE_SERVER, Need.SERVER_PROXY, *([Need.DISK] if disk.can_be_full() else [])}
    )

    def __init__(self, broker: Broker, cluster: Cluster, ways: Mapping[str, Proxy]) -> None:
        """Have databases of its own there."""
        self._broker, self._cluster = broker, cluster
        self._databases = OnServer(cluster.postgres, empty=True)
        self.ways = ways

    def environment(self) -> Mapping[str, str]:
        """Where broker and databases are; short sessions, so that a dead reader is found soon."""
        return {
            "BIAOCHI_KAFKA": self._broker.address,
            "BIAOCHI_KAFKA_SESSION": SESSION_SECONDS,
            **as_settings(self._behind_the_proxy, *SERVICES),
        }

    def _behind_the_proxy(self, service: str) -> str:
        direct = make_url(self._databases(service))
        return direct.set(port=self.ways[DATABASE].port).render_as_string(hide_password=False)

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

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Neither tables nor their write-ahead log can grow; a server that gave up is started once there is space."""
        with disk.full(self._cluster.folder):
            yield
        if not self._cluster.server.runs():
            self._cluster.start()


@contextmanager
def _servers(_home: Path, network: Network) -> Iterator[Deployment]:
    ways: dict[str, Proxy] = {}

    def lead(port: int) -> int:
        # A broker tells its clients its own address, so that the proxy's must be known before it starts.
        ways[BROKER] = network.lead_to(port)
        return ways[BROKER].port

    folder = disk.small_disk if Need.DISK in Servers.has else disk.folder
    with kafka.local(lead) as broker, postgres.local(folder) as cluster:
        ways[DATABASE] = network.lead_to(cluster.postgres.port)
        yield Servers(broker, cluster, ways)


SERVERS = Kind(Servers.has, _servers)
