"""Lists of facts, tasks and work: searched, filtered by recorder and day, in another order, for many at once."""

from dataclasses import replace

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.domain.models import Privacy
from biaochi_chassis.foundation.refusal import Refused

from tests.assessment.office import Office, published
from tests.assessment.town import BRANCH, CITY, POINTS, accept
from tests.callers import caller

MARKED = replace(
    BRANCH,
    hash="hash-of-marked",
    accepts=(*BRANCH.accepts, accept("named", "rating", **POINTS, privacy=Privacy("real_name", ("scheme_owner",)))),
)


def entry(number: str, on: str, subject: str = "B01") -> pb.RecordLedgerEntry:
    """An entry for dues that happened on a day of March."""
    return pb.RecordLedgerEntry(
        idempotency_key=number, subject=subject, indicator="dues", period="2020-03", amount="1", occurred_on=on
    )


async def numbers(office: Office, **wanted: object) -> list[str]:
    """The numbers of the facts that are wanted, in their order."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", **wanted)  # type: ignore[arg-type]  # its fields
    return [one.fact.number for one in (await office.invoke(office.client.list_facts, request)).facts]


async def three(office: Office) -> None:
    """Three entries, numbered otherwise than they happened."""
    await office.open_2020()
    await office.write(
        "record_ledger_entries", entry("a", "2020-03-20"), entry("b", "2020-03-02"), entry("c", "2020-03-09", "B02")
    )


async def test_facts_are_listed_by_the_day_they_happened_on_and_backwards(office: Office) -> None:
    await three(office)

    assert await numbers(office) == ["a", "b", "c"]
    assert await numbers(office, order="OCCURRED") == ["b", "c", "a"]
    assert await numbers(office, order="OCCURRED", descending=True, first=2) == ["a", "c"]
    assert await numbers(office, order="OCCURRED", descending=True, after="2020-03-09 c") == ["b"]
    assert await numbers(office, order="RECORDED", descending=True) == ["c", "b", "a"]
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020")
    at = (await office.invoke(office.client.list_facts, request)).facts[0].fact.recorded_at
    assert await numbers(office, order="RECORDED", after=f"{at} a") == ["b", "c"]
    assert await numbers(office, order="RECORDED", descending=True, after=f"{at} b", subject="B01") == ["a"]


async def test_facts_of_a_range_of_days_are_those_on_its_ends_too(office: Office) -> None:
    await three(office)

    assert await numbers(office, occurred_from="2020-03-02", occurred_until="2020-03-09") == ["b", "c"]
    assert await numbers(office, occurred_from="2020-03-10") == ["a"]


async def test_the_day_a_fact_was_recorded_on_is_the_city_s(office: Office) -> None:
    await three(office)
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", first=1)
    (stored,) = (await office.invoke(office.client.list_facts, request)).facts
    day = stored.fact.recorded_at[:10]

    assert await numbers(office, recorded_by="developer", recorded_from=day, recorded_until=day) == ["a", "b", "c"]
    assert await numbers(office, recorded_until="2019-12-31") == []
    assert await numbers(office, recorded_by="somebody else") == []


@pytest.mark.parametrize(("role", "found"), [("scheme_owner", ["dues", "mark"]), ("auditor", ["dues"])])
async def test_who_may_not_know_a_rater_does_not_find_the_marks_by_who_recorded_them(
    office: Office, role: str, found: list[str]
) -> None:
    await office.receive("scoring", [("branch", published(MARKED))])
    await office.open_2020()
    await office.write("record_ledger_entries", entry("dues", "2020-03-02"))
    mark = {"subject": "B01", "indicator": "named", "period": "2020-Q1", "rater": "J1", "amount": "5"}
    await office.write("submit_ratings", pb.SubmitRating(idempotency_key="mark", **mark))
    office.call = caller(role).after(office.call.positions)

    assert await numbers(office, recorded_by="developer") == found


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [({"order": "BY_LUCK"}, "BAD_REQUEST", "order"), ({"occurred_from": "March"}, "NOT_A_DATE", "occurred_from")],
)
async def test_an_order_or_a_day_that_is_none_is_refused(
    office: Office, wanted: dict[str, object], code: str, field: str
) -> None:
    await office.open_2020()

    with pytest.raises(Refused) as refused:
        await numbers(office, **wanted)

    assert (refused.value.code, refused.value.field) == (code, field)


async def test_tasks_are_listed_by_when_they_are_due(office: Office) -> None:
    await office.open_2020()
    good = {"subject": "J1", "indicator": "common", "period": "2020-Q1", "share": "COMMON", "points": "10"}
    days = {"T1": "2020-03-20", "T2": "2020-03-02", "T3": ""}
    issued = [
        pb.IssueTask(idempotency_key=task, task=task, title="专题学习", due_on=day, **good)
        for task, day in days.items()
    ]
    await office.write("issue_tasks", *issued)

    async def listed(**wanted: object) -> list[str]:
        request = pb.ListTasksRequest(city=CITY.slug, cycle="2020", **wanted)  # type: ignore[arg-type]  # its fields
        return [one.task for one in (await office.invoke(office.client.list_tasks, request)).tasks]

    assert await listed(order="DUE") == ["T3", "T2", "T1"]
    assert await listed(due_until="2020-03-19") == ["T2"]
    assert await listed(indicator="common", due_from="2020-03-20") == ["T1"]


async def test_honours_are_found_by_whom_what_and_when(office: Office) -> None:
    await office.open_2020()
    for key, organization, title, day in (
        ("h-1", "J1", "市级示范点", "2020-12-01"),
        ("h-2", "J1", "先进党组织", "2020-06-30"),
        ("h-3", "B01", "市级先进", "2020-07-01"),
    ):
        said = {"idempotency_key": key, "organization": organization, "title": title, "granted_on": day}
        await office.write("grant_honours", pb.GrantHonour(period="2020", **said))

    async def found(**wanted: object) -> list[str]:
        request = pb.ListHonoursRequest(city=CITY.slug, cycle="2020", **wanted)  # type: ignore[arg-type]  # its fields
        return [one.fact.number for one in (await office.invoke(office.client.list_honours, request)).honours]

    assert await found() == ["h-1", "h-2", "h-3"]
    assert await found(subject="J1") == ["h-1", "h-2"]
    assert await found(search="先进") == ["h-2", "h-3"]
    assert await found(occurred_from="2020-07-01") == ["h-1", "h-3"]
    assert await found(occurred_from="2020-06-30", occurred_until="2020-06-30") == ["h-2"]
    assert await found(level="city") == []
    assert await found(order="OCCURRED") == ["h-2", "h-3", "h-1"]
    assert await found(order="OCCURRED", descending=True, after="2020-12-01 h-1") == ["h-3", "h-2"]
    for typo, code in (
        ({"subject": "nobody"}, "UNKNOWN_SUBJECT"),
        ({"occurred_from": "yesterday"}, "NOT_A_DATE"),
        ({"order": "RECORDED"}, "BAD_REQUEST"),
    ):
        with pytest.raises(Refused) as refused:
            await found(**typo)
        assert refused.value.code == code


async def test_ratings_due_are_found_by_who_is_rated(office: Office) -> None:
    await office.open_2020()
    all_due = await office.invoke(
        office.client.list_ratings_due, pb.ListRatingsDueRequest(city=CITY.slug, cycle="2020", first=200)
    )
    subject = all_due.due[0].subject

    request = pb.ListRatingsDueRequest(city=CITY.slug, cycle="2020", subject=subject, first=200)
    of_one = await office.invoke(office.client.list_ratings_due, request)

    assert list(of_one.due) == [one for one in all_due.due if one.subject == subject]
    assert 0 < of_one.total < all_due.total
