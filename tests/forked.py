"""Our programs as processes that are forked from one that has loaded them: it is paid for once, not at every start.

To load a program takes most of what its start takes, and a run of the tests starts hundreds. Each program has a process
that has loaded it, has one thread and forks, as the host of plugins does: what it forks has its own arguments,
environment, files and end. Programs have different seeds of hashes, since each was loaded by a process of its own.
What was forked ends with the process that has loaded it, and that one with the tests: a worker that is killed leaves
no platform behind, which would keep its memory.
"""

import ctypes
import json
import os
import select
import selectors
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import IO, NoReturn

_NUMBER = struct.Struct("i")
_MESSAGE = 2**20
_ALONE = {"PYTHONHASHSEED": "random", "OPENBLAS_NUM_THREADS": "1", "COLUMNS": "200"}
"""What a loading process is given besides: it may have no thread when it forks, and the terminal is wide."""
_END_WITH_PARENT = 1
_libc = ctypes.CDLL(None)


class Forked:
    """A forked process, as subprocess.Popen would have it."""

    def __init__(self, arguments: Sequence[str], said: int) -> None:
        """`said`: where its number is read, and then its exit code."""
        self.returncode: int | None = None
        self._arguments, self._said = arguments, said
        self.pid = self._read()

    def poll(self) -> int | None:
        """Its exit code, if it has ended."""
        return self.returncode if self.returncode is not None or not self._ended(0) else self.wait()

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended. Raises TimeoutExpired when it did not in so many seconds."""
        if self.returncode is None:
            if timeout is not None and not self._ended(timeout):
                raise subprocess.TimeoutExpired(self._arguments, timeout)
            self.returncode = self._read()
            os.close(self._said)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to finish."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send_signal(signal.SIGKILL)

    def _ended(self, seconds: float) -> bool:
        ready = select.poll()
        ready.register(self._said, select.POLLIN)
        return bool(ready.poll(seconds * 1000))

    def _read(self) -> int:
        said = os.read(self._said, _NUMBER.size)
        assert said, "the process that had loaded the program is gone"
        number: int = _NUMBER.unpack(said)[0]
        return number


@dataclass
class Program:
    """A program by its name: `platform`, a part, or `command`; loaded when it is first started."""

    name: str
    _loader: subprocess.Popen[bytes] | None = None
    _orders: socket.socket = field(init=False)

    def load(self) -> None:
        """Begin to load it, unless that was done."""
        if self._loader is not None:
            return
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "tests.forked", self.name, str(theirs.fileno())]
            given = {**os.environ, **_ALONE}
            self._loader = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=given, pass_fds=[theirs.fileno()]
            )

    def start(
        self, arguments: Sequence[str], environment: Mapping[str, str], out: IO[bytes], errors: IO[bytes]
    ) -> Forked:
        """Start it; what it writes goes to the files."""
        self.load()
        read, write = os.pipe()
        with open(os.devnull, "rb") as nothing:
            order = json.dumps([arguments, dict(environment), os.getcwd()]).encode()
            files = [nothing.fileno(), out.fileno(), errors.fileno(), write]
            socket.send_fds(self._orders, [order], files)
        os.close(write)
        return Forked([self.name, *arguments], read)

    def unload(self) -> None:
        """End the process that has loaded it, and with it what that has forked."""
        if self._loader is not None:
            self._orders.close()
            self._loader.wait()


PROGRAMS = {name: Program(name) for name in ("platform", "org", "assessment", "scoring", "gateway", "command")}


def _loaded(name: str) -> Callable[[], NoReturn]:
    """What runs the program in this process, with all its modules loaded."""
    from biaochi_chassis.runtime.ending import end_after  # noqa: PLC0415 - the tests' own process loads no program

    if name == "platform":
        for module in ("biaochi_scoring.app", "biaochi_cli.serving.whole"):
            import_module(module)
        main = import_module("biaochi_cli.platform").main
        return lambda: end_after(main)
    command = import_module("biaochi_cli.main")
    modules = {module for module, _ in command.Commands.elsewhere.values()}
    for module in modules if name == "command" else ("biaochi_cli.operating", f"biaochi_{name}.app"):
        import_module(module)
    run: Callable[[], NoReturn] = command.run
    return run


def _fork_as_ordered(run: Callable[[], NoReturn], orders: socket.socket) -> None:
    """Fork for every order, and say of each process its number and its exit code, until there are no more orders."""
    with selectors.DefaultSelector() as selector:
        selector.register(orders, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not orders:
                    pid, said = key.data
                    _, status = os.waitpid(pid, 0)
                    os.write(said, _NUMBER.pack(os.waitstatus_to_exitcode(status)))
                    selector.unregister(key.fileobj)
                    os.close(key.fd)
                    os.close(said)
                    continue
                order, files, _, _ = socket.recv_fds(orders, _MESSAGE, 4)
                if not order:
                    return
                assert len(os.listdir("/proc/self/task")) == 1, "threads do not come along when a process forks"
                pid = os.fork()
                if not pid:
                    others = [fd for each in selector.get_map().values() if each.data for fd in (each.fd, each.data[1])]
                    selector.close()
                    orders.close()
                    _become(run, order, files, others)
                *given, said = files
                for file in given:
                    os.close(file)
                os.write(said, _NUMBER.pack(pid))
                selector.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, said))


def _become(run: Callable[[], NoReturn], order: bytes, files: Sequence[int], others: Sequence[int]) -> NoReturn:
    _libc.prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    arguments, environment, folder = json.loads(order)
    for number, file in enumerate(files[:3]):
        os.dup2(file, number)
    for file in (*files, *others):
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    time.tzset()
    tempfile.tempdir = None
    sys.argv = [sys.argv[0], *arguments]
    run()


if __name__ == "__main__":
    _fork_as_ordered(_loaded(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])))
