"""The standing facts of a cycle as somebody supposes them, and which periods that touches."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from biaochi_chassis.foundation.refusal import Refused
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.admission import Admissions
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.models import OPENING_RUNG
from biaochi_scoring.domain.refused_facts import AlreadyReversed, StillInUse, UnknownFact, UnknownIndicator
from biaochi_scoring.domain.suppositions import Supposition

Standing = Mapping[str, Sequence[Fact]]


@dataclass(frozen=True)
class Supposed:
    """The standing facts by subject as supposed, and the facts that make the difference."""

    facts: Standing
    touched: tuple[Fact, ...]


def check_reversible(
    numbers: Sequence[str], found: Mapping[str, tuple[Fact, str | None]], graphs: Sequence[Graph]
) -> None:
    """Raise UnknownFact, AlreadyReversed or UnknownIndicator unless each stands once and one of the models judges it.

    `found` maps the number of each fact of the cycle to it and to the number of its reversal.
    """
    taken = {accept.indicator for graph in graphs for accept in graph.accepts} | {OPENING_RUNG}
    for index, number in enumerate(numbers):
        if number not in found:
            raise UnknownFact(f"本周期没有编号为“{number}”的事实：请核对编号。", field="fact").at(index)
        fact, reversal = found[number]
        if reversal is not None or number in numbers[:index]:
            raise AlreadyReversed(f"事实 {number} 已经被冲销：不能再次冲销。", field="fact").at(index)
        if fact.indicator not in taken:
            sentence = f"事实 {number} 的指标“{fact.indicator}”不由本模型及其所用的模型评判：请改查评判它的指数。"
            raise UnknownIndicator(sentence, field="fact").at(index)


def suppose(standing: Standing, supposition: Supposition, admission: Admissions) -> Supposed:
    """The facts without those reversed and with those added, each admitted together with all before it."""
    gone = frozenset(supposition.reversed)
    facts = {subject: [fact for fact in some if fact.number not in gone] for subject, some in standing.items()}
    touched = [fact for some in standing.values() for fact in some if fact.number in gone]
    _check_rests_on_nothing(touched, facts)
    for index, fact in enumerate(supposition.added):
        alongside = facts.setdefault(fact.subject, [])
        try:
            admitted = admission.admit(fact, alongside)
        except Refused as refused:
            refused.at(index)
            raise
        alongside += admitted
        touched += admitted
    return Supposed(facts, tuple(touched))


def opening_rungs(opening: Mapping[str, str], inherited: Mapping[str, str], supposed: Supposed) -> Mapping[str, str]:
    """The opening rungs when those recorded are as supposed."""
    changed = dict(opening)
    for subject in {fact.subject for fact in supposed.touched if fact.kind == "rung"}:
        given = [fact.rung for fact in supposed.facts[subject] if fact.kind == "rung"]
        rung = given[-1] if given else inherited.get(subject)
        changed.pop(subject, None)
        if rung is not None:
            changed[subject] = rung
    return changed


def left_out(standing: Iterable[Fact], before: Graph, after: Graph) -> list[str]:
    """A sentence for each indicator whose standing facts the other version does not know."""
    lost = [accept for accept in before.accepts if accept.indicator not in {one.indicator for one in after.accepts}]
    facts = list(standing)
    counted = [(accept, sum(fact.indicator == accept.indicator for fact in facts)) for accept in lost]
    return [f"指标“{accept.title}”在该版本中没有，{count} 条事实不计。" for accept, count in counted if count]


def _check_rests_on_nothing(gone: Iterable[Fact], facts: Standing) -> None:
    for fact in gone:
        if fact.kind == "task" and not fact.completes and _completion(fact, facts.get(fact.subject, ())):
            raise StillInUse(f"任务 {fact.task} 已经办结：请同时冲销办结登记。", field="fact")


def _completion(issued: Fact, facts: Collection[Fact]) -> bool:
    return any(fact.completes and fact.task == issued.task for fact in facts)
