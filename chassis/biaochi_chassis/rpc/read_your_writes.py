"""Read your own writes: a service waits a little until it has read as far as its caller has written."""

import time
from collections.abc import Awaitable, Callable

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation import signals
from biaochi_chassis.foundation.refusal import NotYetKnown, StorageFull
from biaochi_chassis.foundation.signals import Signal
from biaochi_chassis.store.publishing.relay import Relay

PATIENCE = 2.0
LOOK = 0.1
"""Seconds between two looks at what other replicas have read."""

Also = Callable[[Positions], Awaitable[bool]]


class ReadYourWrites:
    """What a service has read; of topics it does not read, everything is known."""

    def __init__(self, consumer: Consumer | None = None, also: Also | None = None, relay: Relay | None = None) -> None:
        """`also` says whether what was derived from these positions is ready too, e.g. recomputed.

        `relay`: this service's own; where it finds the log full, those of others do, too.
        """
        self._consumer = consumer
        self._relay = relay
        self._also = also
        self._signal = consumer.signal if consumer else Signal()
        self.awaited = 0
        """How many wait for what is derived from what is read already."""

    async def wait_for(self, positions: Positions, patience: float = PATIENCE) -> None:
        """Return when everything up to `positions` is known here.

        After `patience` seconds raises NotYetKnown; StorageFull where it cannot be known before there is room again.
        """
        concerned = self._concerned(positions)
        end = time.monotonic() + patience
        waited = False
        while concerned:
            woken = self._signal.next()
            behind = self._behind(concerned)
            if not behind and (self._also is None or await self._also(concerned)):
                return
            if time.monotonic() >= end:
                unknown = f"刚写入的内容（{behind or concerned}）还没有传到这里："
                if any(one and one.has_no_room for one in (self._consumer, self._relay)):
                    raise StorageFull(f"{unknown}存储空间已满，传不过来；请联系系统管理员腾出空间，然后再试。")
                raise NotYetKnown(f"{unknown}请稍后再试。")
            if self._consumer and behind:
                self._consumer.look_soon(everywhere=waited)
            self.awaited += not behind
            try:
                await signals.wait_for(woken, min(LOOK, end - time.monotonic()))
            finally:
                self.awaited -= not behind
            waited = True
            if self._consumer and behind:
                await self._consumer.refresh()

    def changed(self) -> None:
        """Wake the waiters: what `also` looks at may have become true."""
        self._signal.notify()

    def _concerned(self, positions: Positions) -> Positions:
        topics = self._consumer.topics if self._consumer else frozenset()
        return Positions.of({(topic, part): at for (topic, part), at in positions.items() if topic in topics})

    def _behind(self, positions: Positions) -> Positions:
        known = self._consumer.progress if self._consumer else Positions()
        return Positions.of({place: at for place, at in positions.items() if known.at(*place) < at})
