"""What was written wrongly is put right with a reason, and what stood there is kept."""

from datetime import date

import pytest
from biaochi.org.v1 import events_pb2 as events
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.refusal import BadRequest, Refused
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.personal.keys import PersonKeys
from biaochi_org.domain.commands import (
    CorrectMembershipStart,
    CorrectOrganizationName,
    CorrectPersonName,
    CorrectPostStart,
)
from biaochi_org.domain.refusals import AlreadyExists, NothingToCorrect, UnknownMembership, UnknownOrganization

from tests.org.book import Book, small_city
from tests.org.office import CITY, Office

WHY = "登记时写错"


def membership_starts(book: Book, on: str, to: str) -> None:
    """Put right the first day of P1 in B1."""
    book.do(CorrectMembershipStart(book.key(), "P1", "B1", on, to, WHY))


def names(book: Book, code: str) -> list[tuple[str, str]]:
    """The names an organization had, each with its first day."""
    return [(str(state.since), state.name) for state in book.registry.organizations.history(code)]


def test_a_person_gets_the_right_name_and_the_wrong_one_is_kept() -> None:
    book = small_city()

    (event,) = book.do(CorrectPersonName(book.key(), "P1", "样例党员00017", WHY))

    assert book.registry.name_of("P1") == "样例党员00017"
    (correction,) = book.registry.corrections
    assert (correction.before, correction.after, correction.reason) == ("样例党员P1", "样例党员00017", WHY)
    assert event.subject == "P1"


def test_a_name_is_put_right_as_of_its_start_and_a_later_renaming_stays() -> None:
    book = small_city()
    book.move("B1", "W", "2020-03-01")
    book.rename("B1", "2020-05-01")

    book.do(CorrectOrganizationName(book.key(), "B1", "市直单位07", "2020-04-01", WHY))

    assert [name for _, name in names(book, "B1")] == ["市直单位07", "市直单位07", "更名2020-05-01"]


@pytest.mark.parametrize("to", ["2020-01-15", "2020-03-15"])
def test_a_membership_begins_on_the_right_day_earlier_or_later(to: str) -> None:
    book = small_city()
    book.join("P1", "B1", "2020-02-01")
    book.leave("P1", "B1", "2020-05-01")

    membership_starts(book, "2020-02-01", to)

    (one,) = book.registry.memberships.of_place(("P1", "B1", ""))
    assert (one.since, one.until) == (date.fromisoformat(to), date(2020, 5, 1))


def test_a_post_begins_on_the_right_day() -> None:
    book = small_city()
    book.appoint("P1", "B1", "2020-02-01")

    book.do(CorrectPostStart(book.key(), "P1", "B1", "SECRETARY", "2020-02-01", "2020-01-10", WHY))

    assert book.holders("B1", date(2020, 1, 10)) == [("P1", "SECRETARY")]


def test_a_corrected_day_may_not_meet_an_earlier_membership_its_own_end_or_a_time_without_the_organization() -> None:
    book = small_city()
    book.join("P1", "B1", "2020-02-01")
    book.leave("P1", "B1", "2020-03-01")
    book.join("P1", "B1", "2020-04-01")
    book.leave("P1", "B1", "2020-05-01")

    with pytest.raises(AlreadyExists, match="2020-02-01"):
        membership_starts(book, "2020-04-01", "2020-02-20")
    with pytest.raises(BadRequest, match="2020-05-01"):
        membership_starts(book, "2020-04-01", "2020-05-01")
    with pytest.raises(UnknownOrganization, match="才存在"):
        membership_starts(book, "2020-02-01", "2001-01-01")


def test_what_is_not_there_or_not_wrong_or_has_no_reason_cannot_be_put_right() -> None:
    book = small_city()
    book.join("P1", "B1", "2020-02-01")

    with pytest.raises(UnknownMembership):
        membership_starts(book, "2020-02-02", "2020-03-01")
    with pytest.raises(NothingToCorrect):
        membership_starts(book, "2020-02-01", "2020-02-01")
    with pytest.raises(BadRequest, match="理由"):
        book.do(CorrectPersonName(book.key(), "P1", "样例党员00017", " "))


async def corrected(office: Office) -> wire.BatchListCorrectionsAnswer:
    """What was put right about P1."""
    request = wire.BatchListCorrectionsRequest(city=CITY, subjects=["P1"])
    return await office.client.batch_list_corrections(request, headers=office.headers)


