"""Full recomputation of a city of members, from stored facts: tier M and tier L, made here.

`python -m benchmarks.tiers [M] [L]`; M unless said otherwise. M has 6 000 organizations and 120 000 members, L ten
times as many; each member has two facts in the year, and a sheet in each of its four quarters. One process fills
scoring's database as its consumer would, another recomputes it: so much time and memory as that one took.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.garbage import collect_rarely
from biaochi_scoring.events.decode import ASSESSMENT, ORG
from biaochi_scoring.store.tables import sheet
from biaochi_sdk import Model, Publish, Recorded, Source, check, default, rank, total_of
from google.protobuf.message import Message
from sqlalchemy import func, select

from tests.scoring.scorer import open_scorer
from tests.scoring.town import Town
from tests.servers.databases import in_files

ORGANIZATIONS = {"M": 6_000, "L": 60_000}
MEMBERS = 20
"""Of each organization."""
AT_ONCE = 2_000
QUARTERLY = Recorded(who="branch", cadences=("quarter",))


class Member(
    Model,
    code="member",
    title=default("样例党员"),
    subject="MEMBER",
    since="2020-01-01",
    source=Source("样例办法", "第一条"),
    defaults=Source("默认值", "可调整"),
):
    """What a member does in a quarter, and the place among all members."""

    study = check(default(20), default("0.5"), QUARTERLY, at="quarter", missing="zero")(default("学习"))
    service = check(default(20), default("0.5"), QUARTERLY, at="quarter", missing="zero")(default("服务"))
    points = total_of(study, service, full=default(40))(default("得分"))
    place = rank(points, ties="competition")(default("名次"))
    at_quarter = Publish("quarter", totals={"member": points}, ranks={"member": place})


class Tier(Town):
    """A town whose events are handed on as they come, and not kept."""

    def __init__(self) -> None:
        """Have nobody yet."""
        super().__init__(Member.graph)
        self._appended: Counter[str] = Counter()

    def append(self, topic: str, subject: str, message: Message, caller: str = "样例办公室") -> ReceivedEvent:
        """Append it behind all that were handed on before."""
        record = super().append(topic, subject, message, caller)
        self._appended[topic] += 1
        number = self._appended[topic]
        record = record._replace(sequence=number, offset=number - 1, id=f"{topic}/{number}")
        self.records[topic][-1] = record
        return record

    def handed_on(self, topic: str) -> Sequence[ReceivedEvent]:
        """What was appended since the last time."""
        records, self.records[topic] = self.records[topic], []
        return records


def members(organizations: int) -> Iterator[tuple[str, str]]:
    """Each with the branch."""
    for branch in range(organizations):
        for number in range(MEMBERS):
            yield f"B{branch:06}", f"P{branch * MEMBERS + number:07}"


async def fill(home: Path, organizations: int) -> None:
    """Have everybody established and every fact taken in."""
    tier = Tier()
    async with open_scorer(in_files(home)) as scorer:
        tier.install()
        tier.establish(*(f"B{number:06}" for number in range(organizations)))
        tier.open_cycle(2020)
        await scorer.handle_new(tier)
        tier.records.clear()
        for count, (branch, member) in enumerate(members(organizations), 1):
            tier.join(member, branch, "2019-01-01")
            if count % AT_ONCE == 0:
                await scorer.handle(tier.handed_on(ORG))
        for count, (_, member) in enumerate(members(organizations), 1):
            for quarter, norm in enumerate(("study", "service"), 1 + count % 3):
                points = str(count % 41 / 2)
                tier.fact("check", f"{norm}-{member}", member, f"2020-Q{quarter}", indicator=norm, amount=points)
            if count % AT_ONCE == 0:
                await scorer.handle(tier.handed_on(ASSESSMENT))


async def recompute(home: Path) -> None:
    """Judge everybody, as a process that serves would, and say what it took."""
    collect_rarely()
    async with open_scorer(in_files(home)) as scorer:
        begun, used = time.perf_counter(), time.process_time()
        await scorer.settle()
        took, used = time.perf_counter() - begun, time.process_time() - used
        sheets = await scorer.database.read(
            lambda one: one.execute(select(func.count()).select_from(sheet)).scalar_one()
        )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{sheets} sheets in {took:.1f} s, {used:.1f} CPU-s, at most {most:.0f} MiB", end="", flush=True)


def main() -> None:
    """Measure and print."""
    match sys.argv[1:]:
        case ["fill", home, organizations]:
            asyncio.run(fill(Path(home), int(organizations)))
        case ["recompute", home]:
            asyncio.run(recompute(Path(home)))
        case tiers:
            for tier in tiers or ["M"]:
                measure(tier)


def measure(tier: str) -> None:
    """One tier in a home of its own."""
    count = ORGANIZATIONS[tier]
    print(f"{tier}, {count} organizations, {count * MEMBERS} members: ", end="", flush=True)
    with tempfile.TemporaryDirectory() as home:
        for work in (["fill", home, str(count)], ["recompute", home]):
            subprocess.run([sys.executable, "-m", "benchmarks.tiers", *work], check=True)
    print(f" (load {os.getloadavg()[0]:.0f})", flush=True)


if __name__ == "__main__":
    main()
