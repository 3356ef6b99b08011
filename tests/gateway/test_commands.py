"""Mutations: the input becomes a command, the answer says what was written, and the caller reads its own writes."""

import pytest
from biaochi_gateway.schema.common.ids import global_id

from tests.gateway.conftest import Gateway
from tests.gateway.fakes import AmountOffStep
from tests.gateway.town import TOWN

BRANCH = global_id("Organization", TOWN, "B1")
CHECK = """mutation ($input: RecordCheckInput!) {
  recordCheck(input: $input) { id already position fact { number amount subject { code } } } }"""


def check(**more: object) -> dict[str, object]:
    return {
        "idempotencyKey": "check-1",
        "subject": BRANCH,
        "indicator": "meetings",
        "period": "2020-Q3",
        "amount": "4.5",
        **more,
    }


async def test_a_recorded_check_goes_out_as_a_command_and_comes_back_as_a_fact(gateway: Gateway) -> None:
    answer = (await gateway.execute(CHECK, input=check(occurredOn="2020-09-29", note="现场")))["recordCheck"]
    assert answer["id"] == global_id("Fact", TOWN, "check-1")
    assert answer["position"] == "biaochi.assessment.v1/3/1"
    assert answer["fact"] == {"number": "check-1", "amount": "4.5", "subject": {"code": "B1"}}
    (request,) = gateway.recorder.of("RecordChecks")
    (command,) = request.deeds
    assert (request.city, command.subject, command.amount, command.occurred_on, command.note) == (
        TOWN,
        "B1",
        "4.5",
        "2020-09-29",
        "现场",
    )


async def test_every_later_call_of_the_caller_carries_what_it_wrote(gateway: Gateway) -> None:
    await gateway.execute(CHECK, input=check())
    await gateway.execute("{ cities { totalCount } }")
    positions = [str(call.positions) for call in gateway.recorder.calls()]
    assert positions[0] == ""
    assert set(positions[1:]) == {"biaochi.assessment.v1/3/1"}


async def test_mutations_of_one_document_hand_on_what_they_wrote(gateway: Gateway) -> None:
    document = """mutation ($a: OpenCycleInput!, $b: CloseCycleInput!) {
      openCycle(input: $a) { id cycle { code } } closeCycle(input: $b) { position } }"""
    cycle = {"city": TOWN, "code": "2020"}
    answer = await gateway.execute(
        document, a={**cycle, "idempotencyKey": "open"}, b={**cycle, "idempotencyKey": "close"}
    )
    assert answer["openCycle"]["cycle"]["code"] == "2020"
    calls = {name: str(call.positions) for name, _, call in gateway.recorder.requests}
    assert calls["CloseCycles"] == "biaochi.assessment.v1/3/1"


async def test_the_answer_and_the_next_request_carry_the_position(gateway: Gateway) -> None:
    response = await gateway.post({"query": CHECK, "variables": {"input": check()}})
    assert response.headers["biaochi-position"] == "biaochi.assessment.v1/3/1"
    query = {"query": "{ cities { totalCount } }"}
    later = await gateway.post(query, {"biaochi-position": "biaochi.org.v1/2/9"})
    assert later.headers["biaochi-position"] == "biaochi.assessment.v1/3/1,biaochi.org.v1/2/9"
    assert str(gateway.recorder.calls()[-1].positions) == "biaochi.assessment.v1/3/1,biaochi.org.v1/2/9"
    unrelated = await gateway.post(query)
    assert unrelated.headers["biaochi-position"] == "biaochi.assessment.v1/3/1"


async def test_an_operation_keeps_the_trace_it_came_with(gateway: Gateway) -> None:
    trace = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"
    await gateway.post({"query": CHECK, "variables": {"input": check()}}, {"traceparent": trace})
    assert {call.traceparent for call in gateway.recorder.calls()} == {trace}


async def test_an_operation_without_a_trace_gets_one_for_all_its_calls(gateway: Gateway) -> None:
    await gateway.execute(CHECK, input=check())
    first = {call.trace_id for call in gateway.recorder.calls()}
    await gateway.execute("{ cities { totalCount } }")
    assert len(first) == 1
    assert gateway.recorder.calls()[-1].trace_id not in first


async def test_a_refusal_reaches_the_caller_whole(gateway: Gateway) -> None:
    gateway.recorder.refusing = AmountOffStep("4.3 不是 0.5 的整数倍。", index=0, field="amount")
    error = await gateway.error(CHECK, input=check())
    assert error["message"] == "4.3 不是 0.5 的整数倍。"
    assert error["extensions"].pop("traceId") == gateway.recorder.calls()[-1].trace_id
    assert error["extensions"] == {"code": "AMOUNT_OFF_STEP", "retryable": False, "field": "amount"}


