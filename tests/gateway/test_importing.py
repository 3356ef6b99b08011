"""Many commands in one mutation: judged together, written together, each row with what became of it."""

from typing import Any

import pytest
from biaochi_chassis.foundation.refusal import Forbidden, ServiceUnavailable
from biaochi_gateway.schema.common.ids import global_id

from tests.gateway.conftest import Gateway
from tests.gateway.fakes import AmountOffStep
from tests.gateway.town import TOWN

IMPORT = """mutation ($commands: [CommandInput!]!, $dryRun: Boolean!) {
  importCommands(city: "yangcheng", commands: $commands, dryRun: $dryRun) {
    dryRun written refused position rows { index idempotencyKey outcome code error { code message field } } } }"""
BRANCH = global_id("Organization", TOWN, "B1")


def check(key: str, subject: str = BRANCH) -> dict[str, Any]:
    """One check."""
    about = {"subject": subject, "indicator": "meetings", "period": "2020-Q3", "amount": "4"}
    return {"recordCheck": {"idempotencyKey": key, **about}}


def opened(key: str) -> dict[str, Any]:
    """One work item."""
    about = {"organization": BRANCH, "kind": "bulletin", "code": f"W-{key}", "on": "2020-07-10"}
    return {"openWorkItem": {"idempotencyKey": key, **about}}


async def imported(gateway: Gateway, *commands: dict[str, Any], dry_run: bool = False) -> dict[str, Any]:
    """The answer to an import."""
    found: dict[str, Any] = (await gateway.execute(IMPORT, commands=commands, dryRun=dry_run))["importCommands"]
    return found


def said(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """What became of each row."""
    return [(row["idempotencyKey"], row["outcome"]) for row in answer["rows"]]


async def test_all_rows_are_judged_and_then_written_a_kind_at_a_time(gateway: Gateway) -> None:
    answer = await imported(gateway, check("a"), opened("b"), check("c"))

    assert said(answer) == [("a", "WRITTEN"), ("b", "WRITTEN"), ("c", "WRITTEN")]
    assert (answer["written"], answer["refused"], answer["position"]) == (3, 0, "biaochi.assessment.v1/3/2")
    assert [row["code"] for row in answer["rows"]] == ["a", "W-b", "c"]
    assert [name for name, _, _ in gateway.recorder.requests] == [
        "RecordChecks",
        "OpenWorkItems",
        "RecordChecks",
        "OpenWorkItems",
    ]
    batches = [(one.dry_run, len(one.deeds)) for one in gateway.recorder.of("RecordChecks")]
    assert batches == [(True, 2), (False, 2)]


async def test_one_row_that_is_refused_leaves_all_unwritten_and_says_every_refusal(gateway: Gateway) -> None:
    answer = await imported(gateway, check("off-1"), opened("b"), check("c"), check("off-2"))

    assert said(answer) == [("off-1", "REFUSED"), ("b", "ACCEPTED"), ("c", "ACCEPTED"), ("off-2", "REFUSED")]
    assert (answer["written"], answer["refused"], answer["position"]) == (0, 2, None)
    assert answer["rows"][3]["error"] == {"code": "AMOUNT_OFF_STEP", "message": "分值不合步长。", "field": "amount"}
    assert gateway.recorder.wrote == 0


async def test_a_dry_run_writes_nothing(gateway: Gateway) -> None:
    answer = await imported(gateway, check("a"), dry_run=True)

    assert (said(answer), answer["dryRun"], gateway.recorder.wrote) == ([("a", "ACCEPTED")], True, 0)


@pytest.mark.parametrize(
    ("commands", "refused"),
    [
        ([check("a"), check("a")], {0, 1}),
        ([check("a"), check("b", global_id("Organization", "elsewhere", "B1"))], {1}),
        ([check("a"), check("b", global_id("Fact", TOWN, "f"))], {1}),
    ],
    ids=["a key used twice", "another city", "an id of something else"],
)
async def test_a_row_that_cannot_be_read_is_refused_like_any_other(
    gateway: Gateway, commands: list[dict[str, Any]], refused: set[int]
) -> None:
    answer = await imported(gateway, *commands)

    assert {row["index"] for row in answer["rows"] if row["outcome"] == "REFUSED"} == refused
    assert {row["error"]["code"] for row in answer["rows"] if row["error"]} == {"BAD_REQUEST"}
    assert gateway.recorder.wrote == 0


async def test_what_nobody_may_is_refused_row_by_row(gateway: Gateway) -> None:
    gateway.recorder.refusing_method["RecordChecks"] = Forbidden("您无权登记检查。")
    answer = await imported(gateway, check("a"), opened("b"), check("c"))

    assert said(answer) == [("a", "REFUSED"), ("b", "ACCEPTED"), ("c", "REFUSED")]


async def test_a_row_that_spoils_its_batch_leaves_the_others_unjudged(gateway: Gateway) -> None:
    gateway.recorder.refusing_method["RecordChecks"] = AmountOffStep("幂等键不成样子。", index=1)
    answer = await imported(gateway, check("a"), check("b"))

    assert said(answer) == [("a", "UNJUDGED"), ("b", "REFUSED")]


async def test_what_fails_for_now_fails_the_import_which_may_be_sent_again(gateway: Gateway) -> None:
    gateway.recorder.refusing_method["RecordChecks"] = ServiceUnavailable("请稍后再试。")
    error = await gateway.error(IMPORT, commands=[check("a")], dryRun=False)

    assert (error["extensions"]["code"], error["extensions"]["retryable"]) == ("SERVICE_UNAVAILABLE", True)


async def test_more_than_a_thousand_rows_are_refused(gateway: Gateway) -> None:
    error = await gateway.error(IMPORT, commands=[check(f"k{place}") for place in range(1001)], dryRun=True)

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("REQUEST_TOO_LARGE", "commands")
