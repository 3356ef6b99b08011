"""What if: judges a real cycle as somebody supposes it, by the same judging, and answers who moves. Writes nothing.

Everything is read at one moment; both sides are judged in a thread, one question at a time, so that asking costs those
who record a part of one core and never more.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge
from biaochi_chassis.store.database import Database
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.explanations import Behind, Explaining
from biaochi_scoring.domain.judging.inputs import Gathering
from biaochi_scoring.domain.judging.rankings import Placed
from biaochi_scoring.domain.judging.registered import registered_facts, registered_of_all
from biaochi_scoring.domain.moves import ASPECTS, Difference, Move, moves, of_aspects, rules_between
from biaochi_scoring.domain.refusals import UnknownIndex, UnknownPeriod
from biaochi_scoring.domain.simulation import Question, Simulation, simulate
from biaochi_scoring.domain.supposed_facts import Standing, check_reversible
from biaochi_scoring.domain.suppositions import Supposition
from biaochi_scoring.store import facts, sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.stale import load_marks
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.open_sheets import OpenSheet, opened, stored_values
from biaochi_scoring.use_cases.pages import ReportPage, Sliced, sliced
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context
from biaochi_scoring.use_cases.sights import Sights
from biaochi_scoring.use_cases.suppose import Rules, Supposing

MOST_FACTS = 1000
MOST_PARAMETERS = 100
MOST_OPENED = 20
LONGEST_GRAPH = 1_000_000


@dataclass(frozen=True, slots=True)
class SimulationRequest:
    """What is asked of a simulation: which list, which page of movers in which aspects, whose sheets are opened."""

    listed: Listed
    page: ReportPage
    supposition: Supposition
    only: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rules before and after, how many are judged, everybody who moves, and the page that was asked for."""

    listed: Listed
    base: Graph
    then: Graph
    subjects: int
    movers: Sequence[Move]
    page: Sliced[Move]
    rules: Sequence[Difference]
    left_out: Sequence[str]
    sheets: Sequence[OpenSheet]


@dataclass(frozen=True)
class Simulating:
    """Answers what-if questions."""

    database: Database
    answering: Answering
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def simulate(self, requested: SimulationRequest) -> Answer:
        """Who moves where, and why.

        Raises what refuses a list, a fact, a reversal, a number or a version; RequestTooLarge above the limits.
        """
        _check_size(requested)
        async with self._turn:
            read = await self.database.read(lambda connection: self._read(connection, requested))
            questions, standing, listed = read
            return await asyncio.to_thread(_answer, replace(requested, listed=listed), questions, standing)

    def _read(
        self, connection: Connection, requested: SimulationRequest
    ) -> tuple[Sequence[Question], Standing, Listed]:
        supposition = requested.supposition
        listed, (cycle, graph) = self.answering.find_list(connection, requested.listed)
        pinned = self.answering.graphs.pinned(connection, cycle)
        chain = Supposing(connection, self.answering.graphs, supposition).chain(cycle, (graph, pinned))
        for rule in chain[-1].rules:
            _check_publishes(rule, cycle, listed)
        questions = [self._question(connection, RunScope(cycle, link.pinned), link) for link in chain]
        run = questions[-1].now.run
        found = facts.facts_numbered(connection, run, supposition.reversed)
        check_reversible(supposition.reversed, found, [link.pinned for link in chain])
        named = [
            *requested.open,
            *(fact.subject for fact in (*supposition.added, *(one for one, _ in found.values()))),
        ]
        needed = frozenset(named).union(*(question.subjects() for question in questions))
        standing = facts.standing_facts(connection, run, needed)
        return questions, standing, listed

    def _question(self, connection: Connection, scope: RunScope, link: Rules) -> Question:
        states = self.answering.states
        grounds = {graph.hash: replace(scope, graph=graph) for graph in (scope.graph, *link.rules)}
        loaded = {model_hash: load_run_context(connection, one, states) for model_hash, one in grounds.items()}
        now, base, then = (loaded[graph.hash] for graph in (scope.graph, *link.rules))
        state = states.find(connection, scope.cycle, scope.graph)
        outdated = load_marks(connection, scope.run).by_period()
        contexts = now.context, base.context, then.context
        anew = any(graph.hash != scope.graph.hash for graph in link.rules)
        inputs = sheets.load_inputs(connection, scope.run, scope.graph) if anew else ()
        return Question(*contexts, then.opening.inherited, state, outdated, inputs)


def _check_publishes(version: Graph, cycle: Cycle, listed: Listed) -> None:
    if listed.index not in version.indexes:
        raise UnknownIndex(listed.index, sorted(version.indexes))
    judged = [period.code for period in cycle.judged(version.cadences)]
    if listed.period not in judged:
        raise UnknownPeriod(listed.period, judged)


def _check_size(requested: SimulationRequest) -> None:
    supposition = requested.supposition
    for size, most, what, where in (
        (len(supposition.added) + len(supposition.reversed), MOST_FACTS, "条事实的增减", "added"),
        (len(supposition.parameters), MOST_PARAMETERS, "个数字的改动", "parameters"),
        (len(requested.open), MOST_OPENED, "个要打开的组织", "open"),
        (len(supposition.graph), LONGEST_GRAPH, "字的规则", "graph"),
    ):
        if size > most:
            raise RequestTooLarge(f"一次试算有 {size} {what}，最多 {most}：请分几次试算。", field=where)
    if supposition.graph and supposition.model_hash:
        raise BadRequest("版本只能给一个：给散列值，或给规则全文，不要同时给。", field="graph")
    if unknown := sorted(set(requested.only) - set(ASPECTS)):
        raise BadRequest(f"没有“{unknown[0]}”这一方面：可选的有 {'、'.join(ASPECTS)}。", field="only")


def _answer(requested: SimulationRequest, questions: Sequence[Question], standing: Standing) -> Answer:
    done = simulate(questions, requested.supposition, standing)
    question = questions[-1]
    index, period = requested.listed.index, requested.listed.period
    before, after = done.listed(done.before, index, period), done.listed(done.after, index, period)
    found = moves(before, after)
    chosen = of_aspects(found, requested.only)
    sights = Sights(done.then, done.after)
    open_sheets = [_open(done, after[subject], sights) for subject in requested.open if subject in after]
    return Answer(
        requested.listed,
        question.base.graph,
        question.then.graph,
        len(before.keys() | after.keys()),
        found,
        sliced(chosen, lambda move: move.subject, requested.page),
        [rule for one in questions for rule in rules_between(one.base.graph, one.then.graph)],
        done.left_out,
        open_sheets,
    )


def _open(done: Simulation, placed: Placed, sights: Sights) -> OpenSheet:
    context, subject = done.then, placed.subject
    facts = done.supposed.facts.get(subject, ())
    gathering = Gathering(context.graph)
    inputs = {}
    for period in context.periods:
        inside = context.cycle.contained(period)
        registered = registered_facts(context, period, subject)
        own = [fact for fact in facts if fact.period in inside]
        given, _ = gathering.gather(period.code, subject, [*registered, *own])
        inputs[period.code] = given.inputs
    stored = stored_values(done.after, subject, inputs)
    behind = Behind(
        subject, [*registered_of_all(context, subject), *facts], stored, context.links, done.after.unjudged, sights.seen
    )
    explaining = Explaining(context.cycle, context.graph, behind)
    standing = placed.standing(placed.rung)
    return opened(explaining, (done.after, placed.ranking), standing)
