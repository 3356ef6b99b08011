"""A graph's terms in the order they are computed: every argument stands before the step that needs it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.errors import EvaluationRefused, GraphRefused, PoolsDiffer
from biaochi_sdk.values.periods import MONTHS, Period

LOOKING_BACK = frozenset(["mean_over", "every_over", "any_over", "count_over", "sum_over", "prior"])
"""Operations whose first argument is a node of earlier outcomes, not a column of this period."""

OF_PERIOD = ("period_days", "period_months")
"""Operations that say how long the evaluated period is."""
DATED = ("dated", *OF_PERIOD)
"""Operations that are one number for everybody in a period, and another in the next."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One operation; args are the places of earlier steps (an input has none), key names the node it computes."""

    place: int
    node: str
    term: Term
    args: tuple[int, ...]
    key: str | None

    @property
    def op(self) -> str:
        """The operation's name."""
        return self.term.op


@dataclass(frozen=True, slots=True)
class Tail:
    """What a cohort operation takes after its leading arguments: tie-breakers, others, entries, the class."""

    breakers: tuple[int, ...]
    others: tuple[int, ...]
    entries: tuple[int, ...]
    group: tuple[int, ...]


def tail(step: Step, lead: int) -> Tail:
    """Splits the arguments after the first lead ones, as the settings breakers and grouped say."""
    count, grouped = int(step.term.maybe("breakers") or "0"), step.term.maybe("grouped") is not None
    end = len(step.args) - grouped
    own = end - (step.term.maybe("entries") is not None)
    return Tail(step.args[lead : lead + count], step.args[lead + count : own], step.args[own:end], step.args[end:])


def flatten(nodes: Sequence[tuple[str, Term]]) -> tuple[list[Step], dict[str, int]]:
    """The steps of named terms, and the place of each node; a reference forward or to nowhere is refused."""
    steps: list[Step] = []
    places: dict[str, int] = {}

    def lay(node: str, term: Term, key: str | None) -> int:
        if term.op == "ref":
            return _known(places, node, term.text("key"))
        args = () if term.op == "input" else tuple(lay(node, arg, None) for arg in term.args)
        steps.append(Step(len(steps), node, term, args, key))
        return len(steps) - 1

    for key, term in nodes:
        if key in places or term.op == "ref":
            raise GraphRefused(f"the node {key} is there twice or is another's name only: name a node once")
        places[key] = lay(key, term, key)
    return steps, places


def _known(places: Mapping[str, int], node: str, key: str) -> int:
    if key not in places:
        raise GraphRefused(f"{node} uses {key} before it is written: put {key} above {node}")
    return places[key]


def recalled(steps: Sequence[Step], here: Sequence[bool], rungs: Collection[str]) -> frozenset[str]:
    """The nodes of earlier outcomes that the steps computed here read; `rungs` are those published as rungs."""
    found: set[str] = set()
    for step in (step for step, computed in zip(steps, here, strict=True) if computed):
        if step.op in LOOKING_BACK:
            found.add(steps[step.args[0]].node)
        elif step.op == "streak":
            found.add(step.node)
        elif step.op == "held" and step.term.text("since") == "latest":
            found.update(rungs)
    return frozenset(found)


def pools_differ(step: Step) -> PoolsDiffer:
    """The refusal to split what is not the same for everybody of a class."""
    return PoolsDiffer("POOLS_DIFFER", f"节点 {step.node} 要分配的总额在同一类内不一致：请检查总额所属的上级。")


def value_at(term: Term, evaluated: Period) -> Fraction:
    """What a dated number is in a period: the value that holds on the period's last day, or how long it is."""
    if term.op == "period_days":
        return Fraction((evaluated.end - evaluated.start).days)
    if term.op == "period_months":
        return Fraction(MONTHS.get(evaluated.cadence, 0))
    last = (evaluated.end - timedelta(days=1)).isoformat()
    held = [arg.value for day, arg in zip(term.texts("since"), term.args, strict=True) if day <= last]
    if not held:
        first = term.texts("since")[0]
        raise EvaluationRefused("NOT_YET_IN_FORCE", f"规则的参数在 {last} 还没有数值：请评判 {first} 以后的时段。")
    return held[-1]


def dated_at(dated: Sequence[Step], shapes: Sequence[Shape], evaluated: Period) -> dict[int, int]:
    """The numerators of dated numbers in a period."""
    return {step.place: int(value_at(step.term, evaluated) * shapes[step.place].den) for step in dated}
