"""Who signed in and who was nobody, reported to the audit trail of the registry: the gateway has none of its own.

A token is a sign-in once, when it is first seen; whoever is nobody is counted by their address. Both are reported every
minute, and when the gateway stops; while the registry does not answer they wait.
"""

import asyncio
import logging
from collections import Counter, OrderedDict
from dataclasses import dataclass

from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.org.v1.service_pb2 import ReportSignInsRequest, SignIn
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.user import User

EVERY = 60.0
"""Seconds between two reports."""
AT_ONCE = 500
"""Sign-ins in a report."""
MOST = 10_000
"""Tokens that are known, and sign-ins that wait; of more, those that come are counted together, under no address."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Kind:
    """What is counted as one: who (empty for nobody), from where, and what became of it (empty: signed in)."""

    caller: str
    origin: str
    refusal: str


class SignIns:
    """What this process has seen of sign-ins; one of its loops."""

    def __init__(self, org: OrgServiceClient) -> None:
        self._org = org
        self._known: OrderedDict[tuple[str, float], None] = OrderedDict()
        self._waiting: Counter[_Kind] = Counter()
        self._since: dict[_Kind, str] = {}

    def signed_in(self, user: User, origin: str) -> None:
        """Somebody's token was found right: a sign-in, unless it was seen before."""
        token = (user.subject, user.ends)
        if token in self._known:
            return
        self._known[token] = None
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        self._count(_Kind(user.subject, origin, ""))

    def refused(self, refusal: str, origin: str) -> None:
        """Somebody was nobody."""
        self._count(_Kind("", origin, refusal))

    async def run(self) -> None:
        """Report, for ever; when it ends, once more."""
        try:
            while True:
                await asyncio.sleep(EVERY)
                await self.report()
        finally:
            await self.report()

    async def report(self) -> None:
        """Report what waits; what the registry does not take waits on."""
        call = Call.internal("gateway")
        while kinds := list(self._waiting)[:AT_ONCE]:
            seen = [
                SignIn(
                    caller=one.caller,
                    origin=one.origin,
                    refusal=one.refusal,
                    times=self._waiting[one],
                    at=self._since[one],
                )
                for one in kinds
            ]
            try:
                await self._org.report_sign_ins(ReportSignInsRequest(sign_ins=seen), headers=call.headers())
            except Refused as refused:
                _logger.warning("%d sign-ins cannot be reported to the registry yet: %s", len(self._waiting), refused)
                return
            for kind, one in zip(kinds, seen, strict=True):
                self._reported(kind, one.times)

    def _count(self, kind: _Kind) -> None:
        if kind not in self._waiting and len(self._waiting) >= MOST:
            kind = _Kind("", "", kind.refusal)
        self._waiting[kind] += 1
        self._since.setdefault(kind, SystemClock().now().isoformat(timespec="milliseconds"))

    def _reported(self, kind: _Kind, times: int) -> None:
        """What came meanwhile is for the next report."""
        self._waiting[kind] -= times
        if not self._waiting[kind]:
            del self._waiting[kind], self._since[kind]
