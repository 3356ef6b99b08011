"""What is about others is looked for, answered and refused with the very statements of what is not there.

A clock would say otherwise what no answer says: so the same is said to the database, the same number of times.
"""

from collections.abc import Callable

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.runtime import grants
from google.protobuf.json_format import MessageToJson
from google.protobuf.message import Message

from tests.assessment.office import Office
from tests.assessment.town import CITY
from tests.assessment.work.test_work import PLAN, found
from tests.callers import caller
from tests.statements import hush, overheard

MINE, OTHERS, NOBODYS = "B01", "B02", "NOT-THERE"
IN_2020 = {"city": CITY.slug, "cycle": "2020"}
BY = {
    "batch_get_facts": ("numbers", "find-item-{}#dues"),
    "batch_get_work_items": ("codes", "item-{}"),
    "list_work_steps": ("items", "item-{}"),
    "list_facts": ("subject", "{}"),
    "list_tasks": ("subject", "{}"),
    "list_objections": ("subject", "{}"),
    "list_consequences": ("subject", "{}"),
    "list_ratings_due": ("rater", "{}"),
    "list_work_items": ("organization", "{}"),
    "batch_list_work_items": ("organizations", "{}"),
    "list_work_notices": ("organization", "{}"),
    "list_work_due": ("organization", "{}"),
    "list_burdens": ("organization", "{}"),
}
"""The field by which each method is asked about somebody or something, and with what."""


def entry(code: str, key: str) -> Message:
    return pb.RecordLedgerEntry(idempotency_key=key, subject=code, indicator="dues", period="2020-03", amount="1")


def rating(code: str, key: str) -> Message:
    return pb.SubmitRating(idempotency_key=key, rater=code, subject=MINE, indicator="dues", period="2020-03")


def opened(code: str, key: str) -> Message:
    return found(key, organization=code)


def advanced(code: str, key: str) -> Message:
    item = f"item-{code}"
    return pb.AdvanceWorkItem(idempotency_key=key, item=item, step="plan", on="2020-03-09", fields=PLAN.fields)


def withdrawn(code: str, key: str) -> Message:
    return pb.WithdrawWorkItem(idempotency_key=key, item=f"item-{code}", on="2020-03-09", reason="重复登记")


def objected(code: str, key: str) -> Message:
    return pb.RaiseObjection(idempotency_key=key, code=key, cycle="2020", subject=code, words="不服")


COMMANDS: dict[str, Callable[[str, str], Message]] = {
    "record_ledger_entries": entry,
    "submit_ratings": rating,
    "open_work_items": opened,
    "advance_work_items": advanced,
    "withdraw_work_items": withdrawn,
    "raise_objections": objected,
}
"""Commands that name somebody or something."""


@pytest.fixture
async def settled(working: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Two branches with an item of work, and a fact that follows from it, each; nothing runs but what is asked."""
    for code in (MINE, OTHERS):
        await working.write("open_work_items", found(f"item-{code}", organization=code))
    # Otherwise what was granted is read again after some seconds, whoever is asked about.
    monkeypatch.setattr(grants, "REMEMBERED", float("inf"))
    await working.invoke(working.client.list_cycles, pb.ListCyclesRequest(city=CITY.slug))
    await hush("assessment")
    return working


async def requested(office: Office, role: str, method: str, request: Message, code: str) -> tuple[str, list[str]]:
    """What somebody who holds the role for MINE is answered or refused, without the code, and all that it took."""
    somebody = caller(role, CITY.slug, MINE)
    headers = office.call.by(somebody.caller, somebody.roles, somebody.token).headers()
    with overheard() as said:
        try:
            answer = MessageToJson(await getattr(office.client, method)(request, headers=headers), ensure_ascii=False)
        except Refused as refused:
            answer = f"{refused.code} {refused.sentence} {refused.field} {refused.details}"
    return answer.replace(code, "…"), said


def request_of(method: str, **given: object) -> Message:
    """The request of a method, with as much of this as it knows."""
    (service,) = pb.DESCRIPTOR.services_by_name.values()
    name = "".join(word.capitalize() for word in method.split("_"))
    made = getattr(pb, service.methods_by_name[name].input_type.name)
    known = made.DESCRIPTOR.fields_by_name
    request: Message = made(**{field: value for field, value in given.items() if field in known})
    return request


def reading(method: str, code: str) -> Message:
    field, form = BY[method]
    value = form.format(code)
    many = not method.startswith("list_") or field == "items"
    more = {"as_of": "2020-03-09"} if method in ("list_work_due", "list_burdens") else {}
    return request_of(method, **IN_2020, **more, **{field: [value] if many else value})


async def test_it_is_read_with_the_same_statements(settled: Office) -> None:
    for method, (_, form) in BY.items():
        # The first denial of a kind is written down, all others are counted.
        await requested(settled, "branch", method, reading(method, "B03"), "B03")
        hidden, absent, mine = [
            await requested(settled, "branch", method, reading(method, code), code) for code in (OTHERS, NOBODYS, MINE)
        ]

        assert hidden == absent, method
        if form != "{}":
            assert mine[0] != hidden[0], method


async def test_it_is_refused_with_the_same_statements(settled: Office) -> None:
    for method, command in COMMANDS.items():
        role = "rater" if method == "submit_ratings" else "branch"
        for dry_run in (True, False):
            _, hidden, absent = [
                await requested(
                    settled,
                    role,
                    method,
                    request_of(method, city=CITY.slug, dry_run=dry_run, deeds=[command(code, f"{method}-{code}")]),
                    code,
                )
                for code in ("B03", OTHERS, NOBODYS)
            ]

            assert hidden == absent, (method, dry_run)
            assert hidden[0].startswith("FORBIDDEN") or "UNKNOWN_WORK_ITEM" in hidden[0], (method, dry_run)
