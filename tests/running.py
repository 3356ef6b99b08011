"""A running platform for tests: real processes over a home of their own, spoken to through GraphQL."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from biaochi_chassis.foundation.settings import METRICS_AFTER
from biaochi_chassis.identity.development import DEVELOPER, development_key, development_token

from tests import worker
from tests.forked import PROGRAMS, Forked

PARTS = ("org", "assessment", "scoring", "gateway")
READY_SECONDS = 120
RETRY_SECONDS = 20
"""How long a read is asked again: only a machine under load is so far behind."""


def free_ports() -> int:
    """The first of four neighbouring ports that nobody has, nor those of their metrics."""
    return worker.free_ports([step + after for step in range(4) for after in (0, METRICS_AFTER)])


BUILD = os.environ.get("BIAOCHI_BUILD", sys.executable)
"""The interpreter that has the build which runs; a benchmark names that of another one to compare with."""
FORKED = "PYTEST_VERSION" in os.environ and sys.executable == BUILD
"""Whether a program is forked from a process that has loaded it: in tests; whatever measures starts it anew."""
COMMAND = "biaochi_cli.main"


@dataclass
class Running:
    """One platform: all in one process (`parts` empty) or each part as its own."""

    home: Path
    parts: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_ports)
    launcher: str = COMMAND
    """The module that runs a part: the command, or one that breaks the part on purpose."""
    replicas: dict[str, int] = field(default_factory=dict)
    """The ports of further replicas, by name: `scoring.2`."""
    processes: dict[str, subprocess.Popen[bytes] | Forked] = field(default_factory=dict)
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    def start(self) -> None:
        """Start what is not running and wait until everything is ready."""
        parts = self.parts or ("platform",)
        if self._forked:
            for part in parts:
                PROGRAMS[part].load()
        for part in parts:
            self.spawn(part)
        for part in self.processes:
            self.wait_ready(part)

    def add(self, replica: str) -> None:
        """Start one more replica of a part on a port of its own, `scoring.2`, and wait until it is ready."""
        self.replicas[replica] = free_ports()
        self.spawn(replica)
        self.wait_ready(replica)

    def spawn(self, name: str) -> None:
        """Start a part or a replica unless it runs; do not wait."""
        if name in self.processes:
            return
        part, _, replica = name.partition(".")
        self.home.mkdir(parents=True, exist_ok=True)
        settings = {**self._settings(), "PYTHONHASHSEED": "random"}
        if replica:
            settings[f"BIAOCHI_{part.upper()}_PORT"] = str(self.replicas[name])
        with (self.home / f"{name}.log").open("ab") as log:
            environment = {**os.environ, **settings, "BIAOCHI_NAME": name, **self.environment}
            arguments = [] if part == "platform" else ["serve", part]
            if self._forked:
                self.processes[name] = PROGRAMS[part].start(arguments, environment, log, log)
            else:
                module = "biaochi_cli.platform" if part == "platform" else self.launcher
                command = [BUILD, "-m", module, *arguments]
                self.processes[name] = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    @property
    def _forked(self) -> bool:
        """Unless another program is asked for, or modules of somewhere else."""
        return FORKED and self.launcher == COMMAND and "PYTHONPATH" not in self.environment

    def _settings(self) -> dict[str, str]:
        """This home and port, one city and one process: every start loads what is installed."""
        home, port = str(self.home), str(self.port)
        return {"BIAOCHI_HOME": home, "BIAOCHI_PORT": port, "BIAOCHI_PLUGINS": "lanzhou", "BIAOCHI_PROCESSES": "1"}

    def port_of(self, name: str) -> int:
        """Where a part or a replica listens."""
        if name in {"platform", "gateway"}:
            return self.port
        return self.replicas[name] if name in self.replicas else self.port + 1 + PARTS.index(name)

    def is_ready(self, name: str) -> bool:
        """Whether it says so."""
        behind_tls = name not in {"platform", "gateway"} and "BIAOCHI_RPC_CA" in self.environment
        return _answers(f"http://127.0.0.1:{self.port_of(name) + (METRICS_AFTER if behind_tls else 0)}/health/ready")

    def wait_ready(self, part: str) -> None:
        """Return once it is ready; fails when it ends before."""
        deadline = time.monotonic() + READY_SECONDS
        while not self.is_ready(part):
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

    def command(self, *arguments: str, timeout: float = 500) -> subprocess.CompletedProcess[str]:
        """Run the biaochi command over this home."""
        environment = {**os.environ, **self._settings(), "COLUMNS": "200", **self.environment}
        with TemporaryFile() as out, TemporaryFile() as errors:
            if self._forked:
                process: subprocess.Popen[bytes] | Forked = PROGRAMS["command"].start(
                    arguments, environment, out, errors
                )
            else:
                command = [BUILD, "-m", COMMAND, *arguments]
                process = subprocess.Popen(command, env=environment, stdout=out, stderr=errors)
            try:
                code = process.wait(timeout)
            finally:
                process.kill()
            said, wrong = map(_written, (out, errors))
        return subprocess.CompletedProcess(arguments, code, said, wrong)

    def token(self, role: str = DEVELOPER) -> str:
        """A token of this platform for somebody in this role, as `biaochi token --as` makes it; one for each key."""
        key = development_key(self.home)
        known = (role, key.document["x"])
        if known not in self.tokens:
            self.tokens[known] = development_token(key, "biaochi", role)
        return self.tokens[known]

    def post(self, query: str, variables: Mapping[str, Any] | None = None, **more: str) -> bytes:
        """The raw answer to one GraphQL request by the developer; `more` are further headers.

        Whoever has spent their budget waits as long as they are told to, as every client should.
        """
        body = json.dumps({"query": query, "variables": variables or {}}).encode()
        headers = {
            "content-type": "application/json",
            "accept": "application/json",
            "authorization": f"Bearer {self.token()}",
            **more,
        }
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/graphql", body, headers)
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return bytes(answer.read())
            except urllib.error.HTTPError as refused:
                if refused.code != HTTPStatus.TOO_MANY_REQUESTS:
                    raise
                with refused:
                    time.sleep(float(refused.headers["retry-after"]))

    def execute(self, query: str, variables: Mapping[str, Any] | None = None, **more: str) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = self.answer(query, variables, **more)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def answer(self, query: str, variables: Mapping[str, Any] | None = None, **more: str) -> dict[str, Any]:
        """Data and errors of an answer; a read that may be retried is, as every client should."""
        deadline = time.monotonic() + RETRY_SECONDS
        answer: dict[str, Any] = json.loads(self.post(query, variables, **more))
        while _is_read(query) and _may_be_retried(answer) and time.monotonic() < deadline:
            answer = json.loads(self.post(query, variables, **more))
        return answer


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _is_read(query: str) -> bool:
    return not query.lstrip().startswith("mutation")


def _may_be_retried(answer: Mapping[str, Any]) -> bool:
    errors = answer.get("errors", [])
    return bool(errors) and all(error.get("extensions", {}).get("retryable") for error in errors)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class Subscription:
    """An open GraphQL subscription over server-sent events; each answer is taken as it comes."""

    def __init__(self, running: Running, query: str, token: str = "") -> None:
        """Subscribe, as the developer unless a token says otherwise; returns once the gateway listens."""
        headers = {
            "content-type": "application/json",
            "accept": "text/event-stream",
            "authorization": f"Bearer {token or running.token()}",
        }
        body = json.dumps({"query": query}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{running.port}/graphql", body, headers)
        self._answer = urllib.request.urlopen(request, timeout=30)
        assert "text/event-stream" in self._answer.headers["content-type"]

    def next(self) -> dict[str, Any]:
        """The next answer's data; fails after 30 seconds without one."""
        answer = self.answer()
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def answer(self) -> dict[str, Any]:
        """The next answer with its errors; fails after 30 seconds without one."""
        for line in self._answer:
            if line.startswith(b"data:") and line[5:].strip():
                answer: dict[str, Any] = json.loads(line[5:])
                return answer
        raise AssertionError("the gateway ended the subscription")

    def end(self) -> str:
        """The code of the refusal that ends it; fails after 30 seconds in which nothing comes at all."""
        while not (errors := self.answer().get("errors")):
            pass
        return str(errors[0]["extensions"]["code"])

    def close(self) -> None:
        """End it."""
        self._answer.close()
