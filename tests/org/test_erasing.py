"""A person is erased by two of the registry: what was said of them is gone wherever it lay, the code stays."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1 import events_pb2 as events
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.call import AUTHORIZATION
from biaochi_chassis.foundation.aead import AES_256_GCM
from biaochi_chassis.identity.disclosure import ERASED
from biaochi_chassis.rpc.refusals import RefusedByService
from biaochi_chassis.store.database import Connection
from biaochi_chassis.store.outbox import everything
from biaochi_chassis.store.tables import audit, idempotency, outbox
from biaochi_org.events.encode import TOPIC
from biaochi_org.store.tables import correction, person
from biaochi_org.use_cases.sealing import seal_older
from sqlalchemy import select, update

from tests.callers import caller
from tests.org.office import CITY, Office

NAME, BEFORE, REASON = "样例党员00017", "样例党员00071", "样例党员00071是笔误"
WORDS = (NAME, BEFORE, REASON)


def signed_by(office: Office, role: str) -> dict[str, str]:
    """The headers of somebody in this role: another person than in any other."""
    return {**office.headers, AUTHORIZATION: caller(role).headers()[AUTHORIZATION]}


@pytest.fixture
async def staffed(office: Office) -> Office:
    """A member of a branch whose name and first day were put right; the membership is over."""
    await office.establish(("W", "WORK_COMMITTEE", ""), ("B1", "BRANCH", "W"))
    register = wire.RegisterPersonsRequest(city=CITY)
    register.deeds.add(idempotency_key="p", code="P1", name=BEFORE)
    register.deeds.add(idempotency_key="p2", code="P2", name="样例党员00018")
    await office.client.register_persons(register, headers=office.headers)
    right = wire.CorrectPersonNamesRequest(city=CITY)
    right.deeds.add(idempotency_key="c", code="P1", name=NAME, reason=REASON)
    await office.client.correct_person_names(right, headers=office.headers)
    place = {"person": "P1", "organization": "B1"}
    start = wire.StartMembershipsRequest(city=CITY)
    start.deeds.add(idempotency_key="m", kind="FORMAL", on="2020-02-01", **place)
    await office.client.start_memberships(start, headers=office.headers)
    moved = wire.CorrectMembershipStartsRequest(city=CITY)
    moved.deeds.add(idempotency_key="ms", on="2020-02-01", to="2020-03-01", reason=REASON, **place)
    await office.client.correct_membership_starts(moved, headers=office.headers)
    end = wire.EndMembershipsRequest(city=CITY)
    end.deeds.add(idempotency_key="me", on="2020-06-01", **place)
    await office.client.end_memberships(end, headers=office.headers)
    return office


async def erase(office: Office, role: str, *, key: str = "erase-P1", code: str = "P1") -> WriteAnswer:
    request = wire.ErasePersonsRequest(city=CITY)
    request.deeds.add(idempotency_key=key, code=code)
    return await office.client.erase_persons(request, headers=signed_by(office, role))


async def erased(office: Office) -> Office:
    """Both signatures are given."""
    await erase(office, "registry")
    await erase(office, "developer")
    return office


async def texts(office: Office) -> str:
    """Everything that is shown of the person."""
    codes = wire.BatchGetPersonsRequest(city=CITY, codes=["P1"])
    then = wire.BatchListMembershipsRequest(city=CITY, organizations=["B1"], as_of="2020-04-01")
    about = wire.BatchListCorrectionsRequest(city=CITY, subjects=["P1"])
    answers = (
        await office.client.batch_get_persons(codes, headers=office.headers),
        await office.client.batch_list_memberships(then, headers=office.headers),
        await office.client.batch_list_corrections(about, headers=office.headers),
    )
    return "".join(
        [one.name for one in answers[0].persons]
        + [one.name for one in answers[1].memberships]
        + [f"{one.before}{one.after}{one.reason}" for one in answers[2].corrections]
    )


async def stored(office: Office) -> str:
    """All that stands in the tables and in what was published, byte by byte."""
    database = office.service.database
    assert database
    rows = await database.read(
        lambda connection: [
            repr(tuple(row))
            for table in (person, correction, outbox, audit)
            for row in connection.execute(select(table))
        ]
    )
    values = await database.read(lambda connection: [one.value for _, one in everything(connection, TOPIC)])
    return "".join(rows) + b"".join(values).decode("utf-8", "replace")


def named_in(folder: Path, words: Sequence[str] = WORDS) -> list[str]:
    """The files in which any of the words stands."""
    for file in folder.rglob("*.db"):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files for word in words if word.encode() in file.read_bytes()]


async def test_what_is_shown_is_stored_and_published_nowhere_as_it_is_shown(staffed: Office) -> None:
    shown, lying = await texts(staffed), await stored(staffed)

    assert all(word in shown for word in WORDS)
    assert not any(word in lying for word in WORDS)


async def test_it_takes_two_and_then_nothing_is_shown_any_more(staffed: Office) -> None:
    first = await erase(staffed, "registry")
    assert [one.awaits_signature for one in first.written] == [True]
    assert NAME in await texts(staffed)

    second = await erase(staffed, "developer")

    shown = await texts(staffed)
    assert [one.awaits_signature for one in second.written] == [False]
    assert not any(word in shown for word in WORDS)
    assert ERASED in shown


async def test_the_code_its_days_and_everybody_else_stay(staffed: Office) -> None:
    await erased(staffed)

    then = wire.BatchListMembershipsRequest(city=CITY, organizations=["B1"], as_of="2020-04-01")
    members = (await staffed.client.batch_list_memberships(then, headers=staffed.headers)).memberships
    assert [(one.person, one.since, one.until) for one in members] == [("P1", "2020-03-01", "2020-06-01")]
    other = wire.BatchGetPersonsRequest(city=CITY, codes=["P2"])
    assert [one.name for one in (await staffed.client.batch_get_persons(other, headers=staffed.headers)).persons] == [
        "样例党员00018"
    ]


async def test_every_service_learns_it_by_code_alone(staffed: Office) -> None:
    await erased(staffed)
    assert staffed.service.relay
    await staffed.service.relay.copy()

    records = [one for part in range(12) for one in await staffed.log.read(TOPIC, part, 0, 1000)]

    found = [one for one in records if one.headers["ce_type"] == events.PersonErased.DESCRIPTOR.full_name]
    assert [events.PersonErased.FromString(one.value or b"") for one in found] == [events.PersonErased(person="P1")]
    assert not any(word.encode() in (one.value or b"") for one in records for word in WORDS)


async def test_whoever_guesses_a_name_finds_no_hash_to_try_it_on(staffed: Office) -> None:
    await erased(staffed)
    database = staffed.service.database
    assert database

    query = select(idempotency.c.idempotency_key, idempotency.c.content_hash)
    hashes = await database.read(lambda connection: {row[0]: row[1] for row in connection.execute(query)})

    assert (hashes["p"], hashes["c"]) == ("", "")
    assert hashes["p2"]


async def test_a_command_sent_again_is_known_as_done(staffed: Office) -> None:
    await erased(staffed)
    request = wire.RegisterPersonsRequest(city=CITY)
    request.deeds.add(idempotency_key="p", code="P1", name=BEFORE)

    answer = await staffed.client.register_persons(request, headers=staffed.headers)

    assert [one.already for one in answer.written] == [True]


async def test_whoever_is_still_a_member_or_holds_a_post_is_not_erased(staffed: Office) -> None:
    start = wire.StartPostsRequest(city=CITY)
    start.deeds.add(idempotency_key="o", person="P2", organization="B1", role="SECRETARY", on="2020-02-01")
    await staffed.client.start_posts(start, headers=staffed.headers)

    with pytest.raises(RefusedByService, match="还在组织「B1」：请先办理转出、免职") as refused:
        await erase(staffed, "registry", key="erase-P2", code="P2")

    assert refused.value.code == "PERSON_STILL_REGISTERED"


async def test_nothing_is_written_about_somebody_who_is_erased(staffed: Office) -> None:
    await erased(staffed)
    again = wire.CorrectPersonNamesRequest(city=CITY)
    again.deeds.add(idempotency_key="c2", code="P1", name=NAME, reason=REASON)
    member = wire.StartMembershipsRequest(city=CITY)
    member.deeds.add(idempotency_key="m2", person="P1", organization="B1", kind="FORMAL", on="2020-07-01")

    for call in (
        staffed.client.correct_person_names(again, headers=staffed.headers),
        staffed.client.start_memberships(member, headers=staffed.headers),
    ):
        with pytest.raises(RefusedByService, match="已抹除") as refused:
            await call
        assert refused.value.code == "PERSON_ERASED"


@pytest.mark.parametrize("role", ["scheme_owner", "auditor", "security_administrator"])
async def test_only_the_registry_erases(staffed: Office, role: str) -> None:
    with pytest.raises(RefusedByService) as refused:
        await erase(staffed, role)

    assert refused.value.code == "FORBIDDEN"


async def test_what_an_earlier_build_left_open_is_sealed_once(staffed: Office) -> None:
    database = staffed.service.database
    assert database
    opened = events.PersonNameCorrected(person="P1", reason=REASON).SerializeToString()
    here = outbox.c.headers.contains("PersonNameCorrected")

    def as_an_earlier_build(connection: Connection) -> None:
        connection.execute(update(person).where(person.c.person == "P1").values(name=NAME))
        connection.execute(update(correction).where(correction.c.what == "NAME").values(before=BEFORE, reason=REASON))
        connection.execute(update(outbox).where(here).values(value=opened))

    await database.update(as_an_earlier_build)
    before = await texts(staffed)
    assert REASON in await stored(staffed)

    sealed = await database.update(lambda connection: seal_older(connection, AES_256_GCM))

    assert (sealed.rows, sealed.events) == (2, 1)
    assert await texts(staffed) == before
    lying = await stored(staffed)
    assert not any(word in lying for word in WORDS)
    again = await database.update(lambda connection: seal_older(connection, AES_256_GCM))
    assert (again.rows, again.events) == (0, 0)


async def test_the_files_hold_none_of_it_before_or_after(staffed: Office, tmp_path: Path) -> None:
    """On a server there are no files of ours: there it is the tables above."""
    await erased(staffed)
    found = await asyncio.to_thread(named_in, tmp_path)

    assert found == []
