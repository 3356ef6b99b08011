"""Dazhou at the article's own counts: 78 departments, 56 committees, a fifth excellent, 15 %, three gates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from biaochi_dazhou import biaochi_city
from biaochi_dazhou.approval import Approval
from biaochi_dazhou.cases_performance import IN_ORDER, every, held, placed
from biaochi_dazhou.cases_rules import COMPLETE, choice, department, nominations, worked
from biaochi_dazhou.cases_unit import alike, linked, poor_relief
from biaochi_dazhou.performance import Performance
from biaochi_dazhou.structure import Structure
from biaochi_dazhou.unit import Unit
from biaochi_dazhou.village import Helping, Stationed
from biaochi_sdk import Case, Fact, Model
from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.periods import period

DEPARTMENTS = tuple(f"市直单位{number:02d}" for number in range(1, 79))


def judged(model: type[Model], subjects: Sequence[str], facts: Sequence[Fact], last: str = "2020") -> Outcome:
    """One period of a whole cohort, after the shorter and earlier ones that its model judges."""
    by_subject: dict[str, list[Fact]] = {subject: [] for subject in subjects}
    for fact in facts:
        by_subject[fact.subject].append(fact)
    every_code = (*IN_ORDER, "2020")
    before: list[Outcome] = []
    for code in every_code[: every_code.index(last) + 1]:
        if period(code).cadence in model.graph.cadences:
            inputs = [model.graph.gather(code, found) for found in by_subject.values()]
            before.append(model.graph.evaluate(code, subjects, inputs, before))
    return before[-1]


def combined(marks: Mapping[str, str], facts: tuple[Fact, ...] = ()) -> Outcome:
    """The departments' year where each has the same number for all three indices."""
    expect: Mapping[str, Mapping[str, str | None]] = {}
    return Case("", Unit, ("2020",), facts, expect, linked=linked(alike(marks))).run(Unit.graph)


def register(subject: str, number: int) -> tuple[Fact, ...]:
    """The city of the article: 56 departments with a complete committee, 22 small ones with a branch."""
    if number <= 56:
        return department(subject, 120, COMPLETE, deputy="mid_level_head")
    return department(subject, 30)


def test_dazhou_announces_the_results_of_village_work_to_all_and_no_others() -> None:
    notice = biaochi_city().notice
    assert notice is not None
    assert (notice.to, notice.public) == ("scored", (Stationed.graph.code, Helping.graph.code))


def test_78_departments_have_an_office_and_56_committees_are_complete() -> None:
    facts = [fact for number, name in enumerate(DEPARTMENTS, start=1) for fact in register(name, number)]

    sheets = judged(Structure, DEPARTMENTS, facts).sheets

    assert {sheet.grade for sheet in sheets.values()} == {"right"}
    first = sheets[DEPARTMENTS[0]].values
    assert (first["departments"], first["offices"], first["committees"], first["equipped"]) == ("78", "78", "56", "56")
    assert first["covered"] == "1"


def test_a_committee_that_loses_its_deputy_leaves_55_of_56() -> None:
    facts = [fact for number, name in enumerate(DEPARTMENTS, start=1) for fact in register(name, number)]
    gone = (DEPARTMENTS[0], "deputies")
    facts = [replace(fact, amount="0") if (fact.subject, fact.indicator) == gone else fact for fact in facts]

    sheets = judged(Structure, DEPARTMENTS, facts).sheets

    assert (sheets[DEPARTMENTS[0]].grade, sheets[DEPARTMENTS[0]].values["no_deputy"]) == ("faulty", "1")
    assert (sheets[DEPARTMENTS[1]].values["equipped"], sheets[DEPARTMENTS[1]].values["covered"]) == ("55", "0")


def test_of_78_departments_the_last_seven_are_low_ranked() -> None:
    marks = {name: str(20 + place) for place, name in enumerate(DEPARTMENTS)}

    outcome = combined(marks)

    low = [name for name, sheet in outcome.sheets.items() if sheet.values["low"] == "1"]
    assert low == list(DEPARTMENTS[:7])
    assert Counter(sheet.grade for sheet in outcome.sheets.values()) == {"not_fulfilled": 7, "fulfilled": 71}


def test_departments_tied_across_the_cut_are_not_low_ranked() -> None:
    marks = {name: "60" if place < 5 else "80" if place > 9 else "70" for place, name in enumerate(DEPARTMENTS)}

    outcome = combined(marks)

    assert [name for name, sheet in outcome.sheets.items() if sheet.values["low"] == "1"] == list(DEPARTMENTS[:5])


def test_duties_not_fulfilled_says_on_which_facts() -> None:
    marks = {name: str(20 + place) for place, name in enumerate(DEPARTMENTS)}
    best = DEPARTMENTS[-1]

    sheet = combined(marks, (poor_relief(best),)).sheets[best]

    opened = Unit.graph.explain_node(sheet.values, {"poor_relief": "1"}, "answer")

    assert (sheet.grade, sheet.ranks) == ("not_fulfilled", {"unit": 1})
    assert (sheet.values["promotion"], sheet.values["honours"]) == ("0", "0")
    facts = {one.key: (one.title, one.value) for one in opened.children}
    assert facts["low"] == ("党建工作排名靠后", "0")
    assert facts["poor_relief"] == ("脱贫攻坚履职不力", "1")


