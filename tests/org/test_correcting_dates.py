"""A wrong day of an organization, or a wrong end of a tenure, is put right, and everybody sees it on the same days."""

import pytest
from biaochi.org.v1 import service_pb2 as wire
from biaochi_assessment.domain.registry import Registry as AssessedRegistry
from biaochi_assessment.events.decode import registry_states
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.refusal import BadRequest, Refused
from biaochi_org.domain.commands import CorrectPostEnd
from biaochi_org.domain.events import DomainEvent
from biaochi_org.domain.refusals import (
    AlreadyExists,
    NothingToCorrect,
    StillInUse,
    UnknownMembership,
    UnknownOrganization,
    UnknownPost,
)
from biaochi_org.events.encode import encode
from biaochi_scoring.domain.received import RegistryChanged
from biaochi_scoring.domain.registry import RegistryState, hierarchy_on
from biaochi_scoring.events.decode import content_of

from tests.callers import caller
from tests.org.book import Book, small_city
from tests.org.life import FIRST, days
from tests.org.office import CITY, NOW, Office
from tests.org.test_store import lived

WHY = "登记时写错"


def young_city() -> Book:
    """A branch B9 that was established, renamed and abolished on days of its own."""
    book = small_city()
    book.establish("B9", "C", "2020-02-01")
    book.rename("B9", "2020-04-01")
    book.abolish("B9", "2020-06-01")
    return book


def since(book: Book, code: str) -> list[str]:
    """The first days of its states."""
    return [str(state.since) for state in book.registry.organizations.history(code)]


@pytest.mark.parametrize(
    ("on", "to", "right"),
    [
        ("2020-02-01", "2020-01-15", ["2020-01-15", "2020-04-01", "2020-06-01"]),
        ("2020-02-01", "2020-03-01", ["2020-03-01", "2020-04-01", "2020-06-01"]),
        ("2020-04-01", "2020-05-01", ["2020-02-01", "2020-05-01", "2020-06-01"]),
        ("2020-06-01", "2020-07-01", ["2020-02-01", "2020-04-01", "2020-07-01"]),
        ("2020-06-01", "2020-05-01", ["2020-02-01", "2020-04-01", "2020-05-01"]),
    ],
)
def test_it_was_established_renamed_or_abolished_on_the_right_day(on: str, to: str, right: list[str]) -> None:
    book = young_city()

    book.redate("B9", on, to)

    assert since(book, "B9") == right
    history = book.registry.organizations.history("B9")
    assert {str(state.established_on) for state in history} == {right[0]}
    assert str(history[-1].until) == right[-1]
    (correction,) = book.registry.corrections
    assert (correction.what, correction.before, correction.after) == ("ORGANIZATION_DATE", on, to)


@pytest.mark.parametrize(
    ("on", "to", "refused", "says"),
    [
        ("2020-02-02", "2020-03-01", BadRequest, "2020-02-01、2020-04-01、2020-06-01"),
        ("2020-02-01", "2020-02-01", NothingToCorrect, "没有要更正的"),
        ("2020-02-01", "2020-04-01", BadRequest, "不早于此后"),
        ("2020-04-01", "2020-02-01", BadRequest, "不晚于此前"),
        ("2020-02-01", "2019-12-31", UnknownOrganization, "才存在"),
    ],
)
def test_what_happened_keeps_its_order_and_its_parent(on: str, to: str, refused: type[Refused], says: str) -> None:
    with pytest.raises(refused, match=says):
        young_city().redate("B9", on, to)


def test_nobody_is_in_an_organization_before_it_is_there_or_after_it_is_over() -> None:
    book = small_city()
    book.establish("B9", "C", "2020-02-01")
    book.join("P1", "B9", "2020-03-01")
    book.leave("P1", "B9", "2020-05-01")
    book.abolish("B9", "2020-06-01")

    with pytest.raises(StillInUse, match="2020-03-01 起"):
        book.redate("B9", "2020-02-01", "2020-03-02")
    with pytest.raises(StillInUse, match="P1"):
        book.redate("B9", "2020-06-01", "2020-04-30")
    with pytest.raises(StillInUse, match="B1"):
        book.redate("C", "2020-01-01", "2020-01-02")

    assert since(book, "B9") == ["2020-02-01", "2020-06-01"]


def test_the_day_of_a_merger_is_that_of_several_and_stays() -> None:
    book = small_city()
    book.merge(["B1", "B2"], "N", "2020-03-01", name="市直单位N")

    for code in ("B1", "N"):
        with pytest.raises(BadRequest, match="合并或分设"):
            book.redate(code, "2020-03-01", "2020-03-02")


