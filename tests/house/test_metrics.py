"""The page of metrics documents every one that is declared, with its labels, and no other."""

import re

from biaochi_chassis.foundation.metrics import REGISTRY

from tests.house.documents import ROOT

PAGE = (ROOT / "docs" / "operations" / "metrics.md").read_text()


def declared() -> dict[str, set[str]]:
    """Every metric of ours and its labels, as the page calls them."""
    found = {}
    for family in REGISTRY.collect():
        if family.name.startswith("biaochi_"):
            collector = REGISTRY._names_to_collectors[family.name]  # noqa: SLF001 - a registry lists no labels otherwise
            name = f"{family.name}_total" if family.type == "counter" else family.name
            found[name] = set(collector._labelnames)  # type: ignore[attr-defined]  # noqa: SLF001
    return found


def test_the_page_has_every_metric_with_its_labels_and_no_other() -> None:
    rows = re.findall(r"^\| `(biaochi_\w+)`(?: ▸)? \| ([^|]*) \|", PAGE.replace("| |", "|  |"), re.MULTILINE)

    assert {name: set(re.findall(r"`(\w+)`", labels)) for name, labels in rows} == declared()


def test_every_metric_says_its_unit_or_what_it_counts() -> None:
    units = ("_seconds", "_total", "_events", "_letters", "_subjects", "_subscriptions", "_in_use", "_up", "_ready")
    assert [name for name in declared() if not name.endswith(units)] == []
