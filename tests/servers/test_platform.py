"""The same journeys on Apache Kafka, PostgreSQL and S3, every part a process of its own, and the operator's view."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CLOCK
from tests.gateway.files.samples import PDF
from tests.journeys.test_a_recorded_check_reaches_a_subscriber import (
    test_a_recorded_check_reaches_a_subscriber_as_a_changed_standing_with_its_explanation as journey,
)
from tests.running import PARTS, Running
from tests.servers.deployments import on_servers
from tests.servers.missing import ServerMissing, give_up
from tests.servers.postgres import Postgres
from tests.servers.s3 import S3, s3_server
from tests.small_city import RECORD_CHECK, found, organization_id


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    """One server for the file."""
    try:
        with s3_server(tmp_path_factory.mktemp("s3")) as server:
            yield server
    except ServerMissing as missing:
        give_up(missing)


@pytest.fixture
def deployed(tmp_path: Path, kafka_address: str, postgresql: Postgres, s3: S3) -> Iterator[Running]:
    """The platform with nothing in it."""
    files = s3.settings(tmp_path / "secret")
    running = Running(tmp_path, PARTS, {**CLOCK, **on_servers(kafka_address, postgresql)(empty=True), **files})
    try:
        running.start()
        yield running
    finally:
        running.stop()


def test_a_check_reaches_a_subscriber(deployed: Running) -> None:
    journey(deployed)


def test_evidence_is_uploaded_named_by_a_check_and_given_and_an_operator_sees_how_far_everybody_is(
    deployed: Running,
) -> None:
    found(deployed)
    evidence_goes_in_and_out(deployed)
    deployed.execute('{ standings(city: "lanzhou", cycle: "2020", index: "branch", period: "2020-Q3") { totalCount } }')

    lag = deployed.command("log", "lag")
    assert lag.returncode == 0, lag.stdout + lag.stderr
    assert "biaochi.org.v1" in lag.stdout
    assert deployed.command("log", "dead").stdout.strip() == "No dead letters."
    assert deployed.command("log", "parked").stdout.strip() == "Nothing is parked."
    first = deployed.command("log", "replay", "biaochi.org.v1").stdout
    assert "sha256" in first
    assert deployed.command("log", "replay", "biaochi.org.v1").stdout == first


def evidence_goes_in_and_out(deployed: Running) -> None:
    """What was uploaded is what whoever sees the check that names it is given; nobody gets it without a record."""
    uploaded = json.loads(files(deployed, "/files?city=lanzhou", PDF))["file"]
    check = {"idempotencyKey": "named", "indicator": "three_meetings", "period": "2020-Q3", "amount": "5.5"}
    about = {"subject": organization_id("03-02"), "evidence": f"会议纪要 {uploaded}"}
    deployed.execute(RECORD_CHECK, {"input": {**check, **about}})
    place = f"/files/lanzhou/{uploaded.removeprefix('sha256:')}"

    assert files(deployed, f"{place}?fact=named") == PDF
    with pytest.raises(urllib.error.HTTPError) as refused:
        files(deployed, f"{place}?fact=another")
    refused.value.close()
    assert refused.value.code == 404
    assert list((deployed.home / "files").rglob("*")) == []


def files(deployed: Running, place: str, sent: bytes | None = None) -> bytes:
    """What the gateway answers about files; with something sent it is an upload."""
    headers = {
        "authorization": f"Bearer {deployed.token()}",
        "content-type": "application/pdf",
        "content-disposition": 'attachment; filename="minutes.pdf"',
    }
    request = urllib.request.Request(f"http://127.0.0.1:{deployed.port}{place}", sent, headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return bytes(answer.read())
