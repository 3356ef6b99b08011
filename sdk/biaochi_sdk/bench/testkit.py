"""Every city's tests for nothing: rows that lean on the edges, the plan against the reference, numbers no case pins."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

from biaochi_sdk.bench.cases import Case
from biaochi_sdk.bench.equivalence import same_rule
from biaochi_sdk.bench.judging import ABOVE, Known
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.links import Linked
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.values.errors import EvaluationRefused, FactRefused, GraphRefused, ModelRefused
from biaochi_sdk.values.exact import exact, places_of, written
from biaochi_sdk.values.facts import Accept, Fact
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.periods import period, periods_of


def facts_for(graph: Graph, subject: str, code: str, random: Random) -> list[Fact]:
    """Facts of one subject and period: none, the bounds and the steps beside them turn up often."""
    cadence = period(code).cadence
    takes = [accept for accept in graph.accepts if cadence in _recorded_for(accept)]
    facts = [fact for accept in takes for fact in _facts_of(accept, subject, code, random)]
    return taken_together(graph, facts, (code,)) if cadence in graph.cadences else facts


def taken_together(graph: Graph, facts: list[Fact], codes: Iterable[str]) -> list[Fact]:
    """The facts without those that are refused beside others in one of these periods."""
    for code in codes if graph.together else ():
        gathered = None
        while gathered is None:
            try:
                gathered = graph.gather(code, facts)
            except FactRefused as refused:
                facts = [fact for fact in facts if fact.id != refused.fact]
    return facts


def _recorded_for(accept: Accept) -> tuple[str, ...]:
    """The cadences that facts are made for; spans of one cadence only, so that none overlap."""
    return accept.cadences[:1] if accept.how == "spans" else accept.cadences


def known_for(graph: Graph, subjects: Sequence[str], years: Iterable[int], random: Random) -> Known:
    """Random facts of a cohort for every period of some years, and for some of it another of the cohort above."""
    cycle = [one.code for year in years for cadence in graph.cadences for one in periods_of(year, cadence)]
    every = {who: [fact for one in cycle for fact in facts_for(graph, who, one, random)] for who in subjects}
    facts = {who: taken_together(graph, found, cycle) for who, found in every.items()}
    return Known(facts, {ABOVE: {who: random.choice(subjects) for who in subjects if random.randrange(4)}})


def _facts_of(accept: Accept, subject: str, code: str, random: Random) -> Iterator[Fact]:
    count = random.choice((0, 1)) if accept.how in ("any", "chosen") else random.choice((0, 1, 1, 1, 2, 3))
    for number in range(random.randint(0, 9) if accept.how in ("marks", "ballots") else count):
        name = f"{subject} {code} {accept.indicator} {number}"
        level = random.choice(accept.levels) if accept.levels else None
        amount = _amount(accept, random, accept.ranges.get(level or ""))
        points = max(amount, exact(accept.step)) if accept.kind == "task" else None
        yield Fact(
            name,
            accept.kind,
            subject,
            accept.indicator,
            code,
            amount=written(amount if points is None else random.choice((points, Fraction(0)))),
            points=None if points is None else written(points),
            share=accept.share,
            rater=f"rater {number}" if accept.kind in ("rating", "ballot") else None,
            position=number,
            level=level,
            case=_case(accept, code, number, random),
            department=random.choice(("here", "there")),
            owners=random.randint(1, 4) if "shared" in accept.may else 1,
            raised="raised" in accept.may and random.random() < 0.3,
            choice=random.choice(accept.choices) if accept.choices else None,
            panel=random.choice(accept.panels) if accept.panels else None,
            signed=tuple(f"signer {nth}" for nth in range(accept.signatures)),
            reason="因故" if accept.reasoned or accept.privacy else None,
        )


def _case(accept: Accept, code: str, number: int, random: Random) -> str | None:
    if accept.how == "spans":
        return _span(code, number)
    return random.choice(("one", "two") if accept.how == "waivers" else (None, "one", "two"))


def _span(code: str, number: int) -> str:
    """One span in a fourth of a period of its own; after every second one there is a gap."""
    whole = period(code)
    fourth = (whole.end - whole.start) / 4
    start, end = whole.start + number * fourth, whole.start + (number + 1) * fourth
    return f"{start}/{end - timedelta(days=1 + number % 2)}"


def _amount(accept: Accept, random: Random, ends: tuple[str, str] | None = None) -> Fraction:
    (least, most), step = map(exact, ends or (accept.lo, accept.hi)), exact(accept.step)
    if most == least:
        return least
    steps = int((most - least) / step)
    amount = least + step * random.choice((0, steps, max(steps - 1, 0), random.randint(0, steps), steps))
    return most if accept.nonzero and not amount else amount


@dataclass(frozen=True, slots=True)
class Replay:
    """The same periods evaluated by the plan and by the reference."""

    by_plan: tuple[Outcome, ...]
    by_reference: tuple[Outcome, ...]


def replay(
    graph: Graph,
    subjects: Sequence[str],
    codes: Sequence[str],
    random: Random,
    linked: Mapping[str, Mapping[str, Linked]] | None = None,
) -> Replay:
    """Evaluate random facts of a cohort through the periods both ways, each on its own earlier outcomes.

    linked: by period, what the other models said, by relation.
    """
    rungs = [rung.key for rung in graph.rungs]
    opening = {subject: random.choice(rungs) for subject in subjects if random.randrange(8)} if rungs else {}
    fast: list[Outcome] = []
    exactly: list[Outcome] = []
    for code in codes:
        related = (linked or {}).get(code)
        inputs = [graph.gather(code, facts_for(graph, subject, code, random)) for subject in subjects]
        fast.append(graph.evaluate(code, subjects, inputs, tuple(fast), opening, related))
        exactly.append(graph.reference(code, subjects, inputs, tuple(exactly), opening, related))
    return Replay(tuple(fast), tuple(exactly))


def unpinned(graph: Graph, cases: Sequence[Case]) -> tuple[int, list[str]]:
    """Move every number of the rules by one in its last written place: how many, and those no case notices.

    What is the same rule by proof is not reported: no facts could tell it apart. A case that fails before anything is
    moved would notice everything, and is refused.
    """
    failing = [difference for case in cases for difference in case.differences(graph)]
    if failing:
        raise ModelRefused(f"a case fails, so it pins nothing: {failing[0]}")
    count, left = 0, []
    for place, (node, value) in enumerate(_numbers(json.loads(graph.text))):
        count += 1
        for sign in (1, -1):
            moved = _moved(value, sign)
            if not _noticed(graph, _mutant(graph.text, place, moved), cases):
                left.append(f"{node}: {value} could be {moved}")
    return count, left


def _numbers(data: object, node: str = "") -> Iterator[tuple[str, str]]:
    for item, name in _number_terms(data, node):
        yield name, str(item["value"])


def _number_terms(data: object, node: str) -> Iterator[tuple[dict[str, object], str]]:
    """The numbers of a graph's text; a node is what has both a key and a term, whatever else is called term.

    What a running total is made of has its bounds, written once on the page: they are moved with the total's own.
    """
    if isinstance(data, list):
        for item in data:
            yield from _number_terms(item, node)
    elif isinstance(data, dict) and data.get("op") != "moved":
        if data.get("op") == "number" and "plain" not in data:
            yield data, node
        for item in data.values():
            yield from _number_terms(item, str(data["key"]) if {"key", "term"} <= data.keys() else node)


def _moved(value: str, sign: int) -> str:
    number = exact(value)
    return written(number + Fraction(sign, 10 ** (places_of(number.denominator) or 0)))


def _mutant(text: str, place: int, value: str) -> str:
    data = json.loads(text)
    term, _ = list(_number_terms(data, ""))[place]
    term["value"] = value
    for node in data["nodes"]:
        _carry_bounds(node["term"])
    return canonical(data)


def _carry_bounds(term: dict[str, Any]) -> None:
    """Give the parts of each running total its own bounds."""
    for part in term["args"]:
        if part["op"] == "moved":
            part["args"] = term["args"][-2:]
        _carry_bounds(part)


def _noticed(graph: Graph, text: str, cases: Sequence[Case]) -> bool:
    """Whether a case fails of the mutant, or none could; the reference, which takes longest, is asked last."""
    try:
        mutant = Graph.parse(text)
        failing = (case.fails(mutant, exactly) for exactly in (False, True) for case in cases)
        return any(failing) or same_rule(graph, mutant)
    except (GraphRefused, FactRefused, EvaluationRefused):
        return True
