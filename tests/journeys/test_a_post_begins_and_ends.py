"""A secretary is judged while in office, by a city whose model says so: from the registry to the standings and back."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CLOCK
from tests.running import Running
from tests.sdk.plugin_folder import Folder
from tests.small_city import ESTABLISH, OPEN_CYCLE, RECORD_CHECK

SECRETARIES = """
from biaochi_sdk import City, Model, Publish, Recorded, Source, check, default, hookimpl, mean_over, published, rank

BY = Recorded("work_committee", ("quarter",))

class Secretary(Model, code="secretary", title=default("书记述职"), subject="SECRETARY", since="2020-01-01",
                source=Source("样例办法", "第一条"), defaults=Source("默认值", "可调整")):
    total = check(default(100), default(1), BY, at="quarter", missing="zero")(default("述职得分"))
    place = rank(total, ties="competition")(default("名次"))
    year = mean_over("quarter", total).round(default(2))(default("全年得分"))
    at_quarter = Publish("quarter", totals={"secretary": total}, ranks={"secretary": place})
    at_year = Publish("year", totals={"secretary": year})

@hookimpl
def biaochi_city():
    return City(slug="yangshi", title=published("样例市"), models=(Secretary,))
"""
CITY = "yangshi"
REGISTER = "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }"
START_POST = "mutation ($input: StartPostInput!) { startPost(input: $input) { id } }"
END_POST = "mutation ($input: EndPostInput!) { endPost(input: $input) { id } }"
STANDINGS = """query ($period: String) {
  standings(city: "yangshi", cycle: "2020", index: "secretary", period: $period) { edges { node { rank total subject {
    code name ... on Person { posts { role organization { code } } } } } } }
}"""


def known_as(kind: str, code: str) -> str:
    """The global id of an organization or person of the city."""
    return base64.b64encode(f"{kind}:{CITY}:{code}".encode()).decode()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Running]:
    """A platform with the city, two branches with a secretary each, and the open cycle 2020."""
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    Folder(plugins).install(CITY, SECRETARIES)
    running = Running(tmp_path / "home", (), {**CLOCK, "PYTHONPATH": str(plugins), "BIAOCHI_PLUGINS": CITY})
    running.start()
    try:
        for code, kind, parent in (("W", "WORK_COMMITTEE", ""), ("B1", "BRANCH", "W"), ("B2", "BRANCH", "W")):
            above = known_as("Organization", parent) if parent else None
            place = {"code": code, "name": f"市直单位{code}", "kind": kind, "parent": above, "on": "2019-01-01"}
            running.execute(ESTABLISH, {"input": {"idempotencyKey": code, "city": CITY, **place}})
        running.execute(OPEN_CYCLE, {"input": {"idempotencyKey": "cycle", "city": CITY, "code": "2020"}})
        for person, branch in (("P1", "B1"), ("P2", "B2")):
            who = {"idempotencyKey": person, "city": CITY, "code": person, "name": f"样例党员{person}"}
            running.execute(REGISTER, {"input": who})
            running.execute(START_POST, {"input": post(f"start-{person}", person, branch, "2020-01-01")})
        yield running
    finally:
        running.stop()


def post(key: str, person: str, branch: str, on: str) -> dict[str, str]:
    """The post of a secretary."""
    named = {"person": known_as("Person", person), "organization": known_as("Organization", branch)}
    return {"idempotencyKey": key, **named, "role": "SECRETARY", "on": on}


def check(person: str, period: str, amount: str) -> dict[str, str]:
    """The mark for a report."""
    said = {"indicator": "total", "period": period, "amount": amount}
    return {"idempotencyKey": f"{person}-{period}", "subject": known_as("Person", person), **said}


def standings(running: Running, period: str) -> list[dict[str, Any]]:
    """Who stands in a period, in order of rank."""
    return [edge["node"] for edge in running.execute(STANDINGS, {"period": period})["standings"]["edges"]]


def test_a_secretary_is_judged_from_the_first_day_of_the_post_to_the_last(office: Running) -> None:
    for person, amount in (("P1", "90"), ("P2", "80")):
        office.execute(RECORD_CHECK, {"input": check(person, "2020-Q2", amount)})
    office.execute(END_POST, {"input": post("end-P1", "P1", "B1", "2020-07-01")})

    first, second = standings(office, "2020-Q2")

    assert (first["rank"], first["total"]) == (1, "90")
    held = [{"role": "SECRETARY", "organization": {"code": "B1"}}]
    assert first["subject"] == {"code": "P1", "name": "样例党员P1", "posts": held}
    assert second["subject"]["code"] == "P2"
    assert [one["subject"]["code"] for one in standings(office, "2020-Q3")] == ["P2"]
    refused = json.loads(office.post(RECORD_CHECK, {"input": check("P1", "2020-Q4", "70")}))["errors"][0]
    assert refused["extensions"]["code"] == "UNKNOWN_SUBJECT"


def test_a_rebuild_comes_to_the_same_standings_of_persons(office: Running) -> None:
    office.execute(RECORD_CHECK, {"input": check("P1", "2020-Q2", "90")})
    office.execute(END_POST, {"input": post("end-P1", "P1", "B1", "2020-07-01")})
    before = [standings(office, period) for period in ("2020-Q2", "2020-Q4", "2020")]
    office.stop()

    done = office.command("rebuild")

    assert done.returncode == 0, done.stdout + done.stderr
    office.start()
    assert [standings(office, period) for period in ("2020-Q2", "2020-Q4", "2020")] == before
    logs = "".join(path.read_text() for path in office.home.glob("*.log"))
    assert "样例党员" not in logs
