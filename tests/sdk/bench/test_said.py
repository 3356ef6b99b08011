"""What a paper says in a word is said in one on the page, and what it has to decide is asked for."""

from collections.abc import Callable

import pytest
from biaochi_sdk import (
    Expression,
    Fact,
    Mark,
    ModelRefused,
    Provenance,
    Source,
    UnsaidPolicy,
    ballots,
    bands,
    cascade,
    check,
    clauses,
    decided,
    default,
    interpolated,
    just_below,
    our_reading,
    published,
    quota,
    quoted,
    ratio_to_mean,
    scaled_to_best,
    share_of_votes,
    steps,
    units_of,
    when,
)
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import FactRefused

from tests.sdk.models import ANY, GRADES, made, points, vetoed
from tests.sdk.primitive_models import STARS, VOTERS, VOTES, named, stars

ONE, TWO = default(1), default(2)


def judged(rule: Callable[[Expression], Expression], *scores: str | None) -> list[str | None]:
    """What a rule over a check of ten points makes of each score, alike in both evaluations."""
    got = points(missing="not_judged")
    graph = made({"got": got, "total": named("得分", rule(got))})
    names = [f"S{at:02d}" for at in range(len(scores))]
    outcome = graph.evaluate("2020", names, [{"got": score} for score in scores])
    assert outcome == graph.reference("2020", names, [{"got": score} for score in scores])
    return [sheet.values["total"] for sheet in outcome.sheets.values()]


@pytest.mark.parametrize("left", ["of", "rounding"])
def test_a_quota_that_leaves_something_open_means_what_it_meant_with_a_warning(left: str) -> None:
    got = points()
    every = {"of": "all", "rounding": "floor"}
    said = {name: value for name, value in every.items() if name != left}

    with pytest.warns(UnsaidPolicy, match=f"write {left}="):
        open_ = cascade(stars(got), got, {"five": default("0.1")}, ties="all", **said)  # type: ignore[arg-type]
    whole = cascade(stars(got), got, {"five": default("0.1")}, ties="all", **every)  # type: ignore[arg-type]
    assert open_.data == whole.data


def test_a_number_of_seats_counts_nobody_and_rounds_nothing() -> None:
    with pytest.raises(ModelRefused, match="a number has neither"):
        quota(TWO, None, vetoed(), points(), ties="all", by="seats", of="all")


def test_seats_that_nobody_holds_yet_need_no_holders() -> None:
    def seat(got: Expression) -> Expression:
        admitted = quota(default("0.5"), None, got >= ONE, got, ties="none", of="all", rounding="floor")
        return when(admitted.is_("admitted"), ONE, default(0))

    assert judged(lambda got: seat(got.or_else(default(0))), "3", "9", "0.5", "4") == ["0", "1", "0", "1"]


def test_not_judged_is_said_on_purpose() -> None:
    assert judged(lambda got: when((got >= TWO).or_no(), got, None), "3", "1", None) == ["3", None, None]
    assert judged(lambda got: when((got >= TWO).or_no(), None, ONE), "3", "1", None) == [None, "1", "1"]
    with pytest.raises(ModelRefused, match="never judged: write a value on one of them"):
        when(vetoed(), None, None)


def test_a_grade_that_no_clause_gives_is_none() -> None:
    got = points()
    rows = ((got >= default(8), "good"), (got >= default(5), "fair"), (got >= TWO, "poor"))
    grade = named("等次", clauses(GRADES, *rows, otherwise=None))
    graph = made({"got": got, "grade": grade, "total": named("得分", got + got)}, grade="grade")

    assert graph.evaluate("2020", ["A", "B"], [{"got": "1"}, {"got": "5"}]).sheets["B"].grade == "fair"
    assert graph.evaluate("2020", ["A", "B"], [{"got": "1"}, {"got": "5"}]).sheets["A"].grade is None


def test_a_mark_has_a_lowest_and_no_fact_may_still_be_nothing() -> None:
    got = named("得分", check(default(10), default("0.5"), ANY, missing="zero", lowest=default(4)))
    graph = made({"got": got, "total": named("两倍", got + got)})

    assert graph.evaluate("2020", ["A", "B"], [{"got": None}, {"got": "4"}]).sheets["A"].totals == {"made": "0"}
    with pytest.raises(FactRefused, match="应在 4 到 10 之间"):
        graph.check(Fact("1", "check", "A", "got", "2020", "3.5"))
    assert "取最近一次验收得分，4〔默认，可调整〕至10〔默认，可调整〕分" in graph.rulebook()


def test_a_fact_of_nothing_is_refused_where_it_would_say_nothing() -> None:
    got = named("增减", quoted(default(-3), default(3), default("0.5"), ANY, missing="zero", nonzero=True))
    graph = made({"got": got, "total": named("两倍", got + got)})

    graph.check(Fact("1", "check", "A", "got", "2020", "-0.5"))
    with pytest.raises(FactRefused, match="不能为 0"):
        graph.check(Fact("2", "check", "A", "got", "2020", "0"))
    assert "不能为0" in graph.rulebook()


