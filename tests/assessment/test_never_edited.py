"""Whatever is done, in whatever order: a fact once recorded stays as it was."""

import random
from collections.abc import Callable

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.rpc.refusals import RefusedByService
from google.protobuf.message import Message

from tests.assessment.office import Office
from tests.assessment.town import BRANCHES, CITY, ORGANS

Make = Callable[[random.Random, str], Message]


def _check(chance: random.Random, key: str) -> Message:
    subject, quarter = chance.choice(BRANCHES[:3]), chance.randint(1, 2)
    return pb.RecordCheck(
        idempotency_key=key, subject=subject, indicator="meetings", period=f"2020-Q{quarter}", amount=f"{quarter}.5"
    )


def _task(chance: random.Random, key: str) -> Message:
    return pb.IssueTask(
        idempotency_key=key,
        subject=chance.choice(ORGANS),
        indicator="common",
        period="2020-Q1",
        task=f"T{chance.randint(1, 3)}",
        title="任务",
        share="COMMON",
        points="10",
    )


def _completion(chance: random.Random, key: str) -> Message:
    return pb.CompleteTask(idempotency_key=key, task=f"T{chance.randint(1, 3)}", amount=str(chance.randint(0, 11)))


def _reversal(chance: random.Random, key: str) -> Message:
    return pb.ReverseFact(idempotency_key=key, fact=f"k{chance.randint(0, 30)}", reason="录错")


COMMANDS: dict[str, Make] = {
    "record_checks": _check,
    "issue_tasks": _task,
    "complete_tasks": _completion,
    "reverse_facts": _reversal,
}


async def _all(office: Office) -> dict[str, bytes]:
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", first=1000)
    answer: pb.ListFactsAnswer = await office.invoke(office.client.list_facts, request)
    return {stored.fact.number: stored.fact.SerializeToString(deterministic=True) for stored in answer.facts}


async def _try(office: Office, method: str, command: Message) -> str:
    try:
        await office.write(method, command)
    except RefusedByService as refused:
        return refused.code
    return ""


def _key(chance: random.Random, number: int) -> str:
    """A new key, now and then one used before."""
    return f"k{chance.randint(0, number) if chance.random() < 0.1 else number}"


@pytest.mark.parametrize("seed", range(6))
async def test_no_sequence_of_commands_edits_a_fact(office: Office, seed: int) -> None:
    chance = random.Random(seed)
    await office.open_2020()
    before: dict[str, bytes] = {}
    for number in range(40):
        method = chance.choice(list(COMMANDS))
        code = await _try(office, method, COMMANDS[method](chance, _key(chance, number)))
        assert code not in ("INTERNAL", "SERVICE_UNAVAILABLE")
        now = await _all(office)
        assert before.items() <= now.items()
        before = now
    assert len(before) >= 5
