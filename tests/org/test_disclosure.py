"""The registry itself writes a name whole to those who keep it only, whoever the gateway says is asking."""

from datetime import date

import pytest
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.call import AUTHORIZATION, Call
from biaochi_chassis.identity.disclosure import shown_name
from biaochi_org.api import responses
from biaochi_org.domain.tenure import Post
from biaochi_org.store.queries import Named, PersonOnDay

from tests.callers import caller
from tests.org.office import CITY, Office

NAME, BEFORE, MASKED = "样例党员00017", "样例党员00071", "样例*******"


@pytest.fixture
async def staffed(office: Office) -> Office:
    """A branch with a member who holds a post, and whose name was put right."""
    await office.establish(("W", "WORK_COMMITTEE", ""), ("B1", "BRANCH", "W"))
    person = wire.RegisterPerson(idempotency_key="p", code="P1", name=BEFORE)
    await office.client.register_persons(wire.RegisterPersonsRequest(city=CITY, deeds=[person]), headers=office.headers)
    place = {"person": "P1", "organization": "B1", "on": "2020-02-01"}
    member = wire.StartMembership(idempotency_key="m", kind="FORMAL", **place)
    await office.client.start_memberships(
        wire.StartMembershipsRequest(city=CITY, deeds=[member]), headers=office.headers
    )
    post = wire.StartPost(idempotency_key="o", role="SECRETARY", **place)
    await office.client.start_posts(wire.StartPostsRequest(city=CITY, deeds=[post]), headers=office.headers)
    right = wire.CorrectPersonName(idempotency_key="c", code="P1", name=NAME, reason="登记时写错")
    await office.client.correct_person_names(
        wire.CorrectPersonNamesRequest(city=CITY, deeds=[right]), headers=office.headers
    )
    named = {"code": "B1", "on": "2020-02-01", "name": "市直单位07", "reason": "登记时写错"}
    organization = wire.CorrectOrganizationName(idempotency_key="n", **named)
    await office.client.correct_organization_names(
        wire.CorrectOrganizationNamesRequest(city=CITY, deeds=[organization]), headers=office.headers
    )
    return office


async def names(office: Office, role: str) -> set[str]:
    """Every name of the person that somebody in this role is given, by any way."""
    client, headers = office.client, {**office.headers, AUTHORIZATION: caller(role).headers()[AUTHORIZATION]}
    persons = await client.batch_get_persons(wire.BatchGetPersonsRequest(city=CITY, codes=["P1"]), headers=headers)
    in_branch = wire.BatchListMembershipsRequest(city=CITY, organizations=["B1"])
    members = await client.batch_list_memberships(in_branch, headers=headers)
    held = wire.BatchListPostsRequest(city=CITY, organizations=["B1"])
    posts = await client.batch_list_posts(held, headers=headers)
    (person,) = persons.persons
    found = [one.name for one in (*person.memberships, *members.memberships)]
    found += [one.name for one in (*person.posts, *posts.posts)]
    assert len(found) == 4
    return {person.name, *found}


@pytest.mark.parametrize("role", ["registry", "developer"])
async def test_whoever_keeps_the_registry_is_given_whole_names(staffed: Office, role: str) -> None:
    assert await names(staffed, role) == {NAME}


@pytest.mark.parametrize("role", ["scheme_owner", "branch", "auditor", "rater"])
async def test_everybody_else_is_given_their_beginning(staffed: Office, role: str) -> None:
    assert await names(staffed, role) == {MASKED}


async def test_a_request_without_names_is_given_none(staffed: Office) -> None:
    in_branch = wire.BatchListMembershipsRequest(city=CITY, organizations=["B1"], without_names=True)
    held = wire.BatchListPostsRequest(city=CITY, organizations=["B1"], without_names=True)

    members = await staffed.client.batch_list_memberships(in_branch, headers=staffed.headers)
    posts = await staffed.client.batch_list_posts(held, headers=staffed.headers)

    assert [(one.person, one.name) for one in members.memberships] == [("P1", "")]
    assert [(one.person, one.name) for one in posts.posts] == [("P1", "")]


@pytest.mark.parametrize(
    ("role", "said"), [("registry", (BEFORE, NAME, "登记时写错")), ("auditor", (MASKED, MASKED, ""))]
)
async def test_a_corrected_name_is_given_as_the_name_is(staffed: Office, role: str, said: tuple[str, ...]) -> None:
    headers = {**staffed.headers, AUTHORIZATION: caller(role).headers()[AUTHORIZATION]}
    request = wire.BatchListCorrectionsRequest(city=CITY, subjects=["P1", "B1"])

    found = (await staffed.client.batch_list_corrections(request, headers=headers)).corrections

    shown = {one.subject: (one.before, one.after, one.reason) for one in found}
    assert shown == {"P1": said, "B1": ("市直单位B1", "市直单位07", "登记时写错")}


@pytest.mark.parametrize("name", ["样", "样甲", "样甲乙", ""])
def test_no_name_is_ever_given_whole_or_longer_than_it_is(name: str) -> None:
    shown = shown_name({"auditor"}, name)

    assert len(shown) == len(name)
    assert not name or shown.endswith("*")


@pytest.mark.parametrize(("person", "said"), [("P1", MASKED), ("P2", NAME)])
def test_a_name_is_whole_of_those_alone_for_whom_the_registry_is_kept(person: str, said: str) -> None:
    """Somebody keeps the registry for one person, and speaks for a branch in which there is another, too."""
    scopes = {"registry": frozenset(["P2"]), "branch": frozenset(["P1", "B1"])}
    call = Call.internal("somebody").by("somebody", frozenset(scopes), scopes=scopes)
    held = Post(person, "B1", date(2020, 2, 1), None, "SECRETARY")

    shown = responses.person(CITY, PersonOnDay(person, NAME, (), (held,)), call)

    assert (shown.name, shown.posts[0].name, responses.post(Named(held, NAME), call).name) == (said,) * 3
