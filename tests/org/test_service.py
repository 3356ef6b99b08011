"""The registry through its interface: writes, queries by day, refusals, and what it publishes."""

import logging
import time

import pytest
from biaochi.org.v1 import events_pb2 as events
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.log.partitions import partition_of

from tests.org.office import CITY, Office

ROOT = ("W", "WORK_COMMITTEE", "")
BRANCHES = [(f"B{number:03}", "BRANCH", "W") for number in range(1, 6)]


async def recorded(office: Office) -> list[ReceivedEvent]:
    """What the registry has published so far."""
    relay = office.service.relay
    assert relay
    await relay.drain()
    records = await office.log.read("biaochi.org.v1", partition_of(CITY), 0, 5000)
    return [ReceivedEvent.read(record) for record in records]


async def start_person(office: Office, person: str, organization: str, on: str) -> None:
    """Register a person and begin a membership and a post."""
    register = wire.RegisterPerson(idempotency_key=office.key(), code=person, name="样例党员00017")
    await office.client.register_persons(
        wire.RegisterPersonsRequest(city=CITY, deeds=[register]), headers=office.headers
    )
    member = wire.StartMembership(
        idempotency_key=office.key(), person=person, organization=organization, kind="FORMAL", on=on
    )
    await office.client.start_memberships(
        wire.StartMembershipsRequest(city=CITY, deeds=[member]), headers=office.headers
    )
    post = wire.StartPost(
        idempotency_key=office.key(), person=person, organization=organization, role="SECRETARY", on=on
    )
    await office.client.start_posts(wire.StartPostsRequest(city=CITY, deeds=[post]), headers=office.headers)


async def merge(office: Office, *sources: str, into: str, on: str) -> None:
    """Merge sources into a new one."""
    command = wire.MergeOrganizations(
        idempotency_key=office.key(), sources=sources, into=into, name="市直单位09", on=on
    )
    await office.client.merge_organizations(
        wire.MergeOrganizationsRequest(city=CITY, deeds=[command]), headers=office.headers
    )


async def test_a_batch_leaves_a_line_with_how_many_commands_it_brought(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "biaochi.request"):
        await office.establish(ROOT, *BRANCHES)

    (line,) = (record.__dict__ for record in caplog.records if record.name == "biaochi.request")
    assert (line["operation"], line["commands"], line["code"]) == ("EstablishOrganizations", 6, "OK")


async def test_a_page_is_in_order_of_code_with_the_total_over_all_pages(office: Office) -> None:
    await office.establish(ROOT, *reversed(BRANCHES))
    first = await office.listed(kind="BRANCH", page=(2, ""))
    assert [one.code for one in first.organizations] == ["B001", "B002"]
    assert (first.total, first.has_more) == (5, True)
    last = await office.listed(kind="BRANCH", page=(3, "B002"), parents=["W"])
    assert [one.code for one in last.organizations] == ["B003", "B004", "B005"]
    assert (last.total, last.has_more) == (5, False)


async def test_organizations_are_found_by_code_or_name_and_listed_by_when_they_were_established(office: Office) -> None:
    await office.establish(ROOT, BRANCHES[2])
    await office.establish(*BRANCHES[:2], on="2020-02-01")

    async def listed(**wanted: object) -> list[str]:
        request = wire.ListOrganizationsRequest(city=CITY, as_of="2020-05-31", **wanted)  # type: ignore[arg-type]
        found = await office.client.list_organizations(request, headers=office.headers)
        return [one.code for one in found.organizations]

    assert await listed(search="b00", order="ESTABLISHED") == ["B003", "B001", "B002"]
    assert await listed(search="单位B002") == ["B002"]
    assert await listed(kind="BRANCH", order="ESTABLISHED", after="2020-01-01 B003") == ["B001", "B002"]
    assert await listed(order="ESTABLISHED", descending=True, first=1) == ["B002"]
    with pytest.raises(Refused, match="BY_LUCK"):
        await listed(order="BY_LUCK")


