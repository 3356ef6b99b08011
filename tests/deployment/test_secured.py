"""With TLS, users and the very rights of production, on real servers, the platform does all it has to."""

import ssl
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import psycopg
import pytest
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.kafka.cluster import Cluster
from biaochi_chassis.store.engines import PASSWORD_FILE, is_away, readers
from biaochi_cli.certificates import certify
from catalogue import catalogue
from kafka import KafkaAdminClient, KafkaProducer
from kafka.admin import ScramMechanism, UserScramCredentialUpsertion
from kafka.errors import KafkaError, TopicAuthorizationFailedError
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from tests import small_city
from tests.deployment.rendering import Resource, of_kind
from tests.running import PARTS, Running
from tests.servers.missing import ServerMissing, give_up
from tests.servers.secured import CHANGING, PASSWORD, SecuredBroker, rule, secured_broker, secured_postgres

TOPICS, _ = catalogue()
ORGANIZATIONS = '{ organizations(city: "lanzhou", first: 200) { totalCount edges { node { code name } } } }'


@dataclass(frozen=True)
class Secured:
    """The platform and its servers."""

    running: Running
    broker: SecuredBroker
    databases: dict[str, str]
    certificates: Path

    def settings(self, user: str) -> dict[str, str]:
        """What a part is given in production."""
        databases = {f"BIAOCHI_DATABASE_{name.upper()}": address for name, address in self.databases.items()}
        return {
            "BIAOCHI_KAFKA": self.broker.address,
            "BIAOCHI_KAFKA_CA": str(self.broker.folder / "ca.crt"),
            "BIAOCHI_KAFKA_USER": user,
            "BIAOCHI_KAFKA_PASSWORD": PASSWORD,
            "BIAOCHI_RPC_CA": str(self.certificates / "ca.crt"),
            "BIAOCHI_RPC_CERTIFICATE": str(self.certificates / f"{user.removeprefix('kafka-')}.crt"),
            "BIAOCHI_RPC_KEY": str(self.certificates / f"{user.removeprefix('kafka-')}.key"),
            **databases,
        }

    def start(self) -> None:
        """Start each part as its own user; commands are the command's."""
        for part in PARTS:
            self.running.environment = self.settings(f"kafka-{part}")
            self.running.spawn(part)
        for part in PARTS:
            self.running.wait_ready(part)
        self.running.environment = self.settings("kafka-command")