def test_a_third_of_the_votes_is_a_third() -> None:
    cast = named("评议票", ballots(VOTES, VOTERS, ANY))
    enough = named("过三分之一", share_of_votes(cast, "poor", "fair") >= default("1/3"))
    graph = made({"cast": cast, "enough": enough, "total": named("比例", share_of_votes(cast, "good"))})
    outcome = graph.evaluate("2020", ["A"], [{"cast": ["1", "0", "2", "0", "0", "0", "0", "0"]}])

    assert outcome.sheets["A"].values == {"cast": "3", "enough": "1", "total": "2/3"}
    assert graph.entry("total").full == "1"
    with pytest.raises(ModelRefused, match="name each step once"):
        share_of_votes(cast, "poor", "poor")


def test_what_is_scaled_to_the_best_has_the_full_mark_and_a_ratio_to_the_mean_has_none() -> None:
    got = points()
    scaled = named("折算", scaled_to_best(got, default(600), TWO))
    ratio = named("系数", ratio_to_mean(got).round(TWO))
    graph = made({"got": got, "scaled": scaled, "ratio": ratio, "total": named("得分", got + got)})

    assert (graph.entry("scaled").full, graph.entry("ratio").full) == ("600", None)
    assert "满分600：" in graph.rulebook()


def test_points_lie_on_the_lines_between_the_points_that_are_named() -> None:
    rows = ((default(3), default(60)), (default(8), default(90)), (default(10), default(100)))

    assert judged(lambda got: interpolated(got, *rows), "2", "3", "4.5", "8", "9.5") == ["60", "60", "69", "90", "97.5"]
    with pytest.raises(ModelRefused, match="write each value once, the lowest first"):
        interpolated(points(), *reversed(rows))
    with pytest.raises(ModelRefused, match="write at least two"):
        interpolated(points(), rows[0])


def test_what_is_just_below_a_step_follows_its_threshold() -> None:
    def held(got: Expression, high: Mark) -> Expression:
        grade = bands(got, GRADES, (high, "good"), (TWO, "fair"), otherwise="poor")
        return got.cap(just_below(grade, "good", default("0.01")))

    assert judged(lambda got: held(got, default(8)), "9", "7") == ["7.99", "7"]
    assert judged(lambda got: held(got, default(9)), "9", "7") == ["8.99", "7"]
    with pytest.raises(ModelRefused, match="nothing is below it"):
        just_below(bands(points(), GRADES, (default(8), "good"), (TWO, "fair"), otherwise="poor"), "poor", ONE)
    with pytest.raises(ModelRefused, match="ask it of bands"):
        just_below(points(), "good", ONE)


def test_numbers_made_of_marked_numbers_are_as_sure_as_the_less_sure() -> None:
    paper, other = Source("办法", "第一条"), Source("办法", "第二条")

    assert published(90, paper) - published(80, paper) == Mark(10, Provenance.PUBLISHED, paper)
    assert published(90, paper) * our_reading("0.5", other) == Mark(45, Provenance.OUR_READING, None)
    assert (default(1) / published(3)).number() == default("1/3").number()
    assert -(default(1) + published(2)) == Mark(-3, Provenance.DEFAULT, None)
    with pytest.raises(ModelRefused, match="write a number above 0 under it"):
        default(1) / default(0)


@pytest.mark.parametrize(
    "reckon", [lambda mark: mark - 3, lambda mark: 3 + mark, lambda mark: mark * "2", lambda mark: 0.5 / mark]
)
def test_a_number_next_to_a_marked_one_needs_a_provenance_too(reckon: Callable[[Mark], object]) -> None:
    with pytest.raises(ModelRefused, match="what is reckoned with 10 is"):
        reckon(default(10))


def test_steps_over_and_under_a_goal_are_counted_apart() -> None:
    rule = {"unit": ONE, "up": TWO, "down": default("0.5")}

    assert judged(lambda got: steps(got, default(5), part="whole", **rule), "7.5", "5", "3.5") == ["4", "0", "-0.5"]
    assert judged(lambda got: steps(got, default(5), part="started", **rule), "7.5", "5", "3.5") == ["6", "0", "-1"]
    assert judged(lambda got: units_of(got, default(3)), "7.5", "2.5") == ["2", "0"]
    assert judged(lambda got: abs(got - default(5)), "7.5", "2.5") == ["2.5", "2.5"]
    with pytest.raises(ModelRefused, match="say what a part of a unit means"):
        steps(points(), ONE, ONE, ONE, ONE)


def test_a_decision_may_need_no_signature() -> None:
    by_hand = named("裁定", decided(STARS, ANY, signatures=None))
    got = points()
    graph: Graph = made({"got": got, "by_hand": by_hand, "total": named("两倍", got + got)})

    graph.check(Fact("1", "decision", "A", "by_hand", "2020", choice="five", reason="评审会"))
    with pytest.raises(FactRefused, match="须写明理由"):
        graph.check(Fact("1", "decision", "A", "by_hand", "2020", choice="five"))
