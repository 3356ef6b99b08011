"""Why a subject has its total: a tree from the total down to facts, in words, from stored values only.

A value made of other subjects' results names them: who opens one of those sheets goes on downwards from there.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.terms.catalogue import Published
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.provenance import Source
from biaochi_sdk.words.explanation import NOTHING_SEEN, Explained, Seen, referred

from biaochi_scoring.domain.cycles import Cycle, Period
from biaochi_scoring.domain.facts import REGISTERED, Fact, quoted
from biaochi_scoring.domain.links import Link, Links
from biaochi_scoring.domain.refusals import UnknownNode

MOST_RELATED = 1000
"""How many related subjects one value names, in order of code."""
NOT_JUDGED = "不评判"


@dataclass(frozen=True, slots=True)
class Related:
    """Whose sheet an explained value comes from, where it is another one: where to open it."""

    subject: str
    model: str
    index: str
    cycle: str
    period: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One node: its value, the rule in words, where it comes from, the facts behind it, and the sheet it is of.

    `period`: the code of the one it was judged in; `shown`: the value as people read it; `flag`: it is yes or no.
    """

    key: str
    title: str
    period: str
    value: str | None
    shown: str
    full: str | None
    words: str
    provenance: str
    source: Source
    facts: tuple[Fact, ...]
    children: tuple["Explanation", ...]
    related: Related | None = None
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """One subject's stored values and inputs of one period."""

    period: Period
    values: Mapping[str, str | None]
    inputs: Inputs


@dataclass(frozen=True)
class Behind:
    """What is behind the sheets of a subject: its standing facts, and what is stored of it for every judged period.

    `links` are there for a model that uses others; `unjudged` says why a period has no values; `seen` says what the
    values of a period rest on that does not stand on the subject's own sheet.
    """

    subject: str
    facts: Sequence[Fact]
    sheets: Iterable[Values]
    links: Links | None = None
    unjudged: Mapping[str, str] = field(default_factory=dict)
    seen: Callable[[Period, str], Seen] = lambda _period, _subject: NOTHING_SEEN


