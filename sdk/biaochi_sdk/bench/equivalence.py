"""When two numbers of a rule are the same rule by proof: no facts could tell them apart, so no case can pin them."""

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations
from math import ceil, floor, gcd, lcm

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.exact import written
from biaochi_sdk.values.periods import CADENCES, MONTHS, periods_of

STEPPED = frozenset(["latest", "deduct", "sum", "quoted"])
"""Inputs of one number whose every value is a whole number of steps."""
CUTS: dict[str, Callable[[Fraction], int]] = {
    "ge": ceil,
    "lt": ceil,
    "gt": lambda at: floor(at) + 1,
    "le": lambda at: floor(at) + 1,
}
"""The first whole number of steps on the upper side of a threshold."""
MOST_PARTS = 8
"""Of a mean whose parts may each be judged or not."""
LENGTHS = {
    "period_days": sorted(
        {(one.end - one.start).days for year in (2020, 2021) for of in CADENCES for one in periods_of(year, of)}
    ),
    "period_months": sorted(MONTHS.values()),
}
"""How many days, and months, a period may have."""


def same_rule(graph: Graph, other: Graph) -> bool:
    """Whether two graphs are proven to say the same of all facts, though a number is written differently."""
    return _plainest(graph) == _plainest(other)


def _plainest(graph: Graph) -> str:
    data = json.loads(graph.text)
    grids: dict[str, Fraction | None] = {}
    for node in data["nodes"]:
        term = Term.from_json(node["term"])
        node["term"] = _reduced(term, grids).to_json()
        grids[node["key"]] = _grid(term, grids)
    return canonical(data)


def _reduced(term: Term, grids: Mapping[str, Fraction | None]) -> Term:
    """The term with each number that matters only within bounds moved to the one place that stands for all of them."""
    if term.op == "input":
        return _tariff(term) if term.text("how") == "events" else term
    args = tuple(_reduced(arg, grids) for arg in term.args)
    if term.op == "weighted_mean" and len(args) == 2 and args[1].op == "number":
        return args[0]  # the only part, whatever its weight
    if term.op == "compare" and args[0].op in LENGTHS and args[1].op == "number":
        first = CUTS[term.text("test")](args[1].value)
        lengths = LENGTHS[args[0].op]
        length = next((one for one in lengths if one >= first), lengths[-1] + 1)
        upper = "ge" if term.text("test") in ("ge", "gt") else "lt"
        return Term(term.op, (args[0], _number(args[1], Fraction(length))), {**term.data, "test": upper})
    grid = _grid(term.args[0], grids) if args else None
    if grid and term.op == "compare" and args[1].op == "number":
        test = term.text("test")
        first = CUTS[test](args[1].value / grid)
        upper = "ge" if test in ("ge", "gt") else "lt"
        return Term(term.op, (args[0], _number(args[1], first * grid)), {**term.data, "test": upper})
    if grid and term.op == "bands":
        cuts = (_number(cut, ceil(cut.value / grid) * grid) if cut.op == "number" else cut for cut in args[1:])
        return Term(term.op, (args[0], *cuts), term.data)
    if grid and term.op == "round" and (enough := _places(grid)) is not None:
        return Term(term.op, (args[0], _number(args[1], min(args[1].value, Fraction(enough)))), term.data)
    return Term(term.op, args, term.data)


def _tariff(term: Term) -> Term:
    """Ledger events: a least amount between two steps, a level at or beyond the cap, a factor that takes all away.

    And a factor with which each level reaches the cap, or, where the highest counts alone, a cap that none reaches.
    """
    named = dict(zip(term.texts("parts"), term.args, strict=True))
    if "least" in named:
        each = named["step"].value
        named["least"] = _number(named["least"], ceil(named["least"].value / each) * each)
    if "factor" in named:
        named["factor"] = _number(named["factor"], max(named["factor"].value, Fraction(0)))
    plain = "places" not in named and not any(name.startswith("low ") for name in named)
    whole = plain and ("factor" not in named or named["factor"].value >= 1)
    levels = [name for name in named if name.startswith("level ")] if plain else []
    for level in levels if whole else ():
        named[level] = _number(named[level], min(named[level].value, named["most"].value))
    worth = [named[level].value for level in levels]
    if worth and min(worth) > 0 and "factor" in named:
        enough = named["most"].value / min(worth)
        named["factor"] = _number(named["factor"], min(named["factor"].value, enough))
    if worth and term.maybe("counting") == "highest" and not {"factor", "deducted"} & {*named, *term.data}:
        named["most"] = _number(named["most"], min(named["most"].value, max(worth)))
    return Term(term.op, (*named.values(), *term.args[len(named) :]), term.data)


def _number(term: Term, value: Fraction) -> Term:
    return Term(term.op, term.args, {**term.data, "value": written(value)})


def _grid(term: Term, grids: Mapping[str, Fraction | None]) -> Fraction | None:
    """What every value of a term is a whole number of; none where that is not known."""
    if term.op == "ref":
        return grids.get(term.text("key"))
    if term.op == "number":
        return abs(term.value) or Fraction(1)
    if term.op == "input":
        return _step(term)
    if term.op == "weighted_mean":
        return _mean_grid(term, grids)
    if term.op == "mean_over" and len(term.args) == 2:
        each, best = _grid(term.args[0], grids), term.args[1]
        return each / lcm(*range(1, int(best.value) + 1)) if each and best.value <= MOST_PARTS else None
    parts = {"when": term.args[1:], "only_if": term.args[:1], "round": ()}.get(term.op, term.args)
    if term.op == "round":
        return Fraction(1, 10 ** int(term.args[1].value))
    found = [_grid(arg, grids) for arg in parts]
    known = [one for one in found if one]
    if not known or len(known) < len(found):
        return None
    if term.op in ("sum", "negate", "min", "max", "when", "or_else", "only_if"):
        return _common(known)
    return known[0] * known[1] if term.op == "times" else None


def _step(term: Term) -> Fraction | None:
    """What every value of an input is a whole number of: its step, a day or a month, of a median half its step."""
    if term.text("how") in STEPPED:
        return term.measures[-1].value
    if term.text("how") == "spans":
        return Fraction(1)
    halved = term.text("how") == "marks" and term.text("average") == "median"
    return term.measures[2].value / 2 if halved else None


def _mean_grid(term: Term, grids: Mapping[str, Fraction | None]) -> Fraction | None:
    """That of parts over the sum of their weights, whichever of them are judged."""
    pairs = list(zip(term.args[::2], term.args[1::2], strict=True))
    known = [(grid, weight.value) for part, weight in pairs if (grid := _grid(part, grids)) and weight.op == "number"]
    if len(known) < len(pairs) or len(pairs) > MOST_PARTS:
        return None
    judged = (some for size in range(1, len(known) + 1) for some in combinations(known, size))
    return _common(
        [_common([grid * weight for grid, weight in some]) / sum(weight for _, weight in some) for some in judged]
    )


def _common(grids: list[Fraction]) -> Fraction:
    den = lcm(*(one.denominator for one in grids))
    return Fraction(gcd(*(int(one * den) for one in grids)), den)


def _places(grid: Fraction) -> int | None:
    """How many places write every whole number of a grid; none where no decimal ends."""
    return next((places for places in range(10) if (grid * 10**places).denominator == 1), None)
