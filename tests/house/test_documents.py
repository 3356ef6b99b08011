"""What the documents name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("org", "assessment", "scoring")


def test_every_path_and_name_on_the_tour_exists() -> None:
    tour = (ROOT / "docs" / "tour.md").read_text()
    stops = re.findall(r"`([\w/.-]+\.(?:py|proto|md|graphql))`(?: `(\w+)`)?", tour)

    assert len(stops) >= 10
    for path, name in stops:
        assert (ROOT / path).is_file(), f"docs/tour.md names {path}, which is not there"
        assert not name or re.search(rf"\b{name}\b", (ROOT / path).read_text()), f"{path} has no {name}"


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_what_it_is_for(service: str) -> None:
    readme = (ROOT / "services" / service / "README.md").read_text()

    assert f"`biaochi.{service}.v1`" in readme


@pytest.mark.parametrize(
    "folder", ["gateway", "services", "plugins", "proto", "sdk", "chassis", "cli", "k8s", "tests", "docs", "examples"]
)
def test_every_folder_is_in_the_table_of_the_readme(folder: str) -> None:
    assert f"`{folder}/" in (ROOT / "README.md").read_text()


def test_no_lock_names_an_address() -> None:
    for lock in ROOT.glob("*.lock"):
        assert lock.name == "uv.lock" or "://" not in lock.read_text(), lock