async def test_a_bug_is_masked_under_a_reference(gateway: Gateway, caplog: pytest.LogCaptureFixture) -> None:
    gateway.recorder.refusing = RuntimeError("select * from person")
    error = await gateway.error(CHECK, input=check())
    assert error["extensions"]["code"] == "INTERNAL"
    assert "select" not in str(error)
    assert "select" in caplog.text


@pytest.mark.parametrize("amount", [4.5, 4, True])
async def test_an_amount_that_is_not_a_string_is_refused(gateway: Gateway, amount: object) -> None:
    error = await gateway.error(CHECK, input=check(amount=amount))
    assert error["extensions"]["code"] == "NOT_A_NUMBER"
    assert gateway.recorder.requests == []


async def test_a_number_literal_in_the_document_is_refused(gateway: Gateway) -> None:
    error = await gateway.error(
        """mutation { recordCheck(input: {idempotencyKey: "k", subject: "x", indicator: "i", period: "p", amount: 4.5})
        { already } }"""
    )
    assert error["extensions"]["code"] == "NOT_A_NUMBER"


@pytest.mark.parametrize("day", ["2020-02-30", "20200930", "昨天", 20200930])
async def test_a_day_that_is_none_is_refused(gateway: Gateway, day: object) -> None:
    error = await gateway.error(CHECK, input=check(occurredOn=day))
    assert error["extensions"]["code"] == "NOT_A_DATE"


async def test_a_merge_names_its_sources_and_answers_with_the_successor(gateway: Gateway) -> None:
    answer = await gateway.execute(
        """mutation ($input: MergeOrganizationInput!) {
          mergeOrganization(input: $input) { id organization { code } } }""",
        input={
            "idempotencyKey": "m",
            "sources": [BRANCH, global_id("Organization", TOWN, "B2")],
            "into": "B3",
            "on": "2021-01-01",
        },
    )
    assert answer["mergeOrganization"]["organization"]["code"] == "B3"
    (request,) = gateway.recorder.of("MergeOrganizations")
    assert (list(request.deeds[0].sources), request.deeds[0].into) == (["B1", "B2"], "B3")


async def test_a_split_assigns_children_and_members_to_parts(gateway: Gateway) -> None:
    person = global_id("Person", TOWN, "P1")
    answer = await gateway.execute(
        """mutation ($input: SplitOrganizationInput!) {
          splitOrganization(input: $input) { ids organizations { code } already } }""",
        input={
            "idempotencyKey": "s",
            "organization": BRANCH,
            "on": "2021-01-01",
            "parts": [{"code": "B2", "name": "甲", "members": [person]}, {"code": "B3", "name": "乙"}],
        },
    )
    assert [each["code"] for each in answer["splitOrganization"]["organizations"]] == ["B2", "B3"]
    (request,) = gateway.recorder.of("SplitOrganizations")
    assert list(request.deeds[0].parts[0].members) == ["P1"]


async def test_a_command_over_two_cities_is_refused(gateway: Gateway) -> None:
    error = await gateway.error(
        "mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { id } }",
        input={
            "idempotencyKey": "m",
            "organization": BRANCH,
            "parent": global_id("Organization", "other", "W"),
            "on": "2021-01-01",
        },
    )
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "other" in error["message"]


async def test_an_id_of_another_type_is_refused(gateway: Gateway) -> None:
    error = await gateway.error(CHECK, input=check(subject=global_id("Task", TOWN, "T-7")))
    assert error["extensions"]["code"] == "BAD_REQUEST"


async def test_a_registered_person_can_be_made_a_member_by_id(gateway: Gateway) -> None:
    registered = await gateway.execute(
        "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id person { name } } }",
        input={"idempotencyKey": "p", "city": TOWN, "code": "P9", "name": "样例党员00009"},
    )
    await gateway.execute(
        "mutation ($input: StartMembershipInput!) { startMembership(input: $input) { organization { code } } }",
        input={
            "idempotencyKey": "m",
            "person": registered["registerPerson"]["id"],
            "organization": BRANCH,
            "kind": "FORMAL",
            "on": "2020-01-01",
        },
    )
    (request,) = gateway.recorder.of("StartMemberships")
    command = request.deeds[0]
    assert (command.person, command.organization, command.kind, command.on) == ("P9", "B1", "FORMAL", "2020-01-01")
