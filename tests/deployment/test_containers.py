"""Compose brings up each part as its own container, and an image has only its own part's code."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from biaochi_chassis.foundation.settings import Settings

from tests.running import PARTS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    composed: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return dict(composed["services"])


def test_every_part_is_a_container_of_its_own_image(services: dict[str, Any]) -> None:
    assert set(services) == {*PARTS, "kafka", "postgres"}
    for name in PARTS:
        part = services[name]
        assert part["build"]["args"]["PART"] == name
        assert part["read_only"]
        assert part["cap_drop"] == ["ALL"]
        assert set(part["depends_on"]) == {"kafka", "postgres"}


def test_the_settings_of_every_container_can_be_used(services: dict[str, Any]) -> None:
    for name in PARTS:
        settings = Settings.read({**services[name]["environment"], **_image_settings()})
        assert settings.kafka == "kafka:9092"
        assert settings.service_url("org") == "http://org:8001"
        if name != "gateway":
            assert settings.database(name) == f"postgresql+psycopg://biaochi:biaochi@postgres/{name}"


def test_only_the_gateway_is_published_and_only_on_this_machine(services: dict[str, Any]) -> None:
    assert {name: one["ports"] for name, one in services.items() if "ports" in one} == {
        "gateway": ["127.0.0.1:8000:8000"]
    }


def test_an_image_runs_as_nobody_in_particular() -> None:
    last_stage = _dockerfile().split("\nFROM ")[-1]

    assert "\nUSER 10001:10001\n" in last_stage
    assert "COPY --from=build /opt/biaochi /opt/biaochi" in last_stage
    assert last_stage.count("COPY") == 1


@pytest.mark.parametrize("part", ["org", "gateway"])
def test_what_an_image_installs_is_enough_and_nothing_of_others(part: str, tmp_path: Path) -> None:
    ours = {"org": ["./proto", "./chassis", "./services/org"], "gateway": ["./proto", "./chassis", "./gateway"]}[part]
    uv = Path(sys.executable).parent / "uv"
    target = tmp_path / "there"
    install = [str(uv), "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(target)]
    installed = subprocess.run(
        [*install, "--python", sys.executable, *ours], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert installed.returncode == 0, installed.stderr

    ours_there = {path.name for path in target.iterdir() if path.name.startswith("biaochi_") and path.is_dir()}
    assert {name for name in ours_there if "." not in name} == {"biaochi_chassis", f"biaochi_{part}"}


def _image_settings() -> dict[str, str]:
    return dict(re.findall(r"(BIAOCHI_\w+)=(\S+)", _dockerfile()))


def _dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text()
