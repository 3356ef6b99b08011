"""Audits what a service's methods refuse and show, and says on the log how far the trail has come.

Commands that are done are audited by their own transaction (store/unit_of_work.py).
"""

import asyncio
import json
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from biaochi_chassis.audit import entries
from biaochi_chassis.audit.chain import Head
from biaochi_chassis.audit.entry import AuditEntry
from biaochi_chassis.audit.heads import head_event
from biaochi_chassis.audit.signing import Sign, unsigned
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.refusal import Forbidden, Refused, StorageFull, Unauthenticated
from biaochi_chassis.rpc.methods import batch_size
from biaochi_chassis.store.audit import append, head
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.engines import is_full

EVERY = 60.0
"""Seconds between two heads on the log, and for which denials of one kind are counted before they are written."""

MOST_HELD = 10_000
"""Entries held while there is no room for them; from then on nothing is shown that asks for one."""

Disclosing = Mapping[str, Callable[[Any, Call], Collection[str]]]
"""By method: the codes whose personal or sealed data an answer shows to its caller; none where it shows none."""

_DENIED = (Forbidden.code, Unauthenticated.code)

_logger = logging.getLogger(__name__)


class Auditor(Protocol):
    """What the methods of a service are watched by."""

    async def disclosed(self, call: Call, request: object, answer: object) -> None:
        """Have written what an answer shows, before it is given."""
        ...

    async def refused(self, call: Call, request: object, refused: Refused) -> None:
        """Have written that somebody was refused."""
        ...


@dataclass
class _Denials:
    """The same denial of the same caller, again and again: the first is written, the others are counted."""

    call: Call
    city: str
    code: str
    times: int = 0


class AuditTrail:
    """The trail of one service; one of its loops."""

    def __init__(self, database: Database, topic: str, disclosing: Disclosing, sign: Sign = unsigned) -> None:
        """Write to this database; say on this topic how far it has come, signed like this."""
        self._sign = sign
        self._database = database
        self._topic = topic
        self._disclosing = disclosing
        self._denials: dict[tuple[str, str, str, str], _Denials] = {}
        self._announced: Head | None = None
        self._held: list[AuditEntry] = []

    async def disclosed(self, call: Call, request: object, answer: object) -> None:
        """Write one entry for an answer that shows what is personal or sealed; raises what the database does.

        On a disk without room reads go on: the entry stands in the process log until the trail has room for it.
        """
        shows = self._disclosing.get(call.action)
        if shows and (codes := shows(answer, call)):
            await self._write(entries.read(call, _city(request), codes))

    async def refused(self, call: Call, request: object, refused: Refused) -> None:
        """Write one entry for a command that was refused for good; count what somebody may not, again and again."""
        if refused.code in _DENIED:
            await self._denied(call, _city(request), refused.code)
        elif batch_size(request) and not _may_succeed(refused) and not getattr(request, "dry_run", False):
            await self._write(entries.refused(call, _city(request), refused.code))

    async def run(self) -> None:
        """Write counted denials and tell how far the trail has come, for ever; when it ends, once more."""
        try:
            while True:
                await asyncio.sleep(EVERY)
                await self.exchange()
        finally:
            await self.exchange()

    async def exchange(self) -> None:
        """Write the denials that were counted, and say where the trail is if it is somewhere else than it was."""
        counted, self._denials = list(self._denials.values()), {}
        rows = [entries.refused(one.call, one.city, one.code, one.times) for one in counted if one.times]
        try:
            if rows or self._held:
                await self._write(*rows)
            await self._announce()
        except (Refused, SQLAlchemyError) as trouble:
            _logger.warning("%s cannot say how far its audit trail is: %s", self._database.source, trouble)

    async def _denied(self, call: Call, city: str, code: str) -> None:
        kind = (call.caller, call.action, city, code)
        known = self._denials.get(kind)
        if known:
            known.times += 1
            return
        self._denials[kind] = _Denials(call, city, code)
        await self._write(entries.refused(call, city, code))

    async def _announce(self) -> None:
        reached = await self._database.read(lambda connection: head(connection, self._database.source))
        if reached and reached != self._announced:
            call = Call.internal(self._database.source)
            event = head_event(self._topic, self._sign(reached), call, SystemClock().now())

            def publish(tx: UnitOfWork) -> None:
                tx.publish([event])

            await self._database.write(call, publish)
            self._announced = reached

    async def _write(self, *rows: AuditEntry) -> None:
        """Write entries behind those that are held; hold them where there is no room, after saying them to the log."""
        held, self._held = self._held, []
        try:
            await self._database.update(lambda connection: append(connection, [*held, *rows], self._database.digest))
        except DBAPIError as trouble:
            self._held = [*held, *self._held]
            if not is_full(trouble) or len(self._held) >= MOST_HELD:
                raise
            self._held += rows
            for row in rows:
                _logger.warning(
                    "no room for an entry of the audit trail yet: %s", json.dumps(asdict(row), ensure_ascii=False)
                )


def _may_succeed(refused: Refused) -> bool:
    """Whether nothing was decided: the very same command may be done a little later."""
    return refused.retryable or refused.code == StorageFull.code


def _city(request: object) -> str:
    return str(getattr(request, "city", ""))
