"""Writes which images a cluster runs, by digests that the registry says: python -m images.pin cluster|base …"""

import argparse
import sys
from pathlib import Path

import yaml

from images.environment import PARTS, ROOT
from images.registry import NoDigest, digest

COMPONENT = Path("k8s") / "overlays" / "production" / "images" / "kustomization.yaml"
BASE = Path("images") / "base"
POSTGRESQL = "17"


def cluster(registry: str, tag: str, root: Path = ROOT, *, plain: bool = False) -> Path:
    """Write the component that points every image of production to the registry, by digest; return its file.

    Our five images carry the tag, and PostgreSQL (for CloudNativePG) its major version. Raises NoDigest, and then
    leaves what was there.
    """
    wanted = {f"biaochi-{part}": (f"{registry}/{part}", tag) for part in PARTS}
    wanted["postgresql"] = (f"{registry}/postgresql", POSTGRESQL)
    images = [
        {"name": name, "newName": place, "digest": digest(f"{place}:{version}", plain=plain)}
        for name, (place, version) in wanted.items()
    ]
    component = {"apiVersion": "kustomize.config.k8s.io/v1alpha1", "kind": "Component", "images": images}
    file = root / COMPONENT
    file.parent.mkdir(exist_ok=True)
    said = f"# Written by make pin: what {registry} served for {tag}.\n"
    file.write_text(said + yaml.safe_dump(component, sort_keys=False), encoding="utf-8")
    return file


def base(image: str, root: Path = ROOT, *, plain: bool = False) -> Path:
    """Write the base of all images, by digest; return the file. Raises NoDigest."""
    file = root / BASE
    file.write_text(f"{image}@{digest(image, plain=plain)}\n", encoding="utf-8")
    return file


def main(arguments: list[str]) -> int:
    """Run the command line; 0 when something was written."""
    parser = argparse.ArgumentParser(prog="images.pin")
    parser.add_argument("--plain-http", action="store_true", help="for a registry without TLS on this machine")
    commands = parser.add_subparsers(dest="command", required=True)
    of_cluster = commands.add_parser("cluster", help="the images that production runs")
    of_cluster.add_argument(
        "registry", help="host/path that holds org, assessment, scoring, gateway, command, postgresql"
    )
    of_cluster.add_argument("tag")
    commands.add_parser("base", help="the base of our images").add_argument("image", help="host/path:tag")
    given = parser.parse_args(arguments)
    try:
        if given.command == "base":
            file = base(given.image, plain=given.plain_http)
        else:
            file = cluster(given.registry, given.tag, plain=given.plain_http)
    except NoDigest as trouble:
        print(trouble, file=sys.stderr)  # a command's answer
        return 1
    print(file)  # a command's answer
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