def test_fifteen_percent_of_the_years_performance_goes_to_target_management() -> None:
    outcome = combined({"A": "80"}, (Fact("others", "check", "A", "others", "2020", "90"),))

    assert Unit.graph.published["year"].exports["party_share_of_target_management"] == "party_share"
    assert outcome.sheets["A"].values["party_share"] == "12"
    assert outcome.sheets["A"].totals == {"unit": "80", "year_performance": "88.5"}


def test_a_point_more_for_the_party_is_fifteen_hundredths_more_for_the_year() -> None:
    others = Fact("others", "check", "A", "others", "2020", "90")
    years = [
        exact(combined({"A": mark}, (others,)).sheets["A"].totals["year_performance"] or "") for mark in ("80", "81")
    ]

    assert years[1] - years[0] == exact("0.15")


def test_the_five_instruments_of_a_month_a_quarter_and_a_year() -> None:
    facts = held("A")
    by_period = {
        code: judged(Performance, ["A"], facts, code).sheets["A"].totals for code in ("2020-03", "2020-Q1", "2020")
    }

    assert by_period == {
        "2020-03": {"performance": "90"},
        "2020-Q1": {"performance": "80"},
        "2020": {"performance": "65"},
    }


def test_a_cluster_is_led_by_one_or_two_and_has_a_score_of_its_own() -> None:
    facts = [fact for name, mark in zip("ABC", ("90", "80", "70"), strict=True) for fact in every(name, mark)]
    led = [*placed("A", "cluster_1", "leading"), *placed("B", "cluster_1"), *placed("C", "cluster_2")]

    sheets = judged(Performance, "ABC", [*facts, *led]).sheets

    assert [sheet.values["well_led"] for sheet in sheets.values()] == ["1", "1", "0"]
    assert [sheet.values["cluster_mean"] for sheet in sheets.values()] == ["85", "85", "70"]


@pytest.mark.parametrize(
    ("facts", "approval"),
    [
        (nominations("A", nominated="1", approved="1"), "open"),
        (nominations("A", nominated="1", by_conditions="1"), "refused"),
        (nominations("A", nominated="2", approved="1", by_criticism="1"), "refused"),
        (nominations("A", nominated="1", by_weakness="1"), "refused"),
        ((), None),
    ],
    ids=["nothing against it", "conditions", "criticized this year", "weak organization", "nobody nominated"],
)
def test_each_of_three_gates_refuses_a_party_cadre(facts: tuple[Fact, ...], approval: str | None) -> None:
    assert judged(Approval, ["A"], facts).sheets["A"].grade == approval


@pytest.mark.parametrize(("cadres", "excellent"), [(20, 4), (24, 4), (25, 5), (3, 1)])
def test_a_fifth_of_the_stationed_cadres_are_excellent(cadres: int, excellent: int) -> None:
    names = [f"驻村干部{number:02d}" for number in range(cadres)]
    facts = [fact for place, name in enumerate(names) for fact in worked(name, str(60 + place))]

    outcome = judged(Stationed, names, facts)

    assert [sheet.grade for sheet in outcome.sheets.values()] == ["other"] * (cadres - excellent) + [
        "excellent"
    ] * excellent


def test_members_who_are_not_stationed_make_no_seats() -> None:
    names = [f"驻村干部{number:02d}" for number in range(10)]
    facts = [fact for place, name in enumerate(names) for fact in worked(name, str(60 + place))]

    outcome = judged(Stationed, [*names, *(f"样例党员{number:02d}" for number in range(10))], facts)

    assert Counter(sheet.grade for sheet in outcome.sheets.values()) == {"excellent": 2, "other": 8, None: 10}


def test_stationed_cadres_tied_at_the_cut_go_to_the_meeting_which_settles_it() -> None:
    names = [f"驻村干部{number:02d}" for number in range(10)]
    facts = [fact for place, name in enumerate(names) for fact in worked(name, "90" if place < 3 else "70")]
    decision = Fact("d", "decision", names[0], "settled", "2020", signed=("市直单位07",), reason="会议研究")
    another = Fact("e", "decision", names[1], "settled", "2020", signed=("市直单位07",), reason="会议研究")

    open_ = judged(Stationed, names, facts)
    settled = judged(Stationed, names, [*facts, decision, another])

    assert [sheet.meeting for sheet in open_.sheets.values()][:4] == [("seat",)] * 3 + [()]
    assert Counter(sheet.grade for sheet in open_.sheets.values()) == {"other": 10}
    assert [name for name, sheet in settled.sheets.items() if sheet.grade == "excellent"] == names[:2]


def test_lead_and_participating_units_are_ranked_apart() -> None:
    kinds = {"A": "lead", "B": "taking_part", "C": "lead", "D": "taking_part"}
    facts = [choice(unit, "type_of_unit", kind) for unit, kind in kinds.items()]
    facts += [
        Fact(f"{unit} score", "check", unit, "score", "2020", mark)
        for unit, mark in zip("ABCD", ("80", "90", "85", "95"), strict=True)
    ]

    sheets = judged(Helping, "ABCD", facts).sheets

    assert {unit: sheet.ranks["helping"] for unit, sheet in sheets.items()} == {"A": 2, "B": 2, "C": 1, "D": 1}


@pytest.mark.parametrize("indicator", ["dispatch", "supervision", "inspection", "review"])
def test_higher_marks_never_lower_an_index(indicator: str) -> None:
    reached = []
    for mark in range(0, 101, 20):
        higher = [fact if fact.indicator != indicator else replace(fact, amount=str(mark)) for fact in every("A", "50")]
        reached.append(exact(judged(Performance, ["A"], higher).sheets["A"].totals["performance"] or ""))

    assert reached == sorted(set(reached))
