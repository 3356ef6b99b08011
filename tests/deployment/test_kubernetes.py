"""Both overlays render, fit the schemas of several Kubernetes versions, and every part has the one shape we promise."""

import base64
import re
from pathlib import Path

import pytest
from biaochi_chassis.foundation.settings import Settings

from tests.deployment.rendering import ROOT, Resource, kustomize, loaded, of_kind, pods, tool
from tests.running import PARTS

VERSIONS = ("1.30", "1.33", "1.37")
# Their schemas come with their operators: tests/deployment/server holds them against those.
OF_OPERATORS = {
    *("Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser", "Cluster", "ImageCatalog", "ObjectStore"),
    *("ScheduledBackup", "HTTPRoute", "PodMonitor", "PrometheusRule"),
}


@pytest.fixture(scope="module", params=["lab", "production", "ingress"])
def rendered(request: pytest.FixtureRequest, overlays: dict[str, str]) -> str:
    return overlays[request.param]


@pytest.fixture(scope="module")
def resources(rendered: str) -> list[Resource]:
    return loaded(rendered)


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_fits_the_schemas(overlays: dict[str, str], version: str, tmp_path: Path) -> None:
    """What the overlays have in common is looked at once: the tool reads all definitions anew for every resource."""
    documents = {one for rendered in overlays.values() for one in re.split("^---\n", rendered, flags=re.MULTILINE)}
    file = tmp_path / "rendered.yaml"
    file.write_text("---\n".join(sorted(documents)))
    ours = [one for one in loaded(file.read_text()) if one["kind"] not in OF_OPERATORS]

    done = tool("kubernetes-validate", "--kubernetes-version", version, "--strict", str(file))

    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert set(re.findall(r"Couldn't find schema for kind (\w+)", said)) <= OF_OPERATORS
    assert said.count(" passed ") == len(ours) > 15


def test_the_namespace_comes_first_and_admits_only_what_is_confined(resources: list[Resource]) -> None:
    (first,) = loaded(kustomize(ROOT / "k8s" / "namespace"))
    assert of_kind(resources, "Namespace") == {"biaochi": first}
    labels = first["metadata"]["labels"]
    for mode in ("enforce", "warn", "audit"):
        assert labels[f"pod-security.kubernetes.io/{mode}"] == "restricted"
        assert labels[f"pod-security.kubernetes.io/{mode}-version"] == f"v{VERSIONS[0]}"
    assert {one["metadata"]["namespace"] for one in resources if one["kind"] != "Namespace"} == {"biaochi"}


def test_every_pod_of_ours_runs_confined_and_says_what_it_takes(resources: list[Resource]) -> None:
    found = pods(resources)
    assert {*PARTS, "command"} <= set(found)
    for name, template in found.items():
        pod = template["spec"]
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"], name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert not pod["automountServiceAccountToken"]
        assert not pod["enableServiceLinks"]
        assert not container["securityContext"]["allowPrivilegeEscalation"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        # The image of Kafka writes the settings it is told into its own folder.
        assert container["securityContext"].get("readOnlyRootFilesystem", False) == (name != "kafka")
        assert set(container["resources"]["requests"]) == {"cpu", "memory", "ephemeral-storage"}
        assert set(container["resources"]["limits"]) == {"memory", "ephemeral-storage"}


def test_every_part_is_probed_three_ways_drains_and_is_spread(resources: list[Resource]) -> None:
    deployments = of_kind(resources, "Deployment")
    assert set(deployments) == set(PARTS)
    budgets = of_kind(resources, "PodDisruptionBudget")
    for name, deployment in deployments.items():
        pod = deployment["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert container["livenessProbe"]["httpGet"]["path"] == "/health/live"
        assert container["readinessProbe"]["httpGet"]["path"] == "/health/ready"
        assert container["startupProbe"]["httpGet"]["path"] == "/health/live"
        assert pod["terminationGracePeriodSeconds"] > 5 + 10 + 15
        assert container["lifecycle"]["preStop"] == {"sleep": {"seconds": 5}}
        (spread,) = pod["topologySpreadConstraints"]
        assert spread["topologyKey"] == "kubernetes.io/hostname"
        assert spread["matchLabelKeys"] == ["pod-template-hash"]
        (apart,) = pod["affinity"]["podAntiAffinity"]["preferredDuringSchedulingIgnoredDuringExecution"]
        ours = {"matchLabels": {"app.kubernetes.io/name": name}}
        assert apart["podAffinityTerm"]["labelSelector"] == spread["labelSelector"] == ours
        assert budgets[name]["spec"]["maxUnavailable"] == 1


def test_the_command_runs_only_when_it_is_called(resources: list[Resource]) -> None:
    command = of_kind(resources, "CronJob")["command"]["spec"]
    assert command["suspend"]
    assert command["jobTemplate"]["spec"]["backoffLimit"] == 0
    (container,) = command["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert {"name": "BIAOCHI_HOST", "value": "gateway"} in container["env"]


def test_the_settings_of_every_part_can_be_used_in_the_lab(lab: list[Resource]) -> None:
    values = next(one["data"] for name, one in of_kind(lab, "ConfigMap").items() if name.startswith("biaochi"))
    secrets = {name: _decoded(one["data"]) for name, one in of_kind(lab, "Secret").items()}
    services = of_kind(lab, "Service")
    for name, template in pods(lab).items():
        if name in ("kafka", "postgres"):
            continue
        (container,) = template["spec"]["containers"]
        environment = {**values, "BIAOCHI_HOST": "0.0.0.0"}  # noqa: S104 - as the image sets it
        for source in container["envFrom"]:
            environment |= secrets.get(source.get("secretRef", {}).get("name"), {})

        settings = Settings.read(environment)

        assert settings.kafka == "kafka:9092"
        for service in PARTS[:3]:
            port = services[service]["spec"]["ports"][0]["port"]
            assert settings.service_url(service) == f"http://{service}:{port}"
            assert settings.service_port(service) == port
            if name in (service, "command"):
                owner = f"postgresql+psycopg://biaochi:lab@postgres/{service}"
                serving = f"postgresql+psycopg://{service}_serving:lab@postgres/{service}"
                found = (settings.database(service), settings.owner(service))
                assert found == ((owner, "") if name == "command" else (serving, owner))


def test_the_labs_servers_keep_their_data_where_a_fresh_volume_lets_them(lab: list[Resource]) -> None:
    for name, variable in (("kafka", "KAFKA_LOG_DIRS"), ("postgres", "PGDATA")):
        stateful = of_kind(lab, "StatefulSet")[name]["spec"]
        (container,) = stateful["template"]["spec"]["containers"]
        mount = next(one["mountPath"] for one in container["volumeMounts"] if one["name"] == "data")
        (kept,) = (one["value"] for one in container["env"] if one["name"] == variable)
        assert Path(kept).parent == Path(mount)
        assert of_kind(lab, "Service")[name]["spec"]["clusterIP"] == "None"


def test_the_files_of_the_parts_are_of_one_shape() -> None:
    shapes = set()
    for name in PARTS:
        text = (ROOT / "k8s" / "base" / f"{name}.yaml").read_text()
        shapes.add(re.sub(r"(limits|emptyDir): {[^}]+}", r"\1: {}", _plain(text, name)))
    assert len(shapes) == 1


def _decoded(data: dict[str, str]) -> dict[str, str]:
    return {name: base64.b64decode(value).decode() for name, value in data.items()}


def _plain(text: str, name: str) -> str:
    return re.sub(r"\b8[05]0\d\b", "PORT", re.sub(rf"\b{name}\b", "PART", text))
