"""The one thread of a process that writes its database: work that waits shares one commit (group commit).

Every piece of work is whole or nothing for itself, and nobody is answered before what it wrote is durable.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from biaochi_chassis.store.statements import say

MOST_SHARED = 64
"""Pieces of work in one commit at the most, so that the first of many does not wait for ever."""

_APART, _TOGETHER, _TAKE_BACK = "savepoint apart", "release savepoint apart", "rollback to savepoint apart"
"""Said to the driver: a nested transaction of SQLAlchemy's costs six times as much, and every piece of work is one."""

T = TypeVar("T")


class Withdrawn(Exception):
    """Raised by work that wants to leave no trace and to answer all the same."""

    def __init__(self, answer: object) -> None:
        """Carry the answer."""
        super().__init__()
        self.answer = answer


@dataclass(eq=False)
class _Work:
    """A piece of work, what became of it, and where its answer is waited for."""

    run: Callable[[Connection], object]
    answer: object = None
    failure: BaseException | None = None
    waiter: Future[object] = field(default_factory=Future)

    def begin(self) -> bool:
        """Whether it is still waited for; if not, it must not be run."""
        return self.waiter.set_running_or_notify_cancel()

    def settle(self) -> None:
        """Answer whoever waits."""
        if self.failure is None:
            self.waiter.set_result(self.answer)
        else:
            self.waiter.set_exception(self.failure)


@dataclass(eq=False)
class _Turn:
    """The writers' turn, kept by one task: its pieces of work, up to None, are one transaction."""

    begun: Future[None] = field(default_factory=Future)
    pieces: SimpleQueue[_Work | None] = field(default_factory=SimpleQueue)
    keep: bool = False


class Writer:
    """Runs work in order of arrival on the engine's one connection; used from one event loop."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Have no thread yet; it begins with the first work."""
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, f"{name}-writer")
        self._waiting: deque[_Work] = deque()
        self._turn: _Turn | None = None
        self._closed = False

    @property
    def held(self) -> bool:
        """Whether somebody keeps the turn."""
        return self._turn is not None

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Return what the work answers, once what it wrote is durable; raise what it raises, and then nothing is.

        Work whose caller is gone before its turn comes is not run; what has begun is finished without one. Raises
        RuntimeError after `close`.
        """
        if self._closed:
            raise RuntimeError("this database is closed")
        piece = _Work(work)
        if self._turn:
            self._turn.pieces.put(piece)
        else:
            self._waiting.append(piece)
            self._thread.submit(self._write_together)
        return cast("T", await asyncio.wrap_future(piece.waiter))

    @contextlib.asynccontextmanager
    async def holding(self) -> AsyncIterator[None]:
        """Keep the turn: all work of the block is one transaction, which commits at its end."""
        turn = _Turn()
        ended = self._thread.submit(self._keep_turn, turn)
        try:
            await asyncio.wrap_future(turn.begun)
            self._turn = turn
            try:
                yield
                turn.keep = True
            finally:
                self._turn = None
        finally:
            turn.pieces.put(None)
            await asyncio.wrap_future(ended)

    async def close(self) -> None:
        """Do what waits, then end the thread."""
        self._closed = True
        await asyncio.to_thread(self._thread.shutdown)

    def _write_together(self) -> None:
        """Write what waits in one transaction; what fails is taken back alone. Nothing to do if others were faster."""
        together: list[_Work] = []
        if first := self._next(together):
            try:
                with self._engine.connect() as connection, connection.begin():
                    first.answer = first.run(connection)
                    while piece := self._next(together):
                        _run_apart(piece, connection)
            except BaseException as failure:
                # Also whoever was refused: it may have been for something that another of them had written.
                for piece in together:
                    piece.failure = failure
        for piece in together:
            piece.settle()

    def _next(self, together: list[_Work]) -> _Work | None:
        """Take one more of those that wait into the group, if there is one and room for it."""
        while self._waiting and len(together) < MOST_SHARED:
            piece = self._waiting.popleft()
            if piece.begin():
                together.append(piece)
                return piece
        return None

    def _keep_turn(self, turn: _Turn) -> None:
        if not turn.begun.set_running_or_notify_cancel():
            return
        try:
            with self._engine.connect() as connection, connection.begin() as whole:
                turn.begun.set_result(None)
                _run_all(turn.pieces, connection)
                if not turn.keep:
                    whole.rollback()
        except BaseException as failure:
            if not turn.begun.done():
                turn.begun.set_exception(failure)
            raise


def _run_all(pieces: SimpleQueue[_Work | None], connection: Connection) -> None:
    """Run and answer one after the other, up to None. Raises what the transaction was lost with."""
    lost: BaseException | None = None
    for piece in iter(pieces.get, None):
        if not piece.begin():
            continue
        try:
            if lost is None:
                _run_apart(piece, connection)
                connection.exec_driver_sql(_TOGETHER)
        except BaseException as failure:
            lost = failure
        piece.failure = piece.failure or lost
        piece.settle()
    if lost is not None:
        raise lost


def _run_apart(piece: _Work, connection: Connection) -> None:
    """Run it so that it can be taken back alone. Raises only what the whole transaction is lost with.

    Its savepoint is left open: the commit of a few releases them all.
    """
    say(connection, _APART, [()])
    try:
        piece.answer = piece.run(connection)
    except BaseException as failure:
        piece.failure = failure
        try:
            connection.exec_driver_sql(_TAKE_BACK)
        except SQLAlchemyError:
            # As a full disk does on SQLite: it takes back the whole transaction, savepoints and all.
            raise failure from None
        if connection.invalidated:
            raise
