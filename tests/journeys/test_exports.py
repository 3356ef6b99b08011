"""A year leaves the platform as files: as the graph lists it, whole, and with an entry in the audit trail."""

import csv
import io
import json
import time
import urllib.request
from http.client import HTTPResponse
from typing import cast

from biaochi_gateway.files.lists import FACTS

from tests.running import Running

STANDINGS = "/exports/standings.csv?city=lanzhou&cycle=2020&index=branch&period=2020-Q3"
SHEETS = "/exports/sheets.ndjson?city=lanzhou&cycle=2020&index=branch&parent=07"


def get(running: Running, path: str, **headers: str) -> HTTPResponse:
    """One GET by the developer."""
    given = {"authorization": f"Bearer {running.token()}", **headers}
    request = urllib.request.Request(f"http://127.0.0.1:{running.port}{path}", headers=given)
    return cast(HTTPResponse, urllib.request.urlopen(request, timeout=60))


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file by their titles."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_standings_are_exported_as_they_are_listed(filled: Running) -> None:
    exported = [(row["名次"], row["代码"], row["得分"]) for row in table(get(filled, STANDINGS).read())]

    listed, after = [], None
    query = """query ($after: String) { standings(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3",
      first: 200, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
        rank total subject { code } } } } }"""
    while True:
        page = filled.execute(query, {"after": after})["standings"]
        listed += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(exported) > 500
    assert exported == [(str(one["rank"]), one["subject"]["code"], one["total"]) for one in listed]


def test_sheets_are_exported_node_by_node(filled: Running) -> None:
    rows = [json.loads(line) for line in get(filled, SHEETS).read().splitlines()]

    assert {row["parent"] for row in rows} == {"07"}
    assert all(row["model_hash"] and row["node_title"] for row in rows)
    assert any(row["node_value"] for row in rows)


def test_a_year_of_facts_is_a_file_that_is_fetched_when_it_is_ready(filled: Running) -> None:
    begun = get(filled, "/exports/facts.csv?city=lanzhou&cycle=2020")
    assert begun.status == 202
    state = json.loads(begun.read())
    deadline = time.monotonic() + 300
    while state["state"] == "RUNNING" and time.monotonic() < deadline:
        time.sleep(0.5)
        state = json.loads(get(filled, f"/exports/{state['id']}").read())

    assert state["state"] == "READY", state
    total = filled.execute('{ facts(city: "lanzhou", cycle: "2020", first: 1) { totalCount } }')["facts"]["totalCount"]
    assert state["rows"] == total > FACTS.at_once
    whole = get(filled, state["file"]).read()
    numbers = [row["编号"] for row in table(whole)]
    assert (len(numbers), len(set(numbers))) == (total, total)
    assert get(filled, state["file"], range="bytes=1000-").read() == whole[1000:]


def test_whoever_took_something_out_stands_in_the_audit_trail(filled: Running) -> None:
    get(filled, STANDINGS).read()

    trail = filled.execute(
        """{ auditTrail(city: "lanzhou", service: ASSESSMENT, last: 20) { edges { node {
          action outcome subjects } } } }"""
    )["auditTrail"]
    entries = [edge["node"] for edge in trail["edges"]]
    assert [one["outcome"] for one in entries if one["subjects"] == ["export:standings-lanzhou-branch-2020-Q3.csv"]]
