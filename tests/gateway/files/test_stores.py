"""A folder and a real S3 server keep files alike: evidence once, exports whole or in ranges, and what is over goes."""

import asyncio
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import obstore
import pytest
from biaochi_chassis.foundation.settings import Settings
from biaochi_gateway.files import jobs
from biaochi_gateway.files.evidence import Evidence, Kept, hashes_of
from biaochi_gateway.files.store import opened
from obstore.store import ObjectStore

from tests.callers import at_home, token
from tests.gateway.conftest import running
from tests.gateway.files import samples
from tests.gateway.files.test_exports import LATER, STANDINGS, done
from tests.gateway.files.test_uploads import upload
from tests.servers.missing import ServerMissing, give_up
from tests.servers.s3 import S3, s3_server


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """One server for all tests of this file."""
    try:
        with s3_server(tmp_path_factory.mktemp("s3")) as server:
            yield server
    except ServerMissing as missing:
        give_up(missing)


@pytest.fixture(params=["folder", "s3"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings that name the one store or the other."""
    given = request.getfixturevalue("s3").settings(tmp_path / "secret") if request.param == "s3" else {}
    return Settings.read({"BIAOCHI_HOME": str(tmp_path), **given})


@pytest.fixture
def store(settings: Settings) -> ObjectStore:
    """The store."""
    found = opened(settings.files)
    assert found is not None
    return found


async def test_evidence_is_kept_once_whoever_sends_it_at_the_same_time(store: ObjectStore) -> None:
    evidence, file = Evidence(store), io.BytesIO(samples.OFD)
    found = hashes_of(file)
    kept = Kept("yangcheng", found.sha256, found.sm3, "application/ofd", found.size, "公文.ofd", "developer", "now")

    already = await asyncio.gather(*(evidence.keep(kept, io.BytesIO(samples.OFD)) for _ in range(8)))

    assert already.count(False) == 1
    assert await evidence.find("yangcheng", found.sha256) == kept
    assert await evidence.find("lanzhou", found.sha256) is None
    content = await obstore.get_async(store, kept.path)
    assert bytes(await content.bytes_async()) == samples.OFD


async def test_an_upload_and_an_export_go_in_and_out(settings: Settings, tmp_path: Path) -> None:
    at_home(tmp_path)
    async with running(settings, token()) as gateway:
        assert [(await upload(gateway)).status, (await upload(gateway)).status] in ([201, 200], [200, 200])
        state = await done(gateway, await gateway.get(STANDINGS.format("parquet"), LATER))
        whole = await gateway.get(state["file"])
        part = await gateway.get(state["file"], {"range": "bytes=100-199"})

    assert len(whole.content) == state["size"]
    assert part.content == whole.content[100:200]


async def test_what_is_over_is_removed(
    settings: Settings, store: ObjectStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home(tmp_path)
    async with running(settings, token()) as gateway:
        state = await done(gateway, await gateway.get(STANDINGS.format("csv"), LATER))
    monkeypatch.setattr(jobs, "KEPT", timedelta(0))
    sweeping = asyncio.create_task(jobs.Jobs(store).run())
    place = f"exports/{state['id']}/file"
    for _ in range(1000):
        if place not in [one["path"] async for found in obstore.list(store, "exports") for one in found]:
            break
        await asyncio.sleep(0.01)
    else:
        pytest.fail("what is over is there after ten seconds")
    sweeping.cancel()


async def test_a_server_that_is_away_is_said_to_be(tmp_path: Path, s3: S3) -> None:
    at_home(tmp_path)
    given = s3.settings(tmp_path / "secret") | {"BIAOCHI_FILES_ENDPOINT": "http://127.0.0.1:9"}
    async with running(Settings.read({"BIAOCHI_HOME": str(tmp_path), **given}), token()) as gateway:
        response = await upload(gateway)

    (error,) = json.loads(response.text())["errors"]
    assert (response.status, error["extensions"]["code"]) == (503, "STORE_UNAVAILABLE")
