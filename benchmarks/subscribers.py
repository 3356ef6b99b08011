"""One change to a thousand subscribers of one process: from the first who has it to the last, and the CPU of it.

`python -m benchmarks.subscribers [SUBSCRIBERS]`: a platform in one process, a city of 240 branches, as many sockets as
browsers open them, each with one subscription to the standings of a quarter; checks are recorded one after another. It
is measured from the first subscriber on, so that the way there (mutation, log, score) is not in it.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.platform_facts import changes, check
from benchmarks.requests_cost import BRANCHES, ORGANS, Organs, cpu_seconds
from tests.conftest import CLOCK
from tests.running import PARTS, Running

SUBSCRIBERS = 1_000
CHANGES = 20
AT_ONCE = 50
"""Sockets that are opened at a time."""


async def subscribed(running: Running, stack: AsyncExitStack) -> ClientConnection:
    """A socket with one subscription."""
    address = f"ws://127.0.0.1:{running.port}/graphql"
    socket = await stack.enter_async_context(connect(address, subprotocols=["graphql-transport-ws"]))  # type: ignore[list-item]
    token = {"authorization": f"Bearer {running.token()}"}
    await socket.send(json.dumps({"type": "connection_init", "payload": token}))
    assert json.loads(await socket.recv())["type"] == "connection_ack"
    await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": changes("2020-Q3")}}))
    return socket


async def received(socket: ClientConnection) -> tuple[float, bytes]:
    """When the next message came, and what it says."""
    message = await socket.recv(decode=False)
    return time.perf_counter(), message


async def spread(running: Running, sockets: Sequence[ClientConnection], code: str) -> tuple[float, float, float]:
    """Seconds from the first to the median and to the last who received a change, and the CPU of the platform."""
    used = cpu_seconds([running.processes["platform"].pid])
    receiving = [asyncio.create_task(received(socket)) for socket in sockets]
    await asyncio.to_thread(check, running, code, "2020-Q3")
    found = await asyncio.gather(*receiving)
    assert len({message for _, message in found}) == 1, "all are told the same"
    times = sorted(moment for moment, _ in found)
    used = cpu_seconds([running.processes["platform"].pid]) - used
    return times[len(times) // 2] - times[0], times[-1] - times[0], used


async def measured(running: Running, codes: Sequence[str], subscribers: int) -> list[tuple[float, float, float]]:
    """The spread of each change."""
    async with AsyncExitStack() as stack:
        sockets: list[ClientConnection] = []
        for _ in range(0, subscribers, AT_ONCE):
            sockets += await asyncio.gather(*(subscribed(running, stack) for _ in range(AT_ONCE)))
        await asyncio.sleep(5)
        return [await spread(running, sockets, code) for code in codes]


def main() -> None:
    """Measure and print."""
    subscribers = int(sys.argv[1]) if len(sys.argv) > 1 else SUBSCRIBERS
    with tempfile.TemporaryDirectory() as home:
        environment = {**CLOCK, "BIAOCHI_QUOTA_BURST": str(10**8), "BIAOCHI_QUOTA_PER_SECOND": str(10**8)}
        environment["BIAOCHI_QUOTA_SUBSCRIPTIONS"] = str(2 * subscribers)
        apart = Running(Path(home), PARTS, environment)
        try:
            apart.start()
            city = Organs(apart, ORGANS * BRANCHES)
            asyncio.run(city.settle())
        finally:
            apart.stop()
        together = Running(Path(home), (), environment)
        try:
            together.start()
            found = asyncio.run(measured(together, city.codes()[:CHANGES], subscribers))
        finally:
            together.stop()
    half, last, used = (statistics.median(each) for each in zip(*found, strict=True))
    print(f"{subscribers} subscribers, {len(found)} changes; load {os.getloadavg()[0]:.1f}; medians")
    print(f"after the first: half of them {half * 1e3:.0f} ms, the last {last * 1e3:.0f} ms")
    print(f"CPU of the platform a change, with the mutation and the score: {used * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
