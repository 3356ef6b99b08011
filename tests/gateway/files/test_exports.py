"""Lists are exported as the graph shows them to the one who asks: at once where they are short, else by a job."""

import asyncio
import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from biaochi_chassis.foundation.refusal import ServiceUnavailable
from biaochi_chassis.foundation.settings import Settings
from biaochi_gateway.execution import errors
from biaochi_gateway.files.lists import STANDINGS as STANDINGS_LIST
from biaochi_gateway.http import exports
from pyqwest import FullResponse

from tests.callers import at_home, token
from tests.gateway import town
from tests.gateway.conftest import Gateway, running

STANDINGS = "/exports/standings.{}?city=yangcheng&cycle=2020&index=branch&period=2020-Q3"
FACTS = "/exports/facts.csv?city=yangcheng&cycle=2020"
SHEETS = "/exports/sheets.ndjson?city=yangcheng&cycle=2020&index=branch&period=2020-Q3"
LATER = {"prefer": "respond-async"}


def rows(response: FullResponse) -> list[dict[str, str]]:
    """The rows of a CSV file by their titles."""
    assert response.status == 200, response.text()
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def error(response: FullResponse) -> tuple[int, str]:
    """Status and code of a refusal."""
    (found,) = json.loads(response.text())["errors"]
    return response.status, found["extensions"]["code"]


async def done(gateway: Gateway, response: FullResponse) -> dict[str, Any]:
    """The state of a job once it is not under way any more."""
    assert response.status == 202, response.text()
    for _ in range(500):
        state: dict[str, Any] = json.loads((await gateway.get(response.headers["location"])).text())
        if state["state"] != "RUNNING":
            return state
        await asyncio.sleep(0.01)
    pytest.fail("the export is under way after five seconds")


async def test_a_short_list_comes_at_once_as_the_graph_has_it(gateway: Gateway) -> None:
    response = await gateway.get(STANDINGS.format("csv"))

    assert [(row["名次"], row["代码"], row["得分"], row["名次变动"]) for row in rows(response)] == [
        ("1", "B1", "97.5", "-1"),
        ("2", "B2", "90", ""),
        ("", "B3", "", ""),
    ]
    assert response.headers["content-disposition"].endswith("standings-yangcheng-branch-2020-Q3.csv")
    assert response.headers["cache-control"] == "private, no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ndjson", "parquet"])
async def test_every_format_is_made(gateway: Gateway, ending: str) -> None:
    response = await gateway.get(STANDINGS.format(ending))

    assert response.status == 200
    assert len(response.content) > 100


async def test_sheets_are_a_row_for_each_node(gateway: Gateway) -> None:
    found = [json.loads(line) for line in (await gateway.get(SHEETS)).text().splitlines()]

    assert [(row["subject"], row["node"], row["node_value"]) for row in found][:1] == [("B1", "meetings", "4.5")]
    assert {row["subject"] for row in found} == {"B1", "B2", "B3"}
    assert all(row["model_hash"] for row in found)


async def test_the_pages_of_an_export_are_of_one_moment(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "LISTS", {"standings": replace(STANDINGS_LIST, page=2)})
    found = rows(await gateway.get(STANDINGS.format("csv")))

    requests = gateway.recorder.of("ListStandings")
    assert [(one.first, one.after, one.position) for one in requests] == [(2, "", ""), (2, "B2", town.ORDER)]
    assert [row["代码"] for row in found] == ["B1", "B2", "B3"]


async def test_every_page_after_the_first_costs_a_point_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "LISTS", {"standings": replace(STANDINGS_LIST, page=1)})
    at_home(tmp_path)
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_QUOTA_PER_SECOND": "1"})
    wanted = {"city": "yangcheng", "cycle": "2020", "index": "branch", "period": "2020-Q3"}
    document = replace(STANDINGS_LIST, page=1).document(wanted)
    async with running(settings, token()) as gateway:
        by_graph = await gateway.post({"query": document, "variables": wanted, "extensions": {"cost": True}})
        before = int(by_graph.headers["ratelimit-remaining"])
        exported = await gateway.get(STANDINGS.format("csv"))

    first = json.loads(by_graph.text())["extensions"]["cost"]
    assert len(rows(exported)) == 3
    assert before - int(exported.headers["ratelimit-remaining"]) in (
        first + 2,
        first + 1,
    )  # a point comes back a second


