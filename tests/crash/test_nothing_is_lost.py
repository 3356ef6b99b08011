"""Kill anything at any moment: no acknowledged write is lost, none is doubled, and the log gives the same standings."""

import os
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.crash.load import History, Load
from tests.running import PARTS, Running
from tests.small_city import BRANCHES, CYCLE, found

KILLS = int(os.environ.get("KILLS", "6"))
"""How many; continuous integration says 30."""
KILLS_OF_ALL = KILLS // 5
SEED = 6543
CLOCK = {"BIAOCHI_CLOCK": "2021-02-01T00:00:00Z"}

FACTS = """
query Facts($after: String) {
  facts(city: "lanzhou", cycle: "2020", first: 200, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { number reversal { number } } }
  }
}"""
STANDINGS = """
query Standings($period: String) {
  standings(city: "lanzhou", cycle: "2020", index: "branch", period: $period, first: 200) {
    totalCount edges { node { rank total grade rung movement subject { code name }
      sheet { receipt { modelHash inputHash } explanation { key value children { key value children { key value
        facts { number amount recordedBy recordedAt } } } } } } }
  }
}"""


@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_kills_under_load_lose_nothing_double_nothing_and_change_no_standing(tmp_path: Path) -> None:
    parts = Running(tmp_path / "home", PARTS, CLOCK)
    parts.start()
    try:
        found(parts)
        history = kill_under_load(parts, KILLS - KILLS_OF_ALL, SEED)
        everything = Running(parts.home, (), CLOCK, parts.port)
        parts.stop()
        everything.start()
        history_of_all = kill_under_load(everything, KILLS_OF_ALL, SEED + 1000, round_=1)
    finally:
        parts.stop()
    try:
        check_nothing_lost_or_doubled(everything, history, history_of_all)
        before = standings(everything)
        everything.stop()
        rebuilt = everything.command("rebuild")
        assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
        everything.start()
        assert standings(everything) == before
    finally:
        everything.stop()


def kill_under_load(running: Running, kills: int, seed: int, round_: int = 0) -> History:
    """Kill a part chosen by the seed at a moment chosen by the seed, start it again, and again, while writers write."""
    random, load = Random(seed), Load(running, seed, round_)
    load.start()
    try:
        for _ in range(kills):
            time.sleep(random.uniform(0.05, 0.6))
            running.kill(random.choice(sorted(running.processes)))
            running.start()
    finally:
        load.stop()
    assert load.history.refusals == []
    assert load.history.retries > 0, "no writer ever met a dead process: the kills proved nothing"
    assert len(load.history.acknowledged["fact"]) > kills
    return load.history


def check_nothing_lost_or_doubled(running: Running, *histories: History) -> None:
    """Every acknowledged fact and reversal is there, once, and nothing else is."""
    stored = facts(running)
    numbers = [fact["number"] for fact in stored]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) == set().union(*(history.acknowledged["fact"] for history in histories))
    reversals = [fact["reversal"]["number"] for fact in stored if fact["reversal"]]
    assert sorted(reversals) == sorted(set().union(*(history.acknowledged["reversal"] for history in histories)))


def facts(running: Running) -> list[dict[str, Any]]:
    """All facts of the cycle."""
    found_facts: list[dict[str, Any]] = []
    after = None
    while True:
        page = running.execute(FACTS, {"after": after})["facts"]
        found_facts += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            assert len(found_facts) == page["totalCount"]
            return found_facts
        after = page["pageInfo"]["endCursor"]


def standings(running: Running) -> list[bytes]:
    """The bytes of the standings of every quarter and of the year, sheets and facts included."""
    periods = (*(f"{CYCLE}-Q{quarter}" for quarter in range(1, 5)), None)
    answers = [running.post(STANDINGS, {"period": period}) for period in periods]
    assert all(b'"errors"' not in answer and f'"totalCount":{len(BRANCHES)}'.encode() in answer for answer in answers)
    return answers
