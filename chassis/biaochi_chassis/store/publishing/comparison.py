"""Compares a service's outbox with the log: until the two agree nothing is published, since it could not be kept.

A database that was restored from an older dump is behind a log that holds what it forgot. What it published next would
stand in the log's place of something else. Reads go on; who writes is told both positions.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.event.positions import TopicPartition
from biaochi_chassis.foundation import signals
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.signals import Signal
from biaochi_chassis.log.contract import EventLog, LogUnavailable, Origin, Outgoing
from biaochi_chassis.log.partitions import PARTITIONS
from biaochi_chassis.store import outbox
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.tables import outbox_head

AGAIN = 2.0
"""Seconds until it is compared again while the two do not agree or the log is away."""

_logger = logging.getLogger(__name__)


class PublishingHeld(Refused):
    """Nothing is published now; what was to be done is not done."""


class LogNotCompared(PublishingHeld):
    """This process has not compared its database with the log yet; as soon as it has, it writes."""

    code = "LOG_NOT_COMPARED"
    retryable = True


class LogDisagreement(PublishingHeld):
    """Database and log do not belong together as they are: somebody has to bring them together."""

    code = "LOG_DISAGREES"


@dataclass(frozen=True)
class Compared:
    """How far the outbox of one partition reaches, and the newest record the log has of it."""

    origin: Origin
    outbox: int
    newest: Outgoing | None
    same: bool
    """Whether the outbox has that very record; also where it does not reach that far, or forgot it."""
    complete: bool
    """Whether the outbox still has what the log lacks."""

    @property
    def reached(self) -> int:
        """How far the log reaches."""
        return self.newest.sequence if self.newest else 0

    @property
    def place(self) -> TopicPartition:
        """The partition."""
        return self.origin.topic, self.origin.partition

    def refusal(self) -> LogDisagreement | None:
        """Why nothing may be published there; None where the two agree, or the outbox is ahead."""
        here = f"数据库发布到 {self._at(self.outbox)}，日志已有 {self._at(self.reached)}"
        if self.reached > self.outbox:
            return self._disagreement(
                f"{here}：数据库比日志旧，多半是恢复了较早的备份。现在只能查询，不能写入；"
                "请管理员运行 biaochi log reconcile，把日志里多出的部分补回数据库。"
            )
        if not self.same:
            return self._disagreement(
                f"{here}，但日志在 {self._at(self.reached)} 记的是另一件事：数据库与日志不是同一份历史。现在只能查询，"
                "不能写入；请管理员从同一个备份恢复两者。"
            )
        if not self.complete:
            return self._disagreement(
                f"{here}，而两者之间的事件数据库已不再保留：日志补不齐。现在只能查询，不能写入；"
                "请管理员从同一个备份恢复两者。"
            )
        return None

    def _disagreement(self, sentence: str) -> LogDisagreement:
        details = {"database": self._at(self.outbox), "log": self._at(self.reached)}
        return LogDisagreement(sentence, details=details)

    def _at(self, sequence: int) -> str:
        return f"{self.origin.topic}/{self.origin.partition}/{sequence}"


class Comparison:
    """Whether a database and the log agree on what the service published; a loop of the service."""

    def __init__(self, database: Database, log: EventLog, topics: Sequence[str]) -> None:
        """Hold back what the database publishes to these topics until the two have been compared."""
        self._database = database
        self._log = log
        self._topics = topics
        self._refusal: PublishingHeld | None = LogNotCompared("本服务刚刚启动，还没有与日志核对：请稍后重试。")
        self._looked = False
        self._agreed = asyncio.Event()
        self._doubted = Signal()
        self._doubts = 0
        database.publishing_held = self.refusal

    @property
    def agrees(self) -> bool:
        """Whether the two have been found to agree, since the last doubt."""
        return self._refusal is None

    def refusal(self) -> PublishingHeld | None:
        """Why nothing may be published now; None when it may."""
        return self._refusal

    async def agreed(self) -> None:
        """Return once the two agree."""
        await self._agreed.wait()

    def doubt(self) -> None:
        """Compare again before anything more is published: the database is not what it was."""
        self._doubts += 1
        self._agreed.clear()
        self._refusal = LogNotCompared("本服务的数据库刚刚变了样，正在与日志重新核对：请稍后重试。")
        self._doubted.notify()

    async def run(self) -> None:
        """Compare until the two agree, and again whenever there is doubt."""
        while True:
            doubted = self._doubted.next()
            if not self.agrees:
                await self.look()
            if self.agrees:
                await doubted.wait()
            else:
                await signals.wait_for(doubted, AGAIN)

    async def look(self) -> None:
        """Compare now; what was found holds until the next time, unless there was a doubt while it looked."""
        doubts, before = self._doubts, self._refusal
        try:
            found = await compare(self._database, self._log, self._topics)
            refusal: PublishingHeld | None = next(filter(None, (one.refusal() for one in found)), None)
            if refusal is None:
                await self._correct_marks(found)
        except (SQLAlchemyError, LogUnavailable) as trouble:
            refusal = LogNotCompared("本服务启动以来还没有连上日志，不能写入，可以查询：请稍后用原来的幂等键重试。")
            if not self._looked:
                _logger.warning("%s cannot compare itself with the log yet: %s", self._database.source, trouble)
        self._looked = True
        if self._doubts == doubts:
            self._refusal = refusal
            if refusal is None:
                self._agreed.set()
            elif isinstance(refusal, LogDisagreement) and str(before) != str(refusal):
                _logger.error("%s publishes nothing: %s", self._database.source, refusal)

    async def check(self) -> str | None:
        """Return None once it was tried to compare: then it is known whether writes are taken."""
        return None if self._looked else "is being compared with the log"

    async def held(self) -> str | None:
        """Return why writes are refused; None when they are taken."""
        return None if self._refusal is None else self._refusal.sentence

    def once_agreed(self, check: Callable[[], Awaitable[str | None]]) -> Callable[[], Awaitable[str | None]]:
        """Make a check hold only from the agreement on: what waits for the log keeps nobody from reading."""

        async def checked() -> str | None:
            return await check() if self.agrees else None

        return checked

    async def _correct_marks(self, found: Sequence[Compared]) -> None:
        """Have an older log filled again from where it ends, though the mark says that it was further."""
        reached = {one.place: one.reached for one in found}
        await self._database.update(lambda connection: _correct(connection, reached))


async def compare(database: Database, log: EventLog, topics: Sequence[str]) -> list[Compared]:
    """Compare every partition of the topics. Raises LogUnavailable and what a database raises that does not answer."""
    places = [Origin(database.source, topic, part) for topic in topics for part in range(PARTITIONS)]
    newest = {place: await log.newest(place) for place in places}
    return await database.read(lambda connection: [_compared(connection, *one) for one in newest.items()])


def _compared(connection: Connection, origin: Origin, newest: Outgoing | None) -> Compared:
    topic, part = origin.topic, origin.partition
    head = outbox_head.c
    found = connection.execute(select(head.next_sequence).where(head.topic == topic, head.part == part))
    end = int(found.scalar_one_or_none() or 1) - 1
    reached = newest.sequence if newest else 0

    def kept(sequence: int) -> bytes | None:
        event = outbox.find(connection, (topic, part), sequence)
        return event.value if event else None

    value = kept(reached) if newest else None
    same = newest is None or value is None or value == newest.value
    return Compared(origin, end, newest, same, reached >= end or kept(reached + 1) is not None)


def _correct(connection: Connection, reached: dict[TopicPartition, int]) -> None:
    head = outbox_head.c
    for (topic, part), sequence in reached.items():
        ahead = (head.topic == topic, head.part == part, head.published > sequence)
        connection.execute(update(outbox_head).where(*ahead).values(published=sequence))
