"""Runs the biaochi command with points at which it dies, or stops, on order: the product itself knows nothing of them.

An order is a file `<home>/orders/<name>.<point>` that says KILL or STOP; it is obeyed once. The chassis' classes are
wrapped from outside, before the command starts: python -m tests.faults.platform.points serve scoring
"""

import asyncio
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.event.call import Call
from biaochi_chassis.log import leases
from biaochi_chassis.log.contract import EventLog, Origin, Outgoing
from biaochi_chassis.store.database import Committed, Database, UnitOfWork
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_cli.main import app
from biaochi_scoring.use_cases.recompute import Recomputing

from tests.faults.platform.without import GUARDS, put

BEFORE_PUBLISH, AFTER_PUBLISH = "before_publish", "after_publish"
BEFORE_EFFECT, AFTER_EFFECT = "before_effect", "after_effect"
AMID_RECOMPUTE = "amid_recompute"
KILL, STOP = "SIGKILL", "SIGSTOP"

LEASE = 3.0
"""Seconds until a paused reader is thought dead: short, so that a pause longer than it does not take long."""

_publishing = asyncio.Lock()


def order(home: Path, name: str, point: str, what: str) -> Path:
    """Order a process to end or to stop at a point; the file is gone once it has obeyed."""
    orders = home / "orders"
    orders.mkdir(exist_ok=True)
    half = orders / f"half-{name}"
    half.write_text(what)
    return half.rename(orders / f"{name}.{point}")


def _place(point: str) -> Path:
    return Path(os.environ["BIAOCHI_HOME"]) / "orders" / f"{os.environ['BIAOCHI_NAME']}.{point}"


def reach(point: str) -> None:
    """Obey, if there is an order for this process at this point."""
    place = _place(point)
    if place.exists():
        what = place.read_text()
        place.unlink()
        os.kill(os.getpid(), signal.Signals[what])


class LogWithPoints:
    """What a relay publishes to: between the commit and the log, and between the log and the outbox, it may end."""

    def __init__(self, inner: EventLog) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a log has
        """Be the log in everything else."""
        return getattr(self._inner, name)

    async def publish(self, origin: Origin, records: Sequence[Outgoing]) -> None:
        """Publish, with a point on either side."""
        async with _publishing:
            reach(BEFORE_PUBLISH)
            await self._inner.publish(origin, records)
            reach(AFTER_PUBLISH)


class DatabaseWithPoints:
    """What a consumer writes to: before the effect begins and right after it has committed, it may end."""

    def __init__(self, inner: Database) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a database has
        """Be the database in everything else."""
        return getattr(self._inner, name)

    async def write(self, call: Call, work: Callable[[UnitOfWork], Any]) -> Committed[Any]:
        """One unit of work, with a point on either side."""
        if _place(BEFORE_EFFECT).exists():
            # Others need not wait for who is stopped here: it holds neither the database's write lock nor the log's.
            async with _publishing:
                await self._between_transactions(lambda: reach(BEFORE_EFFECT))
        committed = await self._inner.write(call, work)
        reach(AFTER_EFFECT)
        return committed

    async def _between_transactions(self, react: Callable[[], None]) -> None:
        """Do it in the thread that writes, while it writes nothing."""
        thread = self._inner._writer._thread  # noqa: SLF001 - seen from outside
        await asyncio.wrap_future(thread.submit(react))


def install() -> None:
    """Wrap what is handed to every relay and consumer, and what recomputes."""
    init_relay, init_consumer, recompute = Relay.__init__, Consumer.__init__, Recomputing.recompute

    def relay_with_points(self: Relay, database: Database, log: EventLog, *rest: Any) -> None:  # noqa: ANN401
        init_relay(self, database, LogWithPoints(log), *rest)

    def consumer_with_points(self: Consumer, database: Database, *rest: Any) -> None:  # noqa: ANN401
        init_consumer(self, DatabaseWithPoints(database), *rest)  # type: ignore[arg-type]

    async def recompute_with_point(self: Recomputing, *arguments: Any) -> None:  # noqa: ANN401
        threading.Thread(target=_soon, daemon=True).start()
        await recompute(self, *arguments)

    put(Relay, "__init__", relay_with_points)
    put(Consumer, "__init__", consumer_with_points)
    put(Recomputing, "recompute", recompute_with_point)
    put(leases, "LEASE", LEASE)
    put(leases, "RENEW", LEASE / 6)


def _soon() -> None:
    """Be somewhere in a recomputation: they take some milliseconds."""
    time.sleep(random.uniform(0, 0.03))
    reach(AMID_RECOMPUTE)


def main() -> None:
    """Be the command."""
    install()
    if missing := os.environ.get("BIAOCHI_WITHOUT"):
        GUARDS[missing]()
    app()


if __name__ == "__main__":
    main()
