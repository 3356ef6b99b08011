"""What a subject lost points on: the items under a total that are worth less than they could be, and their facts.

Which items stand under a total is the same for everybody who was judged in the same periods: it is found once for a
list, and of each subject only the values of the items are read.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.catalogue import Entry
from biaochi_sdk.values.exact import exact
from biaochi_sdk.values.facts import Accept

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.explanations import nodes_below, nodes_over, periods_below
from biaochi_scoring.domain.facts import Fact, given, quoted

LOSING = frozenset([("check", "latest"), ("ledger", "deduct"), ("ledger", "events"), ("task", "share")])
"""Kinds of facts, and ways they count, by which points are earned up to a full mark or taken off one.

Marks of raters are left out: what somebody thinks is no finding. So are counts, quotations, choices and bonuses.
"""


@dataclass(frozen=True, slots=True)
class Item:
    """An item under a total on which points can be lost, the titles above it, and the periods whose facts it counts.

    `again`: when it is judged again; none in the last period.
    """

    entry: Entry
    accept: Accept
    full: Fraction
    title: str
    period: Period
    under: tuple[str, ...]
    inside: frozenset[str]
    again: Period | None


@dataclass(frozen=True, slots=True)
class Loss:
    """An item on which points were lost: what it is worth, what it could be, and the facts that it counts."""

    item: Item
    value: Fraction
    full: Fraction
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """Every item under a total in a period, in the order of the rule, each once in a period."""

    total: str
    period: str
    items: Sequence[Item]


@dataclass(frozen=True)
class JudgedNodes:
    """The nodes of a rule that subjects are judged by in a cycle: by the code of each judged period, their keys."""

    graph: Graph
    cycle: Cycle
    nodes: Mapping[str, Collection[str]]

    def items(self, total: str, period: Period) -> Items:
        """The items under a total in a period."""
        entries = {entry.key: entry for entry in self.graph.nodes}
        found = self._walk(total, period, ((), entries[total].title), entries, set())
        return Items(total, period.code, list(found))

    def _walk(
        self,
        key: str,
        period: Period,
        titles: tuple[tuple[str, ...], str],
        entries: Mapping[str, Entry],
        seen: set[tuple[str, str]],
    ) -> Iterator[Item]:
        if (key, period.code) in seen:
            return
        seen.add((key, period.code))
        under, title = titles
        below = list(self._below(key, period, entries))
        if not below and (accept := entries[key].accept) and (accept.kind, accept.how) in LOSING:
            inside = self.cycle.contained(period)
            entry, again = entries[key], _again(self.cycle, period)
            yield Item(entry, accept, exact(entry.full or "0"), title, period, under[1:], inside, again)
        for name, when, called in below:
            yield from self._walk(name, when, ((*under, title), called), entries, seen)

    def _below(self, key: str, period: Period, entries: Mapping[str, Entry]) -> Iterator[tuple[str, Period, str]]:
        """What stands right below a node, in which period, and what it is called there."""
        for name in nodes_below(self.graph, key, self.nodes[period.code]):
            yield name, period, entries[name].title
        for shorter in periods_below(self.graph, self.cycle, key, period):
            for name in nodes_over(self.graph, key, self.nodes.get(shorter.code, ())):
                yield name, shorter, f"{shorter.code} {entries[name].title}"


def losses(
    judged: Items, value: Callable[[str, str], str | None], facts: Mapping[str, Sequence[Fact]]
) -> Sequence[Loss]:
    """The items on which one subject lost points; where the total is not judged nobody has lost anything of it.

    `value` reads the subject's value of a node in a period, none where it is not judged; `facts`: by indicator those
    that count.
    """
    if value(judged.total, judged.period) is None:
        return []
    found = []
    for item in judged.items:
        worth = value(item.entry.key, item.period.code)
        if worth is not None:
            loss = _loss(item, worth, facts.get(item.entry.key, ()))
            if loss.value < loss.full:
                found.append(loss)
    return found


def _loss(item: Item, worth: str, facts: Sequence[Fact]) -> Loss:
    counted = quoted(item.accept, (fact for fact in facts if fact.period in item.inside))
    if item.accept.kind == "task":
        return Loss(item, *_of_tasks(counted))
    return Loss(item, exact(worth), item.full, counted)


def _again(cycle: Cycle, period: Period) -> Period | None:
    """The next period of the same cadence in the cycle."""
    later = (one for one in cycle.judged({period.cadence}) if one.starts_on >= period.ends_before)
    return next(later, None)


def _of_tasks(facts: Sequence[Fact]) -> tuple[Fraction, Fraction, tuple[Fact, ...]]:
    """Points earned and issued, and the facts of the tasks that did not earn all of theirs."""
    tasks = given(facts)
    short = {one.id for one in tasks if exact(one.amount) < exact(one.points or "0")}
    open_tasks = {fact.task for fact in facts if fact.number in short}
    earned = sum((exact(one.amount) for one in tasks), Fraction(0))
    issued = sum((exact(one.points or "0") for one in tasks), Fraction(0))
    return earned, issued, tuple(fact for fact in facts if fact.task in open_tasks)
