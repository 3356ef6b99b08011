"""Starts a server as a child that cannot outlive the test run, waits for its port, and stops it."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 20


def free_port() -> int:
    """Return a loopback port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def unprivileged(*names: str) -> str | None:
    """Return the first of these users that exists when we are root, else None: we are unprivileged already."""
    if os.geteuid() != 0:
        return None
    return next(name for name in (*names, "nobody") if _exists(name))


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def as_user(command: Sequence[str], user: str | None) -> list[str]:
    """Return the command as that user, ended by the kernel when we end: setpriv is part of every Debian."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    who = [f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"] if user else []
    return [setpriv, *who, "--pdeathsig=KILL", *command]


@dataclass
class Server:
    """A running server process and where it writes."""

    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM

    @classmethod
    def start(cls, command: Sequence[str], log: Path, stop_signal: signal.Signals = signal.SIGTERM) -> "Server":
        """Start it; what it says goes to the file."""
        with log.open("ab") as out:
            return cls(subprocess.Popen(command, stdout=out, stderr=out, cwd="/"), log, stop_signal)

    def wait_for(self, is_ready: Callable[[], bool], seconds: int = START_SECONDS) -> None:
        """Return when it is ready. Fails when it ends before, or is not ready in so many seconds."""
        end = time.monotonic() + seconds
        while not is_ready():
            assert self.runs(), f"the server ended while starting:\n{self.log.read_text()[-3000:]}"
            assert time.monotonic() < end, f"the server is not ready:\n{self.log.read_text()[-3000:]}"
            time.sleep(0.05)

    def runs(self) -> bool:
        """Whether it has not ended by itself."""
        return self.process.poll() is None

    def stop(self) -> None:
        """Ask it to finish; kill it when it does not."""
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()
