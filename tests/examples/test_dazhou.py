"""Dazhou's example year: the files are what the generator writes, and the facts give the article's counts."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from biaochi_cli.importing.tables import read_folder
from biaochi_dazhou import MODELS
from biaochi_dazhou.work import WORK
from biaochi_sdk.bench.judging import Judged, judge
from biaochi_sdk.values.outcome import Sheet

from examples.dazhou.generate import sheets
from examples.sheets import write
from tests.examples.folder import known_of, tables_of

FOLDER = Path(__file__).parents[2] / "examples" / "dazhou"


@pytest.fixture(scope="module")
def judged() -> dict[str, Judged]:
    graphs = [model.graph for model in MODELS]
    return judge(graphs, known_of(FOLDER, graphs, date(2020, 12, 31), WORK), "2020")


def year(judged: Mapping[str, Judged], model: str) -> Mapping[str, Sheet]:
    return judged[model].outcomes["2020"].sheets


def grades(sheets: Mapping[str, Sheet]) -> Counter[str | None]:
    return Counter(sheet.grade for sheet in sheets.values())


def having(sheets: Mapping[str, Sheet], node: str) -> list[Sheet]:
    return [sheet for sheet in sheets.values() if sheet.values[node] == "1"]


def test_dazhous_generator_writes_the_committed_files_cell_for_cell(tmp_path: Path) -> None:
    write(tmp_path, sheets())

    committed, fresh = tables_of(FOLDER), read_folder(tmp_path)

    assert len(committed) == len(fresh) == 77
    for old, new in zip(committed, fresh, strict=True):
        assert (old.file.name, old.title, old.headers, old.rows) == (new.file.name, new.title, new.headers, new.rows)


def test_78_departments_have_an_office_and_all_56_committees_are_equipped(judged: dict[str, Judged]) -> None:
    set_up = year(judged, "structure")

    assert grades(set_up) == {"right": 78 + 5}
    values = set_up["D01"].values
    assert (values["departments"], values["offices"], values["committees"], values["equipped"]) == (
        "78",
        "78",
        "56",
        "56",
    )
    assert values["covered"] == "1"
    assert (values["heads"], values["organs"], values["disciplines"], values["deputies"]) == ("52", "1", "1", "1")
    assert all(int(sheet.values["heads"] or 0) >= 50 for sheet in having(set_up, "has_committee"))
    assert grades(year(judged, "work_committee")) == {"right": 1}


def test_all_but_two_departments_kept_the_five_in_one_cadence(judged: dict[str, Judged]) -> None:
    sheets = {code: sheet for code, sheet in year(judged, "performance").items() if code.startswith("D")}

    assert grades(sheets) == {"whole": 76, "broken": 2}
    assert [code for code, sheet in sheets.items() if sheet.grade == "broken"] == ["D05", "D07"]
    assert len(having(sheets, "well_led")) == 78


def test_each_department_has_three_indices_and_nine_get_the_opinion_duties_not_fulfilled(
    judged: dict[str, Judged],
) -> None:
    units = {code: sheet for code, sheet in year(judged, "unit").items() if code.startswith("D")}

    assert len(units) == 78
    assert all(sheet.totals["unit"] and sheet.totals["year_performance"] for sheet in units.values())
    assert (len(having(units, "low")), len(having(units, "poor_relief"))) == (7, 2)
    assert grades(units) == {"fulfilled": 69, "not_fulfilled": 9}


def test_twenty_members_of_the_staffing_office_make_their_branchs_index(judged: dict[str, Judged]) -> None:
    office = year(judged, "members")["D57-Z1"]

    assert office.values["counted"] == "20"
    assert sum(sheet.totals["member"] is not None for sheet in year(judged, "member").values()) == 10 * 4 + 67 * 2 + 20
    first = [code for code, sheet in year(judged, "member").items() if sheet.ranks["member"] == 1]
    assert len(first) >= len(year(judged, "members")) - 5 == 88
    assert all(judged["members"].outcomes[f"2020-Q{q}"].sheets["D57-Z1"].totals["members"] for q in range(1, 5))


def test_of_fifty_stationed_cadres_ten_are_excellent_and_the_recalled_best_is_not(judged: dict[str, Judged]) -> None:
    cadres = {code: sheet for code, sheet in year(judged, "stationed").items() if sheet.grade}
    (recalled,) = having(cadres, "recalled")

    assert grades(cadres) == {"excellent": 10, "other": 40}
    assert recalled.grade == "other"
    assert max(float(sheet.totals["stationed"] or 0) for sheet in cadres.values()) == float(
        recalled.totals["stationed"] or 0
    )


def test_what_a_cadre_promised_and_what_supervision_saw_make_the_score(judged: dict[str, Judged]) -> None:
    cadres = [sheet.values for sheet in year(judged, "stationed").values() if sheet.grade]

    assert Counter((one["promised"], one["fulfilled"], one["commitment"]) for one in cadres) == {
        ("2", "2", "100"): 20,
        ("2", "1", "50"): 30,
    }
    assert {one["supervision_score"] is None for one in cadres} == {False}


def test_members_attend_classes_and_volunteer_and_it_is_on_their_sheets(judged: dict[str, Judged]) -> None:
    sheets = year(judged, "member").values()

    assert sum(int(sheet.values["trained"] or 0) for sheet in sheets) == 3 * 10
    assert sum(int(sheet.values["volunteered"] or 0) for sheet in sheets) == 4 * 4


def test_ten_lead_units_and_forty_participating_ones_are_ranked_apart(judged: dict[str, Judged]) -> None:
    helping = [sheet for sheet in year(judged, "helping").values() if sheet.totals["helping"]]

    assert Counter(sheet.values["type_of_unit"] for sheet in helping) == {"lead": 10, "taking_part": 40}
    assert [sheet.ranks["helping"] for sheet in helping].count(1) >= 2
