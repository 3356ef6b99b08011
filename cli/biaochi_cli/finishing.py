"""The example year that is finished: closed, shown, signed by two, and followed by what it leads to, as a city does it.

A notice lasts working days. Its end is reached by a clock set ahead for a moment.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.foundation.settings import Settings
from rich.console import Console

from biaochi_cli.background import Background, CannotStart
from biaochi_cli.bringing import SECOND, Imported, office_of
from biaochi_cli.importing.office import PAUSE_SECONDS, Office

CITY, CYCLE = "dazhou", "2020"
"""The city whose results lead to something for some of its units, and nobody's who looks around first."""
T = TypeVar("T")
COMPUTING = ("COLLECTING", "PENDING")
LOOKS = 600


def finish_example(settings: Settings, background: Background, console: Console) -> None:
    """Bring the example year of one city, once it is imported, to final results and what follows from them, once.

    An interrupted run goes on where it was. Where the clock cannot be moved, nothing is done.
    """
    done = settings.data / f"finished-{CITY}.json"
    if done.exists() or not background.clock_moves or not (settings.data / f"imported-{CITY}.json").exists():
        return
    console.print(f"Closing the example year of {CITY}: notice, two signatures, what follows ...")
    last = asyncio.run(_by_two(settings, shown))
    with background.clock_at(f"{last + timedelta(days=1)}T09:00:00+08:00"):
        asyncio.run(_by_two(settings, signed))
    done.write_text("{}")


def close_example(settings: Settings, background: Background) -> Imported:
    """What closes the example year once it is imported: its results are computed while other cities are imported."""

    async def imported(city: str) -> None:
        if city == CITY and background.clock_moves:
            await _by_two(settings, closed)

    return imported


async def closed(first: Office, second: Office) -> None:
    """Close the year, if nobody has."""
    if (await _life(first)).state == "COLLECTING":
        closing = pb.CloseCyclesRequest(city=first.city, deeds=[pb.CloseCycle(idempotency_key="close", code=CYCLE)])
        for office in (first, second):
            await office.write(office.assessment.close_cycles, closing)


async def shown(first: Office, second: Office) -> date:
    """Close the year, if nobody has, and show its results; the last day of the notice."""
    await closed(first, second)
    life = await _computed(first)
    if life.state == "SCORED":
        notice = pb.BeginNotice(idempotency_key="notice", cycle=CYCLE, results_hash=life.results_hash)
        for office in (first, second):
            beginning = pb.BeginNoticesRequest(city=office.city, deeds=[notice])
            await office.write(office.assessment.begin_notices, beginning)
    return date.fromisoformat((await _life(second)).notice.until)


async def signed(first: Office, second: Office) -> None:
    """Sign the results once their notice is over; of what follows one is closed, one is done, all others are open."""
    life = await _life(first)
    for office, key in ((first, "sign"), (second, "countersign")):
        signature = pb.SignResult(idempotency_key=key, cycle=CYCLE, results_hash=life.results_hash)
        await office.write(office.assessment.sign_results, pb.SignResultsRequest(city=office.city, deeds=[signature]))
    listing = pb.ListConsequencesRequest(city=first.city, cycle=CYCLE, first=2)
    answer = await first.assessment.list_consequences(listing, headers=await second.headers())
    followed = [one.code for one in answer.consequences]
    await _advance(first, followed, "CARRY_OUT", "样例：已约谈，限期整改。")
    await _advance(second, followed[:1], "CLOSE")


async def _advance(office: Office, consequences: Sequence[str], step: str, words: str = "") -> None:
    steps = [
        pb.AdvanceConsequence(idempotency_key=f"{step}/{code}", consequence=code, step=step, words=words)
        for code in consequences
    ]
    request = pb.AdvanceConsequencesRequest(city=office.city, deeds=steps)
    await office.write(office.assessment.advance_consequences, request)


async def _computed(office: Office) -> pb.GetResultLifeAnswer:
    """The life of the results once there are any. Raises CannotStart where there are none for long."""
    for _ in range(LOOKS):
        if (life := await _life(office)).state not in COMPUTING:
            return life
        await asyncio.sleep(PAUSE_SECONDS)
    raise CannotStart(f"The results of {office.city} {CYCLE} are not computed yet: run the same again in a while.")


async def _life(office: Office) -> pb.GetResultLifeAnswer:
    request = pb.GetResultLifeRequest(city=office.city, cycle=CYCLE)
    return await office.assessment.get_result_life(request, headers=await office.headers())


async def _by_two(settings: Settings, do: Callable[[Office, Office], Awaitable[T]]) -> T:
    async with office_of(settings, CITY) as first, office_of(settings, CITY, SECOND) as second:
        return await do(first, second)
