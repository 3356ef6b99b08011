"""What a caller was granted, asked of the registry in their own name, for what the gateway masks."""

import time
from collections import OrderedDict

from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.org.v1.service_pb2 import ListOwnGrantsRequest
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.user import Grant

REMEMBERED = 30.0
"""Seconds for which what was taken away may still count."""
MOST = 10_000


class OwnGrants:
    """The grants of callers, remembered for half a minute."""

    def __init__(self, org: OrgServiceClient) -> None:
        self._org = org
        self._known: OrderedDict[str, tuple[float, tuple[Grant, ...]]] = OrderedDict()

    async def of(self, call: Call) -> tuple[Grant, ...]:
        """What the caller holds; nothing while the registry does not answer, so that all is masked."""
        known = self._known.get(call.caller)
        if known and time.monotonic() < known[0]:
            return known[1]
        try:
            answer = await self._org.list_own_grants(ListOwnGrantsRequest(), headers=call.headers())
        except Refused:
            return ()
        found = tuple(Grant(one.role, one.city, frozenset(one.subjects)) for one in answer.grants)
        self._known[call.caller] = time.monotonic() + REMEMBERED, found
        self._known.move_to_end(call.caller)
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return found
