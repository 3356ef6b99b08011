"""Every input may be evaluated in one cadence only, and a model may publish for any cadence."""

from collections.abc import Callable
from random import Random

import pytest
from biaochi_sdk import (
    Calendar,
    Expression,
    ModelRefused,
    Publish,
    Recorded,
    allowed,
    ballots,
    bonus,
    cases,
    check,
    chosen,
    count,
    decided,
    decided_number,
    deductions,
    default,
    marks,
    mean_over,
    quoted,
    ratings,
    streak,
    tasks,
    veto,
)
from biaochi_sdk.bench.testkit import replay
from biaochi_sdk.values.periods import CADENCES, periods_of

from tests.sdk.models import ANY, GRADES, model, points

ONE, TEN = default(1), default(10)
LEVELS = {"city": (default("市级"), ONE)}
EVERY = Recorded(who="work_committee", cadences=CADENCES)
INPUTS: dict[str, Callable[[], Expression]] = {
    "check": lambda: check(TEN, ONE, ANY, at="year", missing="zero"),
    "deductions": lambda: deductions(TEN, ONE, ANY, at="year", missing="full"),
    "tasks": lambda: tasks("COMMON", TEN, ONE, ANY, "not_judged", at="year"),
    "ratings": lambda: ratings(ONE, TEN, ONE, ANY, missing="not_judged", at="year"),
    "veto": lambda: veto(ANY, at="year"),
    "bonus": lambda: bonus(LEVELS, ANY, cap=TEN, once="each", at="year"),
    "cases": lambda: cases(TEN, ANY, levels=LEVELS, once="each", at="year"),
    "count": lambda: count(TEN, ONE, ANY, at="year"),
    "quoted": lambda: quoted(ONE, TEN, ONE, ANY, "not_judged", at="year"),
    "chosen": lambda: chosen(GRADES, ANY, "not_judged", at="year"),
    "decided": lambda: decided(GRADES, ANY, ONE, at="year"),
    "decided_number": lambda: decided_number(ONE, TEN, ONE, ANY, ONE, at="year"),
    "allowed": lambda: allowed(ANY, ONE, at="year"),
    "marks": lambda: marks(ONE, TEN, ONE, ANY, ONE, at="year"),
    "ballots": lambda: ballots(GRADES, {"all": default("全体")}, ANY, at="year"),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_an_input_may_be_evaluated_in_one_cadence_only(kind: str) -> None:
    own, total = INPUTS[kind]()(default("输入")), points()
    shown = {f"at_{cadence}": Publish(cadence, totals={"made": total}) for cadence in ("quarter", "year")}
    graph = model({"own": own, "total": total, **shown}).graph

    assert graph.entry("own").cadences == ("year",)
    assert "own" not in graph.gather("2020-Q1", ())


def test_a_model_may_publish_for_every_cadence_and_is_exact_in_all() -> None:
    got = check(TEN, default("0.5"), EVERY, missing="not_judged")(default("得分"))
    good = (got >= default(5)).or_no()(default("及格"))
    running = streak(good)(default("连续及格"))
    over = {name: mean_over(name, got).round(ONE)(default("平均")) for name in ("half-month", "two-months")}
    shown = {f"at_{at}": Publish(cadence, totals={"made": got}) for at, cadence in enumerate(CADENCES)}
    graph = model({"got": got, "good": good, "running": running, "halves": over["half-month"],
                   "twos": over["two-months"], **shown}).graph  # fmt: skip
    codes = [one.code for one in sorted((p for c in CADENCES for p in periods_of(2020, c)), key=lambda p: p.close)]

    both = replay(graph, ("A", "B"), codes, Random(3))

    assert both.by_plan == both.by_reference
    assert graph.calendar.cadences == CADENCES
    assert graph.entry("twos").cadences == ("quarter", "half-year", "year")
    assert graph.shape("running").most == 24


def test_a_cadence_the_calendar_leaves_out_is_refused() -> None:
    total, calendar = points(), Calendar(cadences=("month", "year"))

    with pytest.raises(ModelRefused, match="uses a quarter its calendar leaves out"):
        model({"total": total, "at_year": Publish("year", {"x": total})}, calendar=calendar)


def test_a_cadence_nobody_knows_is_refused() -> None:
    with pytest.raises(ModelRefused, match="the cadence 'week': write one of half-month, month"):
        veto(ANY, at="week")
