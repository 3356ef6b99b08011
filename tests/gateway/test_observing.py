"""Every operation leaves one line and one measurement, under a name that the schema knows or as `other`."""

import logging

import pytest

from tests.chassis.runtime.scraping import counted
from tests.gateway.conftest import Gateway

TRACE = "0af7651916cd43dd8448eb211c80319c"
SUBSCRIBE = 'subscription { standingsChanged(city: "yangcheng", cycle: "2020", index: "branch") { traceId } }'


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Operation and code of every line of the gateway."""
    records = [one.__dict__ for one in caplog.records if one.name == "biaochi.request"]
    return [(one["operation"], one["code"]) for one in records if one["service"] == "gateway"]


@pytest.mark.parametrize(
    ("query", "operation", "code"),
    [
        ("{ cities { totalCount } }", "cities", "OK"),
        ("query Mine { first: cities { totalCount } plugins: cities { totalCount } }", "cities", "OK"),
        ("{ cities", "other", "GRAPHQL_PARSE_FAILED"),
        ("{ towns { totalCount } }", "other", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...all } fragment all on Query { cities { totalCount } }", "other", "OK"),
        (
            '{ standings(city: "yangcheng", cycle: "2020", index: "branch", first: 5000) { totalCount } }',
            "standings",
            None,
        ),
    ],
)
async def test_an_operation_is_known_by_its_first_field(
    gateway: Gateway, caplog: pytest.LogCaptureFixture, query: str, operation: str, code: str | None
) -> None:
    before = counted("biaochi_request_seconds_count", service="gateway", operation=operation)

    with caplog.at_level(logging.INFO):
        answer = await gateway.answer(query)

    found = answer["errors"][0]["extensions"]["code"] if "errors" in answer else "OK"
    assert code in (None, found)
    assert lines(caplog) == [(operation, found)]
    assert counted("biaochi_request_seconds_count", service="gateway", operation=operation) == before + 1


@pytest.mark.parametrize(("query", "more"), [("{ __schema { queryType { name } } }", 1), ("{ __typename }", 0)])
async def test_an_operation_without_a_plan_is_counted_by_the_reason(gateway: Gateway, query: str, more: int) -> None:
    before = counted("biaochi_unplanned_total", reason="introspection")

    await gateway.execute(query)

    assert counted("biaochi_unplanned_total", reason="introspection") == before + more


async def test_what_clients_make_up_names_no_series(gateway: Gateway) -> None:
    for number in range(50):
        await gateway.answer(f"query Madeup{number} {{ madeUp{number} {{ code }} }}")

    assert counted("biaochi_request_seconds_count", service="gateway", operation="madeUp0") == 0
    assert counted("biaochi_request_seconds_count", service="gateway", operation="Madeup0") == 0


async def test_a_request_that_is_no_operation_is_counted_once(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    before = counted("biaochi_refusals_total", service="gateway", code="BAD_REQUEST")

    with caplog.at_level(logging.INFO):
        await gateway.post([1, 2, 3])
        await gateway.post({"query": SUBSCRIBE})

    assert lines(caplog) == [("other", "BAD_REQUEST")] * 2
    assert counted("biaochi_refusals_total", service="gateway", code="BAD_REQUEST") == before + 2


async def test_a_line_has_the_trace_of_its_request_and_nothing_of_its_content(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"query": '{ organization(city: "yangcheng", code: "B1") { name } }'}

    with caplog.at_level(logging.INFO):
        await gateway.post(body, {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"})

    records = [one.__dict__ for one in caplog.records if one.name == "biaochi.request"]
    assert [one["service"] for one in records] == ["org", "gateway"]
    assert {one["trace"] for one in records} == {TRACE}
    assert "B1" not in repr(records)