async def opened(office: Office, reason: str) -> str:
    """What a sealed reason about P1 says."""
    database = office.service.database
    assert database
    assert reason not in (WHY, "")
    return await database.read(lambda connection: PersonKeys(connection, CITY).opened("P1", reason))


async def test_corrections_are_stored_listed_and_published_without_names(office: Office) -> None:
    await office.establish(("W", "WORK_COMMITTEE", ""), ("B1", "BRANCH", "W"))
    person = wire.RegisterPerson(idempotency_key=office.key(), code="P1", name="样例党员00017")
    await office.client.register_persons(wire.RegisterPersonsRequest(city=CITY, deeds=[person]), headers=office.headers)
    joined = {"person": "P1", "organization": "B1", "kind": "FORMAL", "on": "2020-02-01"}
    start = wire.StartMembership(idempotency_key=office.key(), **joined)
    await office.client.start_memberships(
        wire.StartMembershipsRequest(city=CITY, deeds=[start]), headers=office.headers
    )

    named = wire.CorrectPersonName(idempotency_key="c1", code="P1", name="样例党员00071", reason=WHY)
    began = {"person": "P1", "organization": "B1", "on": "2020-02-01", "to": "2020-03-01", "reason": WHY}
    await office.client.correct_person_names(
        wire.CorrectPersonNamesRequest(city=CITY, deeds=[named]), headers=office.headers
    )
    await office.client.correct_membership_starts(
        wire.CorrectMembershipStartsRequest(
            city=CITY, deeds=[wire.CorrectMembershipStart(idempotency_key="c2", **began)]
        ),
        headers=office.headers,
    )

    found = (await corrected(office)).corrections
    assert [(one.number, one.what, one.before, one.after) for one in found] == [
        ("c1", "NAME", "样例党员00017", "样例党员00071"),
        ("c2", "MEMBERSHIP_START", "2020-02-01", "2020-03-01"),
    ]
    request = wire.BatchGetPersonsRequest(city=CITY, codes=["P1"], as_of="2020-02-15")
    (known,) = (await office.client.batch_get_persons(request, headers=office.headers)).persons
    assert (known.name, list(known.memberships)) == ("样例党员00071", [])
    named_event, began_event = await published(office)
    assert [await opened(office, one.reason) for one in (named_event, began_event)] == [WHY, WHY]
    assert named_event == events.PersonNameCorrected(person="P1", reason=named_event.reason)
    assert began_event == events.MembershipStartCorrected(
        person="P1",
        organization="B1",
        kind="FORMAL",
        was="2020-02-01",
        since="2020-03-01",
        reason=began_event.reason,
    )


async def published(office: Office) -> list[events.PersonNameCorrected | events.MembershipStartCorrected]:
    """The corrections among the events."""
    assert office.service.relay
    await office.service.relay.drain()
    records = await office.log.read("biaochi.org.v1", partition_of(CITY), 0, 5000)
    kinds: dict[str, type[events.PersonNameCorrected | events.MembershipStartCorrected]] = {
        "biaochi.org.v1.PersonNameCorrected": events.PersonNameCorrected,
        "biaochi.org.v1.MembershipStartCorrected": events.MembershipStartCorrected,
    }
    read = [ReceivedEvent.read(record) for record in records]
    return [kinds[one.type].FromString(one.data) for one in read if one.type in kinds]


async def test_a_batch_of_corrections_is_done_whole_or_not_at_all(office: Office) -> None:
    await office.establish(("W", "WORK_COMMITTEE", ""))
    fields = {"code": "W", "on": "2020-06-01", "reason": WHY}
    good = wire.CorrectOrganizationName(idempotency_key="c1", name="样例工委", **fields)
    bad = wire.CorrectOrganizationName(idempotency_key="c2", name="样例工委", **fields)

    with pytest.raises(Refused, match="没有要更正的"):
        await office.client.correct_organization_names(
            wire.CorrectOrganizationNamesRequest(city=CITY, deeds=[good, bad]), headers=office.headers
        )

    request = wire.BatchListCorrectionsRequest(city=CITY, subjects=["W"])
    assert not (await office.client.batch_list_corrections(request, headers=office.headers)).corrections
