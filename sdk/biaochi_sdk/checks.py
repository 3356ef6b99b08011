"""What an author wants to know before publishing: cases, plan against reference, monotony, numbers no case pins."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from biaochi_sdk.city import Case, City
from biaochi_sdk.exact import exact, written
from biaochi_sdk.facts import Inputs
from biaochi_sdk.graph import Graph
from biaochi_sdk.testkit import facts_for, replay, unpinned

SUBJECTS = tuple(f"样例单位{number:02d}" for number in range(1, 13))
RISING = frozenset(["latest", "deduct", "quoted", "sum"])
"""Inputs whose stored value is a single number that should not lower a total when it rises."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found about one model; faults keep it from being published, notes are for a person to judge."""

    code: str
    since: str
    nodes: int
    bits: int
    cases: int
    numbers: int
    faults: tuple[str, ...]
    unpinned: tuple[str, ...]
    lowering: tuple[str, ...]


def examine(city: City, cases: Sequence[Case], seeds: int = 5) -> tuple[Check, ...]:
    """Check every model of a city."""
    return tuple(_check(model.graph, [case for case in cases if case.model is model], seeds) for model in city.models)


def _check(graph: Graph, cases: Sequence[Case], seeds: int) -> Check:
    faults = [difference for case in cases for difference in case.differences(graph)]
    if not graph.uses:
        faults += _disagreements(graph, seeds)
    count, left = unpinned(graph, cases)
    lowering = () if graph.uses else tuple(lowered(graph, Random(1), 3))  # noqa: S311 - the same facts every time
    return Check(
        graph.code, graph.since, len(graph.nodes), graph.bits, len(cases), count, tuple(faults), tuple(left), lowering
    )


def _disagreements(graph: Graph, seeds: int) -> list[str]:
    """The seeds whose random facts the plan and the reference judge differently; there are none."""
    codes = {
        "month": ("2020-01", "2020-02"),
        "quarter": ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"),
        "year": ("2020",),
    }
    asked = [code for cadence in graph.cadences for code in codes[cadence]]
    found = []
    for seed in range(seeds):
        both = replay(graph, SUBJECTS, asked, Random(seed))  # noqa: S311 - the same facts every time
        if both.by_plan != both.by_reference:
            found.append(f"the plan and the reference differ on the random facts of seed {seed}: report this")
    return found


def lowered(graph: Graph, random: Random, tries: int) -> list[str]:
    """Inputs whose rise by one step lowered a published total of somebody judged alone."""
    found: dict[str, None] = {}
    rising = {accept.indicator: accept for accept in graph.accepts if accept.how in RISING}
    for cadence in graph.cadences:
        code = {"month": "2020-01", "quarter": "2020-Q1", "year": "2020"}[cadence]
        for _ in range(tries):
            inputs = graph.gather(code, facts_for(graph, SUBJECTS[0], code, random))
            before = _totals(graph, code, inputs)
            for key, accept in rising.items():
                value = inputs.get(key)
                if not isinstance(value, str) or exact(value) + exact(accept.step) > exact(accept.hi):
                    continue
                after = _totals(graph, code, {**inputs, key: written(exact(value) + exact(accept.step))})
                for index, total in before.items():
                    if total is not None and (now := after[index]) is not None and now < total:
                        found[f"{key} one step higher lowers {index}: see that this is meant"] = None
    return list(found)


def _totals(graph: Graph, code: str, inputs: Inputs) -> dict[str, Fraction | None]:
    sheet = graph.evaluate(code, SUBJECTS[:1], [inputs]).sheets[SUBJECTS[0]]
    return {index: None if total is None else exact(total) for index, total in sheet.totals.items()}
