"""What an author wants to know before publishing: cases, plan against reference, monotony, numbers no case pins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

from biaochi_sdk.bench.cases import Case
from biaochi_sdk.bench.city import City, leading_nowhere
from biaochi_sdk.bench.judging import Judged, judge, looks_back, needed_for
from biaochi_sdk.bench.testkit import known_for, unpinned
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.periods import periods_of

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


def examine(city: City, cases: Sequence[Case], seeds: int = 5, only: str = "") -> tuple[Check, ...]:
    """Check every model of a city, or the only one asked, by its cases and on random facts together with those it uses.

    A rule that leads nowhere is a fault here, though its page loads.
    """
    graphs = [model.graph for model in city.models]
    by_code: dict[str, list[Graph]] = {}
    for graph in graphs:
        by_code.setdefault(graph.code, []).append(graph)
    chosen = (model for model in city.models if only in ("", model.graph.code))
    return tuple(
        _check(
            model.graph,
            [case for case in cases if case.model is model],
            _in_force(model.graph, graphs),
            seeds,
            leading_nowhere(model.graph, by_code),
        )
        for model in chosen
    )


def quick_check(graph: Graph, cases: Sequence[Case]) -> list[str]:
    """Every difference of a model's cases, without random facts and without moving its numbers."""
    return [difference for case in cases for difference in case.differences(graph)]


def _check(graph: Graph, cases: Sequence[Case], graphs: Sequence[Graph], seeds: int, nowhere: Sequence[str]) -> Check:
    faults = [*quick_check(graph, cases), *nowhere]
    judged = None
    for seed in range(seeds):
        judged, exactly = _both_ways(graph, graphs, Random(seed))  # noqa: S311 - the same facts every time
        if judged.outcomes != exactly.outcomes:
            faults.append(f"the plan and the reference differ on the random facts of seed {seed}: report this")
    count, left = (0, []) if faults else unpinned(graph, cases)
    faults += [sentence for case in cases for sentence in case.repeated]
    lowering = tuple(lowered(judged)) if judged else ()
    return Check(
        graph.code, graph.since, len(graph.nodes), graph.bits, len(cases), count, tuple(faults), tuple(left), lowering
    )


def _year(graph: Graph) -> int:
    """The first whole year a version is the rule."""
    since = date.fromisoformat(graph.since)
    return since.year + ((since.month, since.day) > (1, 1))


def _in_force(graph: Graph, graphs: Sequence[Graph]) -> list[Graph]:
    """The version, and of every other model the one that is the rule in its first year, else the newest."""
    last = f"{_year(graph)}-12-31"
    found = {graph.code: graph}
    for other in sorted(graphs, key=lambda one: (one.since <= last, one.since)):
        if other.code != graph.code:
            found[other.code] = other
    return needed_for(list(found.values()), graph.code)


def _both_ways(graph: Graph, graphs: Sequence[Graph], random: Random) -> tuple[Judged, Judged]:
    years = range(_year(graph), _year(graph) + 1 + any(looks_back(one) for one in graphs))
    known = {one.code: known_for(one, SUBJECTS, years, random) for one in graphs}
    code = periods_of(years[-1], graph.cadences[-1])[-1].code
    return judge(graphs, known, code)[graph.code], judge(graphs, known, code, exactly=True)[graph.code]


def lowered(judged: Judged) -> list[str]:
    """Inputs whose rise by one step lowered a published total of somebody judged alone."""
    last = {outcome.cadence: code for code, outcome in judged.outcomes.items()}
    every = (one for code in last.values() for subject in SUBJECTS[:3] for one in _lowered(judged, code, subject))
    return list(dict.fromkeys(every))


def _lowered(judged: Judged, code: str, subject: str) -> Iterator[str]:
    inputs = judged.inputs[code][subject]
    before = _totals(judged, code, subject, inputs)
    for accept in judged.graph.accepts:
        value = inputs.get(accept.indicator) if accept.how in RISING else None
        risen = exact(value) + exact(accept.step) if isinstance(value, str) else None
        if risen is None or risen > exact(accept.hi):
            continue
        after = _totals(judged, code, subject, {**inputs, accept.indicator: written(risen)})
        for index, total in before.items():
            if total is not None and (now := after[index]) is not None and now < total:
                yield f"{accept.indicator} one step higher lowers {index}: see that this is meant"


def _totals(judged: Judged, code: str, subject: str, inputs: Inputs) -> dict[str, Fraction | None]:
    sheet = judged.graph.evaluate(code, [subject], [inputs], linked=judged.links[code]).sheets[subject]
    return {index: None if total is None else exact(total) for index, total in sheet.totals.items()}
