"""Results are rebuilt from the log while people write and read: nobody sees a hole, nobody receives anything twice."""

import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from itertools import pairwise
from subprocess import TimeoutExpired
from threading import Event
from typing import Any

from tests.journeys.test_back_to_back import check
from tests.running import Running, Subscription
from tests.small_city import BRANCHES, RECORD_CHECK, found

STANDINGS = """
{ standings(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3", first: 100) {
  totalCount edges { node { total subject { code } } } } }"""
CHANGES = """
subscription { standingsChanged(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3") {
  changed { total grade rung rank movement subject { code } } } }"""
LAST = BRANCHES[-1]
MOMENTS = (2.5, 4.0)
"""Seconds after which a rebuild is killed, wherever it is."""


def totals(running: Running) -> dict[str, float]:
    """The total of every branch; what will be known a little later is asked for again, as every client does."""
    while "errors" in (answer := json.loads(running.post(STANDINGS))):
        assert all(error["extensions"]["retryable"] for error in answer["errors"]), answer
    standings = answer["data"]["standings"]
    assert standings["totalCount"] == len(BRANCHES)
    return {edge["node"]["subject"]["code"]: float(edge["node"]["total"]) for edge in standings["edges"]}


def read(running: Running, over: Event) -> int:
    """Look all the while: points that were given are never missing again. Answers how often."""
    looks, before = 0, totals(running)
    while not over.wait(0.02):
        now = totals(running)
        assert all(now[code] >= before[code] for code in BRANCHES), (before, now)
        looks, before = looks + 1, now
    return looks


def write(running: Running, over: Event) -> list[str]:
    """Check one branch after another; answers which."""
    checked = []
    for code in BRANCHES[:-1]:
        if not over.wait(0.3):
            running.execute(RECORD_CHECK, {"input": check(f"check-{code}", code)})
            checked.append(code)
    return checked


@contextmanager
def people(running: Running) -> Iterator[tuple[Future[int], Future[list[str]]]]:
    """Somebody who reads and somebody who writes; they have finished when the block has."""
    over = Event()
    with ThreadPoolExecutor(2) as both:
        try:
            yield both.submit(read, running, over), both.submit(write, running, over)
        finally:
            over.set()


def published(subscription: Subscription) -> Iterator[dict[str, Any]]:
    """What was published of each standing, up to the last branch's second check."""
    for answer in iter(subscription.next, None):
        for standing in answer["standingsChanged"]["changed"]:
            yield standing
            if (standing["subject"]["code"], standing["total"]) == (LAST, "16"):
                return


def test_people_read_and_write_while_results_are_rebuilt(empty: Running) -> None:
    found(empty)
    before = totals(empty)

    with closing(Subscription(empty, CHANGES)) as subscription:
        with people(empty) as (reading, writing):
            for seconds in MOMENTS:
                with suppress(TimeoutExpired):
                    empty.command("rebuild", timeout=seconds)
            under_load = empty.command("rebuild")
        in_peace = empty.command("rebuild")
        empty.execute(RECORD_CHECK, {"input": check("check-last", LAST)})
        changes = [(standing["subject"]["code"], standing) for standing in published(subscription)]

    assert "equal" in under_load.stdout, under_load.stdout + under_load.stderr
    assert "equal" in in_peace.stdout, in_peace.stdout + in_peace.stderr
    checked = {*writing.result(), LAST}
    assert len(checked) > 5
    assert reading.result() > 20
    assert totals(empty) == {code: total + 4 * (code in checked) for code, total in before.items()}
    for code in BRANCHES:
        mine = [standing for subject, standing in changes if subject == code]
        assert all(one != other for one, other in pairwise(mine)), mine