async def test_what_is_refused_for_now_is_said_at_once_to_whoever_waits(gateway: Gateway) -> None:
    gateway.recorder.refusing_method = {"ListStandings": ServiceUnavailable("服务没有及时回答。")}

    response = await gateway.get(STANDINGS.format("csv"))
    assert (error(response), response.headers["retry-after"]) == ((503, "SERVICE_UNAVAILABLE"), "3")
    assert len(gateway.recorder.of("ListStandings")) == 1


class RefusedOnce(dict[str, Exception]):
    """Refuses the second page of standings the first time that it is read."""

    pages = 0

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as a dict has it
        self.pages += name == "ListStandings"
        return ServiceUnavailable("服务没有及时回答。") if self.pages == 2 else default


async def test_a_job_reads_again_what_was_refused_for_now(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "LATER", 0)
    monkeypatch.setattr(exports, "LISTS", {"standings": replace(STANDINGS_LIST, page=2)})
    gateway.recorder.refusing_method = RefusedOnce()

    state = await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))

    assert (state["state"], state["rows"]) == ("READY", 3)
    assert len(gateway.recorder.of("ListStandings")) == 3


async def test_whoever_may_not_know_a_rater_gets_none(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(town, "FACTS", [town.BALLOT])

    async def shown(role: str) -> tuple[str, str]:
        (row,) = rows(await gateway.get(FACTS, {"authorization": f"Bearer {token(role, 'yangcheng')}"}))
        return row["评议人"], row["登记者"]

    assert await shown("scheme_owner") == ("B2", "B2")
    assert await shown("work_committee") == ("", "不公开")


async def test_an_export_is_audited_before_it_is_given(gateway: Gateway) -> None:
    await gateway.get(STANDINGS.format("csv"))

    (noted,) = gateway.recorder.of("AuditFileAccess")
    assert (noted.city, list(noted.files)) == ("yangcheng", ["export:standings-yangcheng-branch-2020-Q3.csv"])


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/exports/people.csv?city=yangcheng", (404, "NOT_FOUND")),
        ("/exports/facts.docx?city=yangcheng&cycle=2020", (404, "NOT_FOUND")),
        ("/exports/facts.csv?city=yangcheng", (400, "BAD_REQUEST")),
        ("/exports/facts.csv?city=yangcheng&cycle=2020&frist=1", (400, "BAD_REQUEST")),
        ("/exports/facts.csv?city=yangcheng&cycle=2020&descending=yes", (400, "BAD_REQUEST")),
        ("/exports/facts.csv?city=yangcheng&cycle=2020&kind=NOTHING", (400, "GRAPHQL_VALIDATION_FAILED")),
        ("/exports/standings.csv?city=yangcheng&cycle=2020&index=nothing", (400, "UNKNOWN_INDEX")),
        ("/exports/0123456789abcdef0123456789abcdef", (404, "UNKNOWN_EXPORT")),
        ("/exports/..%2F..%2Fetc", (404, "NOT_FOUND")),
    ],
)
async def test_what_cannot_be_exported_is_refused_as_the_graph_refuses(
    gateway: Gateway, path: str, refused: tuple[int, str]
) -> None:
    assert error(await gateway.get(path)) == refused


async def test_nobody_gets_anything(gateway: Gateway) -> None:
    response = await gateway.get(FACTS, {"authorization": ""})

    assert error(response) == (401, "UNAUTHENTICATED")
    assert gateway.recorder.of("ListFacts") == []


async def test_a_job_is_built_and_its_file_is_the_same_as_at_once(gateway: Gateway) -> None:
    state = await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))

    file = await gateway.get(state["file"])
    assert (state["state"], state["rows"], state["size"]) == ("READY", 3, len(file.content))
    assert file.content == (await gateway.get(STANDINGS.format("csv"))).content
    assert file.headers["etag"] == f'"{state["sha256"]}"'


