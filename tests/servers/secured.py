"""A Kafka and a PostgreSQL as production has them: over TLS only, with users; Kafka asks what each user may do."""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kafka import KafkaAdminClient
from kafka.admin import ACL, ACLOperation, ACLPermissionType, ResourcePattern, ResourceType

from tests.servers import disk, kafka, postgres

ADMINISTRATOR = "administrator"
CHANGING = "changing"
"""The one role of PostgreSQL that is asked for its password."""
PASSWORD = "of-the-tests"  # noqa: S105 - of servers that live as long as the test
_SECURED = """
listener.security.protocol.map=CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL
inter.broker.listener.name=SASL_SSL
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
username="{administrator}" password="{password}";
ssl.keystore.type=PEM
ssl.keystore.location={folder}/server.pem
ssl.truststore.type=PEM
ssl.truststore.location={folder}/ca.crt
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
# The controller listens to itself, without users, on another port.
super.users=User:{administrator};User:ANONYMOUS
"""


def certify(folder: Path) -> None:
    """Make an authority (ca.crt) and what it signed for 127.0.0.1: server.key, server.crt, and both in server.pem."""
    new = ("req", "-newkey", "rsa:2048", "-nodes")
    _openssl(folder, *new, "-x509", "-days", "2", "-subj", "/CN=authority", "-keyout", "ca.key", "-out", "ca.crt")
    named = ("-subj", "/CN=server", "-addext", "subjectAltName=IP:127.0.0.1")
    _openssl(folder, *new, *named, "-keyout", "server.key", "-out", "server.csr")
    signed = ("-CA", "ca.crt", "-CAkey", "ca.key", "-days", "2", "-copy_extensions", "copy", "-out", "server.crt")
    _openssl(folder, "x509", "-req", "-in", "server.csr", *signed)
    (folder / "server.pem").write_text((folder / "server.key").read_text() + (folder / "server.crt").read_text())


def _openssl(folder: Path, *arguments: str) -> None:
    program = shutil.which("openssl") or "/usr/bin/openssl"
    subprocess.run([program, *arguments], cwd=folder, check=True, capture_output=True)


@dataclass
class SecuredBroker(kafka.Broker):
    """A broker that answers users only, over TLS, and asks of each what it may do: at first nobody may anything."""

    users: Iterable[str] = field(default_factory=tuple)

    def create(self) -> None:
        """Write its settings, make its certificate, and format its folder with the users."""
        certify(self.folder)
        listens = f"127.0.0.1:{self.port}"
        text = kafka.settings(listens, self.controller, self.address, str(self.folder / "data"))
        lines = [line for line in text.splitlines() if not line.startswith("listener.security")]
        secured = _SECURED.format(administrator=ADMINISTRATOR, password=PASSWORD, folder=self.folder)
        self.settings.write_text("\n".join(lines).replace("PLAINTEXT://", "SASL_SSL://") + secured)
        kafka.format_folder(self.settings, (f"SCRAM-SHA-512=[name={user},password={PASSWORD}]" for user in self._all()))

    def administrator(self) -> KafkaAdminClient:
        """A client that may do everything."""
        return KafkaAdminClient(
            bootstrap_servers=self.address,
            security_protocol="SASL_SSL",
            ssl_cafile=str(self.folder / "ca.crt"),
            sasl_mechanism="SCRAM-SHA-512",
            sasl_plain_username=ADMINISTRATOR,
            sasl_plain_password=PASSWORD,
        )

    def _all(self) -> list[str]:
        return [ADMINISTRATOR, *self.users]


def rule(user: str, kind: str, name: str, operation: str) -> ACL:
    """One right: the user may do the operation ("Read") with the topic or group of that name."""
    resource = ResourcePattern(ResourceType[kind.upper()], name)
    return ACL(f"User:{user}", "*", ACLOperation[operation.upper()], ACLPermissionType.ALLOW, resource)


@contextmanager
def secured_broker(users: Iterable[str]) -> Iterator[SecuredBroker]:
    """A broker with these users for the length of the block. Raises ServerMissing when it cannot be had."""
    kafka.fetch()
    with disk.folder("biaochi-kafka-") as folder:
        broker = SecuredBroker(folder, users=tuple(users))
        broker.create()
        broker.start()
        try:
            yield broker
        finally:
            broker.server.stop()


@contextmanager
def secured_postgres() -> Iterator[tuple[Callable[[str], str], Path]]:
    """A PostgreSQL that refuses whoever comes without TLS.

    Gives what makes a database and returns its address, and the authority's file. Raises ServerMissing.
    """
    with postgres.local(prepare=_secure) as cluster:
        yield cluster.postgres.new_database, cluster.folder / "ca.crt"


def _secure(cluster: postgres.Cluster) -> None:
    certify(cluster.folder)
    cluster.folder.chmod(0o755)
    key = cluster.folder / "server.key"
    if cluster.user:
        shutil.chown(key, cluster.user)
    with (cluster.folder / "data" / "postgresql.conf").open("a") as settings:
        settings.write(f"ssl = on\nssl_cert_file = '{cluster.folder}/server.crt'\nssl_key_file = '{key}'\n")
    rules = (
        "local all all trust\nhostnossl all all all reject\n"
        f"hostssl all {CHANGING} all scram-sha-256\nhostssl all all all trust\n"
    )
    (cluster.folder / "data" / "pg_hba.conf").write_text(rules)
