"""What the lab and compose do without is named, each by a setting of its own and on their pages; production has all."""

import yaml
from biaochi_chassis.foundation.production import NAMED

from tests.deployment.rendering import ROOT, Resource, of_kind


def named(values: dict[str, str]) -> dict[str, str]:
    """Those of these settings by which a part does without something."""
    return {name: value for name, value in values.items() if name in NAMED}


def values_of(rendered: list[Resource]) -> dict[str, str]:
    """The settings that all parts share."""
    maps = of_kind(rendered, "ConfigMap")
    return {
        name: value for key, one in maps.items() if key.startswith("biaochi") for name, value in one["data"].items()
    }


def test_the_lab_and_compose_name_what_they_do_without_and_production_names_nothing(
    lab: list[Resource], production: list[Resource]
) -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())["x-environment"]
    pages = {"k8s/README.md": named(values_of(lab)), "docs/operations/compose.md": named(compose)}

    assert named(values_of(production)) == {}
    for page, found in pages.items():
        text = (ROOT / page).read_text(encoding="utf-8").replace(": ", "=")
        assert found
        assert found.items() <= NAMED.items()
        assert {name for name, value in found.items() if f"`{name}={value}`" not in text} == set(), page
        assert "passwords" in text
