"""The work of a year: items are opened, advanced and withdrawn, and the facts that follow come and go with them."""

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.store import tables
from biaochi_assessment.use_cases.restoring import restore
from biaochi_assessment.use_cases.sealing import seal_older
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.aead import AES_256_GCM
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.disclosure import is_sealed
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.outbox import change
from biaochi_chassis.store.publishing.reconcile import reconcile
from sqlalchemy import update

from tests.assessment.office import Office
from tests.assessment.personal.test_sealed_texts import stored
from tests.assessment.test_restoring import everything
from tests.assessment.town import CITY
from tests.callers import token
from tests.servers.databases import Databases


def found(code: str = "P1", **changes: str) -> pb.OpenWorkItem:
    """A good problem, but for what is changed."""
    good = {"idempotency_key": f"find-{code}", "kind": "problem", "organization": "B01", "on": "2020-03-02"}
    points = [events.FieldValue(key="points", values=["1.5"])]
    return pb.OpenWorkItem(code=code, words="会议记录不全", fields=points, **good | changes)


def step(key: str, on: str, *fields: events.FieldValue, signed: tuple[str, ...] = ()) -> pb.AdvanceWorkItem:
    """A step on P1."""
    return pb.AdvanceWorkItem(idempotency_key=f"{key}-P1", item="P1", step=key, on=on, fields=fields, signed=signed)


PLAN = step("plan", "2020-03-09", events.FieldValue(key="owner", values=["书记"]))


async def facts(office: Office) -> list[pb.StoredFact]:
    """All facts of 2020."""
    answer = await office.invoke(office.client.list_facts, pb.ListFactsRequest(city=CITY.slug, cycle="2020"))
    return list(answer.facts)


async def test_a_problem_is_opened_planned_and_closed_and_its_facts_follow(working: Office) -> None:
    await working.write("open_work_items", found())
    await working.write("advance_work_items", PLAN)
    await working.write("advance_work_items", step("close", "2020-04-01", signed=("复核人",)))

    request = pb.ListWorkItemsRequest(city=CITY.slug, cycle="2020", noun="problem")
    (item,) = (await working.invoke(working.client.list_work_items, request)).items
    steps = await working.invoke(working.client.list_work_steps, pb.ListWorkStepsRequest(city=CITY.slug, items=["P1"]))
    assert (item.state, item.closed_on, item.due_on, item.words) == (
        "closed",
        "2020-04-01",
        "2020-04-01",
        "会议记录不全",
    )
    assert [one.step for one in steps.steps] == ["find", "plan", "close"]
    assert [
        (one.fact.indicator, one.fact.amount, one.fact.period, one.fact.evidence) for one in await facts(working)
    ] == [
        ("meetings", "5", "2020-Q2", "work:P1"),
        ("dues", "1.5", "2020-03", "work:P1"),
    ]
    assert list(steps.steps[0].facts) == ["find-P1#dues"]


async def test_what_is_withdrawn_takes_its_facts_with_it(working: Office) -> None:
    await working.write("open_work_items", found())
    gone = pb.WithdrawWorkItem(idempotency_key="gone", item="P1", on="2020-03-03", reason="重复登记")
    await working.write("withdraw_work_items", gone)

    (stored,) = await facts(working)
    assert (stored.reversed_by, stored.reversal_reason) == ("gone#find-P1#dues", "重复登记")
    with pytest.raises(Refused, match="已经撤回"):
        await working.write(
            "withdraw_work_items", pb.WithdrawWorkItem(idempotency_key="2", item="P1", on="2020-03-04", reason="x")
        )


