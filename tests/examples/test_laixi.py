"""Laixi's example year: the files are what the generator writes, and the facts give the counts of both sources."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from biaochi_cli.importing.tables import read_folder
from biaochi_laixi import biaochi_city
from biaochi_sdk.bench.judging import Judged, judge
from biaochi_sdk.graph.reports import concordance
from biaochi_sdk.values.outcome import Sheet

from examples.laixi.generate import sheets
from examples.sheets import write
from tests.examples.folder import known_of, tables_of

FOLDER = Path(__file__).parents[2] / "examples" / "laixi"


@pytest.fixture(scope="module")
def judged() -> dict[str, Judged]:
    city = biaochi_city()
    graphs = [model.graph for model in city.models]
    return judge(graphs, known_of(FOLDER, graphs, date(2023, 12, 31), city.work), "2023")


def year(judged: Mapping[str, Judged], model: str, period: str = "2023") -> Mapping[str, Sheet]:
    return judged[model].outcomes[period].sheets


def having(sheets: Mapping[str, Sheet], node: str, value: str = "1") -> set[str]:
    return {subject for subject, sheet in sheets.items() if sheet.values[node] == value}


def test_laixis_generator_writes_the_committed_files_cell_for_cell(tmp_path: Path) -> None:
    write(tmp_path, sheets())

    committed, fresh = tables_of(FOLDER), read_folder(tmp_path)

    assert len(committed) == len(fresh) == 110
    for old, new in zip(committed, fresh, strict=True):
        assert (old.file.name, old.title, old.headers, old.rows) == (new.file.name, new.title, new.headers, new.rows)


def test_of_82_units_33_have_five_stars_and_all_33_are_excellent_in_the_comprehensive_assessment(
    judged: dict[str, Judged],
) -> None:
    organs = year(judged, "organ")

    found = concordance(
        {code: sheet.grade == "five" for code, sheet in organs.items()},
        {code: sheet.values["rated"] == "excellent" for code, sheet in organs.items()},
    )

    assert len(organs) == 82
    assert found.share == (33, 33)


def test_the_last_of_each_class_are_kept_from_honours_and_one_exception_stands(judged: dict[str, Judged]) -> None:
    organs = year(judged, "organ")
    excluded = having(organs, "excluded")

    assert Counter(organs[code].values["kind"] for code in excluded) == {"department": 6, "town": 3, "task_force": 3}
    assert len(having(organs, "barred")) == 11
    assert having(organs, "use", "removed") == having(organs, "barred")
    assert len(excluded & having(organs, "eligible")) == 1


def test_seventy_six_branches_have_five_stars_and_49_are_nominated_before_all_others(
    judged: dict[str, Judged],
) -> None:
    branches = year(judged, "branch")

    assert len(having(branches, "star", "five")) == 76
    assert sum((sheet.ranks["nominated"] or 100) <= 49 for sheet in branches.values()) == 49
    assert len(having(branches, "rectified")) == 3


def test_every_member_has_points_and_44_are_before_all_others(judged: dict[str, Judged]) -> None:
    members = year(judged, "member")

    assert all(sheet.totals["member"] is not None for sheet in members.values())
    assert [sheet.ranks["outstanding"] for sheet in members.values()].count(1) == 44
    low = having(members, "low")
    assert low == {"P00010", "P00011", "P00012"}
    assert low & having(members, "eligible") == {"P00010"}


def test_points_go_from_members_to_sections_to_departments(judged: dict[str, Judged]) -> None:
    sections, organs = year(judged, "section", "2023-12"), year(judged, "organ", "2023-12")

    assert all(sheet.totals["section"] is not None for sheet in sections.values())
    assert sections["D01-K1"].values["headcount"] == "3"
    assert all(sheet.totals["points"] is not None for sheet in organs.values())


def test_a_hundred_branches_sit_on_as_many_lines_and_a_group_on_each_section(judged: dict[str, Judged]) -> None:
    units = year(judged, "operation")

    assert len(units) == len(having(units, "on_lines")) == len(having(units, "on_sections")) == 82
    counted = {key: sum(int(one.values[key] or 0) for one in units.values()) for key in ("lines", "branches", "groups")}
    assert counted == {"lines": 100, "branches": 100, "groups": 82 + 3 + 7}
    assert {sheet.values["moved_away"] for sheet in year(judged, "temporary").values()} == {"0"}


def test_each_half_month_the_dispatched_sections_have_a_light(judged: dict[str, Judged]) -> None:
    lights = Counter(
        sheet.grade
        for code, outcome in judged["section"].outcomes.items()
        if outcome.cadence == "half-month"
        for sheet in outcome.sheets.values()
        if sheet.values["planned"] is not None
    )

    assert sum(lights.values()) == 6 * 24
    assert set(lights) == {"green", "yellow", "red"}


def test_five_leaders_cover_63_organizations_with_305_problems_and_no_task_force_is_left_out(
    judged: dict[str, Judged],
) -> None:
    (office,) = (sheet.values for sheet in year(judged, "work_committee").values())

    assert (office["organizations"], office["contacted"], office["leaders"]) == ("63", "63", "5")
    assert office["sessions"] == "13"
    assert (office["problems"], office["told"], office["inspection_coverage"]) == ("305", "1", "100")
    assert (office["organization_coverage"], office["work_coverage"], office["without"]) == ("100", "100", "0")
