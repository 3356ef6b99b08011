"""Yantai's example year: the files are what the generator writes, and the facts give the counts of the report."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from biaochi_cli.importing.tables import read_folder
from biaochi_sdk.bench.judging import Judged, Known, judge
from biaochi_sdk.graph.reports import same_marks, severities
from biaochi_sdk.values.facts import Fact
from biaochi_sdk.values.outcome import Sheet
from biaochi_yantai import biaochi_city
from biaochi_yantai.review import CLASSES
from biaochi_yantai.work import WORK

from examples.sheets import write
from examples.yantai.generate import ALIKE, SEVERE, sheets
from examples.yantai.work import WORDS
from tests.examples.folder import items_of, known_of, tables_of

FOLDER = Path(__file__).parents[2] / "examples" / "yantai"
GRAPHS = [model.graph for model in biaochi_city().models]
QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")


@pytest.fixture(scope="module")
def known() -> dict[str, Known]:
    return known_of(FOLDER, GRAPHS, date(2020, 12, 31), WORK)


@pytest.fixture(scope="module")
def facts(known: dict[str, Known]) -> list[Fact]:
    return [fact for of_subject in known["review"].facts.values() for fact in of_subject]


@pytest.fixture(scope="module")
def judged(known: dict[str, Known]) -> dict[str, Judged]:
    return judge(GRAPHS, known, "2020")


@pytest.fixture(scope="module")
def reviewed(judged: dict[str, Judged]) -> Mapping[str, Sheet]:
    return judged["review"].outcomes["2020"].sheets


def test_yantais_generator_writes_the_committed_files_cell_for_cell(tmp_path: Path) -> None:
    write(tmp_path, sheets())

    committed, fresh = tables_of(FOLDER), read_folder(tmp_path)

    assert len(committed) == len(fresh) == 29
    for old, new in zip(committed, fresh, strict=True):
        assert (old.file.name, old.title, old.headers, old.rows) == (new.file.name, new.title, new.headers, new.rows)


def test_eighty_secretaries_of_five_classes_are_ranked_within_their_class(reviewed: Mapping[str, Sheet]) -> None:
    judged = [sheet for sheet in reviewed.values() if sheet.totals["review"] is not None]

    assert Counter(sheet.values["kind"] for sheet in reviewed.values()) == dict(
        zip(CLASSES.steps, (14, 36, 8, 16, 6), strict=True)
    )
    assert {sheet.values["kind"] for sheet in judged if sheet.ranks["review"] == 1} == set(CLASSES.steps)
    assert {sheet.grade for sheet in judged} == {"good", "fairly_good", "ordinary"}


def test_the_secretary_of_the_first_unit_and_65_others_have_a_sheet_and_eight_of_them_are_not_done(
    judged: dict[str, Judged],
) -> None:
    first = judged["review"].outcomes["2020-Q1"].sheets
    rungs = [Counter(sheet.rung for sheet in judged["review"].outcomes[code].sheets.values()) for code in QUARTERS]

    assert first["S15"].rung == "rectifying"
    assert rungs == [{"rectifying": 66, "clear": 14}] * 4
    last = Counter(sheet.rung for sheet in judged["review"].outcomes["2020"].sheets.values())
    assert last == {"closed": 58, "rectifying": 8, "clear": 14}


def test_six_missed_the_report_of_the_second_quarter_and_lost_five_points(
    judged: dict[str, Judged], reviewed: Mapping[str, Sheet]
) -> None:
    second = judged["review"].outcomes["2020-Q2"].sheets

    missed = {subject for subject, sheet in second.items() if sheet.values["overdue"] == "1"}
    assert len(missed) == 6
    assert {subject for subject, sheet in reviewed.items() if sheet.values["told_part"] == "15"} == missed


def test_every_problem_is_a_fact_of_its_own_in_the_words_of_the_review(facts: list[Fact]) -> None:
    problems = [fact for fact in facts if fact.indicator == "problems"]

    assert len({fact.case for fact in problems}) == len(problems) == 198
    assert {fact.amount for fact in problems} == {"1"}
    said = [item for item in items_of(FOLDER, GRAPHS, WORK) if item.kind == "problem"]
    assert {item.code for item in said} == {fact.case for fact in problems}
    assert {item.words for item in said} == set(WORDS)


def test_fifteen_members_of_the_joint_meeting_report_in_writing_and_one_on_stage(
    reviewed: Mapping[str, Sheet],
) -> None:
    modes = Counter((sheet.values["kind"], sheet.values["mode"]) for sheet in reviewed.values())

    assert modes["joint_meeting", "written"] == 15
    assert modes["joint_meeting", "on_stage"] == 1
    assert sum(count for (_, mode), count in modes.items() if mode == "on_stage") == 65


def test_more_than_24000_members_of_sixty_units_registered(reviewed: Mapping[str, Sheet]) -> None:
    assert sum(int(sheet.values["registered"] or 0) for sheet in reviewed.values()) == 24_012
    assert sum(sheet.values["registration"] is not None for sheet in reviewed.values()) == 60


def test_the_review_with_half_of_the_voters_missing_is_not_judged_and_all_others_are(
    reviewed: Mapping[str, Sheet],
) -> None:
    assert {subject for subject, sheet in reviewed.items() if sheet.values["vote"] is None} == {"S80"}
    assert reviewed["S80"].values["cast"] is not None


def test_one_of_the_panel_marks_all_alike_and_another_is_severe(facts: list[Fact]) -> None:
    marks = [fact for fact in facts if fact.kind == "rating"]

    assert same_marks(marks, at_least=10) == (ALIKE,)
    assert severities(marks)[0].rater == SEVERE


def test_the_teams_take_over_their_secretarys_review(judged: dict[str, Judged], reviewed: Mapping[str, Sheet]) -> None:
    teams = judged["team"].outcomes["2020"].sheets

    assert len(teams) == 80
    assert {code: sheet.values["review"] for code, sheet in teams.items()} == {
        f"DZ{secretary[1:]}": sheet.totals["review"] for secretary, sheet in reviewed.items()
    }
    assert [code for code, sheet in teams.items() if sheet.totals["leadership_team"] is None] == ["DZ80"]