@pytest.mark.parametrize("to", ["2020-04-01", "2020-06-01"])
def test_a_membership_and_a_post_ended_on_the_right_day(to: str) -> None:
    book = small_city()
    book.join("P1", "B1", "2020-02-01")
    book.leave("P1", "B1", "2020-05-01")
    book.appoint("P1", "B1", "2020-02-01")
    book.dismiss("P1", "B1", "2020-05-01")

    book.end_anew("P1", "B1", "2020-05-01", to)
    book.do(CorrectPostEnd(book.key(), "P1", "B1", "SECRETARY", "2020-05-01", to, WHY))

    (membership,) = book.registry.memberships.ever_in("B1")
    (post,) = book.registry.posts.ever_in("B1")
    assert (str(membership.until), str(post.until)) == (to, to)


def test_a_right_end_is_after_the_beginning_before_the_next_one_and_while_the_organization_is_there() -> None:
    book = small_city()
    book.join("P1", "B1", "2020-02-01")
    book.leave("P1", "B1", "2020-03-01")
    book.join("P1", "B1", "2020-04-01")
    book.leave("P1", "B1", "2020-05-01")
    book.abolish("B1", "2020-06-01")

    for on, to, refused in (
        ("2020-03-01", "2020-02-01", BadRequest),
        ("2020-03-01", "2020-04-02", AlreadyExists),
        ("2020-05-01", "2020-06-02", UnknownOrganization),
        ("2020-05-02", "2020-05-03", UnknownMembership),
    ):
        with pytest.raises(refused):
            book.end_anew("P1", "B1", on, to)
    with pytest.raises(UnknownPost):
        book.do(CorrectPostEnd(book.key(), "P1", "B1", "SECRETARY", "2020-05-01", "2020-05-02", WHY))


def received(events: tuple[DomainEvent, ...], sequence: int) -> list[ReceivedEvent]:
    """The events as they come from the log."""
    return [
        ReceivedEvent(
            topic=event.topic,
            partition=0,
            offset=sequence + place,
            sequence=sequence + place + 1,
            id=f"{sequence + place}",
            type=event.type,
            subject=event.subject,
            city=event.city,
            time=event.time,
            caller=event.call.caller,
            traceparent="",
            data=event.data,
        )
        for place, event in enumerate(encode(CITY, caller(), NOW, events))
    ]


@pytest.mark.parametrize("seed", [2, 3, 4, 6])
def test_the_other_services_see_everybody_on_the_days_on_which_the_registry_does(seed: int) -> None:
    book, last = lived(seed)
    again, records = Book(), list[ReceivedEvent]()
    for command in book.done:
        records += received(again.do(command), len(records))
    scored: list[RegistryState] = []
    for record in records:
        content = content_of(record)
        scored += content.states if isinstance(content, RegistryChanged) else ()
    assessed = AssessedRegistry({(one.place, one.since): one for it in records for one in registry_states(it)}.values())

    published = {record.type.rpartition(".")[2] for record in records}
    assert {"OrganizationDateCorrected", "MembershipEndCorrected"} <= published
    for day in days((last - FIRST).days + 10):
        hierarchy, tree = hierarchy_on(scored, day), book.tree(day)
        assert {code: state.parent for code, state in hierarchy.organizations.items()} == tree
        assert {code for code in book.codes if assessed.kinds_on(code, day)} == set(tree)
        members = {person for code in tree for person in book.members(code, day)}
        assert {member.code for member in hierarchy.cohort("MEMBER")} == members
        assert set(assessed.cohort("MEMBER", day)) == members


async def test_a_corrected_date_is_stored_listed_and_given(office: Office) -> None:
    await office.establish(("W", "WORK_COMMITTEE", ""), on="2020-01-01")
    await office.establish(("B1", "BRANCH", "W"), on="2020-03-01")
    command = wire.CorrectOrganizationDate(
        idempotency_key="c1", code="B1", on="2020-03-01", to="2020-02-01", reason=WHY
    )

    request = wire.CorrectOrganizationDatesRequest(city=CITY, deeds=[command])
    await office.client.correct_organization_dates(request, headers=office.headers)

    wanted = wire.BatchGetOrganizationsRequest(city=CITY, codes=["B1"], as_of="2020-02-15")
    (found,) = (await office.client.batch_get_organizations(wanted, headers=office.headers)).organizations
    assert (found.established_on, found.name) == ("2020-02-01", "市直单位B1")
    listed = wire.BatchListCorrectionsRequest(city=CITY, subjects=["B1"])
    (kept,) = (await office.client.batch_list_corrections(listed, headers=office.headers)).corrections
    assert (kept.number, kept.what, kept.before, kept.after) == ("c1", "ORGANIZATION_DATE", "2020-03-01", "2020-02-01")