async def test_a_broken_download_goes_on_where_it_broke(gateway: Gateway) -> None:
    state = await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))
    whole = (await gateway.get(state["file"])).content
    tag = f'"{state["sha256"]}"'

    begun = await gateway.get(state["file"], {"range": "bytes=0-99"})
    rest = await gateway.get(state["file"], {"range": "bytes=100-", "if-range": tag})
    end = await gateway.get(state["file"], {"range": "bytes=-7"})

    assert (begun.status, begun.headers["content-range"]) == (206, f"bytes 0-99/{len(whole)}")
    assert begun.content + rest.content == whole
    assert end.content == whole[-7:]
    other = await gateway.get(state["file"], {"range": "bytes=100-", "if-range": '"other"'})
    assert (other.status, other.content) == (200, whole)
    assert (await gateway.get(state["file"], {"if-none-match": tag})).status == 304
    beyond = await gateway.get(state["file"], {"range": f"bytes={len(whole)}-"})
    assert error(beyond) == (416, "RANGE_NOT_SATISFIABLE")
    assert beyond.headers["content-range"] == f"bytes */{len(whole)}"


async def test_a_job_and_its_file_are_its_callers_alone(gateway: Gateway) -> None:
    state = await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))
    other = {"authorization": f"Bearer {token('work_committee', 'yangcheng')}"}

    assert error(await gateway.get(f"/exports/{state['id']}", other)) == (404, "UNKNOWN_EXPORT")
    assert error(await gateway.get(state["file"], other)) == (404, "UNKNOWN_EXPORT")


async def test_whoever_may_something_else_now_begins_anew(gateway: Gateway) -> None:
    narrow = {"authorization": f"Bearer {token('supervisor', 'yangcheng')}"}
    wide = {"authorization": f"Bearer {token('supervisor', 'yangcheng', 'B1')}"}
    response = await gateway.get(STANDINGS.format("csv"), narrow | LATER)
    place = f"{response.headers['location']}/file"
    for _ in range(500):
        found = await gateway.get(place, narrow)
        if found.status == 200:
            break
        assert error(found) == (409, "EXPORT_NOT_READY")
        await asyncio.sleep(0.01)

    assert error(await gateway.get(place, wide)) == (410, "EXPORT_OUTDATED")


async def test_what_is_refused_on_the_way_is_said_by_the_state(gateway: Gateway) -> None:
    response = await gateway.get(STANDINGS.format("csv").replace("branch", "nothing"), LATER)

    assert error(response) == (400, "UNKNOWN_INDEX")
    assert gateway.recorder.of("ListStandings")


async def test_what_a_process_began_that_ended_has_failed(gateway: Gateway, tmp_path: Path) -> None:
    state = await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))
    kept = tmp_path / "files" / "exports" / state["id"] / "state.json"
    job = json.loads(kept.read_text()) | {"state": "RUNNING", "noted": "2026-01-01T00:00:00+00:00"}
    kept.write_text(json.dumps(job))

    found = json.loads((await gateway.get(f"/exports/{state['id']}")).text())
    assert (found["state"], found["error"]["code"]) == ("FAILED", "EXPORT_INTERRUPTED")
    assert error(await gateway.get(f"/exports/{state['id']}/file")) == (410, "EXPORT_INTERRUPTED")


async def test_what_is_over_is_not_there(gateway: Gateway, tmp_path: Path) -> None:
    state = await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))
    kept = tmp_path / "files" / "exports" / state["id"] / "state.json"
    kept.write_text(json.dumps(json.loads(kept.read_text()) | {"begun": "2020-01-01T00:00:00+00:00"}))

    assert error(await gateway.get(state["file"])) == (404, "UNKNOWN_EXPORT")


async def test_the_store_holds_no_token(gateway: Gateway, tmp_path: Path) -> None:
    await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))

    kept = b"".join(one.read_bytes() for one in (tmp_path / "files").rglob("*") if one.is_file())
    assert gateway.token.encode() not in kept


async def test_without_a_place_for_files_there_is_no_job(production: Gateway) -> None:
    assert error(await production.get(STANDINGS.format("csv"), LATER)) == (501, "FILES_UNAVAILABLE")
