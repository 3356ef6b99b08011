"""The one thread of a process that writes its database: work that waits shares one commit (group commit).

Every piece of work is whole or nothing for itself, and nobody is answered before what it wrote is durable.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine

MOST_SHARED = 64
"""Pieces of work in one commit at the most, so that the first of a full queue does not wait for ever."""

T = TypeVar("T")


class Withdrawn(Exception):
    """Raised by work that wants to leave no trace and to answer all the same."""

    def __init__(self, answer: object) -> None:
        """Carry the answer."""
        super().__init__()
        self.answer = answer


@dataclass(eq=False)
class _Work:
    """A piece of work, whoever waits for it, and what became of it."""

    run: Callable[[Connection], object]
    loop: asyncio.AbstractEventLoop
    waiter: asyncio.Future[object]
    answer: object = None
    failure: BaseException | None = None

    @classmethod
    def of(cls, run: Callable[[Connection], object]) -> "_Work":
        """Work whose answer the running task is to wait for."""
        loop = asyncio.get_running_loop()
        return cls(run, loop, loop.create_future())

    def settle(self) -> None:
        """Answer whoever waits; from any thread."""
        # The loop may be gone: then nobody waits any more.
        with contextlib.suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        if self.waiter.done():
            return
        if self.failure is None:
            self.waiter.set_result(self.answer)
        else:
            self.waiter.set_exception(self.failure)


@dataclass(eq=False)
class _Turn:
    """The writers' turn, kept by one task: everything in its own queue is one transaction, up to None."""

    begun: _Work
    queue: queue.SimpleQueue[_Work | None]
    ended: _Work
    keep: bool = False


class Writer:
    """Runs work in order of arrival, each piece in a transaction of the engine's one connection."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Have no thread yet; it begins with the first work."""
        self._engine = engine
        self._name = name
        self._queue: queue.SimpleQueue[_Work | _Turn | None] = queue.SimpleQueue()
        self._next: _Work | _Turn | None = None
        self._thread: threading.Thread | None = None
        self._turn: _Turn | None = None

    @property
    def held(self) -> bool:
        """Whether somebody keeps the turn."""
        return self._turn is not None

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Return what the work answers, once what it wrote is durable; raise what it raises, and then nothing is."""
        piece = _Work.of(work)
        if self._turn:
            self._turn.queue.put(piece)
        else:
            self._put(piece)
        return cast("T", await piece.waiter)

    @contextlib.asynccontextmanager
    async def holding(self) -> AsyncIterator[None]:
        """Keep the turn: all work of the block is one transaction, which commits at its end."""
        turn = _Turn(_Work.of(_nothing), queue.SimpleQueue(), _Work.of(_nothing))
        self._put(turn)
        await turn.begun.waiter
        self._turn = turn
        try:
            yield
            turn.keep = True
        finally:
            self._turn = None
            turn.queue.put(None)
            await turn.ended.waiter

    async def close(self) -> None:
        """Do what waits, then end the thread."""
        if self._thread:
            self._queue.put(None)
            await asyncio.to_thread(self._thread.join)
            self._thread = None

    def _put(self, wish: _Work | _Turn) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name=f"{self._name}-writer", daemon=True)
            self._thread.start()
        self._queue.put(wish)

    def _serve(self) -> None:
        while (wish := self._next or self._queue.get()) is not None:
            self._next = None
            if isinstance(wish, _Turn):
                self._keep_turn(wish)
            else:
                for piece in self._write_together(wish):
                    piece.settle()

    def _write_together(self, first: _Work) -> list[_Work]:
        """Write this and what waits behind it in one transaction; what fails is taken back alone."""
        together = [first]
        try:
            with self._engine.connect() as connection, connection.begin() as whole:
                try:
                    _run(first, connection)
                except BaseException:
                    whole.rollback()
                    raise
                while len(together) < MOST_SHARED and (piece := self._waiting()):
                    together.append(piece)
                    _run_apart(piece, connection)
        except BaseException as failure:
            for piece in together:
                piece.failure = piece.failure or failure
        return together

    def _waiting(self) -> _Work | None:
        """The next piece of work if there is one already; anything else is left for later."""
        try:
            self._next = self._queue.get_nowait()
        except queue.Empty:
            return None
        if self._next is None:
            self._queue.put(None)
        if not isinstance(self._next, _Work):
            return None
        piece, self._next = self._next, None
        return piece

    def _keep_turn(self, turn: _Turn) -> None:
        try:
            with self._engine.connect() as connection, connection.begin() as whole:
                turn.begun.settle()
                while (piece := turn.queue.get()) is not None:
                    _run_apart(piece, connection)
                    piece.settle()
                if not turn.keep:
                    whole.rollback()
        except BaseException as failure:
            turn.begun.failure = turn.ended.failure = failure
            turn.begun.settle()
        turn.ended.settle()


def _run(piece: _Work, connection: Connection) -> None:
    try:
        piece.answer = piece.run(connection)
    except BaseException as failure:
        piece.failure = failure
        raise


def _run_apart(piece: _Work, connection: Connection) -> None:
    """Run it so that it can be taken back alone; raises only when the connection itself is lost."""
    part = connection.begin_nested()
    try:
        _run(piece, connection)
        part.commit()
    except BaseException:
        part.rollback()


def _nothing(_connection: Connection) -> None:
    """Do nothing."""
