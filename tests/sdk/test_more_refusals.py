"""What the primitives beyond arithmetic refuse when a model loads, with what to write instead."""

from collections.abc import Callable

import pytest
from biaochi_sdk import (
    Expression,
    ModelRefused,
    Panel,
    Scale,
    allowed,
    at_cut,
    ballots,
    bonus,
    cascade,
    cases,
    chosen,
    clauses,
    count,
    decided,
    default,
    from_above,
    from_below,
    intervals,
    light,
    marks,
    mean_over,
    of_cohort,
    param,
    points_of,
    points_of_place,
    prior,
    quota,
    quoted,
    rank,
    share_of_pool,
    split,
    sum_over,
    tally,
    tasks,
    threshold,
    tied,
    unit,
    vetoed,
    votes,
    weighted,
)
from biaochi_sdk.page.vocabulary import weighted_mean

from tests.sdk.models import ANY, GRADES, made, points, share
from tests.sdk.models import vetoed as veto_fact

ONE, TWO, TITLE = default(1), default(2), default("题名")
SEATS = dict.fromkeys(("outside", "meeting", "admitted", "holder"), ONE)
VOTERS = {"leaders": default("领导"), "members": default("党员")}
CLASSES = Scale("class", {"lead": default("牵头"), "other": default("其他")})


def total(make: Callable[[Expression], Expression]) -> Callable[[], object]:
    """Load a model whose total is made of a single check of ten points."""
    return lambda: (lambda a: made({"a": a, "total": make(a)(default("总分"))}))(points())


def inputs(make: Callable[[], Expression]) -> Callable[[], object]:
    """Load a model whose total is a single input."""
    return lambda: made({"total": make()(default("总分"))})


