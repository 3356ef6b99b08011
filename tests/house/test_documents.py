"""What the documents name exists: folders, files, names in them, and files that all services have."""

import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.documents import FOLDERS, ROOT, blocks, each_document

SERVICES = ("org", "assessment", "scoring")
ROOMS = {"services/org": "org", "gateway": "gateway", "chassis": "chassis", "sdk": "sdk"}
KINDS = ("py", "proto", "md", "graphql", "toml", "lock", "yaml", "binpb", "csv", "xlsx")
A_PATH = re.compile(rf"[\w*-][\w*./-]*(?:/|\.(?:{'|'.join(KINDS)}))|(?:{'|'.join(FOLDERS)})/\S+")


def spans(block: str) -> list[str]:
    """What stands in it as code."""
    return re.findall(r"`([^`\n]+)`", block)


def named(document: Path) -> Iterator[tuple[str, list[Path]]]:
    """Every path it names, and what is there: from the root, its own folder or its package, or, within a paragraph or
    table, from the folder named last, or from that which this one lies in."""
    whole = [ROOT, document.parent, *document.parent.glob("biaochi_*")]
    for block in blocks(document):
        levels = [whole]
        for span in filter(A_PATH.fullmatch, spans(block)):
            while not (found := [path for folder in levels[-1] for path in folder.glob(span)]) and len(levels) > 1:
                levels.pop()
            if span.endswith("/") or ("/" in span and len(levels) == 1):
                levels.append([path if path.is_dir() else path.parent for path in found])
            yield span, found


@each_document
def test_every_path_of_a_document_exists(document: Path) -> None:
    assert [span for span, found in named(document) if not found] == []


@each_document
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    links = [link for block in blocks(document) for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", block)]

    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


@each_document
def test_every_name_after_a_file_is_in_it(document: Path) -> None:
    pairs = re.findall(r"`([\w/.-]+\.(?:py|proto))` `(\w+)`", document.read_text())

    assert [pair for pair in pairs if not re.search(rf"\b{pair[1]}\b", (ROOT / pair[0]).read_text())] == []


@each_document
def test_every_dotted_name_of_a_document_can_be_imported(document: Path) -> None:
    for span in spans(document.read_text()):
        if re.fullmatch(r"biaochi_\w+(?:\.\w+)+", span):
            assert pkgutil.resolve_name(span) is not None


def test_the_tour_has_its_stops() -> None:
    assert len(re.findall(r"^\| \d+ \| `[\w/.]+` `\w+` ", (ROOT / "docs" / "tour.md").read_text(), re.MULTILINE)) >= 10


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_what_it_is_for(service: str) -> None:
    readme = (ROOT / "services" / service / "README.md").read_text()

    assert f"`biaochi.{service}.v1`" in readme


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_is_in_the_table_of_the_readme(folder: str) -> None:
    assert f"`{folder}/" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize(("folder", "package"), ROOMS.items())
def test_every_room_is_in_the_readme(folder: str, package: str) -> None:
    rooms = {path.parent.name for path in (ROOT / folder / f"biaochi_{package}").glob("*/__init__.py")}

    assert len(rooms) >= 3
    assert {room for room in rooms if f"`{room}/" not in (ROOT / "README.md").read_text()} == set()


def test_the_readme_says_of_every_file_that_all_services_have_what_it_is() -> None:
    rows = re.findall(r"^\| `((?:\w+/)?\w+\.py)` \| (.+) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    packages = {service: ROOT / "services" / service / f"biaochi_{service}" for service in SERVICES}
    files = {
        service: {str(path.relative_to(package)) for path in package.rglob("[a-z]*.py")}
        for service, package in packages.items()
    }

    assert set.intersection(*files.values()) <= {path for path, _ in rows}
    for path, duty in rows:
        assert [service for service in SERVICES if path not in files[service]] == re.findall(r"not in (\w+)", duty), (
            path
        )


def test_no_lock_names_an_address() -> None:
    for lock in ROOT.glob("*.lock"):
        assert lock.name == "uv.lock" or "://" not in lock.read_text(), lock
