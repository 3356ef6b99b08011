"""A real Apache Kafka: a container where Docker is, else its own jars from Maven Central on Java 17."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from tests.servers import disk, docker
from tests.servers.missing import ServerMissing, first_line
from tests.servers.processes import Server, as_user, free_port

VERSION = "4.3.1"
IMAGE = f"apache/kafka:{VERSION}"
HERE = Path(__file__).parent
JARS = Path(__file__).parents[2] / ".servers" / f"kafka-{VERSION}"
CLUSTER = "biaochi-tests-cluster0"
"""22 characters, as an id of a cluster has; it must not begin with a dash."""

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_JVM = ["-Xms64m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"]


@dataclass
class Broker:
    """One broker made of jars; it can be stopped, killed, wiped and started again on the same port."""

    folder: Path
    lead: Callable[[int], int] = lambda port: port
    """Returns the port that leads clients to its port."""

    def __post_init__(self) -> None:
        """Take two ports."""
        self.port, self.controller = free_port(), free_port()
        self.advertised = self.lead(self.port)
        self.server: Server

    @property
    def address(self) -> str:
        """Where clients find it."""
        return f"127.0.0.1:{self.advertised}"

    def create(self) -> None:
        """Write its settings and make an empty log folder."""
        listens = f"127.0.0.1:{self.port}"
        self.settings.write_text(settings(listens, self.controller, self.address, str(self.folder / "data")))
        (self.folder / "data").mkdir()
        for name, content in _formatted().items():
            (self.folder / "data" / name).write_bytes(content)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.server = Server.start(as_user(_java("kafka.Kafka", str(self.settings)), None), self.folder / "server.log")
        self.server.wait_for(lambda: answers(self.port))

    def wipe(self) -> None:
        """Lose everything it kept; it must be stopped."""
        shutil.rmtree(self.folder / "data")
        self.create()

    @property
    def settings(self) -> Path:
        """The file with its settings."""
        return self.folder / "server.properties"


@contextmanager
def running() -> Iterator[str]:
    """The address of an Apache Kafka for the length of the block. Raises ServerMissing when it cannot be had."""
    if docker.is_there():
        with contained() as address:
            yield address
    else:
        with local() as broker:
            yield broker.address


@contextmanager
def contained() -> Iterator[str]:
    """The address of a broker in a container, on a port it was given beforehand: it leads its clients to it."""
    port = free_port()
    address = f"{DockerClient().host()}:{port}"
    environment = as_environment(settings(":9092", 9093, address, "/var/lib/kafka/data"))
    container = DockerContainer(IMAGE, env=environment).with_bind_ports(9092, port)
    with docker.running(container.waiting_for(LogMessageWaitStrategy("Kafka Server started"))):
        yield address


def settings(listens: str, controller: int, address: str, data: str) -> str:
    """Return the broker's settings: it listens there, and leads clients to the address."""
    text = (HERE / "server.properties").read_text()
    return text.format(listens=listens, controller=controller, address=address, data=data)


@cache
def _formatted() -> dict[str, bytes]:
    """An empty log folder, the same whatever ports a broker has: Java takes more than a second to make one."""
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "server.properties"
        file.write_text(settings("127.0.0.1:1", 2, "127.0.0.1:1", f"{made}/data"))
        format_folder(file)
        return {one.name: one.read_bytes() for one in Path(made, "data").iterdir()}


def format_folder(settings_file: Path, scram: Iterable[str] = ()) -> None:
    """Make the log folder that the settings name, with users: "SCRAM-SHA-512=[name=…,password=…]"."""
    users = [word for one in scram for word in ("--add-scram", one)]
    command = _java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(settings_file), *users)
    subprocess.run(command, check=True, capture_output=True)


def as_environment(properties: str) -> dict[str, str]:
    """Return the same settings in the variables that the image reads."""
    pairs = (line.partition("=") for line in properties.splitlines() if not line.startswith("#"))
    return {f"KAFKA_{name.upper().replace('.', '_')}": value for name, _, value in pairs}


@contextmanager
def local(lead: Callable[[int], int] = lambda port: port) -> Iterator[Broker]:
    """A broker made of jars, which a test may stop and wipe; clients come to it through the port that `lead` names."""
    fetch()
    with disk.folder("biaochi-kafka-") as folder:
        broker = Broker(folder, lead)
        broker.create()
        broker.start()
        try:
            yield broker
        finally:
            broker.server.stop()


def fetch() -> None:
    """Have the jars, once for all runs. Raises ServerMissing when Java, Maven or Maven Central is not there."""
    for program, package in (("java", "openjdk-17-jre-headless"), ("mvn", "maven")):
        if shutil.which(program) is None and not (program == "mvn" and JARS.exists()):
            raise ServerMissing(
                f"Apache Kafka is not tested: no Docker and no {program} here. Debian: apt-get install {package}"
            )
    if not JARS.exists():
        _fetch()


def _fetch() -> None:
    JARS.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=JARS.parent) as half:
        output = f"-DoutputDirectory={half}/jars"
        command = ["mvn", "-q", "-B", "-f", str(HERE / "kafka.pom.xml"), _COPY, "-DincludeScope=runtime", output]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ServerMissing(
                f"Apache Kafka is not tested: Maven could not fetch its jars ({first_line(done.stdout)}). Make Maven "
                f"Central reachable, or put the jars into {JARS.relative_to(JARS.parents[1])}."
            )
        (Path(half) / "jars").rename(JARS)


def _java(*arguments: str) -> list[str]:
    java = shutil.which("java") or os.environ.get("JAVA_HOME", "") + "/bin/java"
    settings = f"-Dlog4j2.configurationFile=file:{HERE / 'log4j2.properties'}"
    return [java, *_JVM, settings, "-cp", f"{JARS}/*", *arguments]


def answers(port: int) -> bool:
    """Whether the broker takes connections, which it does once it serves."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
