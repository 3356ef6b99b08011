"""A running platform for tests: real processes over a home of their own, spoken to through GraphQL."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PARTS = ("org", "assessment", "scoring", "gateway")
READY_SECONDS = 60


def free_ports() -> int:
    """The first of four neighbouring ports that nobody has, below those that the kernel lends to clients."""
    while True:
        port = random.randrange(15000, 32000)
        if all(_is_free(port + step) for step in range(4)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@dataclass
class Running:
    """One platform: all in one process (`parts` empty) or each part as its own."""

    home: Path
    parts: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_ports)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        """Start what is not running and wait until everything is ready."""
        for part in self.parts or ("platform",):
            if part not in self.processes:
                self.processes[part] = self._spawn(part)
        for part in self.processes:
            self._wait_ready(part)

    def _spawn(self, part: str) -> subprocess.Popen[bytes]:
        arguments = ["-m", "biaochi_cli.platform"] if part == "platform" else ["-m", "biaochi_cli.main", "serve", part]
        self.home.mkdir(parents=True, exist_ok=True)
        settings = {"BIAOCHI_HOME": str(self.home), "BIAOCHI_PORT": str(self.port), "PYTHONHASHSEED": "random"}
        with (self.home / f"{part}.log").open("ab") as log:
            environment = {**os.environ, **settings, **self.environment}
            return subprocess.Popen([sys.executable, *arguments], env=environment, stdout=log, stderr=log)

    def _wait_ready(self, part: str) -> None:
        port = self.port if part in {"platform", "gateway"} else self.port + 1 + PARTS.index(part)
        deadline = time.monotonic() + READY_SECONDS
        while not _answers(f"http://127.0.0.1:{port}/health/ready"):
            log = (self.home / f"{part}.log").read_text()[-3000:]
            assert self.processes[part].poll() is None, f"{part} stopped while starting:\n{log}"
            assert time.monotonic() < deadline, f"{part} is not ready after {READY_SECONDS} s:\n{log}"
            time.sleep(0.05)

    def kill(self, part: str) -> None:
        """Kill a part as a power cut would."""
        process = self.processes.pop(part)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """Ask every part to finish, and wait."""
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            process.wait(timeout=30)
        self.processes.clear()

    def command(self, *arguments: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        """Run the biaochi command over this home."""
        settings = {"BIAOCHI_HOME": str(self.home), "BIAOCHI_PORT": str(self.port), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "biaochi_cli.main", *arguments],
            env={**os.environ, **settings, **self.environment},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def post(self, query: str, variables: Mapping[str, Any] | None = None, **more: str) -> bytes:
        """The raw answer to one GraphQL request; `more` are further headers."""
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        headers = {"content-type": "application/json", "accept": "application/json", **more}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/graphql", body, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return bytes(answer.read())

    def ask(self, query: str, variables: Mapping[str, Any] | None = None, **more: str) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = json.loads(self.post(query, variables, **more))
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class Subscription:
    """An open GraphQL subscription over server-sent events; each answer is taken as it comes."""

    def __init__(self, running: Running, query: str) -> None:
        """Subscribe; returns once the gateway listens."""
        headers = {"content-type": "application/json", "accept": "text/event-stream"}
        body = json.dumps({"query": query}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{running.port}/graphql", body, headers)
        self._answer = urllib.request.urlopen(request, timeout=30)
        assert "text/event-stream" in self._answer.headers["content-type"]

    def next(self) -> dict[str, Any]:
        """The next answer's data; fails after 30 seconds without one."""
        for line in self._answer:
            if line.startswith(b"data:") and line[5:].strip():
                answer = json.loads(line[5:])
                assert "errors" not in answer, answer["errors"]
                data: dict[str, Any] = answer["data"]
                return data
        raise AssertionError("the gateway ended the subscription")

    def close(self) -> None:
        """End it."""
        self._answer.close()
