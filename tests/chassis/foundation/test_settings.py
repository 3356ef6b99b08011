"""Settings are read once; a value that cannot be used is one sentence."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings, SettingsRefused


def test_nothing_set_is_one_machine_for_development() -> None:
    settings = Settings.read({})

    assert (settings.host, settings.port, settings.development) == ("127.0.0.1", 8000, True)
    assert settings.home == Path(".biaochi").absolute()
    assert settings.database("org") == f"sqlite+pysqlite:///{settings.home}/data/org.db"
    assert settings.log_file == settings.home / "data" / "log.db"
    assert settings.plugins is None


def test_each_service_listens_one_port_further() -> None:
    settings = Settings.read({"BIAOCHI_PORT": "9000", "BIAOCHI_SCORING_PORT": "7000"})

    assert [settings.service_port(name) for name in ("org", "assessment", "scoring")] == [9001, 9002, 7000]
    assert settings.service_url("assessment") == "http://127.0.0.1:9002"
    assert [settings.part_port(name) for name in ("gateway", "org", "scoring")] == [9000, 9001, 7000]


def test_a_part_is_scraped_500_ports_after_its_own_or_where_its_setting_says() -> None:
    usual, chosen = Settings.read({"BIAOCHI_PORT": "9000"}), Settings.read({"BIAOCHI_METRICS_PORT": "9100"})

    assert [usual.metrics_port(name) for name in ("gateway", "org", "scoring")] == [9500, 9501, 9503]
    assert chosen.metrics_port("org") == 9100


def test_everything_can_be_said() -> None:
    settings = Settings.read(
        {
            "BIAOCHI_HOME": "/srv/biaochi",
            "BIAOCHI_MODE": "production",
            "BIAOCHI_HOST": "0.0.0.0",  # noqa: S104
            "BIAOCHI_DATABASE_ORG": "postgresql+psycopg://db/org?sslmode=verify-full",
            "BIAOCHI_ORG_URL": "http://org:8001/",
            "BIAOCHI_PLUGINS": "lanzhou, yantai",
            "BIAOCHI_CLOCK": "2021-01-05T09:00:00+08:00",
        }
    )

    assert settings.database("org") == "postgresql+psycopg://db/org?sslmode=verify-full"
    assert settings.service_url("org") == "http://org:8001"
    assert settings.plugins == ("lanzhou", "yantai")
    assert settings.clock().now() == datetime(2021, 1, 5, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BIAOCHI_PORT", "eighty"),
        ("BIAOCHI_PORT", "65536"),
        ("BIAOCHI_PORT", "65535"),
        ("BIAOCHI_ORG_PORT", "0"),
        ("BIAOCHI_METRICS_PORT", "many"),
        ("BIAOCHI_MODE", "test"),
        ("BIAOCHI_PROCESSES", "4"),
        ("BIAOCHI_CLOCK", "yesterday"),
        ("BIAOCHI_CLOCK", "2021-01-05T09:00:00"),
        ("BIAOCHI_ORG_URL", "org:8001"),
        ("BIAOCHI_DATABASE_ORG", "mysql://biaochi@localhost/org"),
        ("BIAOCHI_KAFKA", "kafka"),
        ("BIAOCHI_KAFKA", "kafka-0:9092,kafka-1:99999"),
        ("BIAOCHI_KAFKA_SESSION", "soon"),
        ("BIAOCHI_KAFKA_SESSION", "0"),
        ("BIAOCHI_TLS", "yes"),
        ("BIAOCHI_DATABASE_SCORING", "scoring.db"),
        ("BIAOCHI_HOST", "0.0.0.0"),  # noqa: S104
        ("BIAOCHI_HOST", "biaochi.example"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        Settings.read({name: value})

    assert len(str(refused.value)) > 40


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+pysqlite", "sqlite+aiosqlite"])
def test_a_file_may_be_named_by_every_driver_we_ever_had(scheme: str) -> None:
    settings = Settings.read({"BIAOCHI_DATABASE_ORG": f"{scheme}:////srv/biaochi/org.db"})

    assert settings.database("org") == "sqlite+pysqlite:////srv/biaochi/org.db"


def test_the_refusal_of_an_address_shows_ones_that_can_be_used_and_no_password() -> None:
    with pytest.raises(SettingsRefused, match=r"sqlite:////folder/org\.db") as refused:
        Settings.read({"BIAOCHI_DATABASE_ORG": "mysql://biaochi:secret@localhost/org"})

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.9", "::1"])
def test_loopback_is_always_allowed(host: str) -> None:
    assert Settings.read({"BIAOCHI_HOST": host}).host == host


def test_scoring_is_served_apart_in_development_and_where_one_says_so() -> None:
    both, one = Settings.read({"BIAOCHI_PROCESSES": "2"}), Settings.read({"BIAOCHI_PROCESSES": "1"})

    assert (both.scoring_apart, one.scoring_apart) == (True, False)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ("sha256", "aes-256-gcm")),
        ({"BIAOCHI_CRYPTOGRAPHY": "guomi"}, ("sm3", "sm4-gcm")),
        ({"BIAOCHI_CRYPTOGRAPHY": "guomi", "BIAOCHI_AUDIT_DIGEST": "sha256"}, ("sha256", "sm4-gcm")),
        ({"BIAOCHI_CIPHER": "sm4-gcm"}, ("sha256", "sm4-gcm")),
    ],
)
def test_a_profile_says_what_is_hashed_and_sealed_by_unless_it_is_named(
    given: dict[str, str], found: tuple[str, str]
) -> None:
    settings = Settings.read(given)

    assert (settings.audit_digest, settings.cipher) == found


def test_a_profile_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsRefused, match="it is one of intl, guomi"):
        Settings.read({"BIAOCHI_CRYPTOGRAPHY": "national"})
