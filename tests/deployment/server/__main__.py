"""make dry-run: a fresh API server judges both overlays, every pod by Pod Security, and what install.md says to do."""

import sys
import tempfile
from pathlib import Path

import yaml

from tests.deployment import registry
from tests.deployment.rendering import ROOT, Resource, kustomize, loaded, of_a_city, of_kind, of_the_lab, pods
from tests.deployment.server import page, programs
from tests.deployment.server.running import Kubernetes, running

_DRY = ("apply", "--server-side", "--dry-run=server", "-f", "-")


def main() -> int:
    """Judge lab, production and production by an Ingress; 0 when everything is accepted that should be."""
    with tempfile.TemporaryDirectory() as place, registry.serving() as images, running() as kubernetes:
        print(f"API server {programs.KUBERNETES}, Strimzi {programs.STRIMZI}, {', '.join(programs.MODULES)}")
        namespace = str(ROOT / "k8s" / "namespace")
        print(kubernetes.say("apply", "--server-side", "-k", namespace), end="")
        _refuses_what_is_not_confined(kubernetes)
        folders = {"lab": of_the_lab(Path(place) / "lab")}
        for name, entrance in (("production", "route"), ("production by an Ingress", "ingress")):
            folders[name] = of_a_city(Path(place) / entrance, images, [entrance, "files"])
        for name, folder in folders.items():
            _judge(kubernetes, name, kustomize(folder))
        _commands(kubernetes, kustomize(folders["production"]))
        print(page.follow(kubernetes, folders["production"].parents[2]))
    return 0


def _judge(kubernetes: Kubernetes, name: str, rendered: str) -> None:
    """Dry-run everything, then every pod that the templates make. Fails with what the server says of one it refuses."""
    accepted = kubernetes.say(*_DRY, given=rendered).splitlines()
    wanted = loaded(rendered)
    assert len(accepted) == len(wanted), "\n".join(accepted)
    kinds = sorted({one["kind"] for one in wanted})
    print(f"{name}: all {len(accepted)} resources accepted ({', '.join(kinds)})")
    templates = pods(wanted) | _of_operators(wanted)
    for owner, template in templates.items():
        _pod(kubernetes, owner, template)
    print(f"{name}: Pod Security admits the pods of {', '.join(templates)}")


def _of_operators(resources: list[Resource]) -> dict[str, Resource]:
    """The pods that Strimzi makes of its templates, as far as Pod Security looks at them."""
    made: dict[str, Resource] = {}
    for pool in of_kind(resources, "KafkaNodePool").values():
        template = pool["spec"]["template"]
        made["broker"] = _confined(template["pod"], [template["kafkaContainer"]])
    for kafka in of_kind(resources, "Kafka").values():
        template = kafka["spec"]["entityOperator"]["template"]
        made["entity-operator"] = _confined(
            template["pod"], [template["topicOperatorContainer"], template["userOperatorContainer"]]
        )
    return made


def _confined(pod: Resource, containers: list[Resource]) -> Resource:
    named = [{"name": f"c{place}", "image": "kafka", **one} for place, one in enumerate(containers)]
    return {"spec": {"securityContext": pod["securityContext"], "containers": named}}


def _pod(kubernetes: Kubernetes, name: str, template: Resource) -> None:
    spec = template["spec"]
    there = {one["name"] for one in spec.get("volumes", ())}
    mounted = {one["name"] for container in spec["containers"] for one in container.get("volumeMounts", ())}
    # What a StatefulSet claims for each pod.
    claimed = [{"name": one, "emptyDir": {}} for one in sorted(mounted - there)]
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": "biaochi"},
        "spec": {**spec, "volumes": [*spec.get("volumes", ()), *claimed]},
    }
    kubernetes.say("create", "--dry-run=server", "-f", "-", given=yaml.safe_dump(pod))


def _refuses_what_is_not_confined(kubernetes: Kubernetes) -> None:
    """A control: the server does judge pods."""
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "open", "namespace": "biaochi"},
        "spec": {"containers": [{"name": "open", "image": "biaochi-org"}]},
    }
    done = kubernetes.query_of("create", "--dry-run=server", "-f", "-", given=yaml.safe_dump(pod))
    assert 'violates PodSecurity "restricted:v1.30"' in done.stderr, done.stdout + done.stderr
    print("Pod Security refuses a pod that is not confined")


def _commands(kubernetes: Kubernetes, rendered: str) -> None:
    """A Job of the suspended CronJob, as install.md makes it."""
    (command,) = (one for one in loaded(rendered) if one["kind"] == "CronJob")
    kubernetes.say("apply", "--server-side", "-f", "-", given=yaml.safe_dump(command))
    create = ("-n", "biaochi", "create", "job", "command-1", "--from=cronjob/command", "--dry-run=client", "-o", "yaml")
    job = kubernetes.say(*create)
    patch = '{"spec": {"template": {"spec": {"containers": [{"name": "command", "args": ["rebuild"]}]}}}}'
    patched = kubernetes.say("patch", "--local", "-f", "-", "-o", "yaml", "-p", patch, given=job)
    kubernetes.say("create", "--dry-run=server", "-f", "-", given=patched)
    (container,) = yaml.safe_load(patched)["spec"]["template"]["spec"]["containers"]
    assert container["args"] == ["rebuild"]
    print("A Job of the command is accepted with other arguments")


if __name__ == "__main__":
    sys.exit(main())