async def test_a_day_has_its_own_tree_before_and_after_a_merge(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    await start_person(office, "P1", "B001", "2020-02-01")
    await merge(office, "B001", "B002", into="B009", on="2020-06-01")
    before = await office.listed(kind="BRANCH", as_of="2020-05-31")
    after = await office.listed(kind="BRANCH", as_of="2020-06-01")
    assert [one.code for one in before.organizations] == ["B001", "B002", "B003", "B004", "B005"]
    assert [one.code for one in after.organizations] == ["B003", "B004", "B005", "B009"]
    assert list(after.organizations[-1].predecessors) == ["B001", "B002"]


async def test_what_no_longer_exists_answers_with_its_last_state_when_requested(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    await merge(office, "B001", "B002", into="B009", on="2020-06-01")
    codes = ["B009", "B001", "B777", "B003"]
    request = wire.BatchGetOrganizationsRequest(city=CITY, codes=codes)
    answer = await office.client.batch_get_organizations(request, headers=office.headers)
    assert [one.code for one in answer.organizations] == ["B009", "B003"]
    request.last_known = True
    answer = await office.client.batch_get_organizations(request, headers=office.headers)
    assert [one.code for one in answer.organizations] == ["B009", "B001", "B003"]
    assert (answer.organizations[1].until, list(answer.organizations[1].successors)) == ("2020-06-01", ["B009"])


async def test_one_query_is_about_several_days(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    await merge(office, "B001", "B002", into="B009", on="2020-06-01")
    request = wire.BatchGetOrganizationsRequest(city=CITY, codes=["B009", "B001"], as_of="2020-05-31")
    request.also.add(as_of="2020-06-01", codes=["B001", "B009"])
    request.also.add(codes=["B777"])
    answer = await office.client.batch_get_organizations(request, headers=office.headers)
    assert [one.code for one in answer.organizations] == ["B001"]
    assert [[one.code for one in some.organizations] for some in answer.also] == [["B009"], []]
    request.last_known = True
    answer = await office.client.batch_get_organizations(request, headers=office.headers)
    assert [[one.code for one in some.organizations] for some in answer.also] == [["B001", "B009"], []]
    request.also[1].as_of = "yesterday"
    with pytest.raises(Refused, match="yesterday"):
        await office.client.batch_get_organizations(request, headers=office.headers)


async def test_members_and_posts_of_a_day_go_over_with_a_merge(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    await start_person(office, "P1", "B001", "2020-02-01")
    await merge(office, "B001", "B002", into="B009", on="2020-06-01")
    for as_of, organization in (("2020-05-31", "B001"), ("2020-06-01", "B009")):
        organizations = ["B001", "B009"]
        members = await office.client.batch_list_memberships(
            wire.BatchListMembershipsRequest(city=CITY, organizations=organizations, as_of=as_of),
            headers=office.headers,
        )
        posts = await office.client.batch_list_posts(
            wire.BatchListPostsRequest(city=CITY, organizations=organizations, as_of=as_of), headers=office.headers
        )
        assert [(one.person, one.name, one.organization) for one in members.memberships] == [
            ("P1", "样例党员00017", organization)
        ]
        assert [(one.role, one.organization) for one in posts.posts] == [("SECRETARY", organization)]


async def test_a_batch_with_one_bad_command_writes_nothing(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        await office.establish(ROOT, ("B1", "BRANCH", "W"), ("B2", "BRANCH", "NOBODY"))
    assert (refused.value.code, refused.value.index, refused.value.field) == ("UNKNOWN_ORGANIZATION", 2, "parent")
    assert (await office.listed()).total == 0
    assert await recorded(office) == []


async def test_a_dry_run_finds_every_refusal_and_writes_nothing(office: Office) -> None:
    rows = [ROOT, ("B1", "CLUB", "W"), ("B2", "BRANCH", "W"), ("B2", "BRANCH", "W")]
    answer = await office.establish(*rows, dry_run=True)
    assert [(one.index, one.code) for one in answer.refusals] == [(1, "WRONG_KIND"), (3, "ALREADY_EXISTS")]
    assert (await office.listed()).total == 0


async def test_a_command_sent_again_is_written_once(office: Office) -> None:
    command = wire.EstablishOrganization(
        idempotency_key="one", code="W", name="机关工委", kind="WORK_COMMITTEE", on="2020-01-01"
    )
    request = wire.EstablishOrganizationsRequest(city=CITY, deeds=[command])
    first = await office.client.establish_organizations(request, headers=office.headers)
    again = await office.client.establish_organizations(request, headers=office.headers)
    assert [(one.code, one.already) for one in (*first.written, *again.written)] == [("W", False), ("W", True)]
    assert again.position == first.position
    assert len(await recorded(office)) == 1


async def test_a_parent_that_never_was_is_refused_and_one_without_children_is_not(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    assert (await office.listed(parents=["B001"])).total == 0
    with pytest.raises(Refused) as refused:
        await office.listed(parents=["B0O1"])
    assert (refused.value.code, refused.value.field) == ("UNKNOWN_ORGANIZATION", "parent")


@pytest.mark.parametrize("city", ["", "nowhere"])
async def test_a_city_that_nobody_published_is_refused(office: Office, city: str) -> None:
    with pytest.raises(Refused) as refused:
        await office.client.list_organizations(wire.ListOrganizationsRequest(city=city), headers=office.headers)
    with pytest.raises(Refused) as written:
        await office.client.move_organizations(wire.MoveOrganizationsRequest(city=city), headers=office.headers)
    assert refused.value.code == written.value.code == "UNKNOWN_CITY"


async def test_a_question_about_too_much_or_no_day_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as too_many:
        await office.listed(page=(1001, ""))
    assert too_many.value.code == "REQUEST_TOO_LARGE"
    with pytest.raises(Refused) as no_day:
        await office.listed(as_of="2020-13-01")
    assert no_day.value.code == "NOT_A_DATE"


async def test_an_event_carries_every_state_after_the_command(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES[:2])
    await office.establish(("G1", "PARTY_GROUP", "B001"))
    await start_person(office, "P1", "B001", "2020-02-01")
    await merge(office, "B001", "B002", into="B009", on="2020-06-01")
    records = await recorded(office)
    names = [record.type.removeprefix("biaochi.org.v1.") for record in records]
    assert names[4:7] == ["PersonRegistered", "MembershipStarted", "PostStarted"]
    assert names[7:] == ["OrganizationMerged", "MembershipEnded", "MembershipStarted", "PostEnded", "PostStarted"]
    merged = events.OrganizationMerged.FromString(records[7].data)
    assert [(one.code, one.parent, one.until) for one in merged.after] == [
        ("B009", "W", ""),
        ("B001", "W", "2020-06-01"),
        ("B002", "W", "2020-06-01"),
        ("G1", "B009", ""),
    ]
    assert (records[7].subject, records[8].subject, records[7].city) == ("B009", "P1", CITY)
    assert b"\xe6\xa0\xb7\xe4\xbe\x8b" not in b"".join(record.data for record in records[4:7])


async def test_a_thousand_establishments_are_one_quick_transaction(office: Office) -> None:
    await office.establish(ROOT)
    rows = [(f"B{number:04}", "BRANCH", "W") for number in range(1000)]
    began = time.perf_counter()
    await office.establish(*rows)
    assert time.perf_counter() - began < 3
    assert (await office.listed(kind="BRANCH")).total == 1000


async def test_persons_answer_with_what_they_hold_on_a_day(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    await start_person(office, "P2", "B001", "2020-03-01")
    await start_person(office, "P1", "B002", "2020-02-01")
    request = wire.BatchGetPersonsRequest(city=CITY, codes=["P2", "P9", "P1"], as_of="2020-02-15")
    second, first = (await office.client.batch_get_persons(request, headers=office.headers)).persons
    assert (second.code, list(second.memberships), list(second.posts)) == ("P2", [], [])
    assert (first.code, first.name) == ("P1", "样例党员00017")
    assert [one.organization for one in first.memberships] == ["B002"]
    assert [(one.organization, one.role) for one in first.posts] == [("B002", "SECRETARY")]


async def test_the_code_of_an_organization_is_no_person_s_and_the_other_way_round(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    with pytest.raises(Refused, match="B001"):
        await start_person(office, "B001", "B002", "2020-03-01")
    await start_person(office, "P1", "B002", "2020-03-01")
    with pytest.raises(Refused, match="P1"):
        await office.establish(("P1", "BRANCH", "W"))


async def test_what_starts_in_a_temporary_organization_is_published_with_its_end(office: Office) -> None:
    await office.establish(ROOT)
    command = wire.EstablishTemporaryOrganization(
        idempotency_key=office.key(), code="T1", name="样例专班", parent="W", on="2020-02-01", until="2020-09-01"
    )
    request = wire.EstablishTemporaryOrganizationsRequest(city=CITY, deeds=[command])
    await office.client.establish_temporary_organizations(request, headers=office.headers)
    await start_person(office, "P1", "T1", "2020-03-01")
    member, post = (await recorded(office))[-2:]
    assert events.MembershipStarted.FromString(member.data).until == "2020-09-01"
    assert events.PostStarted.FromString(post.data).until == "2020-09-01"
    assert "样例党员" not in str(member) + str(post)


async def test_what_commands_are_decided_on_can_be_loaded(office: Office) -> None:
    await office.establish(ROOT, *BRANCHES)
    await start_person(office, "P1", "B001", "2020-01-01")
    await merge(office, "B001", "B002", into="N1", on="2021-01-01")

    loaded = await office.client.load_registry(
        wire.LoadRegistryRequest(city=CITY, organizations=["B001"], persons=["P1", "P2"]), headers=office.headers
    )

    assert [(one.code, one.since) for one in loaded.states] == [
        ("B001", "2020-01-01"),
        ("B001", "2021-01-01"),
        ("W", "2020-01-01"),
    ]
    assert list(loaded.persons) == ["P1"]
    assert [(one.organization, one.until) for one in loaded.memberships] == [("B001", "2021-01-01"), ("N1", "")]
    assert [(one.organization, one.role) for one in loaded.posts] == [("B001", "SECRETARY"), ("N1", "SECRETARY")]
