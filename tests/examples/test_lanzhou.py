"""Lanzhou's example year: the files are what the generator writes, and the facts give the article's counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from biaochi_cli.importing.tables import read_folder
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.facts import Fact
from biaochi_sdk.values.outcome import Outcome

from examples.lanzhou.generate import sheets
from examples.sheets import write
from tests.examples.folder import tables_of
from tests.examples.lanzhou_year import FOLDER, GRAPHS, known, lines

QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")


@pytest.fixture(scope="module")
def branch() -> Graph:
    return GRAPHS["branch"]


def read_facts() -> tuple[list[Fact], dict[str, str]]:
    """The branch facts of the year, typed or following from work, and the opening rungs."""
    facts = [fact for of_branch in known()["branch"].facts.values() for fact in of_branch]
    rungs = {rung.title: rung.key for rung in GRAPHS["branch"].rungs}
    return facts, {line["组织编码"]: rungs[line["等级"]] for line in lines("起始等级")}


def judge(graph: Graph, facts: Iterable[Fact], opening: Mapping[str, str]) -> Outcome:
    """The year of all branches."""
    of_branch: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        of_branch[fact.subject].append(fact)
    subjects = sorted(opening)
    before: list[Outcome] = []
    for period in (*QUARTERS, "2020"):
        inputs = [graph.gather(period, of_branch[subject]) for subject in subjects]
        before.append(graph.evaluate(period, subjects, inputs, before, opening))
    return before[-1]


@pytest.fixture(scope="module")
def year(branch: Graph) -> Outcome:
    """The year as the files have it."""
    return judge(branch, *read_facts())


def count(outcome: Outcome, **wanted: str) -> int:
    return sum(
        all(getattr(sheet, name) == value for name, value in wanted.items()) for sheet in outcome.sheets.values()
    )


def test_the_generator_writes_the_committed_files_cell_for_cell(tmp_path: Path) -> None:
    write(tmp_path, sheets())

    committed, fresh = tables_of(FOLDER), read_folder(tmp_path)

    assert len(committed) == len(fresh) == 53
    for old, new in zip(committed, fresh, strict=True):
        assert (old.file.name, old.title, old.headers, old.rows) == (new.file.name, new.title, new.headers, new.rows)


def test_all_545_branches_reach_the_standard_and_108_meet_the_bar_of_demonstration(year: Outcome) -> None:
    assert len(year.sheets) == 545
    assert count(year, grade="reached") == 545
    assert count(year, rung="demonstration") == 108


def test_without_one_needed_check_there_are_107(branch: Graph, year: Outcome) -> None:
    facts, opening = read_facts()
    on_the_bar = next(
        subject
        for subject, sheet in year.sheets.items()
        if sheet.rung == "demonstration" and sheet.totals["branch"] == "95"
    )
    needed = next(fact for fact in facts if fact.subject == on_the_bar and fact.kind == "check")

    without = judge(branch, [fact for fact in facts if fact is not needed], opening)

    assert count(without, rung="demonstration") == 107


def test_some_branches_with_the_points_miss_another_bar(year: Outcome) -> None:
    facts, _ = read_facts()
    vetoed = {fact.subject for fact in facts if fact.kind == "veto"}

    assert vetoed
    assert all(year.sheets[subject].rung == "standardized" for subject in vetoed)
