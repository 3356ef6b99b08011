"""Both overlays render, fit the schemas of several Kubernetes versions, and every part has the one shape we promise."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.partitions import PARTITIONS

from tests.running import PARTS

ROOT = Path(__file__).parents[2]
OVERLAYS = ("lab", "production")
VERSIONS = ("1.30", "1.33", "1.37")
# Their schemas come with their operators.
OF_OPERATORS = {"Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser", "Cluster"}

Resource = dict[str, Any]


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture(scope="module", params=OVERLAYS)
def rendered(request: pytest.FixtureRequest) -> str:
    done = tool("kubectl", "kustomize", f"k8s/overlays/{request.param}")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def resources(rendered: str) -> list[Resource]:
    return [resource for resource in yaml.safe_load_all(rendered) if resource]


def of_kind(resources: list[Resource], kind: str) -> dict[str, Resource]:
    return {one["metadata"]["name"]: one for one in resources if one["kind"] == kind}


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_fits_the_schemas(rendered: str, version: str, tmp_path: Path) -> None:
    file = tmp_path / "rendered.yaml"
    file.write_text(rendered)

    done = tool("kubernetes-validate", "--kubernetes-version", version, "--strict", str(file))

    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert set(re.findall(r"Couldn't find schema for kind (\w+)", said)) <= OF_OPERATORS
    assert said.count(" passed ") > 15


def test_every_part_runs_confined_and_is_probed_three_ways(resources: list[Resource]) -> None:
    deployments = of_kind(resources, "Deployment")
    assert set(deployments) == set(PARTS)
    for name, deployment in deployments.items():
        pod = deployment["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"], name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert not pod["automountServiceAccountToken"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["livenessProbe"]["httpGet"]["path"] == "/health/live"
        assert container["readinessProbe"]["httpGet"]["path"] == "/health/ready"
        assert container["startupProbe"]["httpGet"]["path"] == "/health/live"
        assert set(container["resources"]["requests"]) == {"cpu", "memory"}
        assert pod["terminationGracePeriodSeconds"] > 5 + 10 + 15


def test_the_settings_of_every_part_can_be_used(resources: list[Resource]) -> None:
    (values,) = (one["data"] for name, one in of_kind(resources, "ConfigMap").items() if name.startswith("biaochi"))
    secrets = [one["stringData"] for one in of_kind(resources, "Secret").values() if "stringData" in one]
    environment = {**values, "BIAOCHI_HOST": "0.0.0.0"}  # noqa: S104 - as the image sets it
    for secret in secrets:
        environment |= secret

    settings = Settings.read(environment)

    services = of_kind(resources, "Service")
    for name in PARTS[:3]:
        port = services[name]["spec"]["ports"][0]["port"]
        assert settings.service_url(name) == f"http://{name}:{port}"
        assert settings.service_port(name) == port
    assert settings.kafka


def test_the_files_of_the_parts_are_of_one_shape() -> None:
    shapes = set()
    for name in PARTS:
        text = (ROOT / "k8s" / "base" / f"{name}.yaml").read_text()
        shapes.add(re.sub(r"memory: \w+}\n          startup", "memory: M}\n          startup", _plain(text, name)))
    assert len(shapes) == 1


def _plain(text: str, name: str) -> str:
    return re.sub(r"\b800\d\b", "PORT", re.sub(rf"\b{name}\b", "PART", text))


def test_production_pins_images_and_makes_the_topics() -> None:
    done = tool("kubectl", "kustomize", "k8s/overlays/production")
    resources = list(yaml.safe_load_all(done.stdout))

    for deployment in of_kind(resources, "Deployment").values():
        (container,) = deployment["spec"]["template"]["spec"]["containers"]
        assert re.search(r"@sha256:[0-9a-f]{64}$", container["image"])
    topics = of_kind(resources, "KafkaTopic")
    assert set(topics) == {f"biaochi.{name}.v1" for name in PARTS[:3]}
    for topic in topics.values():
        assert topic["spec"]["partitions"] == PARTITIONS
        assert topic["spec"]["config"]["retention.ms"] == -1
    assert set(of_kind(resources, "KafkaUser")) == {f"biaochi-{name}" for name in PARTS}
    assert {one["spec"]["bootstrap"]["initdb"]["localeCollate"] for one in of_kind(resources, "Cluster").values()} == {
        "C"
    }
