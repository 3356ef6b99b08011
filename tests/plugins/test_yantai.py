"""Yantai's page: the article's mechanism, no published number, sixty-six sheets, and a city that adds up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

import pytest
from biaochi_sdk import Case, Fact, Model
from biaochi_sdk.bench.testkit import replay, unpinned
from biaochi_sdk.graph.reports import same_marks, severities
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.subjects import kinds_of
from biaochi_yantai.cases import CASES
from biaochi_yantai.given import QUARTERS, YEAR, entry, marks, number, plain, reported, votes
from biaochi_yantai.review import CLASSES, Review
from biaochi_yantai.team import Team

GRAPH = Review.graph
NODES = {node.key: node for node in GRAPH.nodes}
GROUPS = tuple(f"市直单位{number:02d}" for number in range(1, 81))
WITH_SHEET = GROUPS[:66]


def year(facts: Mapping[str, Sequence[Fact]]) -> tuple[Outcome, ...]:
    """The quarters and the year of these subjects."""
    done: tuple[Outcome, ...] = ()
    for code in YEAR:
        inputs = [GRAPH.gather(code, of_one) for of_one in facts.values()]
        done += (GRAPH.evaluate(code, tuple(facts), inputs, done),)
    return done


def on_stage(subject: str) -> Fact:
    """The report is given on stage."""
    return entry(subject, "entered_mode", "on_stage")


def alone(*facts: Fact) -> dict[str, str | None]:
    """What the year says of one subject with no quarters before it."""
    return dict(GRAPH.evaluate("2020", ["A"], [GRAPH.gather("2020", facts)]).sheets["A"].values)


def test_it_is_installed_and_loads() -> None:
    discovery = discover(["yantai"])

    assert discovery.quarantined == ()
    (city,) = discovery.cities
    assert (city.slug, city.title, city.plugin) == ("yantai", "烟台市", "biaochi-yantai")
    assert [(model.code, model.hash) for model in city.models] == [
        ("review", GRAPH.hash),
        ("team", Team.graph.hash),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_golden_case_comes_out_as_worked_by_hand(case: Case) -> None:
    assert case.differences(case.model.graph) == []


@pytest.mark.parametrize(("model", "least"), [(Review, 75), (Team, 5)], ids=["review", "team"])
def test_every_number_of_the_rules_is_pinned_by_a_case(model: type[Model], least: int) -> None:
    count, left = unpinned(model.graph, [case for case in CASES if case.model is model])

    assert count >= least
    assert left == []


@pytest.mark.parametrize("seed", range(3))
def test_the_plan_is_exact_on_a_random_year(seed: int) -> None:
    both = replay(GRAPH, GROUPS[:30], YEAR, Random(seed))

    assert both.by_plan == both.by_reference


def test_the_review_is_proven_to_fit_32_bits() -> None:
    assert GRAPH.bits == 32


def test_the_article_publishes_no_number_so_every_number_is_shown_as_a_default() -> None:
    book = GRAPH.rulebook()

    assert {used.provenance for node in NODES.values() for used in node.numbers} == {"DEFAULT"}
    for node in NODES.values():
        for used in node.numbers:
            assert f"{used.value}〔默认，可调整〕" in node.words
        assert node.words in book


def test_what_the_article_names_is_published_and_its_scoring_is_not() -> None:
    published = {node.title for node in NODES.values() if node.title_provenance == "PUBLISHED"}
    scored = {"rectification", "registration", "vote", "session", "total", "grade"}

    assert published == {
        "述职对象",
        "反馈问题",
        "整改落实情况",
        "年度抓基层党建突破项目",
        "“双报到”",
        "实名评议",
        "评议等次",
    }
    assert "PUBLISHED" not in {NODES[key].provenance for key in scored}


def test_members_of_the_leading_group_and_the_joint_meeting_are_reviewed_though_they_are_no_secretaries() -> None:
    assert kinds_of(GRAPH.subject_kind) == ("SECRETARY", "党建工作领导小组成员", "基层党建工作联席会议成员")


def test_the_five_classes_of_the_article_are_ranked_apart() -> None:
    subjects = {
        f"{kind}{n}": (
            *plain(f"{kind}{n}", "G", str(90 + n)),
            entry(f"{kind}{n}", "kind", kind),
            on_stage(f"{kind}{n}"),
        )
        for kind in CLASSES.steps
        for n in range(2)
    }

    outcome = year(subjects)[-1]

    assert len(CLASSES.steps) == 5
    assert {subject: sheet.ranks["review"] for subject, sheet in outcome.sheets.items()} == {
        f"{kind}{n}": 2 - n for kind in CLASSES.steps for n in range(2)
    }


def test_members_of_the_joint_meeting_report_in_writing_unless_recorded_otherwise() -> None:
    assert alone(entry("A", "kind", "joint_meeting"))["mode"] == "written"
    assert alone(entry("A", "kind", "joint_meeting"), on_stage("A"))["mode"] == "on_stage"
    assert alone(entry("A", "kind", "stationed"))["mode"] == "on_stage"


def test_sixty_six_secretaries_have_a_sheet_and_report_at_each_quarters_end() -> None:
    facts = {group: (number(group, "problems", "3", "2020-01"),) if group in WITH_SHEET else () for group in GROUPS}

    outcomes = year(facts)

    for quarter in outcomes[:4]:
        assert Counter(sheet.rung for sheet in quarter.sheets.values()) == {"rectifying": 66, "clear": 14}
        assert sum(sheet.values["overdue"] == "1" for sheet in quarter.sheets.values()) == 66
    assert Counter(sheet.totals["rectification"] for sheet in outcomes[-1].sheets.values()) == {"0": 66, None: 14}


def test_a_sheet_is_closed_when_all_is_solved_and_explained_and_the_next_one_opens_it_again() -> None:
    facts = (
        number("A", "problems", "2", "2020-01"),
        number("A", "solved", "2", "2020-Q3"),
        *reported("A", *QUARTERS),
        number("A", "explained", "20", kind="check"),
    )

    this_year = year({"A": facts})[-1].sheets["A"]
    again = GRAPH.gather("2021-Q1", [number("A", "problems", "1", "2021-01")])
    next_year = GRAPH.evaluate("2021-Q1", ["A"], [again], (), {"A": this_year.rung or ""}).sheets["A"]

    assert (this_year.totals["rectification"], this_year.rung) == ("100", "closed")
    assert (next_year.rung, next_year.values["due"]) == ("rectifying", "1")


def test_last_years_problems_move_this_years_score() -> None:
    base = (*votes("A", "G", "GG", "GG"), *marks("A", "seen_marks", "100", "100", "100"))
    sheet = number("A", "problems", "4", "2020-01")
    in_time = (*reported("A", *QUARTERS), number("A", "explained", "20", kind="check"))

    solved = [(), *((number("A", "solved", str(count), "2020-Q2"),) for count in range(1, 5))]
    years = [year({"A": (*base, sheet, *in_time, *done)})[-1].sheets["A"] for done in solved]

    # the rectification is 40, 55, 70, 85 or 100, and the routine part 0.6 of the whole
    assert [one.totals["review"] for one in years] == ["64", "73", "82", "91", "100"]


def test_twenty_four_thousand_members_of_sixty_units_are_counted_to_the_person() -> None:
    units = GROUPS[:60]
    facts = {unit: (number(unit, "registered", "400", "2020-02"), number(unit, "members", "400")) for unit in units}

    sheets = year(facts)[-1].sheets.values()

    assert sum(int(sheet.values["registered"] or 0) for sheet in sheets) == 24_000
    assert {sheet.values["registration"] for sheet in sheets} == {"100"}


def test_ballots_carry_names_that_the_scheme_owner_sees() -> None:
    accepts = {accept.indicator: accept for accept in GRAPH.accepts}

    for key in ("cast", "read_marks", "seen_marks"):
        assert accepts[key].privacy == {"names": "real_name", "seen_by": "scheme_owner", "comments": "optional"}
    assert accepts["cast"].panels == ("leaders", "panel", "members")
    with pytest.raises(FactRefused, match="没有写明由谁评"):
        GRAPH.check(Fact("v", "ballot", "A", "cast", "2020", panel="panel", choice="good"))


def test_a_rater_may_change_the_vote_and_the_last_one_counts() -> None:
    cast = votes("A", "G", "GG", "GG")
    changed = Fact("again", "ballot", "A", "cast", "2020", rater="panel 0", position=1, panel="panel", choice="poor")

    # panel: (40 + 100) ÷ 2 = 70; 0.2 × 100 + 0.4 × 70 + 0.4 × 100 = 88
    assert alone(*cast)["vote"] == "100"
    assert alone(*cast, changed)["vote"] == "88"


def test_an_invalid_vote_is_cast_and_counts_for_nothing() -> None:
    assert alone(*votes("A", "G", "GG", "FF-----")) == alone(*votes("A", "G", "GG", "FF"))


def test_a_better_vote_never_lowers_a_total() -> None:
    rising = [
        alone(*votes("A", "F", "FO", f"P{letter}O"), *marks("A", "seen_marks", "80", "80", "80")) for letter in "POFG"
    ]

    totals = [Fraction(values["total"] or 0) for values in rising]
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]


def test_who_ticks_all_the_same_and_who_is_severe_can_be_shown_by_name() -> None:
    given = [fact for n, group in enumerate(GROUPS) for fact in marks(group, "seen_marks", "90", str(60 + n % 30))]

    assert same_marks(given, at_least=10) == ("R1",)
    assert [one.rater for one in severities(given)] == ["R2", "R1"]
