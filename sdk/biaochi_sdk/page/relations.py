"""Rules that see other subjects: statistics of the cohort, the subjects under one, the one above, the last cycle."""

from collections.abc import Mapping, Sequence
from typing import Any

from biaochi_sdk.page.expressions import Expression, unsaid
from biaochi_sdk.page.scales import by_name
from biaochi_sdk.page.vocabulary import evaluated_at
from biaochi_sdk.proof.cohorts import STATISTICS
from biaochi_sdk.proof.relations import TOGETHER
from biaochi_sdk.terms.links import LAST_CYCLE
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.periods import CADENCES
from biaochi_sdk.values.provenance import Mark, default, marked, plain


def of_cohort(how: str, value: Expression, within: Expression | None = None) -> Expression:
    """The mean, sum, min, max, median or count of all judged subjects of the cohort, or of the subject's class."""
    if how not in STATISTICS:
        raise ModelRefused(f"of_cohort({how!r}): write one of {', '.join(STATISTICS)}")
    group = [] if within is None else [within]
    said: dict[str, Any] = {"grouped": "yes"} if group else {}
    return Expression("statistic", value, *group, how=how, **said)


def unit(relation: str, title: Mark) -> Expression:
    """The one above each subject, to compare those who share it: within=unit('branch', published('所在支部'))."""
    return Expression("unit", relation=relation, called=marked(title, "what unit() groups by").title())


def from_below(
    how: str,
    node: Expression,
    relation: str | None = None,
    weight: Expression | None = None,
    at: str | None = None,
    missing: str | Mark | None = None,
) -> Expression:
    """The values of another model's node under this subject, put together. Judge that model first.

    how: mean, median, weighted (by another node of that model), sum, min, max, count; any or all of conditions. Nobody
    below: the sum and the count are 0, any is no, all is yes, the rest is not judged. missing: who is not judged is
    left_out, makes the whole not_judged, or counts as a number, default(0) or another.
    at: the cadence it is evaluated in; each in which the other model knows the node if none is named.
    """
    if how not in TOGETHER or (how == "weighted") != (weight is not None):
        raise ModelRefused(f"from_below({how!r}): write one of {', '.join(TOGETHER)}, and weight= with weighted only")
    weighs: dict[str, Any] = {}
    counted = [missing] if isinstance(missing, Mark) else []
    if missing is None:
        unsaid("from_below()", "who is not judged is left out", "missing='left_out', 'not_judged' or a number")
    elif isinstance(missing, str) and missing not in ("left_out", "not_judged"):
        raise ModelRefused(f"from_below(missing={missing!r}): write 'left_out', 'not_judged', or a number: default(0)")
    elif counted and how in ("any", "all"):
        raise ModelRefused(f"from_below({how!r}) with a number for who is not judged: write 'left_out' or 'not_judged'")
    elif missing == "not_judged":
        weighs["missing"] = missing
    if weight is not None:
        _, proven = _of(weight)
        weighs |= {
            "weight": weight.key,
            "weighed": _called(weight),
            "weight_den": str(proven.den),
            "weight_high": str(proven.most),
        }
        if proven.kind != "number" or proven.least < 0:
            raise ModelRefused(
                f"from_below() weighs by {weight.key}, which can be negative: weigh by a number from 0 up"
            )
    return Expression("below", *counted, how=how, **_related((node, weight), relation, at), **weighs)


def from_above(
    node: Expression, relation: str | None = None, at: str | None = None, by_days: Mark | None = None
) -> Expression:
    """The value of another model's node for the one above; not judged where there is none. at: as below.

    by_days: of a person who stood in several within the period, the mean of theirs weighted by the days in each,
    rounded to so many places; one that is not judged is left out.
    """
    if by_days is None:
        return Expression("above", **_related((node, None), relation, at))
    related = _related((node, None), relation, at)
    if related["kind"] != "number":
        raise ModelRefused(f"from_above(by_days=) of the condition {node.key}: a mean is of numbers, name one")
    return Expression("above", by_days, weighed="days", **related)


def last_cycle(node: str, low: Mark, high: Mark, step: Mark, at: str | None = None) -> Expression:
    """The value a node of this model had in the cycle before, which the host links; its range as this rule says."""
    den = step.number().denominator * low.number().denominator * high.number().denominator
    ends: dict[str, Any] = {"low": written(low.number()), "high": written(high.number()), "den": str(den)}
    ends |= evaluated_at(at)
    return Expression("above", relation=LAST_CYCLE, model="", node=node, kind="number", **ends)