class Explaining:
    """Explains the sheets of one subject in one cycle."""

    def __init__(self, cycle: Cycle, graph: Graph, behind: Behind) -> None:
        """Take the cycle, the rule, and what is behind the subject's sheets."""
        self._cycle = cycle
        self.graph = graph
        self._behind_it = behind
        self._accepts = {accept.indicator: accept for accept in graph.accepts}
        self._sheets = {sheet.period.code: sheet for sheet in behind.sheets}
        self._seen: dict[str, Seen] = {}
        self._facts: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in behind.facts:
            if fact.is_for(graph.code):
                self._facts[fact.indicator].append(fact)

    def explain(self, index: str, period: str, levels: int | None = None) -> Explanation:
        """The tree under an index's total in a period that has a sheet, down as many levels as are asked for."""
        return self.explain_node(self._published(period).totals[index], period, levels)

    def explain_node(self, key: str, period: str, levels: int | None = None) -> Explanation:
        """The tree under any node of a period. Raises UnknownNode when the period has no such node."""
        sheet = self._sheets[period]
        if key not in sheet.values:
            raise UnknownNode(key, period)
        opened = self._open(self._explained(sheet, key, levels), sheet, levels)
        reason = self._behind_it.unjudged.get(period)
        return replace(opened, words=f"{reason}{opened.words}") if reason else opened

    def _explained(self, sheet: Values, key: str, levels: int | None) -> Explained:
        period = sheet.period
        if period.code not in self._seen:
            self._seen[period.code] = self._behind_it.seen(period, self._behind_it.subject)
        seen = self._seen[period.code]
        return self.graph.explain_node(sheet.values, sheet.inputs, key, seen, levels)

    def explain_grade(self, period: str, levels: int | None = None) -> Explanation | None:
        """Why the period's grade is what it is; none where the model gives none."""
        key = self._published(period).grade
        return None if key is None else self.explain_node(key, period, levels)

    def explain_rung(self, period: str, levels: int | None = None) -> Explanation | None:
        """Why the rung after the period's close is what it is; none where the model has no ladder."""
        key = self._published(period).rung
        return None if key is None else self.explain_node(key, period, levels)

    def _published(self, period: str) -> Published:
        return self.graph.published[self._sheets[period].period.cadence]

    def _open(self, node: Explained, sheet: Values, levels: int | None, led_by: str = "") -> Explanation:
        below = None if levels is None else levels - 1
        children = [self._open(child, sheet, below) for child in node.children]
        elsewhere = () if below == 0 else (*self._earlier(node, sheet, below), *self._elsewhere(node, sheet))
        return Explanation(
            key=node.key,
            title=f"{led_by}{node.title}",
            period=sheet.period.code,
            value=node.value,
            shown=node.shown,
            full=node.full,
            words=node.words,
            provenance=node.provenance,
            source=node.source,
            facts=self._behind(node.indicator, sheet.period) if node.indicator else (),
            children=(*children, *elsewhere),
            flag=is_flag(self.graph, node.key),
        )

    def _behind(self, indicator: str, period: Period) -> tuple[Fact, ...]:
        facts = self._facts.get(indicator, ())
        inside = self._cycle.contained(period) if facts else frozenset[str]()
        indicated = (fact for fact in facts if fact.period in inside)
        shown = (fact for fact in indicated if fact.kind != REGISTERED or fact.period == period.code)
        return quoted(self._accepts[indicator], shown)

    def _earlier(self, node: Explained, sheet: Values, levels: int | None) -> Iterable[Explanation]:
        """A value over shorter periods opens into each of them, its title led by the period's code."""
        for earlier in periods_below(self.graph, self._cycle, node.key, sheet.period):
            stored = self._sheets.get(earlier.code)
            if stored is not None:
                for key in nodes_over(self.graph, node.key, stored.values):
                    explained = self._explained(stored, key, levels)
                    yield self._open(explained, stored, levels, f"{earlier.code} ")

    def _elsewhere(self, node: Explained, sheet: Values) -> Iterable[Explanation]:
        """The results of other models, and of the last cycle, that a value is made of."""
        links = self._behind_it.links
        if links is None:
            return
        for term in self.graph.described[node.key].term.walk():
            link = links.to(term.text("relation"), sheet.period) if term.op in ("above", "below") else None
            if link is not None:
                yield from _related(term, link, self._behind_it.subject)


def _related(term: Term, link: Link, subject: str) -> Iterable[Explanation]:
    key, outcome = term.text("node"), link.linked.outcome
    entry = next((entry for entry in link.graph.nodes if entry.key == key), None)
    if entry is None:
        return
    index = next(iter(link.graph.published[outcome.cadence].totals))
    for code in link.related(subject, below=term.op == "below")[:MOST_RELATED]:
        value = outcome.sheets[code].values.get(key)
        yield Explanation(
            key=key,
            title=entry.title,
            period=outcome.period,
            value=value,
            shown=value or NOT_JUDGED,
            full=entry.full,
            words=entry.words,
            provenance=entry.provenance,
            source=entry.source,
            facts=(),
            children=(),
            related=Related(code, link.graph.code, index, link.cycle, outcome.period),
            flag=is_flag(link.graph, key),
        )


def is_flag(graph: Graph, key: str) -> bool:
    """Whether the values of a node are yes or no, written 1 or 0."""
    return graph.shape(key).kind == "flag"


def nodes_below(graph: Graph, key: str, judged: Container[str]) -> list[str]:
    """The nodes of the same period that a node names, as far as the period has them; in reading order."""
    return [name for name in dict.fromkeys(referred(graph.described[key].term)) if name in judged]


def periods_below(graph: Graph, cycle: Cycle, key: str, period: Period) -> list[Period]:
    """The shorter periods inside one that a node is made over; none where it is made over none."""
    term = graph.described[key].term
    over = next((found for inner in term.walk() if (found := inner.maybe("over"))), None)
    return [] if over is None else [one for one in cycle.judged({over}) if period.contains(one)]


def nodes_over(graph: Graph, key: str, judged: Container[str]) -> list[str]:
    """The nodes of a shorter period that a node is made over, as far as that period has them."""
    over = [term for term in graph.described[key].term.walk() if term.maybe("over")]
    found = (inner.text("key") for term in over for inner in term.walk() if inner.op == "ref")
    return [name for name in dict.fromkeys(found) if name in judged]
