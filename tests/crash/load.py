"""A load that keeps its own history: every command is tried under its key until its outcome is known."""

import http.client
import itertools
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.running import Running
from tests.small_city import (
    BRANCHES,
    CHECKED,
    KEPT,
    QUARTERS,
    RECORD_CHECK,
    RECORD_LEDGER_ENTRY,
    RENAME,
    REVERSE_FACT,
    fact_id,
    organization_id,
)

PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class Command:
    """One mutation under its key."""

    kind: str
    key: str
    query: str
    given: dict[str, Any]


@dataclass
class History:
    """What was acknowledged, by kind, and how often an outcome was unknown and tried again."""

    acknowledged: dict[str, set[str]] = field(
        default_factory=lambda: {"fact": set(), "reversal": set(), "rename": set()}
    )
    retries: int = 0
    refusals: list[str] = field(default_factory=list)


def commands(random: Random, worker: int, round_: int) -> Iterator[Command]:
    """Checks, ledger entries, reversals and renames without end; no two workers or rounds contend for one check."""
    mine = [branch for place, branch in enumerate(BRANCHES) if place % 4 == worker]
    checks = list(itertools.product(mine, CHECKED[round_::2], QUARTERS))
    random.shuffle(checks)
    entries: list[str] = []
    for number in itertools.count():
        key, draw = f"r{round_}-w{worker}-{number:05}", random.random()
        about = {"idempotencyKey": key, "period": random.choice(QUARTERS)}
        if draw < 0.45 and checks:
            branch, indicator, period = checks.pop()
            given = {
                **about,
                "subject": organization_id(branch),
                "indicator": indicator,
                "period": period,
                "amount": "3",
            }
            yield Command("fact", key, RECORD_CHECK, given)
        elif draw < 0.80 or not entries:
            subject, indicator = organization_id(random.choice(mine)), random.choice(KEPT)
            entries.append(key)
            given = {**about, "subject": subject, "indicator": indicator, "amount": random.choice(("0.5", "1"))}
            yield Command("fact", key, RECORD_LEDGER_ENTRY, given)
        elif draw < 0.93:
            entry = entries.pop(random.randrange(len(entries)))
            given = {"idempotencyKey": key, "fact": fact_id(entry), "reason": "登记有误"}
            yield Command("reversal", key, REVERSE_FACT, given)
        else:
            organization = organization_id(random.choice(mine))
            given = {"idempotencyKey": key, "organization": organization, "name": f"新名 {key}", "on": "2020-06-01"}
            yield Command("rename", key, RENAME, given)


class Load:
    """Four writers at once, until told to stop; stopping waits until every begun command is acknowledged."""

    def __init__(self, running: Running, seed: int, round_: int) -> None:
        """`seed` decides every command; `round_` (0 or 1) keeps two loads on one platform apart."""
        self.running = running
        self.history = History()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._round = round_
        self._workers = [
            threading.Thread(target=self._work, args=(Random(seed + worker), worker)) for worker in range(4)
        ]

    def start(self) -> None:
        """Begin."""
        for worker in self._workers:
            worker.start()

    def stop(self) -> None:
        """Let every writer finish its command."""
        self._stop.set()
        for worker in self._workers:
            worker.join(timeout=120)
        assert not any(worker.is_alive() for worker in self._workers), "a writer never learned its command's outcome"

    def _work(self, random: Random, worker: int) -> None:
        for command in commands(random, worker, self._round):
            if self._stop.is_set():
                return
            self._do(command)
            time.sleep(PAUSE_SECONDS)

    def _do(self, command: Command) -> None:
        while True:
            outcome = self._try(command)
            with self._lock:
                if outcome is None:
                    self.history.retries += 1
                elif outcome:
                    self.history.refusals.append(f"{command.kind} {command.key}: {outcome}")
                else:
                    self.history.acknowledged[command.kind].add(command.key)
            if outcome is not None:
                return
            time.sleep(PAUSE_SECONDS)

    def _try(self, command: Command) -> str | None:
        """Empty when acknowledged, a code when refused for good, None when the outcome is unknown."""
        try:
            answer = json.loads(self.running.post(command.query, {"input": command.given}))
        except (OSError, ValueError, http.client.HTTPException):
            return None
        if errors := answer.get("errors"):
            extensions = errors[0].get("extensions", {})
            code = str(extensions.get("code"))
            return None if extensions.get("retryable") or code == "INTERNAL" else f"{code} {errors[0]['message']}"
        return ""