async def test_nobody_types_what_follows_from_work(working: Office) -> None:
    typed = pb.RecordLedgerEntry(idempotency_key="1", subject="B01", indicator="dues", period="2020-03", amount="1")
    with pytest.raises(Refused) as refused:
        await working.write("record_ledger_entries", typed)
    assert refused.value.code == "INPUT_IS_DERIVED"

    await working.write("open_work_items", found())
    with pytest.raises(Refused, match="逐件产生"):
        await working.write("reverse_facts", pb.ReverseFact(idempotency_key="2", fact="find-P1#dues", reason="错"))


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (found(kind="nothing"), "UNKNOWN_WORK_KIND", "kind"),
        (found(organization="J1"), "WRONG_KIND", "organization"),
        (found(organization="B99"), "UNKNOWN_SUBJECT", "organization"),
        (found(on="2019-12-31"), "UNKNOWN_PERIOD", "period"),
        (found(on=""), "BAD_REQUEST", "on"),
        (found(due_on="2020-01-01"), "BAD_REQUEST", "due_on"),
        (found(parent="P0"), "BAD_REQUEST", "parent"),
        (found(code=""), "BAD_REQUEST", "code"),
    ],
)
async def test_what_no_item_may_be_is_refused_and_nothing_is_written(
    working: Office, command: pb.OpenWorkItem, code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        await working.write("open_work_items", command)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert await facts(working) == []


async def test_fields_are_filled_as_the_kind_says(working: Office) -> None:
    bare = pb.OpenWorkItem(idempotency_key="1", kind="problem", code="P1", organization="B01", on="2020-03-02")
    with pytest.raises(Refused, match="没有填写“扣分”"):
        await working.write("open_work_items", bare)
    bare.fields.append(events.FieldValue(key="points", values=["三分"]))
    with pytest.raises(Refused, match="不是数"):
        await working.write("open_work_items", bare)
    bare.fields[0].values[:] = ["9"]
    with pytest.raises(Refused, match="随此登记的指标 dues 不成立"):
        await working.write("open_work_items", bare)


async def test_a_step_is_taken_only_from_where_it_leads(working: Office) -> None:
    await working.write("open_work_items", found())
    with pytest.raises(Refused) as refused:
        await working.write("advance_work_items", step("close", "2020-04-01", signed=("复核人",)))
    assert (refused.value.code, refused.value.details["steps"]) == ("STEP_NOT_POSSIBLE", "plan")
    await working.write("advance_work_items", PLAN)
    with pytest.raises(Refused, match="须有 1 人签署"):
        await working.write("advance_work_items", step("close", "2020-04-01"))


async def test_a_unit_gets_no_more_than_the_city_allows(working: Office) -> None:
    def checked(code: str, on: str) -> pb.OpenWorkItem:
        return pb.OpenWorkItem(idempotency_key=code, kind="checking", code=code, organization="B01", on=on)

    await working.write("open_work_items", checked("C1", "2020-03-02"))
    with pytest.raises(Refused) as refused:
        await working.write("open_work_items", checked("C2", "2020-03-31"))
    assert refused.value.code == "WORK_BUDGET_SPENT"
    await working.write("open_work_items", checked("C3", "2020-04-01"))


async def test_a_batch_is_taken_in_order_and_published_in_it(working: Office) -> None:
    await working.write("open_work_items", found("P1"), found("P2", organization="B02"))

    types = [event.type.rpartition(".")[2] for event in await working.events()]
    assert types == ["CycleOpened", "WorkItemOpened", "WorkItemOpened", "LedgerEntryRecorded", "LedgerEntryRecorded"]


async def test_work_that_was_lost_is_made_again_of_its_events(working: Office, databases: Databases) -> None:
    await working.write("open_work_items", found(), found("P2"))
    await working.write("advance_work_items", PLAN)
    withdrawn = pb.WithdrawWorkItem(idempotency_key="w", item="P2", on="2020-03-10", reason="重复")
    await working.write("withdraw_work_items", withdrawn)
    await working.events()
    older = Database("assessment", databases("assessment_older"), "biaochi_assessment.migrations")
    await older.start()

    await reconcile(older, working.log, [TOPIC], restore)

    database = working.service.database
    assert database
    assert await older.read(everything) == await database.read(everything)
    known = (await older.write(Call.internal("reader"), lambda tx: tx.recall(CITY.slug, ["find-P2", "w"]))).answer
    assert {key: one.answer for key, one in known.items()} == {"find-P2": b"P2", "w": b"P2"}
    await older.close()


async def test_another_organizations_item_is_as_if_there_were_none(working: Office) -> None:
    await working.write("open_work_items", found(), found("P2", organization="B02"))
    call = working.call.by("branch", frozenset(), token("branch", CITY.slug, "B01"))
    items = pb.BatchGetWorkItemsRequest(city=CITY.slug, codes=["P1", "P2"])
    steps = pb.ListWorkStepsRequest(city=CITY.slug, items=["P1", "P2"])
    advanced = pb.AdvanceWorkItemsRequest(city=CITY.slug, deeds=[pb.AdvanceWorkItem(idempotency_key="k", item="P2")])

    got = await working.client.batch_get_work_items(items, headers=call.headers())
    taken = await working.client.list_work_steps(steps, headers=call.headers())
    with pytest.raises(Refused) as caught:
        await working.client.advance_work_items(advanced, headers=call.headers())

    assert [item.code for item in got.items] == ["P1"]
    assert {one.item for one in taken.steps} == {"P1"}
    assert caught.value.code == "UNKNOWN_WORK_ITEM"


async def test_what_many_organizations_have_comes_at_once_the_first_of_each(working: Office) -> None:
    codes = {"P1": "B01", "P2": "B02", "P3": "B01", "P4": "B01"}
    await working.write("open_work_items", *(found(code, organization=where) for code, where in codes.items()))

    async def listed(**wanted: object) -> list[str]:
        request = pb.BatchListWorkItemsRequest(city=CITY.slug, cycle="2020", **wanted)  # type: ignore[arg-type]
        return [item.code for item in (await working.invoke(working.client.batch_list_work_items, request)).items]

    assert await listed(organizations=["B02", "B01", "B03"], most=2) == ["P1", "P3", "P2"]
    assert await listed(organizations=["B01"], noun="problem") == ["P1", "P3", "P4"]
    assert await listed(organizations=["B01"], noun="report") == []


@pytest.mark.parametrize(("organizations", "most", "field"), [(1001, 1, "organizations"), (1, 101, "most")])
async def test_more_than_can_be_read_at_once_is_refused(
    working: Office, organizations: int, most: int, field: str
) -> None:
    request = pb.BatchListWorkItemsRequest(
        city=CITY.slug, cycle="2020", organizations=["B01"] * organizations, most=most
    )

    with pytest.raises(Refused) as refused:
        await working.invoke(working.client.batch_list_work_items, request)

    assert (refused.value.code, refused.value.field) == ("REQUEST_TOO_LARGE", field)


async def test_work_is_found_by_its_words_and_listed_by_its_days(working: Office) -> None:
    await working.write("open_work_items", found("P1", on="2020-03-09"), found("P2", on="2020-03-02"))

    async def listed(**wanted: object) -> list[str]:
        request = pb.ListWorkItemsRequest(city=CITY.slug, cycle="2020", **wanted)  # type: ignore[arg-type]  # its fields
        return [item.code for item in (await working.invoke(working.client.list_work_items, request)).items]

    assert await listed(order="OPENED") == ["P2", "P1"]
    assert await listed(order="OPENED", descending=True) == ["P1", "P2"]
    assert await listed(search="记录不全") == ["P1", "P2"]
    assert await listed(search="p2") == ["P2"]
    assert await listed(search="%") == []


SEALED = ("会议记录不全", "样例责任人00017", "限期补齐")


async def said(office: Office) -> list[str]:
    """The words and the owner of P1, and the words of its steps, as they are shown."""
    getting = pb.BatchGetWorkItemsRequest(city=CITY.slug, codes=["P1"])
    (item,) = (await office.invoke(office.client.batch_get_work_items, getting)).items
    listing = pb.ListWorkStepsRequest(city=CITY.slug, items=["P1"])
    steps = (await office.invoke(office.client.list_work_steps, listing)).steps
    owners = [value for one in item.fields if one.key == "owner" for value in one.values]
    return [item.words, *owners, *(one.words for one in steps)]


async def planned(office: Office) -> None:
    plan = step("plan", "2020-03-09", events.FieldValue(key="owner", values=[SEALED[1]]))
    plan.words = SEALED[2]
    await office.write("open_work_items", found())
    await office.write("advance_work_items", plan)


async def test_words_are_shown_and_stored_and_published_nowhere_as_they_are_shown(working: Office) -> None:
    await planned(working)

    lying = await stored(working)

    assert await said(working) == [SEALED[0], SEALED[1], SEALED[0], SEALED[2]]
    assert not any(word in lying for word in SEALED)
    assert '"points":["1.5"]' in lying


async def test_what_an_item_and_its_step_say_alike_is_sealed_once(working: Office) -> None:
    await working.write("open_work_items", found())
    opened = events.WorkItemOpened.FromString((await working.events())[1].data)

    assert is_sealed(opened.item.words)
    assert opened.step.words == opened.item.words


async def test_words_that_an_earlier_build_left_open_are_sealed_once(working: Office) -> None:
    await planned(working)
    database = working.service.database
    assert database
    opened = events.WorkItemOpened.FromString((await working.events())[1].data)
    opened.item.words = opened.step.words = SEALED[0]

    def as_an_earlier_build(connection: Connection) -> None:
        connection.execute(update(tables.work_item).values(words=SEALED[0]))
        value = opened.SerializeToString()
        change(connection, TOPIC, lambda _, event: value if event.sequence == 2 else None)

    await database.update(as_an_earlier_build)
    before = await said(working)

    sealed = await database.update(lambda connection: seal_older(connection, AES_256_GCM))
    again = await database.update(lambda connection: seal_older(connection, AES_256_GCM))

    lying = await stored(working)
    assert (sealed.rows, sealed.events, again.rows, again.events) == (1, 1, 0, 0)
    assert await said(working) == before
    assert not any(word in lying for word in SEALED)
