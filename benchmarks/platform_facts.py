"""What a fact costs on its way through mutation, log and score, on both deployments, and how it grows with the city.

Run it with `python -m benchmarks.platform_facts [BRANCHES ...]`; 1000 branches unless said otherwise. For each
deployment and size the four parts run as processes over a fresh home:

- facts: one mutation a fact, several callers at once; until all of them are in the standings
- one at a time: from sending a mutation to the subscriber's message about its branch
- steady: 50 mutations a second for a minute; from sending one to the subscriber's message with the new total
- backlog, in the smallest city: scoring is stopped, an hour of facts at 20 a second is entered, it is started again
"""

import asyncio
import os
import platform as machine
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import accumulate

from benchmarks.big_city import BigCity, cpu_seconds, deployments, platform
from tests.running import Running, Subscription
from tests.small_city import RECORD_CHECK, organization_id

CALLERS = 8
FACTS = 500
RATE = 50
STEADY = 60 * RATE
ALONE = 100
HOUR = 3600 * 20
NORMS = {"theory_study": 4, "ideology": 3, "carrying_out": 3}
UNTOUCHED = 12
"""Points of a branch's quarter of which nothing is recorded: what is only taken off is whole."""


def changes(period: str) -> str:
    """The subscription to the standings of a quarter."""
    return f"""subscription {{ standingsChanged(city: "lanzhou", cycle: "2020", index: "branch", period: "{period}") {{
      own {{ total subject {{ code }} }} }} }}"""


def check(running: Running, code: str, period: str, norm: str = "theory_study") -> str:
    """Record that a branch has all points of a norm; answers the position it was written at."""
    about = {"subject": organization_id(code), "indicator": norm, "period": period, "amount": str(NORMS[norm])}
    written = running.execute(RECORD_CHECK, {"input": {"idempotencyKey": f"{code}-{period}-{norm}", **about}})
    return str(written["recordCheck"]["position"])


async def facts(city: BigCity) -> None:
    """Facts a second, and what the platform's processors did for each."""
    codes = city.codes()[:FACTS]
    begun, used = time.perf_counter(), cpu_seconds(city.running)
    with ThreadPoolExecutor(CALLERS) as callers:
        positions = list(callers.map(lambda code: check(city.running, code, "2020-Q1"), codes))
    for position in positions:
        city.after(position)
    written = time.perf_counter() - begun
    await city.judged()
    took, used = time.perf_counter() - begun, cpu_seconds(city.running) - used
    _say(
        f"  facts: {len(codes)}, {len(codes) / written:.0f} mutations/s, {len(codes) / took:.0f} facts/s until judged, "
        f"{used / len(codes) * 1000:.1f} ms of CPU each"
    )


def alone(city: BigCity) -> None:
    """From a mutation to the subscriber, one after another, each when the one before has been received."""
    subscription = Subscription(city.running, changes("2020-Q2"))
    waits: list[float] = []
    for code in city.codes()[-ALONE:]:
        begun = time.perf_counter()
        check(city.running, code, "2020-Q2")
        while code not in {each["subject"]["code"] for each in subscription.next()["standingsChanged"]["own"]}:
            pass
        waits.append(time.perf_counter() - begun)
    _say(f"  one at a time: {len(waits)}, mutation sent to message received {percentiles(waits)}")


def steady(city: BigCity) -> None:
    """From a mutation to the subscriber, at a steady rate that does not wait for answers."""
    facts = [(code, norm) for norm in NORMS for code in city.codes()[:STEADY]][:STEADY]
    subscription = Subscription(city.running, changes("2020-Q3"))
    sent: dict[tuple[str, str], float] = {}
    received: dict[tuple[str, str], float] = {}

    def listen() -> None:
        while len(received) < len(facts):
            for standing in subscription.next()["standingsChanged"]["own"]:
                for norm in had(standing["total"]):
                    about = (standing["subject"]["code"], norm)
                    if about in sent:
                        received.setdefault(about, time.perf_counter())

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    begun = time.perf_counter()
    with ThreadPoolExecutor(RATE) as callers:
        for number, (code, norm) in enumerate(facts):
            time.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
            sent[code, norm] = time.perf_counter()
            callers.submit(check, city.running, code, "2020-Q3", norm)
    listener.join(120)
    waits = [at - sent[about] for about, at in received.items()]
    _say(f"  steady: {RATE}/s, {len(waits)} of {len(facts)} received, fact to subscriber {percentiles(waits)}")


def had(total: str) -> list[str]:
    """The norms of NORMS, in their order, that a branch with this total must have been given."""
    sums = accumulate(NORMS.values(), initial=UNTOUCHED)
    return [norm for norm, reached in zip(NORMS, list(sums)[1:], strict=True) if Decimal(total) >= reached]


def percentiles(waits: list[float]) -> str:
    """The middle and the last hundredth."""
    cuts = statistics.quantiles(waits, n=100)
    return f"p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"


async def backlog(city: BigCity) -> None:
    """Until scoring, started behind an hour's facts, has read and judged them all."""
    city.running.kill("scoring")
    await city.enter(HOUR)
    begun = time.perf_counter()
    city.running.start()
    ready = time.perf_counter()
    await city.judged()
    took = time.perf_counter() - begun
    _say(f"  backlog: {HOUR} facts in {took:.1f} s ({ready - begun:.1f} s to start), {HOUR / took:.0f} facts/s")


async def measure(running: Running, branches: int, *, with_backlog: bool) -> None:
    """All figures of one platform."""
    city = BigCity(running, branches)
    begun = time.perf_counter()
    await city.found()
    await city.judged()
    _say(f"  founded: {branches} branches judged {time.perf_counter() - begun:.1f} s after the first was established")
    await facts(city)
    await asyncio.to_thread(alone, city)
    await asyncio.to_thread(steady, city)
    if with_backlog:
        await backlog(city)


def _say(line: str) -> None:
    print(f"{line} (load {os.getloadavg()[0]:.0f})", flush=True)


def main() -> None:
    """Measure and print."""
    sizes = sorted(int(size) for size in sys.argv[1:]) or [1000]
    print(f"{machine.machine()}, {os.cpu_count()} cores, Python {machine.python_version()}", flush=True)
    with deployments() as known:
        for size in sizes:
            for name, deployment in known.items():
                print(f"{name}, {size} branches:", flush=True)
                with platform(deployment) as running:
                    asyncio.run(measure(running, size, with_backlog=size == sizes[0]))


if __name__ == "__main__":
    main()
