"""The platform as a background process of one home: started once, found again, stopped by its own id."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from biaochi_chassis.settings import Settings

from biaochi_cli.record import Record, find

START_SECONDS = 60
STOP_SECONDS = 30
PAUSE_SECONDS = 0.1


class CannotStart(Exception):
    """Why the platform cannot start here; str() is a sentence."""


@dataclass(frozen=True)
class Background:
    """The process that serves one home, if there is one."""

    settings: Settings

    @property
    def log_file(self) -> Path:
        """Where the process writes what it has to say."""
        return self.settings.home / "logs" / "platform.log"

    def running(self) -> Record | None:
        """Our running process, or None."""
        return find(self.settings)

    def ready(self) -> bool:
        """True when the platform answers that it is ready."""
        try:
            record = self.running()
            port = record.port if record else self.settings.port
            url = f"http://{self.settings.host}:{port}/health/ready"
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def start(self, waiting: Callable[[float], None]) -> None:
        """Start the process and wait until it is ready. Refuses a port that somebody else has."""
        self._refuse_taken_port()
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "biaochi_cli.platform"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        begun = time.monotonic()
        while not (self.running() and self.ready()):
            seconds = time.monotonic() - begun
            if process.poll() is not None:
                raise CannotStart(f"The platform stopped while starting; the last lines of {self.log_file} say why.")
            if seconds > START_SECONDS:
                raise CannotStart(f"The platform is not ready after {START_SECONDS} s; see {self.log_file}.")
            waiting(seconds)
            time.sleep(PAUSE_SECONDS)

    def stop(self) -> bool:
        """Ask our process to finish and wait for it. False when none runs."""
        record = self.running()
        if record is None:
            return False
        os.kill(record.pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while self.running() == record:
            if time.monotonic() > deadline:
                os.kill(record.pid, signal.SIGKILL)
            time.sleep(PAUSE_SECONDS)
        return True

    def _refuse_taken_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.settings.host, self.settings.port))
            except OSError as fault:
                raise CannotStart(
                    f"Port {self.settings.port} on {self.settings.host} is taken by another program: "
                    f"stop that one, or choose a port with BIAOCHI_PORT, e.g. BIAOCHI_PORT={self.settings.port + 100}."
                ) from fault