def voted(**settings: object) -> Callable[[], object]:
    """Load a model whose total is a tally."""

    def load() -> object:
        cast = ballots(GRADES, VOTERS, ANY)(default("票"))
        worth = {"poor": ONE, "fair": ONE, "good": ONE}
        given = {"points": worth, "weights": {"leaders": default("0.4"), "members": default("0.6")}, "empty": "zero"}
        found = tally(cast, places=TWO, **{**given, **settings})  # type: ignore[arg-type]
        return made({"cast": cast, "total": found(default("总分"))})

    return load


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "an unknown policy for a missing part": (
        total(lambda a: weighted({a: default("0.5"), a + a: default("0.5")}, "ignore")),
        "write not_judged, zero, or renormalize",
    ),
    "renormalized weights without places": (
        total(lambda a: weighted({a: ONE}, "renormalize")),
        "renormalize with places=default",
    ),
    "dated weights that stop adding up": (
        total(
            lambda a: weighted(
                {a: param({"2020-01-01": default("0.5"), "2021-01-01": default("0.6")}), a + a: default("0.5")}
            )
        ),
        "the weights add up to 11/10 from 2021-01-01, not 1",
    ),
    "a dated number that starts too late": (
        total(lambda a: a * param({"2020-06-01": ONE})),
        "has no value from 2020-01-01 to 2020-06-01",
    ),
    "a dated number whose days go back": (
        total(lambda a: a * param({"2020-01-01": ONE, "2019-01-01": TWO})),
        "do not go up: write each day once",
    ),
    "events without a word on the same case": (
        inputs(lambda: bonus({"city": (TITLE, ONE)}, ANY, cap=TWO)),
        "once= one of",
    ),
    "a bonus without levels": (inputs(lambda: bonus({}, ANY, cap=TWO, once="each")), "write levels="),
    "a bonus below 0": (
        inputs(lambda: bonus({"city": (TITLE, default(-1))}, ANY, cap=TWO, once="each")),
        "write what an event is worth, from 0 up",
    ),
    "cases with levels and amounts": (
        inputs(lambda: cases(TWO, ANY, step=ONE, levels={"light": (TITLE, ONE)}, once="each")),
        "either levels=",
    ),
    "a count without a step": (inputs(lambda: count(TWO, default(0), ANY)), "has a negative number or no step"),
    "a quoted score with the bounds turned round": (
        inputs(lambda: quoted(TWO, ONE, ONE, ANY, missing="not_judged")),
        "write the lower bound first",
    ),
    "a quoted score whose missing 0 is out of bounds": (
        inputs(lambda: quoted(ONE, TWO, ONE, ANY, missing="zero")),
        "write missing='not_judged'",
    ),
    "a class without a policy": (lambda: chosen(CLASSES, ANY), "say what no fact means"),
    "a pool without a word on equals": (
        lambda: share_of_pool(points(), points(), unit("home", TITLE), TWO),
        "say who of equals gets what is left",
    ),
    "a pool finer than its shares": (
        total(lambda a: share_of_pool(a, a, unit("home", TITLE), default(0), ties="code")),
        "splits a pool finer than its places",
    ),
    "half a seat": (
        total(lambda a: points_of(quota(default("0.5"), a >= ONE, a >= TWO, a, "all", by="seats"), SEATS)),
        "write a whole number from 1 up such as default",
    ),
    "a quota by nobody knows what": (
        lambda: quota(ONE, points(), points(), points(), "all", by="head", of="all", rounding="floor"),
        "write by='share'",
    ),
    "a light that is never yellow": (lambda: light(points(), TWO, ONE), "write the gap of yellow first"),
    "weights that may be negative": (
        total(lambda a: weighted_mean({a: -a, a + a: -a})),
        "weighs by what can be negative",
    ),
    "a decision without a second signature": (
        inputs(lambda: decided(CLASSES, ANY, default(0))),
        "write a whole number from 1 up",
    ),
    "an exception signed by a half": (inputs(lambda: allowed(ANY, default("0.5"))), "write a whole number from 1 up"),
    "a task without difficulty": (
        inputs(
            lambda: tasks("COMMON", TWO, ONE, ANY, "not_judged", {"easy": (TITLE, default(0)), "hard": (TITLE, ONE)})
        ),
        "difficulties above 0",
    ),
    "a threshold without a word on part units": (
        total(lambda a: threshold(a, TWO, ONE, ONE, ONE)),
        "write part='whole' or 'started'",
    ),
    "units of 0": (
        total(lambda a: threshold(a, TWO, ONE, ONE, default(0), part="whole")),
        "a unit above 0",
    ),
    "clauses that leave a step out": (
        total(lambda a: clauses(GRADES, (a >= ONE, "good"), otherwise="poor")),
        "never give fair: add a condition or drop the step",
    ),
    "intervals that end before the value does": (
        total(
            lambda a: points_of(
                intervals(a, GRADES, (ONE, TWO, "poor"), (TWO, default(5), "fair"), (default(5), default(10), "good")),
                {"poor": ONE, "fair": ONE, "good": TWO},
            )
        ),
        "let them cover all of it",
    ),
    "intervals that overlap": (
        total(lambda a: intervals(a, CLASSES, (default(0), default(6), "other"), (default(5), default(11), "lead"))),
        "is both other and lead",
    ),
    "an interval turned round": (
        total(lambda a: intervals(a, CLASSES, (default(6), default(0), "other"), (default(7), default(11), "lead"))),
        "turn it round",
    ),
    "points for some of the grades": (
        total(lambda a: points_of(clauses(CLASSES, (a >= ONE, "lead"), otherwise="other"), {"lead": ONE})),
        "give points to every step",
    ),
    "points of what is no place": (
        total(lambda a: points_of_place(a, [TWO], ONE)),
        "look up a rank or a whole number",
    ),
    "an order without a word on ties": (total(lambda a: rank(a, ties="ordinal")), "or 'ordinal' with breakers"),
    "small classes without a class": (
        total(lambda a: rank(a, "dense", smallest=TWO, small="unranked")),
        "say within=",
    ),
    "a class that is a number": (total(lambda a: rank(a, "dense", within=a)), "write within= a class of subjects"),
    "ties of what is no place": (total(tied), "ask it of a rank"),
    "seats rounded in an unknown way": (
        total(lambda a: quota(default("0.2"), a >= ONE, a >= ONE, a, ties="none", rounding="nearest", of="all")),
        "write one of floor, half_up, ceil",
    ),
    "a least number of seats that is no number of seats": (
        total(
            lambda a: quota(
                default("0.2"), a >= ONE, a >= ONE, a, ties="none", least=default("0.5"), of="all", rounding="floor"
            )
        ),
        r"write least=default\(1\)",
    ),
    "a cascade that limits the lowest grade": (
        total(
            lambda a: cascade(
                clauses(CLASSES, (a >= ONE, "lead"), otherwise="other"),
                a,
                {"lead": ONE},
                "all",
                of="all",
                rounding="floor",
            )
        ),
        "limit steps of class above the lowest, lead",
    ),
    "a cascade over a number": (
        total(lambda a: cascade(a, a, {}, "all", of="all", rounding="floor")),
        "which has no steps",
    ),
    "the cut of what has none": (total(at_cut), "ask it of a cascade"),
    "an unknown statistic": (total(lambda a: of_cohort("mode", a)), "write one of mean, sum"),
    "a statistic of a ratio": (
        lambda: (lambda a: made({"a": a, "total": of_cohort("mean", a)(default("均"))}))(share()),
        "computes with an unrounded ratio",
    ),
    "an unknown effect of a veto": (total(lambda a: vetoed(a, a >= ONE, "halve")), "write zero, bar, fail on a grade"),
    "a split without a word on no tasks": (total(lambda a: split(a, a, (ONE, default(0)))), "say what no individual"),
    "shares that do not add up": (total(lambda a: split(a, a, (ONE, ONE), "common")), "do not add up to 1"),
    "a mean of the best none": (
        lambda: (
            lambda a: made(
                {"a": a, "m": mean_over("quarter", a, best=default(0))(default("均")), "total": (a + a)(default("分"))},
                cadences=("quarter", "year"),
            )
        )(points()),
        "write a whole number from 1 up",
    ),
    "the best that fade": (total(lambda a: sum_over("quarter", a, best=ONE, fading=[ONE])), "write one of them"),
    "the prior value of a formula": (total(lambda a: prior(a + a)), "make it an attribute with a title"),
    "a vote without a word on empty classes": (voted(empty=None), "say what a class without votes means"),
    "a vote with points for some grades": (voted(points={"good": ONE}), "give points to every grade"),
    "a vote whose classes do not weigh 1": (
        voted(weights={"leaders": default("0.4"), "members": default("0.4")}),
        "the weights add up to 4/5",
    ),
    "a vote of an unknown class": (
        lambda: votes(ballots(GRADES, VOTERS, ANY)(default("票")), "guests"),
        "name one of the classes",
    ),
    "votes that nobody casts": (lambda: ballots(GRADES, {}, ANY), "name the classes of voters"),
    "marks trimmed to nothing": (
        inputs(lambda: marks(ONE, TWO, ONE, ANY, ONE, "trimmed", trim=TWO, trim_from=default(4))),
        "trim from more marks on",
    ),
    "marks trimmed without a word on how": (
        lambda: marks(ONE, TWO, ONE, ANY, ONE, "trimmed"),
        "trimmed with trim= and trim_from=",
    ),
    "an anonymous panel somebody sees": (lambda: Panel("anonymous", ("leader",)), "leave seen_by empty"),
    "names of an unknown kind": (lambda: Panel("hidden", ()), "write real_name or anonymous"),
    "the value of no model": (lambda: from_above(points()), r"write from_above\(Branch.total\)"),
    "an unknown way together": (lambda: from_below("mode", points(), missing="left_out"), "write one of mean"),
    "a named unit": (
        lambda: made({"up": unit("branch", TITLE)(default("上级")), "total": points()}),
        r"use it inside within=unit",
    ),
    "a veto asked whether it is judged": (
        lambda: (lambda v: made({"v": v, "j": v.judged()(default("评")), "total": points()}))(veto_fact()),
        "leave the question out",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_what_to_write_instead(what: str) -> None:
    load, sentence = REFUSED[what]

    with pytest.raises(ModelRefused, match=sentence):
        load()
