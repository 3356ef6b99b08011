"""Scores rows of a spreadsheet without any server: rows become facts, every period up to the asked one is judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from biaochi_sdk.errors import EvaluationRefused, FactRefused
from biaochi_sdk.facts import Fact, Inputs
from biaochi_sdk.graph import Graph
from biaochi_sdk.outcome import Outcome
from biaochi_sdk.periods import Period, of, period

NEEDED = ("subject", "indicator", "period")
YES = frozenset(["1", "yes", "true", "是"])


@dataclass(frozen=True, slots=True)
class Trial:
    """The asked outcome, the inputs it was made of, and the outcomes before it."""

    outcome: Outcome
    inputs: Mapping[str, Inputs]
    before: tuple[Outcome, ...]


def facts_of(graph: Graph, rows: Iterable[Mapping[str, str]]) -> list[Fact]:
    """One fact for each row; a row that no rule takes is refused with its number, counted from 1."""
    facts = []
    for number, row in enumerate(rows, start=1):
        told = {name.strip(): value.strip() for name, value in row.items() if name and value and value.strip()}
        missing = [name for name in NEEDED if name not in told]
        if missing:
            raise FactRefused(str(number), f"row {number} has no {', '.join(missing)}: fill it in")
        try:
            fact = _fact(graph, number, told)
            graph.check(fact)
        except FactRefused as refused:
            raise FactRefused(str(number), f"row {number}: {refused}") from None
        facts.append(fact)
    return facts


def _fact(graph: Graph, number: int, told: Mapping[str, str]) -> Fact:
    accept = next((one for one in graph.accepts if one.indicator == told["indicator"]), None)
    owners = told.get("owners", "1")
    if not owners.isdecimal():
        raise FactRefused(str(number), f"owners is {owners!r}: write how many share it, as a whole number")
    return Fact(
        id=f"row {number}",
        kind=accept.kind if accept else "",
        subject=told["subject"],
        indicator=told["indicator"],
        period=told["period"],
        amount=told.get("amount", "0"),
        points=told.get("points"),
        share=accept.share if accept else None,
        rater=told.get("rater"),
        position=number,
        level=told.get("level"),
        case=told.get("case"),
        department=told.get("department"),
        owners=int(owners),
        raised=told.get("raised", "").lower() in YES,
        choice=told.get("choice"),
        panel=told.get("panel"),
        signed=tuple(name.strip() for name in told.get("signed", "").split(",") if name.strip()),
        reason=told.get("reason"),
    )


def periods_until(graph: Graph, code: str) -> list[Period]:
    """The periods a model judges in the cycle up to the asked one, in the order of their close."""
    asked = period(code)
    every = [of(asked.year, cadence, at) for cadence in graph.cadences for at in range(1, 13) if _is_one(cadence, at)]
    known = [one for one in every if one.code == code or one.end <= asked.start or _inside(asked, one)]
    return sorted(known, key=lambda one: (one.end, one.end.toordinal() - one.start.toordinal()))


def _is_one(cadence: str, at: int) -> bool:
    return at <= {"month": 12, "quarter": 4, "year": 1}[cadence]


def _inside(asked: Period, one: Period) -> bool:
    return asked.contains(one) and one.cadence != asked.cadence


def trial(graph: Graph, facts: Sequence[Fact], code: str, opening: Mapping[str, str] | None = None) -> Trial:
    """The outcome of a period for everybody the facts name, in code order."""
    if graph.uses:
        needed = "、".join(dict.fromkeys(use.model or use.relation for use in graph.uses))
        raise EvaluationRefused(f"{graph.title} needs the results of {needed}: judge those and evaluate with linked=")
    subjects = sorted({fact.subject for fact in facts})
    before: list[Outcome] = []
    inputs: list[Inputs] = []
    for one in periods_until(graph, code):
        inputs = [graph.gather(one.code, [fact for fact in facts if fact.subject == subject]) for subject in subjects]
        before.append(graph.evaluate(one.code, subjects, inputs, tuple(before), opening))
    if not before or before[-1].period != code:
        raise EvaluationRefused(
            f"{graph.title} publishes nothing for {code}: ask for one of {', '.join(graph.cadences)}"
        )
    return Trial(before[-1], dict(zip(subjects, inputs, strict=True)), tuple(before[:-1]))
