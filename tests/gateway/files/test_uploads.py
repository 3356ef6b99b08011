"""Evidence is kept once, scanned before, and given to whoever may see the record that names it."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.events_pb2 import FieldValue, WorkItem
from biaochi_chassis.foundation.refusal import Forbidden
from biaochi_chassis.foundation.settings import Settings
from biaochi_gateway.http.uploads import LARGEST
from biaochi_gateway.schema.common.ids import global_id
from pyqwest import FullResponse

from tests.callers import at_home, token
from tests.gateway import town
from tests.gateway.conftest import Gateway, running
from tests.gateway.files import samples

PDF = "application/pdf"
RECORD = """mutation ($subject: ID!, $evidence: String!) { recordCheck(input: { idempotencyKey: "k-1",
  subject: $subject, indicator: "meetings", period: "2020-Q3", amount: "4.5", evidence: $evidence }) { already } }"""
BRANCH = global_id("Organization", town.TOWN, "B1")


async def upload(
    gateway: Gateway, sent: bytes = samples.PDF, name: str = "会议纪要.pdf", **headers: str
) -> FullResponse:
    """One upload by the usual caller."""
    said = {"content-type": PDF, "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}", **headers}
    return await gateway.send("POST", "/files?city=yangcheng", said, sent)


def error(response: FullResponse) -> tuple[int, str]:
    """Status and code of a refusal."""
    (found,) = json.loads(response.text())["errors"]
    return response.status, found["extensions"]["code"]


def kept(home: Path) -> list[Path]:
    """Every file of the store."""
    return [one for one in (home / "files").rglob("*") if one.is_file()]


async def test_a_file_is_kept_under_its_hash_once(gateway: Gateway, tmp_path: Path) -> None:
    first = await upload(gateway)
    again = await upload(gateway, name="另一个名字.pdf")

    digest = hashlib.sha256(samples.PDF).hexdigest()
    said = json.loads(first.text())
    assert (first.status, said["file"], said["size"], said["already"]) == (
        201,
        f"sha256:{digest}",
        len(samples.PDF),
        False,
    )
    assert said["sm3"] == hashlib.new("sm3", samples.PDF).hexdigest()
    assert (again.status, json.loads(again.text())["already"]) == (200, True)
    assert sorted(one.name for one in kept(tmp_path)) == [digest, f"{digest}.json"]
    assert all("会议纪要" not in str(one) for one in kept(tmp_path))


async def test_it_is_given_as_a_file_to_whoever_sees_the_fact(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = json.loads((await upload(gateway)).text())["file"]
    named = assessment.StoredFact(fact=town.CHECK)
    named.fact.evidence = f"纪要 {file}"
    monkeypatch.setattr(town, "FACTS", [named])
    place = f"/files/yangcheng/{file.removeprefix('sha256:')}"

    response = await gateway.get(f"{place}?fact=check-1")

    assert (response.status, response.content) == (200, samples.PDF)
    assert response.headers["content-type"] == PDF
    assert response.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('会议纪要.pdf')}"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "sandbox"
    assert (await gateway.get(f"{place}?fact=check-1", {"range": "bytes=5-"})).content == samples.PDF[5:]
    assert error(await gateway.get(f"{place}?fact=check-2")) == (404, "UNKNOWN_FILE")
    assert error(await gateway.get(place)) == (400, "BAD_REQUEST")
    noted = [list(one.files) for one in gateway.recorder.of("AuditFileAccess")]
    assert noted == [[f"file:{file.removeprefix('sha256:')} record:check-1"]] * 2


async def test_it_is_given_to_whoever_sees_the_work_item(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    file = json.loads((await upload(gateway)).text())["file"]
    item = WorkItem(code="item-1", organization="B1", fields=[FieldValue(key="minutes", values=[file])])
    monkeypatch.setattr(town, "BULLETINS", [item])
    place = f"/files/yangcheng/{file.removeprefix('sha256:')}"

    assert (await gateway.get(f"{place}?item=item-1")).content == samples.PDF


async def test_a_record_that_does_not_name_it_opens_nothing(gateway: Gateway) -> None:
    file = json.loads((await upload(gateway)).text())["file"]

    response = await gateway.get(f"/files/yangcheng/{file.removeprefix('sha256:')}?fact=check-1")
    assert error(response) == (404, "UNKNOWN_FILE")


@pytest.mark.parametrize(
    ("sent", "name", "headers", "refused"),
    [
        (b"<html>", "a.pdf", {}, (415, "FILE_TYPE_REFUSED")),
        (samples.PDF, "a.pdf", {"content-type": "image/png"}, (400, "FILE_NOT_AS_DECLARED")),
        (samples.PDF[:-10], "a.pdf", {}, (400, "FILE_REFUSED")),
        (samples.PDF + bytes(LARGEST), "a.pdf", {}, (413, "REQUEST_TOO_LARGE")),
        (samples.PDF, "../a.pdf", {}, (400, "BAD_REQUEST")),
        (samples.PDF, "a\r\nb.pdf", {}, (400, "BAD_REQUEST")),
        (samples.PDF, "样" * 121 + ".pdf", {}, (400, "BAD_REQUEST")),
        (samples.PDF, "a.pdf", {"content-disposition": ""}, (400, "BAD_REQUEST")),
        (samples.PDF, "a.pdf", {"authorization": ""}, (401, "UNAUTHENTICATED")),
    ],
)
async def test_what_is_refused_leaves_nothing(
    gateway: Gateway, tmp_path: Path, sent: bytes, name: str, headers: Mapping[str, str], refused: tuple[int, str]
) -> None:
    assert error(await upload(gateway, sent, name, **headers)) == refused
    assert kept(tmp_path) == []


async def test_whoever_may_record_nothing_uploads_nothing(gateway: Gateway, tmp_path: Path) -> None:
    gateway.recorder.refusing_method = {"AuditFileUpload": Forbidden("不可以。")}

    assert error(await upload(gateway)) == (403, "FORBIDDEN")
    assert kept(tmp_path) == []


async def test_uploads_are_paid_from_the_callers_budget(tmp_path: Path) -> None:
    at_home(tmp_path)
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_QUOTA_BURST": "100"})
    async with running(settings, token()) as gateway:
        first = await upload(gateway, samples.PDF + b"%" * 1024 * 1024 + b"%%EOF")
        second = await upload(gateway)

    assert (first.status, error(second)) == (201, (429, "RATE_LIMITED"))


async def test_a_command_that_names_a_file_which_is_not_there_is_refused(gateway: Gateway) -> None:
    missing = await gateway.error(RECORD, subject=BRANCH, evidence=f"纪要 sha256:{'0' * 64}")
    assert missing["extensions"]["code"] == "UNKNOWN_FILE"
    assert gateway.recorder.of("RecordChecks") == []

    file = json.loads((await upload(gateway)).text())["file"]
    await gateway.execute(RECORD, subject=BRANCH, evidence=f"纪要 {file}")
    (sent,) = gateway.recorder.of("RecordChecks")
    assert sent.deeds[0].evidence == f"纪要 {file}"


@asynccontextmanager
async def scanned(home: Path, verdict: bytes) -> AsyncIterator[tuple[Gateway, list[bytes]]]:
    """A gateway before a daemon that says this of everything, and what it was given."""
    given: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        while size := int.from_bytes(await reader.readexactly(4)):
            given.append(await reader.readexactly(size))
        writer.write(verdict)
        writer.close()

    at_home(home)
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = Settings.read({"BIAOCHI_HOME": str(home), "BIAOCHI_CLAMD": f"127.0.0.1:{port}"})
    async with server, running(settings, token()) as gateway:
        yield gateway, given


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (b"stream: OK\0", 201),
        (b"stream: Eicar-Signature FOUND\0", (400, "FILE_INFECTED")),
        (b"INSTREAM size limit exceeded. ERROR\0", (503, "SCANNER_UNAVAILABLE")),
        (b"", (503, "SCANNER_UNAVAILABLE")),
    ],
)
async def test_nothing_is_kept_that_the_scanner_did_not_pass(tmp_path: Path, verdict: bytes, status: Any) -> None:  # noqa: ANN401
    async with scanned(tmp_path, verdict) as (gateway, given):
        response = await upload(gateway)

    assert (response.status if response.status == 201 else error(response)) == status
    assert b"".join(given) == samples.PDF
    assert bool(kept(tmp_path)) == (status == 201)


async def test_without_a_place_for_files_there_are_none(production: Gateway) -> None:
    assert error(await upload(production)) == (501, "FILES_UNAVAILABLE")
    assert error(await production.get(f"/files/yangcheng/{'0' * 64}?fact=a")) == (501, "FILES_UNAVAILABLE")
