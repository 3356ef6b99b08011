"""Both overlays, rendered once."""

from pathlib import Path

import pytest

from tests.deployment import registry
from tests.deployment.rendering import Resource, kustomize, loaded, of_a_city, of_the_lab


@pytest.fixture(scope="session")
def overlays(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What both overlays render to; `ingress` is production by an Ingress, with a store of files and e-mail."""
    with registry.serving() as images:
        folders: dict[str, Path] = {"lab": of_the_lab(tmp_path_factory.mktemp("lab"))}
        for name, added in (("production", ["route"]), ("ingress", ["ingress", "files", "mail"])):
            folders[name] = of_a_city(tmp_path_factory.mktemp(name), images, added)
        return {name: kustomize(folder) for name, folder in folders.items()}


@pytest.fixture(scope="session")
def production(overlays: dict[str, str]) -> list[Resource]:
    """What production renders to."""
    return loaded(overlays["production"])


@pytest.fixture(scope="session")
def lab(overlays: dict[str, str]) -> list[Resource]:
    """What the lab renders to."""
    return loaded(overlays["lab"])
