"""Exports that take longer than a request: each has a state and a file in the store, so that any replica answers.

Who builds one does so with its caller's token, which is nowhere but in the memory of this process: what was begun by a
process that ended is not gone on with, and says so.
"""

import asyncio
import hashlib
import logging
import secrets
from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

import obstore
import orjson
from biaochi_chassis.foundation.metrics import EXPORTS
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.user import User
from obstore.store import ObjectStore

from biaochi_gateway.execution.context import RequestContext
from biaochi_gateway.files.building import Page, Wanted, built
from biaochi_gateway.files.refusals import (
    ExportInterrupted,
    ExportNotReady,
    ExportOutdated,
    TooManyExports,
    UnknownExport,
)

KEPT = timedelta(hours=24)
"""How long the file of an export is there."""
SILENT = timedelta(minutes=2)
"""A job of which nothing was noted for so long is not under way any more."""
NOTED = 15.0
"""Seconds after which the process that builds an export notes again that it does."""
SWEPT = 3600.0
TRIES = 20
"""How often a page is read that is refused for now only: a long export waits for its caller's budget."""
MOST = 2
"""Exports of one caller that are under way in one process."""
RUNNING, READY, FAILED = "RUNNING", "READY", "FAILED"
FOLDER = "exports"

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """The state of one export, as it lies beside its file. `grants`: a hash over what its caller may."""

    id: str
    caller: str
    grants: str
    city: str
    name: str
    media: str
    state: str
    begun: str
    noted: str
    read: int = 0
    entries: int = 0
    rows: int = 0
    size: int = 0
    sha256: str = ""
    code: str = ""
    sentence: str = ""

    @property
    def file(self) -> str:
        """Where its file lies in the store."""
        return f"{FOLDER}/{self.id}/file"

    @property
    def expires(self) -> datetime:
        """When it is over."""
        return datetime.fromisoformat(self.begun) + KEPT

    def as_of(self, now: datetime) -> "Job":
        """The job as it stands: one of which nothing is heard any more has failed."""
        if self.state != RUNNING or now - datetime.fromisoformat(self.noted) < SILENT:
            return self
        lost = ExportInterrupted("这次导出没有做完：做它的进程已经停了。请重新发起。")
        return replace(self, state=FAILED, code=lost.code, sentence=lost.sentence)


class Jobs:
    """The exports of one store; one of the gateway's loops."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self._tasks: set[asyncio.Task[None]] = set()
        self._under_way: Counter[str] = Counter()
        """By caller."""

    async def begin(self, wanted: Wanted, context: RequestContext, user: User, first: Page) -> Job:
        """Begin to build an export, of which the first page is read. Raises TooManyExports."""
        if self._under_way[user.subject] >= MOST:
            sentence = f"正在进行的导出已有 {MOST} 个，至多 {MOST} 个：请等其中一个做完。"
            raise TooManyExports(sentence, details={"retryAfter": "10"})
        now = _now().isoformat()
        job = Job(
            id=secrets.token_hex(16),
            caller=user.subject,
            grants=_grants(user),
            city=wanted.city,
            name=wanted.file_name,
            media=wanted.written.media,
            state=RUNNING,
            begun=now,
            noted=now,
            entries=first.total,
        )
        self._under_way[user.subject] += 1
        try:
            await self._note(job)
        except BaseException:
            self._under_way[user.subject] -= 1
            raise
        task = asyncio.create_task(self._run(job, wanted, context, first))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._done(user.subject, done))
        return job

    async def of(self, identifier: str, user: User) -> Job:
        """A job of this caller's. Raises UnknownExport for any other, and for one that is over."""
        found = await self._read(identifier) if identifier.isalnum() else None
        if found is None or found.caller != user.subject or found.expires < _now():
            raise UnknownExport("没有这一次导出：它可能已过期删除。请重新发起。")
        return found.as_of(_now())

    async def ready(self, identifier: str, user: User) -> Job:
        """A job whose file may be fetched by this caller now.

        Raises UnknownExport, ExportNotReady, ExportOutdated, and what its building was refused with.
        """
        job = await self.of(identifier, user)
        if job.state == RUNNING:
            raise ExportNotReady(f"还没有做完：{job.entries} 条中已读 {job.read} 条。请稍后再取。")
        if job.state == FAILED:
            raise ExportInterrupted(f"这次导出没有做成（{job.code}）：{job.sentence}")
        if job.grants != _grants(user):
            raise ExportOutdated("发起这次导出之后权限有了变化：请重新发起。")
        return job

    async def run(self) -> None:
        """Remove what is over, now and every hour; when it ends, so does what is being built."""
        try:
            while True:
                await self._sweep()
                await asyncio.sleep(SWEPT)
        finally:
            for task in self._tasks:
                task.cancel()

    async def _run(self, job: Job, wanted: Wanted, context: RequestContext, first: Page) -> None:
        progress = _Progress(job)
        noting = asyncio.create_task(self._keep_noting(progress))
        try:
            async with built(wanted, context, first, progress.saw, TRIES) as made:
                await obstore.put_async(self._store, job.file, made.chunks())
                job = replace(progress.job, state=READY, rows=made.rows, size=made.size, sha256=made.sha256)
        except Refused as refused:
            job = replace(progress.job, state=FAILED, code=refused.code, sentence=refused.sentence)
        except Exception:
            _logger.exception("an export failed: %s", job.id)
            job = replace(progress.job, state=FAILED, code="INTERNAL", sentence="系统内部出错：请稍后重新发起。")
        finally:
            noting.cancel()
        EXPORTS.labels(wanted.name, wanted.format, job.code or "OK").inc()
        await self._note(replace(job, noted=_now().isoformat()))

    async def _keep_noting(self, progress: "_Progress") -> None:
        while True:
            await asyncio.sleep(NOTED)
            await self._note(replace(progress.job, noted=_now().isoformat()))

    def _done(self, caller: str, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._under_way[caller] -= 1
        if not self._under_way[caller]:
            del self._under_way[caller]
        if not task.cancelled() and (trouble := task.exception()):
            _logger.error("the state of an export could not be kept", exc_info=trouble)

    async def _note(self, job: Job) -> None:
        await obstore.put_async(self._store, f"{FOLDER}/{job.id}/state.json", orjson.dumps(asdict(job)))

    async def _read(self, identifier: str) -> Job | None:
        try:
            found = await obstore.get_async(self._store, f"{FOLDER}/{identifier}/state.json")
        except FileNotFoundError:
            return None
        return Job(**orjson.loads(bytes(await found.bytes_async())))

    async def _sweep(self) -> None:
        try:
            async for found in obstore.list(self._store, FOLDER):
                over = [one["path"] for one in found if _now() - one["last_modified"] > KEPT]
                await obstore.delete_async(self._store, over)
        except Exception as trouble:  # whatever keeps the store away keeps it away for now
            _logger.warning("what is over could not be removed from the store of files: %s", type(trouble).__name__)


class _Progress:
    """How far a job has come."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def saw(self, read: int, entries: int) -> None:
        self.job = replace(self.job, read=read, entries=entries)


def _grants(user: User) -> str:
    """A hash over everything that a caller may."""
    held = sorted(f"{one.role} {one.city} {sorted(one.subjects)}" for one in user.grants)
    return hashlib.sha256("\n".join(held).encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)
