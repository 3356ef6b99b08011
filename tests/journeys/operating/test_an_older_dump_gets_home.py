"""Databases restored from an older dump beside a newer log are read, refuse writes, and are brought home."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import started
from tests.journeys.test_back_to_back import check
from tests.running import Running
from tests.servers.deployments import Deployment, on_files
from tests.servers.dumps import Dumps, FileDumps, ServerDumps
from tests.small_city import ESTABLISH, RECORD_CHECK, RENAME, REVERSE_FACT, fact_id, found, organization_id

SERVICES = ("org", "assessment", "scoring")
FACTS = '{ facts(city: "lanzhou", cycle: "2020", first: 50) { edges { node { number reversal { number } } } } }'
SHEET = """
{ sheet(city: "lanzhou", cycle: "2020", index: "branch", subject: "01-02", period: "2020-Q3") { total } }"""
NAME = '{ organization(city: "lanzhou", code: "05-04") { name } }'
NEW_BRANCH = {
    "idempotencyKey": "e-05-90",
    "city": "lanzhou",
    "code": "05-90",
    "name": "市直单位90",
    "kind": "BRANCH",
    "parent": organization_id("05"),
    "on": "2020-01-01",
}
SECONDS = 60


@pytest.fixture
def city(tmp_path: Path, deployment: Deployment) -> Iterator[tuple[Running, Dumps]]:
    """The platform with the small city, and what dumps its databases while it is stopped."""
    environment = deployment()
    dumps: Dumps = FileDumps(tmp_path / "data") if deployment is on_files else ServerDumps(environment)
    with started(tmp_path, environment) as running:
        found(running)
        yield running, dumps


def code_of(answer: dict[str, Any]) -> str:
    """The code of a refusal, empty when there is none."""
    return str(answer["errors"][0]["extensions"]["code"]) if "errors" in answer else ""


def eventually(found_by: Callable[[], object], wanted: object) -> None:
    """Ask until it is so."""
    end = time.monotonic() + SECONDS
    while (found := found_by()) != wanted:
        assert time.monotonic() < end, found
        time.sleep(0.1)


def test_older_dumps_are_read_refused_reconciled_and_written_again(city: tuple[Running, Dumps]) -> None:
    running, dumps = city
    running.execute(RECORD_CHECK, {"input": check("before", "01-01")})
    running.stop()
    for service in SERVICES:
        dumps.dump(service)
    running.start()
    running.execute(RECORD_CHECK, {"input": check("after", "01-02", amount="3")})
    running.execute(RECORD_CHECK, {"input": check("wrong", "01-03")})
    running.execute(REVERSE_FACT, {"input": {"idempotencyKey": "reverse", "fact": fact_id("wrong"), "reason": "录错"}})
    running.execute(ESTABLISH, {"input": NEW_BRANCH})
    renaming = {"idempotencyKey": "name", "organization": organization_id("05-04"), "name": "市直单位44"}
    running.execute(RENAME, {"input": {**renaming, "on": "2020-02-01"}})
    facts, sheet = running.execute(FACTS), running.execute(SHEET)
    running.stop()

    for service in SERVICES:
        dumps.restore(service)
    running.start()

    refused = running.answer(RECORD_CHECK, {"input": check("something else", "01-04")})
    assert code_of(refused) == "LOG_DISAGREES"
    assert "biaochi.assessment.v1/" in refused["errors"][0]["message"]
    assert "biaochi log reconcile" in refused["errors"][0]["message"]
    assert code_of(running.answer(ESTABLISH, {"input": {**NEW_BRANCH, "idempotencyKey": "new"}})) == "LOG_DISAGREES"
    assert [edge["node"]["number"] for edge in running.execute(FACTS)["facts"]["edges"]] == ["before"]

    reconciled = running.command("log", "reconcile")

    assert reconciled.returncode == 0, reconciled.stdout + reconciled.stderr
    write = {"input": check("something else", "01-04")}
    eventually(lambda: code_of(running.answer(RECORD_CHECK, write)), "")
    eventually(lambda: code_of(running.answer(ESTABLISH, {"input": NEW_BRANCH})), "ALREADY_EXISTS")
    again = running.execute(RECORD_CHECK, {"input": check("after", "01-02", amount="3")})
    assert again["recordCheck"]["already"]
    running.execute(REVERSE_FACT, {"input": {"idempotencyKey": "b", "fact": fact_id("something else"), "reason": "试"}})
    assert [edge["node"] for edge in running.execute(FACTS)["facts"]["edges"]] == [
        *(edge["node"] for edge in facts["facts"]["edges"][:2]),
        {"number": "something else", "reversal": {"number": "b"}},
        *(edge["node"] for edge in facts["facts"]["edges"][2:]),
    ]
    eventually(lambda: running.execute(SHEET), sheet)
    assert running.execute(NAME)["organization"]["name"] == "市直单位44"
