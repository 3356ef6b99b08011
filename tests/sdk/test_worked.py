"""Published rules worked by hand: what the primitives say about them, number for number."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from biaochi_sdk import Fact, bands, count, default, rank
from biaochi_sdk.graph.graph import Graph, Rotation, due
from biaochi_sdk.graph.reports import concordance, moved, same_marks, severities, too_many_top
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.outcome import Outcome

from tests.sdk.models import ANY, GRADES, made, points
from tests.sdk.primitive_models import honours, limited, penalties, places, pooled, rated, seats, vetoes, voting
from tests.sdk.primitives import graph_of

ONE, TWO = default(1), default(2)


def judged(graph: Graph, facts: Sequence[Fact], subjects: Sequence[str]) -> Outcome:
    inputs = [graph.gather("2020", [fact for fact in facts if fact.subject == s]) for s in subjects]
    outcome = graph.evaluate("2020", subjects, inputs)
    assert outcome == graph.reference("2020", subjects, inputs)
    return outcome


def value(graph: Graph, *facts: Fact, key: str = "total") -> str | None:
    return judged(graph, facts, ["A"]).sheets["A"].values[key]


def scored(graph: Graph, scores: dict[str, str], key: str, **others: str) -> list[str | None]:
    inputs: list[Inputs] = [{"got": score, **others} for score in scores.values()]
    sheets = graph.evaluate("2020", list(scores), inputs).sheets
    assert sheets == graph.reference("2020", list(scores), inputs).sheets
    return [sheet.values[key] for sheet in sheets.values()]


def honour(name: str, level: str, **more: object) -> Fact:
    return Fact(name, "bonus", "A", "total", "2020", level=level, **more)  # type: ignore[arg-type]


def test_the_same_case_counts_once_at_its_highest_and_the_cap_holds() -> None:
    graph = made(honours(once="case"))
    province, city = honour("1", "province", case="一"), honour("2", "city", case="一")

    assert value(graph, province, city) == "6"
    assert value(graph, province, city, honour("3", "city", case="二")) == "8.5"
    assert value(graph, province, honour("3", "province", case="二")) == "10"


def test_different_departments_each_count_the_same_case() -> None:
    graph = made(honours(once="case_and_department"))
    one = honour("1", "city", case="一", department="甲")

    assert value(graph, one, honour("2", "city", case="一", department="甲")) == "2.5"
    assert value(graph, one, honour("2", "city", case="一", department="乙")) == "5"


def test_co_owners_share_evenly_and_the_share_is_rounded_where_the_rule_says() -> None:
    graph = made(honours(once="each", shared=TWO))

    assert value(graph, honour("1", "city", owners=3)) == "0.83"


def test_a_fact_that_is_not_to_be_shared_or_raised_is_refused() -> None:
    graph = made(honours(once="each"))
    shared, raised = honour("1", "city", owners=2), honour("1", "city", raised=True)
    for fact, sentence in ((shared, "不由几家共有"), (raised, "没有加重的系数")):
        with pytest.raises(FactRefused, match=sentence):
            graph.check(fact)


def test_a_higher_body_takes_ten_times_and_the_second_case_empties_the_item() -> None:
    graph = made(
        penalties(levels={"late": (default("迟到"), default("0.1"))}, once="case", factor=default(10), zero_at=TWO)
    )
    first = Fact("1", "ledger", "A", "total", "2020", level="late", case="一")
    raised = Fact("2", "ledger", "A", "total", "2020", level="late", case="一", raised=True)
    second = Fact("3", "ledger", "A", "total", "2020", level="late", case="二")

    assert value(graph, first) == "4.9"
    assert value(graph, first, raised) == "4"
    assert value(graph, first, second) == "0"


def test_a_chosen_amount_needs_a_reason_inside_its_range() -> None:
    graph = made(penalties(step=default("0.5"), least=default(3), once="each"))
    chosen = Fact("1", "ledger", "A", "total", "2020", "3.5", reason="迟报两次")

    assert value(graph, chosen) == "1.5"
    for fact, sentence in (
        (Fact("1", "ledger", "A", "total", "2020", "3.5"), "须写明理由"),
        (Fact("1", "ledger", "A", "total", "2020", "2.5", reason="迟报"), "应在 3 到 5 之间"),
    ):
        with pytest.raises(FactRefused, match=sentence):
            graph.check(fact)


def test_a_count_may_require_a_reason_and_count_a_case_once() -> None:
    graph = made({"total": count(default(9), ONE, ANY, once="case", reasoned=True)(default("次数"))})
    facts = [
        Fact(str(n), "ledger", "A", "total", "2020", amount, case=case, reason="因故")
        for n, (amount, case) in enumerate((("2", "一"), ("3", "一"), ("1", "二"), ("2", None), ("2", None)))
    ]

    assert value(graph, *facts) == "8"
    assert "同一事项只计一次，取最高" in graph.rulebook()
    with pytest.raises(FactRefused, match="须写明理由"):
        graph.check(replace(facts[0], reason=None))


def ballot(voter: str, panel: str, choice: str) -> Fact:
    return Fact(voter, "ballot", "A", "cast", "2020", rater=voter, panel=panel, choice=choice, reason="评语")


def invited(number: str) -> Fact:
    return Fact("invited", "ledger", "A", "invited", "2020", number)


def test_a_vote_is_counted_by_class_and_what_is_invalid_is_no_vote() -> None:
    votes = [ballot("a", "leaders", "good"), ballot("b", "leaders", "invalid"), invited("5")]
    votes += [ballot("c", "members", "good"), ballot("d", "members", "fair"), ballot("e", "members", "poor")]
    graph = made(voting("renormalize"))

    assert value(graph, *votes) == "80"  # 0.4 × 100 + 0.6 × 66.67 = 80.002
    assert value(graph, *votes, key="cast") == "4"


def test_a_class_without_votes_follows_its_policy() -> None:
    votes = [ballot("c", "members", "good"), ballot("d", "members", "fair"), invited("2")]

    assert [value(made(voting(empty)), *votes) for empty in ("renormalize", "zero", "not_judged")] == ["80", "48", None]


def test_without_a_quorum_or_enough_votes_nothing_is_published() -> None:
    graph = made(voting("zero"))
    votes = [ballot("c", "members", "good"), ballot("d", "members", "fair")]

    assert value(graph, *votes, invited("3")) == "48"
    assert value(graph, *votes, invited("4")) is None
    assert value(graph, votes[0], invited("1")) is None


def test_a_later_vote_of_the_same_voter_replaces_the_earlier() -> None:
    votes = [ballot("c", "members", "good"), ballot("d", "members", "good"), invited("2")]
    again = replace(ballot("c", "members", "poor"), id="again", position=9)

    assert value(made(voting("renormalize")), *votes, again) == "70"


def mark(rater: str, amount: str, subject: str = "A") -> Fact:
    return Fact(f"{rater} {subject}", "rating", subject, "given", "2020", amount, rater=rater)


def test_a_trimmed_mean_drops_both_ends_only_from_enough_marks_on() -> None:
    graph = made(rated("trimmed", trim=default(1), trim_from=default(5)))
    marks = [mark(str(n), amount) for n, amount in enumerate(("0", "80", "82", "84", "100"))]

    assert value(graph, *marks) == "82"
    assert value(graph, *marks[:4]) == "61.5"
    assert value(graph, marks[0]) is None


def test_a_median_is_the_middle_or_between_the_two() -> None:
    graph = made(rated("median"))
    marks = [mark(str(n), amount) for n, amount in enumerate(("0", "80", "83", "84"))]

    assert (value(graph, *marks[:3]), value(graph, *marks)) == ("80", "81.5")


def test_no_two_rate_each_other_where_the_rule_says_so() -> None:
    turning = Rotation("mutual", "quarter", {1: (1, 2)}, reciprocal=False)

    assert due(turning, 1, "ABC") == [("A", "B"), ("A", "C"), ("B", "C")]
    assert len(due(replace(turning, reciprocal=True), 1, "ABC")) == 6


def test_nobody_marks_itself() -> None:
    with pytest.raises(FactRefused, match="不能由 A 自己评"):
        made(rated("mean")).check(mark("A", "50"))


def test_stars_fall_to_the_next_quota_and_ties_at_a_cut_go_to_the_meeting() -> None:
    scores = {f"S{n}": s for n, s in enumerate(("10", "9.5", "9.5", "9", "8", "8", "4", "4", "1", "0"))}
    graph = made(limited(ties="meeting"))

    final = scored(graph, scores, "final", other="0")
    cut = scored(graph, scores, "cut", other="0")

    assert final == ["five", "four", "four", "four", "three", "three", "none", "none", "none", "none"]
    assert cut == ["0", "0", "0", "0", "1", "1", "1", "1", "0", "0"]


def test_a_tie_breaker_decides_what_the_score_does_not() -> None:
    graph = made(seats(ties="meeting", broken=True, rounding="ceil"))
    inputs: list[Inputs] = [{"got": "9", "other": "3"}, {"got": "9", "other": "5"}, {"got": "1", "other": "0"}]

    outcome = graph.evaluate("2020", ["A", "B", "C"], inputs)

    assert [sheet.values["seat"] for sheet in outcome.sheets.values()] == ["outside", "admitted", "outside"]


@pytest.mark.parametrize(("rounding", "admitted"), [("floor", 1), ("half_up", 2), ("ceil", 2)])
def test_seats_are_rounded_as_the_rule_says(rounding: str, admitted: int) -> None:
    scores = {f"S{n}": str(10 - n) for n in range(5)}  # 30 % of 5 is 1.5

    found = scored(made(seats(ties="none", rounding=rounding)), scores, "seat", other="0")

    assert found.count("admitted") == admitted


def test_a_number_of_seats_is_given_in_each_class() -> None:
    graph = made(seats(ties="meeting", grouped=True, by="seats"))
    scores = {f"S{n}": str(10 - n) for n in range(4)}

    assert scored(graph, scores, "seat", other="0", kind="lead") == ["admitted", "admitted", "outside", "outside"]
    assert scored(graph, {"A": "9"}, "seat", other="0", kind="lead") == ["admitted"]


@pytest.mark.parametrize(
    ("points", "ties", "money"),
    [
        (("1", "1", "1"), "code", ["33.5", "33.5", "33.5"]),
        (("1", "1", "5"), "code", ["14.36", "14.36", "71.78"]),
        (("1", "1", "1.5", "3.5"), "code", ["14.36", "14.36", "21.53", "50.25"]),
        (("2", "2", "3"), "code", ["28.72", "28.71", "43.07"]),
        (("1", "1", "1", "1"), "code", ["25.13", "25.13", "25.12", "25.12"]),
        (("1", "1", "1", "1"), "kept", ["25.12", "25.12", "25.12", "25.12"]),
    ],
)
def test_shares_of_a_pool_add_up_to_it_to_the_last_place(points: tuple[str, ...], ties: str, money: list[str]) -> None:
    scores = {f"S{n}": got for n, got in enumerate(points)}

    found = scored(made(pooled(ties)), scores, "total", other="0", kind="lead")

    assert found == money
    if ties == "code":
        assert sum(exact(one or "0") for one in found) == exact("100.5")


def test_a_full_mark_is_what_the_rules_can_give_and_a_count_has_none() -> None:
    tallied, rated_together = made(voting("renormalize")), graph_of("1 a missing part is left out")
    counted = made({"n": count(default(999), ONE, ANY)(default("次数")), "total": points()})

    assert [tallied.entry(key).full for key in ("total", "cast", "good", "invited")] == ["100", None, None, None]
    assert rated_together.entry("total").full == "10"
    assert counted.entry("n").full is None
    lost = points()
    assert made({"lost": lost, "total": (-lost)(default("扣分"))}).entry("total").full == "0"


def test_a_guideline_sends_the_rest_to_the_meeting() -> None:
    found = scored(made(seats(ties="meeting", soft=True)), {"A": "9", "B": "8", "C": "7", "D": "6"}, "seat", other="0")

    assert found == ["admitted", "meeting", "meeting", "meeting"]


@pytest.mark.parametrize(("ties", "expected"), [("competition", ["1", "2", "2", "4"]), ("dense", ["1", "2", "2", "3"])])
def test_places_leave_a_gap_or_not(ties: str, expected: list[str]) -> None:
    assert scored(made(places(ties)), {"A": "9", "B": "8", "C": "8", "D": "7"}, "place") == expected


def test_an_effect_of_a_veto_leaves_what_was_computed_visible() -> None:
    graph = made(vetoes())
    barred: Inputs = {"got": "9", "barred": "1", "exception": None}

    sheets = graph.evaluate("2020", ["A", "B"], [barred, {**barred, "exception": "1"}]).sheets

    keys = ("grade", "zeroed", "failed", "capped", "honour")
    assert [sheets["A"].values[key] for key in keys] == ["five", "0", "none", "three", "0"]
    assert sheets["B"].values["honour"] == "1"


def test_an_exception_needs_a_reason_and_a_second_signature() -> None:
    graph = made(vetoes())
    signed = Fact("1", "decision", "A", "exception", "2020", rater="甲", reason="原则上", signed=("乙",))

    graph.check(signed)
    for fact, sentence in (
        (replace(signed, reason=" "), "须写明理由"),
        (replace(signed, signed=("甲",)), "须有 1 人签署，现有 0 人"),
    ):
        with pytest.raises(FactRefused, match=sentence):
            graph.check(fact)


def test_all_thirty_three_of_one_rating_are_in_the_other() -> None:
    organs = {f"organ {n}": True for n in range(33)}

    assert concordance(organs, {**organs, "another": True}).share == (33, 33)
    found = concordance({"A": True, "B": True, "C": True, "D": False}, {"A": True, "B": False, "D": True})
    assert (found.both, found.first_only, found.second_only, found.unknown) == (("A",), ("B",), ("D",), ("C",))


def test_a_severe_rater_a_same_mark_ballot_and_too_many_top_marks_are_seen() -> None:
    facts = (
        [mark("kind", "100", s) for s in "ABCD"] + [mark("hard", "60", s) for s in "ABC"] + [mark("hard", "64", "D")]
    )

    assert [(one.rater, str(one.above)) for one in severities(facts)] == [("hard", "-39/2"), ("kind", "39/2")]
    assert same_marks(facts, 4) == ("kind",)
    assert too_many_top(facts, exact(90), exact("0.4")) == ("kind",)
    assert severities([]) == ()


def test_each_dimension_of_a_form_counts_by_itself() -> None:
    def form(*given: str) -> list[Fact]:
        return [replace(mark("one", amount, "A"), indicator=f"dimension_{at}") for at, amount in enumerate(given)]

    assert too_many_top(form("90", "90", "85"), exact(90), exact("0.2")) == ("one",)
    assert too_many_top(form("85", "85", "90"), exact(90), exact("0.5")) == ()
    assert same_marks(form("85", "85", "90"), 3) == ()
    assert same_marks(form("85", "85", "85"), 3) == ("one",)


def test_who_moves_between_two_outcomes_is_named() -> None:
    total = points()
    grade = bands(total, GRADES, (default(8), "good"), (default(5), "fair"), otherwise="poor")(default("等次"))
    place = rank(total, "competition")(default("名次"))
    graph = made({"total": total, "grade": grade, "place": place}, grade="grade", place="place")
    before = graph.evaluate("2020", ["A", "B", "C"], [{"total": "9"}, {"total": "7"}, {"total": "1"}])
    after = graph.evaluate("2020", ["A", "B", "C"], [{"total": "6"}, {"total": "7"}, {"total": "1"}])

    assert [(one.subject, one.grade) for one in moved(before, after)] == [
        ("A", ("good", "fair")),
        ("B", ("fair", "fair")),
    ]
    assert moved(before, after)[0].ranks == (("made", 1, 2),)
    assert moved(before, before) == ()
