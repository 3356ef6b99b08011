"""Every request leaves a line with its trace, operation, caller, code and duration, and a measurement; nothing else."""

import contextlib
import json
import logging

import pytest
from biaochi_chassis.foundation import process_log
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.runtime.requests import Observer

from tests.callers import IDENTITY, caller
from tests.chassis.rpc.test_web import Dictionary, an_app
from tests.chassis.rpc.words_service import WordsClient
from tests.chassis.runtime.scraping import counted

CALL = caller()


def client() -> WordsClient:
    return Clients(IDENTITY).of(WordsClient, an_app(Dictionary()), deadline=5.0)


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """What the lines of requests say, without how long they took."""
    records = [record.__dict__ for record in caplog.records if record.name == "biaochi.request"]
    assert all(record["milliseconds"] >= 0 for record in records)
    names = ("service", "trace", "operation", "caller", "code")
    return [{name: record[name] for name in names} for record in records]


@pytest.mark.parametrize(("word", "code"), [("hello", "OK"), ("forbidden", "WORD_FORBIDDEN"), ("bug", "INTERNAL")])
async def test_a_request_leaves_one_line_and_one_measurement(
    word: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = counted("biaochi_request_seconds_count", service="tests", operation="Read")
    refused_before = counted("biaochi_refusals_total", service="tests", code=code)

    with caplog.at_level(logging.INFO), contextlib.suppress(Refused):
        await client().read(word, CALL.headers())

    expected = {"service": "tests", "trace": CALL.trace_id, "operation": "Read", "caller": "developer", "code": code}
    assert lines(caplog) == [expected]
    assert counted("biaochi_request_seconds_count", service="tests", operation="Read") == before + 1
    assert counted("biaochi_refusals_total", service="tests", code=code) == refused_before + (code != "OK")


async def test_a_request_of_nobody_is_a_line_too(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(Refused):
        await client().read("hello", {})

    (line,) = lines(caplog)
    assert (line["caller"], line["code"]) == ("", "UNAUTHENTICATED")


@pytest.mark.parametrize("form", process_log.FORMS)
def test_a_line_is_one_line_whoever_calls(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:]
    process_log.start(form)
    try:
        Observer("tests", "Read").ended(0.0123, "a" * 32, f"x\ny\x1b[31m{'z' * 500}", "OK", commands=3)
    finally:
        logging.getLogger().handlers[:] = before

    (line,) = capsys.readouterr().err.splitlines()
    assert "\x1b" not in line
    assert len(line) < 500
    if form == "json":
        said = json.loads(line)
        assert (said["message"], said["level"]) == ("request", "info")
        assert (said["milliseconds"], said["commands"], said["operation"]) == (12.3, 3, "Read")
