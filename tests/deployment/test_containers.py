"""Compose brings up each part as its own container, confined, with a bound on what it takes."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from biaochi_chassis.foundation.settings import Settings

from tests.deployment.rendering import ROOT
from tests.running import PARTS
from tests.servers import kafka

SERVERS = {"kafka", "postgres"}
MAIL = {
    "BIAOCHI_SMTP": "smtp://biaochi@mail.example:587",
    "BIAOCHI_SMTP_FROM": "biaochi@mail.example",
    "BIAOCHI_SMTP_PASSWORD_FILE": "identity/smtp.password",
}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return dict(_composed({})["services"])


def test_every_part_and_the_command_is_a_container_of_its_own_image(services: dict[str, Any]) -> None:
    assert set(services) == {*PARTS, "command", *SERVERS}
    for name in (*PARTS, "command"):
        part = services[name]
        assert part["build"]["args"]["PART"] == name
        assert part["build"]["args"]["BASE"].startswith("python:3.11-slim-")
        assert set(part["depends_on"]) == SERVERS
    assert [name for name, one in services.items() if "profiles" in one] == ["command"]


def test_every_container_is_confined_and_bounded(services: dict[str, Any]) -> None:
    for name, one in services.items():
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert re.fullmatch(r"\d+[mg]", one["mem_limit"])
        # The image of Kafka writes the settings it is told into its own folder.
        assert one.get("read_only", False) == (name != "kafka")
        assert ("/tmp" in one.get("tmpfs", ())) == (name != "kafka")  # noqa: S108 - the container's own


def test_the_settings_of_every_container_can_be_used(services: dict[str, Any]) -> None:
    for name in (*PARTS, "command"):
        settings = Settings.read({**_image_settings(), **services[name]["environment"]})
        assert settings.kafka == "kafka:9092"
        assert settings.service_url("org") == "http://org:8001"
        for service in PARTS[:3]:
            if name in (service, "command"):
                owner = f"postgresql+psycopg://biaochi:biaochi@postgres/{service}"
                serving = f"postgresql+psycopg://{service}_serving:lab@postgres/{service}"
                found = (settings.database(service), settings.owner(service))
                assert found == ((owner, "") if name == "command" else (serving, owner))


def test_e_mail_is_sent_where_the_environment_names_a_server(services: dict[str, Any]) -> None:
    composed = _composed(MAIL)
    assessment = composed["services"]["assessment"]

    sent_by = Settings.read({**_image_settings(), **assessment["environment"]}).mail_server

    assert sent_by is not None
    assert (sent_by.host, sent_by.port, sent_by.user) == ("mail.example", 587, "biaochi")
    assert sent_by.sender == "biaochi@mail.example"
    assert sent_by.password_file is not None
    assert sent_by.password_file.parent == Path("/run/secrets")
    assert sent_by.password_file.name in assessment["secrets"]
    assert composed["secrets"][sent_by.password_file.name] == {"file": "identity/smtp.password"}
    assert Settings.read({**_image_settings(), **services["assessment"]["environment"]}).mail_server is None


def test_kafka_is_of_the_version_that_the_tests_run(services: dict[str, Any]) -> None:
    assert services["kafka"]["image"] == kafka.IMAGE


def test_only_the_gateway_is_published_and_only_on_this_machine(services: dict[str, Any]) -> None:
    assert {name: one["ports"] for name, one in services.items() if "ports" in one} == {
        "gateway": ["127.0.0.1:8000:8000"]
    }


def test_every_part_exposes_its_metrics_to_its_neighbours(services: dict[str, Any]) -> None:
    settings = Settings.read(_image_settings())
    for name in PARTS:
        assert services[name]["expose"] == [str(settings.metrics_port(name))]


def _composed(environ: dict[str, str]) -> dict[str, Any]:
    """What Compose reads where these variables are set."""
    text = re.sub(
        r"\$\{(\w+):-([^}]*)\}",
        lambda match: environ.get(match[1]) or match[2],
        (ROOT / "compose.yaml").read_text(),
    )
    composed: dict[str, Any] = yaml.safe_load(text)
    return composed


def _image_settings() -> dict[str, str]:
    return dict(re.findall(r"(BIAOCHI_\w+)=(\S+)", (ROOT / "Dockerfile").read_text()))