@pytest.fixture(scope="module")
def secured(production: list[Resource], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """Brokers with the users, rights and topics that Strimzi is asked for; four parts, each as its own user."""
    users = of_kind(production, "KafkaUser")
    try:
        with secured_broker(users) as broker, secured_postgres() as (new_database, authority):
            _as_strimzi_would(broker.administrator(), users)
            query = f"?sslmode=verify-full&sslrootcert={authority}"
            databases = {name: new_database(name) + query for name in PARTS[:3]}
            certificates = tmp_path_factory.mktemp("tls")
            certify(certificates)
            secured = Secured(Running(tmp_path_factory.mktemp("home"), PARTS), broker, databases, certificates)
            secured.start()
            small_city.found(secured.running)
            yield secured
            secured.running.stop()
    except ServerMissing as missing:
        give_up(missing)


def _topics(administrator: KafkaAdminClient) -> None:
    administrator.create_topics({topic.name: {"num_partitions": 12} for topic in TOPICS})


def _as_strimzi_would(administrator: KafkaAdminClient, users: dict[str, Resource]) -> None:
    _topics(administrator)
    rules = [
        rule(user, one["resource"]["type"], one["resource"]["name"], operation)
        for user, resource in users.items()
        for one in resource["spec"]["authorization"]["acls"]
        for operation in one["operations"]
    ]
    administrator.create_acls(rules)
    administrator.close()


def test_what_was_written_reaches_every_reader_and_nobody_is_behind(secured: Secured) -> None:
    for _ in range(60):
        lag = secured.running.command("log", "lag")
        if lag.returncode == 0:
            break
    assert lag.returncode == 0, lag.stdout
    replayed = secured.running.command("log", "replay", "biaochi.org.v1")
    assert f"{1 + len(small_city.ORGANS) + len(small_city.BRANCHES)} events" in replayed.stdout


def test_the_command_may_rebuild_everything(secured: Secured) -> None:
    rebuilt = secured.running.command("rebuild")
    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    assert "equal" in rebuilt.stdout


def test_the_command_may_back_everything_up(secured: Secured, tmp_path: Path) -> None:
    backed_up = secured.running.command("backup", str(tmp_path / "backup"))
    assert backed_up.returncode == 0, backed_up.stdout + backed_up.stderr
    assert "every table by its hash" in backed_up.stdout


@pytest.mark.parametrize(("user", "topic"), [("gateway", "scoring"), ("org", "assessment"), ("assessment", "org")])
def test_nobody_writes_where_another_publishes(secured: Secured, user: str, topic: str) -> None:
    options: dict[str, Any] = Settings.read(secured.settings(f"kafka-{user}")).kafka_security
    producer = KafkaProducer(bootstrap_servers=secured.broker.address, enable_idempotence=False, **options)
    with pytest.raises(TopicAuthorizationFailedError):
        producer.send(f"biaochi.{topic}.v1", b"told by a stranger").get(10)  # type: ignore[no-untyped-call]
    producer.close()


def test_whoever_comes_without_tls_or_with_another_password_is_refused(secured: Secured, tmp_path: Path) -> None:
    given = secured.settings("kafka-org")
    for changed in ({"BIAOCHI_KAFKA_CA": ""}, {"BIAOCHI_KAFKA_PASSWORD": "guessed"}):
        options: dict[str, Any] = Settings.read({**given, **changed}).kafka_security
        with pytest.raises(KafkaError):
            KafkaAdminClient(bootstrap_servers=secured.broker.address, bootstrap_timeout_ms=3000, **options)
    address = secured.databases["org"].replace("postgresql+psycopg", "postgresql")
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(address.partition("?")[0] + "?sslmode=disable")
    (tmp_path / "other.crt").write_text((secured.broker.folder / "ca.crt").read_text())
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        psycopg.connect(f"{address.partition('?')[0]}?sslmode=verify-full&sslrootcert={tmp_path / 'other.crt'}")


@pytest.mark.parametrize("part", PARTS[:3])
def test_whoever_shows_no_certificate_of_the_parts_reaches_no_service(secured: Secured, part: str) -> None:
    port = secured.running.port_of(part)
    context = ssl.create_default_context(cafile=str(secured.certificates / "ca.crt"))
    for address in (f"http://127.0.0.1:{port}", f"https://127.0.0.1:{port}"):
        with pytest.raises(OSError, match=r"reset|certificate required|closed|Remote end"):
            urllib.request.urlopen(f"{address}/health/live", timeout=5, context=context)
    context.load_cert_chain(secured.certificates / "gateway.crt", secured.certificates / "gateway.key")
    with urllib.request.urlopen(f"https://127.0.0.1:{port}/health/live", timeout=5, context=context) as answer:
        assert answer.status == HTTPStatus.OK


def test_a_new_password_of_kafka_is_taken_from_its_file_by_whoever_connects_next(
    secured: Secured, tmp_path: Path
) -> None:
    file, administrator = tmp_path / "password", secured.broker.administrator()
    given = {**secured.settings("kafka-changing"), "BIAOCHI_KAFKA_PASSWORD_FILE": str(file)}
    settings = Settings.read(given)
    cluster = Cluster(settings.kafka, security=lambda: settings.kafka_security)
    for password, before in (("first", ""), ("second", "first")):
        file.write_text(before)
        changed = UserScramCredentialUpsertion("kafka-changing", ScramMechanism.SCRAM_SHA_512, password)
        administrator.alter_user_scram_credentials([changed])
        with pytest.raises(KafkaError):
            cluster.admin()
        file.write_text(f"{password}\n")
        cluster.admin().close()
    administrator.close()


def test_a_new_password_of_postgresql_is_taken_from_its_file_by_every_new_connection(
    secured: Secured, tmp_path: Path
) -> None:
    file, address = tmp_path / "password", make_url(secured.databases["org"])
    named = address.set(username=CHANGING).update_query_dict({PASSWORD_FILE: str(file)})
    serving = readers(named.render_as_string(hide_password=False))
    owner = psycopg.connect(address.set(drivername="postgresql").render_as_string(), autocommit=True)
    owner.execute(f"create role {CHANGING} login")
    for password, before in (("first", ""), ("second", "first")):
        file.write_text(before)
        owner.execute(f"alter role {CHANGING} password '{password}'")
        serving.dispose()
        with pytest.raises(OperationalError) as refused, serving.connect():
            pass
        assert is_away(refused.value)
        file.write_text(f"{password}\n")
        with serving.connect() as connected:
            assert connected.exec_driver_sql("select current_user").scalar_one() == CHANGING
    file.unlink()
    serving.dispose()
    with pytest.raises(OperationalError, match="No such file"), serving.connect():
        pass
    owner.close()


def test_all_of_it_comes_back_from_a_backup_with_the_rights_of_the_command(secured: Secured, tmp_path: Path) -> None:
    running, folder = secured.running, str(tmp_path / "backup")
    assert running.command("backup", folder).returncode == 0
    before = running.execute(ORGANIZATIONS)
    running.stop()

    held = running.command("restore", folder, "--overwrite")
    assert held.returncode == 1
    assert "Kafka still holds records" in held.stdout
    _topics_anew(secured.broker.administrator())
    restored = running.command("restore", folder, "--overwrite")
    assert restored.returncode == 0, restored.stdout + restored.stderr

    secured.start()
    assert running.execute(ORGANIZATIONS) == before
    rebuilt = running.command("rebuild")
    assert "equal" in rebuilt.stdout, rebuilt.stdout


def _topics_anew(administrator: KafkaAdminClient) -> None:
    names = [topic.name for topic in TOPICS]
    administrator.delete_topics(names)
    while set(names) & set(administrator.list_topics()):
        time.sleep(0.1)
    _topics(administrator)
    administrator.close()
