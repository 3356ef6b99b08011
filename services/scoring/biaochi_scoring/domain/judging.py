"""One run judged anew: period after period in order of close, only what is marked or recalls something that changed.

Pure: the same context and facts give the same sheets, whatever was computed before.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from importlib.metadata import version

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import LinkRefused
from biaochi_sdk.values.outcome import Outcome
from biaochi_sdk.values.outcome import Sheet as Outcomes

from biaochi_scoring.domain.cycles import Cycle, Period, same_cadence_before
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.inputs import Gathered, Gathering
from biaochi_scoring.domain.linking import Links
from biaochi_scoring.domain.registry import Member
from biaochi_scoring.domain.stale import EVERYONE
from biaochi_scoring.domain.standings import Place, Run, Sheet, canonical, marks_in, movement, written_marks

ENGINE = version("biaochi-sdk")
"""What computes here, for the receipt of every sheet written."""

Ranks = Mapping[tuple[str, str], Mapping[str, int | None]]


@dataclass(frozen=True)
class RunContext:
    """What a run rests on besides facts: cohorts of its periods, opening rungs, the cycle before, and other runs.

    `ranks_before` maps (cadence, index) to the ranks in the last period of that cadence of the cycle before.
    """

    run: Run
    cycle: Cycle
    graph: Graph
    cohorts: Mapping[str, Sequence[Member]]
    opening: Mapping[str, str]
    ranks_before: Ranks
    links: Links

    @property
    def periods(self) -> tuple[Period, ...]:
        """The judged periods in order."""
        return self.cycle.judged(self.graph.cadences)


@dataclass(frozen=True)
class State:
    """What is stored of a run after `version` recomputations; `unjudged` says why a period has no values."""

    version: int
    inputs: Mapping[tuple[str, str], Gathered] = field(default_factory=dict)
    sheets: Mapping[Place, Sheet] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    unjudged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Judged:
    """The state after judging, the inputs gathered for it, and a sentence for each fact that was left out."""

    state: State
    gathered: tuple[Gathered, ...]
    left_out: tuple[str, ...]


def state_of(version: int, gathered: Iterable[Gathered], sheets: Iterable[Sheet], periods: Iterable[Period]) -> State:
    """The state that stored rows make up."""
    cadences = {period.code: period.cadence for period in periods}
    kept = {sheet.place: sheet for sheet in sheets}
    by_subject: defaultdict[str, defaultdict[str, list[Sheet]]] = defaultdict(lambda: defaultdict(list))
    for sheet in kept.values():
        by_subject[sheet.period][sheet.subject].append(sheet)
    outcomes = {
        period: Outcome(period, cadences[period], "", {subject: _outcome(some) for subject, some in subjects.items()})
        for period, subjects in by_subject.items()
        if period in cadences
    }
    return State(version, {(one.period, one.subject): one for one in gathered}, kept, outcomes)


def _outcome(sheets: Sequence[Sheet]) -> Outcomes:
    one = sheets[0]
    return Outcomes(
        json.loads(one.values),
        {sheet.index: sheet.total for sheet in sheets},
        {sheet.index: sheet.rank for sheet in sheets},
        one.grade,
        one.rung,
        marks_in(one.marks),
    )


def to_gather(context: RunContext, state: State, marked: Mapping[str, Collection[str]]) -> set[tuple[str, str]]:
    """The (period, subject) whose inputs must be gathered: marked ones, and members of whom none are stored."""
    named = {(period, subject) for period, subjects in marked.items() for subject in subjects if subject != EVERYONE}
    new = {(period, member.code) for period in marked for member in context.cohorts.get(period, ())}
    return named | (new - state.inputs.keys())


class Judging:
    """One recomputation under way."""

    def __init__(self, context: RunContext, state: State) -> None:
        """Begin from what is stored."""
        self.context = context
        self.before = state
        self.inputs = dict(state.inputs)
        self.sheets: dict[Place, Sheet] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.unjudged: dict[str, str] = {}

    def judge(self, marked: Mapping[str, Collection[str]], facts: Mapping[str, Sequence[Fact]]) -> Judged:
        """Judge the marked periods and every later one that recalls what changed, in whatever period it did."""
        gathered, left_out = self._gather(to_gather(self.context, self.before, marked), facts)
        kept = self._kept()
        moved: set[str] = set()
        anew: set[Period | None] = set()
        for period in self.context.periods:
            if period.code in marked or moved & self.context.graph.recalls[period.cadence]:
                anew.add(period)
                self._judge(period)
                moved |= self._moved(period)
            else:
                self._keep(period.code)
            redrawn = period in anew or same_cadence_before(period, self.context.periods) in anew
            self.sheets.update(self._sheets(period) if redrawn else kept[period.code])
        state = State(self.before.version + 1, self.inputs, self.sheets, self.outcomes, self.unjudged)
        return Judged(state, tuple(gathered), tuple(left_out))

    def _keep(self, period: str) -> None:
        if period in self.before.outcomes:
            self.outcomes[period] = self.before.outcomes[period]
        if period in self.before.unjudged:
            self.unjudged[period] = self.before.unjudged[period]

    def _kept(self) -> Mapping[str, dict[Place, Sheet]]:
        kept: defaultdict[str, dict[Place, Sheet]] = defaultdict(dict)
        for place, sheet in self.before.sheets.items():
            kept[sheet.period][place] = sheet
        return kept

    def _gather(
        self, wanted: set[tuple[str, str]], facts: Mapping[str, Sequence[Fact]]
    ) -> tuple[list[Gathered], list[str]]:
        new: list[Gathered] = []
        left_out: list[str] = []
        gathering = Gathering(self.context.graph)
        inside = {period.code: self.context.cycle.contained(period) for period in self.context.periods}
        for period, subject in sorted(wanted):
            chosen = [fact for fact in facts.get(subject, ()) if fact.period in inside[period]]
            gathered, refused = gathering.gather(period, subject, chosen)
            new.append(gathered)
            left_out += refused
            self.inputs[period, subject] = gathered
        return new, left_out

    def _judge(self, period: Period) -> None:
        """Whoever stands as before keeps the very same outcome: in most recomputations that is nearly everybody."""
        subjects = [member.code for member in self.context.cohorts[period.code]]
        if subjects:
            outcome, known = self._outcome(period, subjects), self._known(period)
            same = {code: known[code] for code, one in outcome.sheets.items() if known.get(code) == one}
            self.outcomes[period.code] = replace(outcome, sheets={**outcome.sheets, **same})

    def _known(self, period: Period) -> Mapping[str, Outcomes]:
        """The outcomes of a period before, by subject."""
        before = self.before.outcomes.get(period.code)
        return {} if before is None else before.sheets

    def _moved(self, period: Period) -> AbstractSet[str]:
        """Of the nodes that any later period recalls, those that say of somebody what they did not say before."""
        nodes = frozenset[str]().union(*self.context.graph.recalls.values())
        known, outcome = self._known(period), self.outcomes.get(period.code)
        judged = {} if outcome is None else outcome.sheets
        if known.keys() != judged.keys():
            return nodes
        pairs = [(known[code].values, one.values) for code, one in judged.items() if known[code] is not one]
        return {node for node in nodes if any(old.get(node) != new.get(node) for old, new in pairs)}

    def _sheets(self, period: Period) -> dict[Place, Sheet]:
        outcome = self.outcomes.get(period.code)
        if outcome is None:
            return {}
        sheets: dict[Place, Sheet] = {}
        for index in self.context.graph.published[period.cadence].totals:
            ranks = self._ranks_before(period, index)
            for subject, judged in outcome.sheets.items():
                sheets[index, period.code, subject] = self._sheet(period, index, (subject, judged), ranks)
        return sheets

    def _outcome(self, period: Period, subjects: Sequence[str]) -> Outcome:
        """What the rule says of everybody; nothing, with the reason noted, when the results it uses are not there."""
        inputs = [self.inputs[period.code, subject].inputs for subject in subjects]
        earlier, linked = list(self.outcomes.values()), self.context.links.of(period)
        try:
            return self.context.graph.evaluate(period.code, subjects, inputs, earlier, self.context.opening, linked)
        except LinkRefused as refused:
            self.unjudged[period.code] = self.context.links.why_not(refused)
            return _nothing(self.context.graph, period, subjects)

    def _ranks_before(self, period: Period, index: str) -> Mapping[str, int | None]:
        previous = same_cadence_before(period, self.context.periods)
        if previous is None:
            return self.context.ranks_before.get((period.cadence, index), {})
        outcome = self.outcomes.get(previous.code)
        return {} if outcome is None else {code: one.ranks.get(index) for code, one in outcome.sheets.items()}

    def _sheet(
        self, period: Period, index: str, judged: tuple[str, Outcomes], ranks: Mapping[str, int | None]
    ) -> Sheet:
        subject, one = judged
        rank = one.ranks.get(index)
        moved, input_hash = movement(rank, ranks.get(subject)), self.inputs[period.code, subject].input_hash
        known = self.before.sheets.get((index, period.code, subject))
        same = known is not None and self._known(period).get(subject) is one
        if known and same and (known.movement, known.input_hash, known.engine) == (moved, input_hash, ENGINE):
            return known
        return Sheet(
            city=self.context.run.city,
            cycle=self.context.run.cycle,
            model=self.context.run.model,
            index=index,
            period=period.code,
            subject=subject,
            # Writing values anew is what costs; most of a cohort is as it was.
            values=known.values if known and same else canonical(one.values),
            total=one.totals.get(index),
            grade=one.grade,
            rung=one.rung,
            rank=rank,
            movement=moved,
            input_hash=input_hash,
            marks=written_marks(one.meeting),
            engine=ENGINE,
        )


def _nothing(graph: Graph, period: Period, subjects: Iterable[str]) -> Outcome:
    published = graph.published[period.cadence]
    values = {node.key: None for node in graph.nodes if period.cadence in node.cadences}
    one = Outcomes(dict(values), dict.fromkeys(published.totals), dict.fromkeys(published.ranks), None, None, ())
    return Outcome(period.code, period.cadence, graph.hash, dict.fromkeys(subjects, one))
