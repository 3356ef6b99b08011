"""Production refuses what development is content with: files, and ways on which others could listen."""

from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.kafka.driver import KafkaLog
from biaochi_chassis.log.opening import log_of

PRODUCTION = {"BIAOCHI_MODE": "production", "BIAOCHI_KAFKA": "kafka:9092"}
PLAIN = "postgresql://biaochi:secret@db/org"


def database(address: str, **more: str) -> str:
    """The address of the registry's database in production."""
    return Settings.read({**PRODUCTION, "BIAOCHI_DATABASE_ORG": address, **more}).database("org")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "BIAOCHI_DATABASE_ORG is missing"),
        ("sqlite:////srv/org.db", "BIAOCHI_DATABASE_ORG begins with sqlite"),
        (PLAIN, "BIAOCHI_DATABASE_ORG has no sslmode"),
        (f"{PLAIN}?sslmode=prefer", "BIAOCHI_DATABASE_ORG has sslmode=prefer"),
        (f"{PLAIN}?sslmode=require", "BIAOCHI_DATABASE_ORG has sslmode=require"),
        (f"{PLAIN}?sslmode=verify-ca", "BIAOCHI_DATABASE_ORG has sslmode=verify-ca"),
    ],
)
def test_a_database_that_is_missing_a_file_or_without_tls_is_refused_without_its_password(
    address: str, why: str
) -> None:
    with pytest.raises(SettingsRefused, match=why) as refused:
        database(address)

    assert "secret" not in str(refused.value)


def test_a_database_that_proves_who_it_is_is_taken() -> None:
    assert database(f"{PLAIN}?sslmode=verify-full").endswith("@db/org?sslmode=verify-full")


def test_a_database_on_a_socket_of_the_machine_needs_no_tls() -> None:
    assert database("postgresql:///org") == "postgresql+psycopg:///org"


def test_where_the_network_encrypts_plain_ways_are_taken() -> None:
    by_network = {"BIAOCHI_TLS": "network", "BIAOCHI_KAFKA_ACCESS": "network"}

    assert database(PLAIN, **by_network).endswith("@db/org")
    assert isinstance(log_of(Settings.read({**PRODUCTION, **by_network})), KafkaLog)


def test_the_network_encrypts_no_file() -> None:
    with pytest.raises(SettingsRefused, match="begins with sqlite"):
        database("sqlite:////srv/org.db", BIAOCHI_TLS="network")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"BIAOCHI_KAFKA": ""}, "BIAOCHI_KAFKA is missing"),
        ({"BIAOCHI_KAFKA_USER": "org"}, "BIAOCHI_KAFKA_CA is"),
        ({"BIAOCHI_KAFKA_CA": "/etc/ca.crt"}, "BIAOCHI_KAFKA_USER is missing"),
        ({"BIAOCHI_KAFKA_CA": "/etc/ca.crt", "BIAOCHI_KAFKA_USER": "org"}, "BIAOCHI_KAFKA_PASSWORD is missing"),
        ({"BIAOCHI_TLS": "network"}, "BIAOCHI_KAFKA_USER is missing"),
        ({"BIAOCHI_KAFKA_ACCESS": "network"}, "BIAOCHI_KAFKA_CA is"),
    ],
)
def test_a_log_that_is_a_file_or_without_tls_or_users_is_refused(given: dict[str, str], why: str) -> None:
    with pytest.raises(SettingsRefused, match=why):
        log_of(Settings.read({**PRODUCTION, **given}))


def test_a_log_over_tls_and_by_a_user_is_taken() -> None:
    user = {"BIAOCHI_KAFKA_USER": "org", "BIAOCHI_KAFKA_PASSWORD": "secret"}
    settings = Settings.read({**PRODUCTION, "BIAOCHI_KAFKA_CA": "/etc/biaochi/kafka/ca.crt", **user})

    assert isinstance(log_of(settings), KafkaLog)


def test_a_password_in_a_file_is_read_each_time_and_a_file_that_is_not_there_refused(tmp_path: Path) -> None:
    file = tmp_path / "password"
    settings = Settings.read({**PRODUCTION, "BIAOCHI_KAFKA_USER": "org", "BIAOCHI_KAFKA_PASSWORD_FILE": str(file)})
    for password in ("first", "second"):
        file.write_text(f"{password}\n")
        assert settings.kafka_security["sasl_plain_password"] == password
    file.unlink()
    with pytest.raises(SettingsRefused, match=r"BIAOCHI_KAFKA_PASSWORD_FILE names .*, which cannot be read"):
        log_of(settings)


@pytest.mark.parametrize("name", ["BIAOCHI_TLS", "BIAOCHI_RPC", "BIAOCHI_KAFKA_ACCESS", "BIAOCHI_EXPLORER"])
def test_what_production_does_without_is_named_or_refused(name: str) -> None:
    with pytest.raises(SettingsRefused, match=f"{name} is yes: it is "):
        Settings.read({name: "yes"})


def test_the_explorer_is_shown_in_development_and_elsewhere_where_a_setting_names_it() -> None:
    assert Settings.read({}).explorer
    assert not Settings.read(PRODUCTION).explorer
    assert Settings.read({**PRODUCTION, "BIAOCHI_EXPLORER": "on"}).explorer


def test_development_is_content_with_files() -> None:
    settings = Settings.read({})

    assert settings.database("org").startswith("sqlite")
    assert isinstance(log_of(settings), EmbeddedLog)
