"""What a cluster would be given: both overlays rendered, production with a site and images as a city has them."""

import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from images import pin
from images.environment import PARTS
from tests.deployment.registry import StandIn

ROOT = Path(__file__).parents[2]
TAG = "0.1.0"

Resource = dict[str, Any]


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the development environment."""
    command = [str(Path(sys.executable).parent / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def kustomize(folder: Path) -> str:
    """Return what kubectl would apply of a folder."""
    done = tool("kubectl", "kustomize", str(folder))
    assert done.returncode == 0, done.stderr
    return done.stdout


def filled(registry: StandIn) -> str:
    """Let the registry have everything that production runs; return its address as `make pin` takes it."""
    for part in PARTS:
        registry.push(f"biaochi/{part}:{TAG}", part)
    registry.push(f"biaochi/postgresql:{pin.POSTGRESQL}", "postgresql")
    return f"{registry.host}/biaochi"


def with_keys(folder: Path) -> None:
    """Let `biaochi keys` make what is never in the repository."""
    done = tool("biaochi", "keys", str(folder))
    assert done.returncode == 0, done.stdout


def of_the_lab(root: Path) -> Path:
    """A copy of k8s/ with keys of its own; return the folder of its lab overlay."""
    shutil.copytree(ROOT / "k8s", root / "k8s", ignore=shutil.ignore_patterns("identity"))
    overlay = root / "k8s" / "overlays" / "lab"
    with_keys(overlay / "identity")
    return overlay


def of_a_city(root: Path, registry: StandIn, added: Collection[str] = ("route",)) -> Path:
    """A copy of k8s/ with what a city adds by install.md; return the folder of its production overlay."""
    shutil.copytree(ROOT / "k8s", root / "k8s", ignore=shutil.ignore_patterns("images", "site.env"))
    overlay = root / "k8s" / "overlays" / "production"
    shutil.copy(overlay / "site.env.example", overlay / "site.env")
    with_keys(overlay / "access")
    pin.cluster(filled(registry), TAG, root, plain=True)
    kustomization = overlay / "kustomization.yaml"
    text = kustomization.read_text()
    components = "".join(f"  - ../../components/{name}\n" for name in added)
    kustomization.write_text(text.replace("  - images\n", f"  - images\n{components}"))
    return overlay


def loaded(rendered: str) -> list[Resource]:
    """Return the resources of what was rendered."""
    return [resource for resource in yaml.safe_load_all(rendered) if resource]


def of_kind(resources: list[Resource], kind: str) -> dict[str, Resource]:
    """Return those of one kind by name."""
    return {one["metadata"]["name"]: one for one in resources if one["kind"] == kind}


def pods(resources: list[Resource]) -> dict[str, Resource]:
    """Return every pod's template by the name of what makes it."""
    found = {}
    for one in resources:
        if one["kind"] in ("Deployment", "StatefulSet"):
            found[one["metadata"]["name"]] = one["spec"]["template"]
        if one["kind"] == "CronJob":
            found[one["metadata"]["name"]] = one["spec"]["jobTemplate"]["spec"]["template"]
    return found
