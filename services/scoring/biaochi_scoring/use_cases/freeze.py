"""Freezes the results of a closed cycle, once everything they rest on has been received and recomputed.

They rest on the registry as it was known at the closing, on every pinned model, and on the cycle before, which must
itself be frozen: so a rebuild comes to the same bytes in whatever order the topics are read.
"""

import json
from collections import Counter
from datetime import UTC

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import Database, UnitOfWork

from biaochi_scoring.domain.cycles import Cycle, cycle_before
from biaochi_scoring.domain.results.consequences import ConsequenceRule, consequences_due
from biaochi_scoring.domain.standings import digest
from biaochi_scoring.events.decode import ORG
from biaochi_scoring.events.encode import EventContext, Frozen, results_frozen
from biaochi_scoring.store import cycles, positions, stale
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.result_versions import frozen_without_version, keep_version
from biaochi_scoring.use_cases.results import results_of
from biaochi_scoring.use_cases.states import States


class Freezing:
    """Freezes closed cycles, each once."""

    def __init__(self, database: Database, states: States, clock: Clock, *, publishing: bool = True) -> None:
        """With `publishing` off nothing is published: a rebuild repeats what everybody has received."""
        self._database = database
        self._states = states
        self._graphs = states.graphs
        self._clock = clock
        self._publishing = publishing

    def is_due(self, connection: Connection) -> bool:
        """Whether `freeze` would find anything to do."""
        return self._ready(connection) is not None or bool(frozen_without_version(connection))

    async def freeze(self) -> bool:
        """Freeze one cycle that is ready, or keep the first version of one that was frozen long ago; False for none."""
        ready = await self._database.read(self._ready_and_closed)
        if ready is None:
            return await self._keep_old()
        cycle, closed = ready
        await self._database.write(Call(closed[0], frozenset(), closed[1]), lambda tx: self._freeze(tx, cycle))
        return True

    def _ready_and_closed(self, connection: Connection) -> tuple[Cycle, tuple[str, str]] | None:
        """A cycle that is ready, with who closed it in which trace."""
        cycle = self._ready(connection)
        return None if cycle is None else (cycle, cycles.closed_in(connection, cycle))

    def _ready(self, connection: Connection) -> Cycle | None:
        for city in cycles.cities_with_cycles_to_freeze(connection):
            known = self._graphs.cycles(connection, city)
            for cycle in known:
                before = cycle_before(cycle, known)
                if (before is None or before.frozen) and self._is_settled(connection, cycle):
                    return cycle
        return None

    def _is_settled(self, connection: Connection, cycle: Cycle) -> bool:
        if cycle.closing is None or not cycle.closing.facts_hash or cycle.frozen:
            return False
        if stale.cycle_is_marked(connection, cycle.city, cycle.code):
            return False
        if len(self._graphs.pinned(connection, cycle)) < len(cycle.models):
            return False
        return positions.read_up_to(connection, ORG, cycle.city) >= cycle.closing.registry_sequence

    def _freeze(self, tx: UnitOfWork, cycle: Cycle) -> None:
        """Freeze it unless something has come in between."""
        if self._ready(tx.connection) != cycle:
            return
        stored = results_of(tx.connection, self._states, cycle)
        results_hash = digest(stored)
        cycles.freeze_cycle(tx.connection, cycle, results_hash)
        version = keep_version(tx.connection, cycle, results_hash, self._now(), stored)
        if self._publishing and cycle.closing:
            due = list(consequences_due(self._rules(tx.connection, cycle.city), stored, cycle.code))
            frozen = Frozen(
                cycle.city,
                cycle.code,
                results_hash,
                cycle.closing.facts_hash,
                len(stored),
                version,
                due,
                Counter(one.sheet.model for one in stored if one.sheet.period == cycle.code),
            )
            tx.publish([results_frozen(EventContext(tx.call, self._clock.now()), frozen)])

    def _rules(self, connection: Connection, city: str) -> list[ConsequenceRule]:
        """What follows from the city's results, as its plugin says now."""
        written = next((one.consequences for one in self._graphs.cities(connection) if one.slug == city), "[]")
        return [ConsequenceRule(**{**one, "steps": tuple(one["steps"])}) for one in json.loads(written)]

    async def _keep_old(self) -> bool:
        """Keep the results of a cycle that was frozen before versions were kept; False when there is none."""
        if not await self._database.read(frozen_without_version):
            return False
        await self._database.write(Call.internal("scoring"), self._keep_first)
        return True

    def _keep_first(self, tx: UnitOfWork) -> None:
        for city, code in frozen_without_version(tx.connection)[:1]:
            cycle = next(one for one in self._graphs.cycles(tx.connection, city) if one.code == code)
            stored = results_of(tx.connection, self._states, cycle)
            keep_version(tx.connection, cycle, cycle.results_hash or "", self._now(), stored)

    def _now(self) -> str:
        return self._clock.now().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
