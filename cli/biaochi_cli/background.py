"""The platform as a background process of one home: started once, found again, stopped by its own id."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from biaochi_chassis.foundation.clock import SystemClock
from biaochi_chassis.foundation.settings import SERVICES, Settings, SettingsRefused

from biaochi_cli.record import Record, alone, find

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

    @property
    def _clock_file(self) -> Path:
        return self.settings.home / "run" / "clock"

    def running(self) -> Record | None:
        """Our running process, or None."""
        return find(self.settings)

    def ready(self) -> bool:
        """True when the platform answers that it is ready."""
        return bool(self.readiness().get("ready"))

    def readiness(self) -> dict[str, Any]:
        """What the platform answers when it is asked whether it is ready: `ready`, `troubles`, `limits`; or nothing."""
        record = self.running()
        port = record.port if record else self.settings.port
        with closing(http.client.HTTPConnection(self.settings.host, port, timeout=5)) as connection:
            try:
                connection.request("GET", "/health/ready")
                answer: dict[str, Any] = json.loads(connection.getresponse().read())
            except (http.client.HTTPException, OSError, ValueError):
                return {}
        return answer

    @property
    def clock_moves(self) -> bool:
        """Whether `clock_at` moves it: in development, where it is the machine's, and neither a server's nor said."""
        settings = self.settings
        files = all(settings.database(name).startswith("sqlite") for name in SERVICES)
        return settings.development and files and isinstance(settings.clock(), SystemClock)

    @contextmanager
    def clock_at(self, instant: str) -> Iterator[None]:
        """Have it be that instant on the platform that `started` started, for the length of the block."""
        self._clock_file.write_text(instant, encoding="ascii")
        try:
            yield
        finally:
            self._clock_file.unlink()

    @contextmanager
    def started(self, waiting: Callable[[float], None]) -> Iterator[None]:
        """Start the process, and after the block wait until it is ready.

        Another start of this home that was quicker will do as well.

        Where its clock moves, `clock_at` moves it.

        Raises CannotStart for a port that somebody else has, or for a city that is to be served and not installed,
        SettingsRefused for a home that cannot be used.
        """
        process = self._begun()
        begun = time.monotonic()
        yield
        while not (self.running() and self.ready()):
            seconds = time.monotonic() - begun
            if process and process.poll() is not None and self.running() is None:
                raise CannotStart(f"The platform stopped while starting: {self._last_line()} (more in {self.log_file})")
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

    def _begun(self) -> subprocess.Popen[bytes] | None:
        """The process, or None when another start was quicker. What stands in its way is said here, to a person."""
        try:
            with alone(self.settings):
                self._refuse_taken_ports()
                self._refuse_absent_plugins()
        except SettingsRefused:
            if self.running():
                return None
            raise
        self._clock_file.unlink(missing_ok=True)
        clock = {"BIAOCHI_CLOCK": f"@{self._clock_file}"} if self.clock_moves else {}
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "biaochi_cli.platform"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, **clock},
            )

    def _last_line(self) -> str:
        return self.log_file.read_text(errors="replace").rstrip().rpartition("\n")[2]

    def _refuse_absent_plugins(self) -> None:
        if self.settings.plugins is None:
            return
        from biaochi_sdk.host.discovery import absent  # noqa: PLC0415 - what loads the SDK is loaded where it is needed
        from biaochi_sdk.host.installed import InstalledPlugins  # noqa: PLC0415

        for reason in absent(self.settings.plugins, InstalledPlugins(self.settings.plugin_folder)):
            raise CannotStart(f"BIAOCHI_PLUGINS cannot be served: {reason}")

    def _refuse_taken_ports(self) -> None:
        apart = [self.settings.part_port("scoring")] if self.settings.scoring_apart else []
        for port in (self.settings.port, *apart):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((self.settings.host, port))
                except OSError as fault:
                    other = self.settings.port + 100
                    raise CannotStart(
                        f"Port {port} on {self.settings.host} is taken by another program: "
                        f"stop that one, or choose ports with BIAOCHI_PORT, e.g. BIAOCHI_PORT={other}."
                    ) from fault
