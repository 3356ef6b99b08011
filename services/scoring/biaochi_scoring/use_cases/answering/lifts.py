"""Answers what is missing to the next step, from the stored run; in a thread, one question at a time, as what-if is."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_chassis.store.database import Database
from biaochi_sdk.values.facts import Inputs

from biaochi_scoring.domain.judging.run_context import RunContext
from biaochi_scoring.domain.judging.state import State
from biaochi_scoring.domain.lifting import Lifting, Lifts
from biaochi_scoring.domain.refusals import NotListed
from biaochi_scoring.store import sheets
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.run_context import RunScope, load_run_context


@dataclass(frozen=True)
class FoundLifts:
    """What would lift a subject, with the titles of steps and of inputs."""

    lifts: Lifts
    steps: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True)
class _Read:
    """A run as it is stored, and the inputs of one subject by period."""

    context: RunContext
    state: State
    listed: Listed
    inputs: Mapping[str, Inputs]


@dataclass(frozen=True)
class LiftSearch:
    """Searches, for one subject of one list."""

    database: Database
    answering: Answering
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))

    async def find(self, listed: Listed, subject: str) -> FoundLifts:
        """What would lift the subject in a list.

        Raises what refuses a list, NotListed for somebody who has no result there, BadRequest for no subject.
        """
        if not subject:
            raise BadRequest("没有写明考核对象：请给出组织或人员的代码。", field="subject")
        async with self._turn:
            read = await self.database.read(lambda connection: self._read(connection, listed, subject))
            return await asyncio.to_thread(_find, read, subject)

    def _read(self, connection: Connection, listed: Listed, subject: str) -> _Read:
        listed, (cycle, graph) = self.answering.find_list(connection, listed)
        states, scope = self.answering.states, RunScope(cycle, graph)
        state = states.find(connection, cycle, graph)
        known = state.judgements.get(listed.period)
        if known is None or subject not in known.evaluation.cohort.rows:
            raise NotListed(subject, listed.period)
        inside = cycle.contained(next(one for one in state.periods if one.code == listed.period))
        stored = sheets.load_inputs(connection, scope.run, graph, [subject])
        inputs = {one.period: one.inputs for one in stored if one.period in inside and one.period in state.judgements}
        return _Read(load_run_context(connection, scope, states).context, state, listed, inputs)


def _find(read: _Read, subject: str) -> FoundLifts:
    graph, listed = read.context.graph, read.listed
    found = Lifting(read.context, read.state, subject, listed.period, listed.index).lifts(read.inputs)
    steps = {one.key: one.title for one in (*graph.grades, *graph.rungs)}
    return FoundLifts(found, steps, {key: node.title.text for key, node in graph.described.items()})
