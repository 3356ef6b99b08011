"""A TCP proxy that delays, falls silent, cuts or resets, on a loopback port: the network between two processes."""

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

_AT_ONCE = 65536
_LOOK = 0.02
_RESET = struct.pack("ii", 1, 0)


@dataclass
class Weather:
    """How the network is now: seconds each packet takes, whether nothing arrives (or no answer), what will be cut."""

    delay: float = 0.0
    silent: bool = False
    mute: bool = False
    closed: bool = False
    answers_to_cut: int = 0


class Network:
    """The thread in which all proxies live, for the length of a with block."""

    def __init__(self) -> None:
        """Have no proxy yet."""
        self._proxies: list[Proxy] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="network", daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _trouble: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Cut everything."""
        self.do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def lead_to(self, port: int) -> "Proxy":
        """Return a proxy on a free port that leads to this one, whoever listens there or not."""
        proxy = Proxy(port)
        self._proxies.append(proxy)
        self.do(proxy.listen())
        return proxy

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Have it done in the thread."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _end(self) -> None:
        for proxy in self._proxies:
            proxy.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Proxy:
    """One port that leads to another, through the weather of the day."""

    def __init__(self, target: int) -> None:
        """Listen on any free port; `weather` may be changed at any time from any thread."""
        self.weather = Weather()
        self.port = 0
        self._target = target
        self._server: asyncio.Server
        self._ends: set[asyncio.StreamWriter] = set()

    async def listen(self) -> None:
        """Begin."""
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    async def reset(self) -> None:
        """End every open connection at once, as a broken network card would."""
        for writer in list(self._ends):
            _reset(writer)

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.weather.closed:
                raise ConnectionRefusedError
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            _reset(writer)
            return
        self._ends |= {writer, far_writer}
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(reader, far_writer))
                both.create_task(self._pump(far_reader, writer, answers=True))
        except* (OSError, EOFError):
            pass
        finally:
            for end in (writer, far_writer):
                self._ends.discard(end)
                end.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool = False) -> None:
        while data := await reader.read(_AT_ONCE):
            if self.weather.delay:
                await asyncio.sleep(self.weather.delay)
            # What is lost on the way is sent again by TCP: it arrives once the silence is over.
            while self.weather.silent or (answers and self.weather.mute):  # noqa: ASYNC110 - another thread ends it
                await asyncio.sleep(_LOOK)
            if answers and self.weather.answers_to_cut > 0:
                self.weather.answers_to_cut -= 1
                _reset(writer)
                raise EOFError
            writer.write(data)
            await writer.drain()
        with contextlib.suppress(OSError):
            writer.write_eof()


def _reset(writer: asyncio.StreamWriter) -> None:
    channel = writer.get_extra_info("socket")
    if channel is not None:
        with contextlib.suppress(OSError):
            channel.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
