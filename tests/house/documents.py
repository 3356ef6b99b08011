"""The documents of the repository, and their text without blocks of code."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (
    "gateway",
    "services",
    "plugins",
    "proto",
    "sdk",
    "chassis",
    "cli",
    "k8s",
    "tests",
    "docs",
    "clients",
    "examples",
    "benchmarks",
)
DOCUMENTS = [
    path
    for path in (*ROOT.glob("*.md"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md")))
    if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(ROOT).parts)
]
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def blocks(document: Path) -> list[str]:
    """Its paragraphs, lists and tables, without blocks of code."""
    return re.split(r"\n\s*\n", re.sub(r"^```.*?^```", "", document.read_text(), flags=re.DOTALL | re.MULTILINE))