def over_cycles(how: str, node: Expression, cycles: int, missing: str | None = None) -> Expression:
    """The mean (an unrounded ratio) or the sum of a node of this model over so many cycles, this one included.

    missing: a cycle in which it was not judged is left_out of the mean or zero in the sum, or makes all not_judged.
    Each earlier value is a node of its own, named like the node, so that the next cycle finds it there.
    """
    allowed = {"mean": ("left_out", "not_judged"), "sum": ("zero", "not_judged")}.get(how)
    if allowed is None or missing not in allowed:
        raise ModelRefused(
            f"over_cycles({how!r}, missing={missing!r}): write 'mean' with missing='left_out' or 'not_judged', or "
            "'sum' with missing='zero' or 'not_judged'"
        )
    if cycles < 2 or node.titled is None:
        raise ModelRefused("over_cycles() takes a node with a title, and 2 cycles or more: name both")
    while len(node.earlier) < cycles - 1:
        before = node.earlier[-1] if node.earlier else node
        called = default(f"{node.titled.title()}（前{len(node.earlier) + 1}个周期）")
        node.earlier.append(Expression("above", relation=LAST_CYCLE, model="", kind="number", node=before)(called))
    every = [node, *node.earlier[: cycles - 1]]
    if missing == "zero":
        every = [Expression("or_else", one, plain(0), lenient="yes") for one in every]
    if how == "sum" or missing == "not_judged":
        added = Expression("sum", *every)
        return added if how == "sum" else added / default(cycles)
    return Expression("weighted_mean", *(one for value in every for one in (value, plain(1))))


def ratio_to_mean(value: Expression, within: Expression | None = None) -> Expression:
    """The value over the mean of the cohort or class, an unrounded ratio: bound it, multiply by it, round it once."""
    return value / of_cohort("mean", value, within)


def _related(nodes: tuple[Expression, Expression | None], relation: str | None, at: str | None) -> dict[str, Any]:
    node, weight = nodes
    code, proven = _of(node)
    if proven.kind not in ("number", "flag"):
        raise ModelRefused(f"{node.key} of {code} is a {proven.kind}: round it, or ask a condition of it, and use that")
    ends = {"low": written(proven.low), "high": written(proven.high), "den": str(proven.den)}
    ends |= {"low": "0", "high": "1"} if proven.kind == "flag" else {}
    named = {"relation": relation or code, "model": code, "node": node.key, "called": _called(node)}
    both = proven.cadences & (_of(weight)[1].cadences if weight is not None else proven.cadences)
    known = [cadence for cadence in CADENCES if cadence in both and at in (None, cadence)]
    if not known:
        raise ModelRefused(
            f"{node.key} of {code} is not evaluated each {at}: write at= one of {', '.join(sorted(both))}"
        )
    return {**named, "kind": proven.kind, **ends, "at": known}


def _called(node: Expression) -> str:
    return node.titled.title() if node.titled else str(node.key)


def _of(node: Expression) -> tuple[str, Shape]:
    graph = getattr(node.owner, "graph", None)
    if node.key is None or graph is None:
        raise ModelRefused("a value of another model that is no node of one: write from_above(Branch.total)")
    return str(graph.code), graph.shape(node.key)


def share_of_pool(
    pool: Expression | Mark,
    points: Expression,
    home: Expression,
    places: Mark,
    ties: str | None = None,
    breakers: Sequence[Expression] = (),
) -> Expression:
    """What a subject gets of a pool that its unit pays in: in proportion to its points, adding up to the pool exactly.

    Shares are cut at places; what is left goes, one last place each, to the largest remainders, then by tie-breakers.
    ties: of equals the first in code order gets it, or none does and it is kept in the pool.
    """
    if ties not in ("code", "kept"):
        raise ModelRefused(f"share_of_pool(ties={ties!r}): say who of equals gets what is left: ties='code' or 'kept'")
    said: dict[str, Any] = {"ties": ties, "grouped": "yes", **({"breakers": str(len(breakers))} if breakers else {})}
    return Expression("portion", points, pool, places, *breakers, home, **said)


def profile(
    parts: Mapping[str, Expression], full: Mark, places: Mark, rounding: str | None = None
) -> dict[str, Expression]:
    """The shares of several values in their sum, by key, rounded so that they add up to full; name each as a node.

    rounding: largest_remainder (of equal ones the first named gets it), or cumulative, each the rounded sum up to it
    less the one before. Not judged where a part is not judged or all are 0.
    """
    by_name(parts, "profile()", "{name: node, …}")
    if rounding not in ("largest_remainder", "cumulative") or len(parts) < 2:
        raise ModelRefused(
            f"profile() of {len(parts)} parts with rounding={rounding!r}: name two or more, and "
            "rounding='largest_remainder' or 'cumulative'"
        )
    return {
        key: Expression("apportion", *parts.values(), full, places, part=str(at), rounding=rounding)
        for at, key in enumerate(parts)
    }


def scaled_to_best(value: Expression, full: Mark, places: Mark, within: Expression | None = None) -> Expression:
    """The first gets the full mark, the others in proportion to the first."""
    return (value / of_cohort("max", value, within) * full).round(places)


def mutual(
    one: Expression, other: Expression, low: Mark, high: Mark, places: Mark, within: Expression | None = None
) -> tuple[Expression, Expression]:
    """Two scores as coefficients of each other: each times the other over the other's mean, kept between low and high.

    within: the mean is that of each class. Both are made from the raw scores, so neither rests on the other's result.
    """

    def by(raw: Expression) -> Expression:
        mean = of_cohort("mean", raw, within).round(places)
        return (raw / mean).round(places).floor(low).cap(high)

    return one * by(other), other * by(one)


def times_rate(value: Expression, rated: Expression, full: Mark) -> Expression:
    """The value times the score rate of another (得分率), exact."""
    if exact(full.number()) <= 0:
        raise ModelRefused(f"a score rate of {full.value}: write the full mark, above 0")
    return value * rated.rate(full)
