"""What is written about somebody stands nowhere as it is read, and is gone for good once they are erased."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi_assessment.domain.closing import facts_hash
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.store import tables
from biaochi_assessment.store.facts import texts_of_cycle
from biaochi_assessment.use_cases.sealing import seal_older
from biaochi_chassis.foundation.aead import AES_256_GCM
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.disclosure import ERASED, is_sealed
from biaochi_chassis.log.envelope import Envelope
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.outbox import Stored, change, everything
from biaochi_chassis.store.tables import audit, idempotency, outbox
from sqlalchemy import select, update

from tests.assessment.office import Office, open_office, published
from tests.assessment.town import BRANCH, CITY, POINTS, accept
from tests.org.test_erasing import named_in
from tests.servers.databases import Databases

STUDY = accept("study", "check", **POINTS, recorded_by="")
MEMBER = replace(BRANCH, code="member", hash="m", subject_kind="MEMBER", accepts=(STUDY,))
EVIDENCE, NOTE, REASON, WHY = (f"样例党员00017的{what}" for what in ("心得手稿", "补课说明", "缺席事由", "误记缘由"))
WORDS = (EVIDENCE, NOTE, REASON, WHY)
SAID: dict[str, Any] = {"evidence": EVIDENCE, "note": NOTE, "reason": REASON}


@pytest.fixture
async def office(tmp_path: Path, databases: Databases) -> AsyncIterator[Office]:
    """P1 has a check that was taken back and one that stands, B01 one with the same words."""
    async with open_office(tmp_path, databases, models=[published(BRANCH), published(MEMBER)]) as opened:
        joined = org.MembershipStarted(person="P1", organization="B01", kind="FORMAL", since="2019-01-01")
        await opened.receive("org", [("P1", joined)])
        await opened.open_2020()
        about = {"period": "2020-Q3", "amount": "4.5", **SAID}
        first, again = (
            pb.RecordCheck(idempotency_key=key, subject="P1", indicator="study", **about) for key in ("p-1", "p-2")
        )
        await opened.write("record_checks", first)
        await opened.write("reverse_facts", pb.ReverseFact(idempotency_key="r", fact="p-1", reason=WHY))
        branch = pb.RecordCheck(idempotency_key="b-1", subject="B01", indicator="meetings", **about)
        await opened.write("record_checks", again, branch)
        yield opened


def database_of(office: Office) -> Database:
    assert office.service.database
    return office.service.database


async def shown(office: Office) -> dict[str, list[str]]:
    """What is read of each fact, by number."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", first=100)
    found = await office.invoke(office.client.list_facts, request)
    return {
        one.fact.number: [one.fact.evidence, one.fact.note, one.fact.reason, one.reversal_reason] for one in found.facts
    }


async def stored(office: Office) -> str:
    """All that stands in the tables and in what was published."""

    def read(connection: Connection) -> str:
        kept = (tables.fact, tables.reversal, tables.objection, tables.work_item, tables.work_step, audit, outbox)
        rows = "".join(repr(tuple(row)) for table in kept for row in connection.execute(select(table)))
        published = [one.value for _, one in everything(connection, TOPIC)]
        return rows + b"".join(published).decode("utf-8", "replace")

    return await database_of(office).read(read)


async def frozen(office: Office) -> str:
    """The hash under which the facts would be closed now."""
    return await database_of(office).read(lambda at: facts_hash(*texts_of_cycle(at, CITY.slug, "2020")))


async def erase(office: Office) -> None:
    await office.receive("org", [("P1", org.PersonErased(person="P1"))])
    await shown(office)


async def test_what_is_shown_is_stored_and_published_nowhere_as_it_is_shown(office: Office, tmp_path: Path) -> None:
    said = [EVIDENCE, NOTE, REASON]
    assert await shown(office) == {"p-1": [*said, WHY], "p-2": [*said, ""], "b-1": [*said, ""]}
    lying, records = await stored(office), await office.events()

    assert not any(word in lying for word in WORDS)
    assert not any(word.encode() in record.data for record in records for word in WORDS)
    assert await asyncio.to_thread(named_in, tmp_path, WORDS) == []


async def test_who_was_shown_a_sealed_text_has_it_opened(office: Office) -> None:
    records = await office.events()
    (fact,) = [events.CheckRecorded.FromString(one.data).fact for one in records if one.subject == "B01"]
    texts = [pb.SealedText(subject="B01", text=fact.note), pb.SealedText(subject="B01", text="未封存")]
    elsewhere = pb.SealedText(subject="P1", text=fact.note)

    request = pb.BatchGetTextsRequest(city=CITY.slug, texts=[*texts, elsewhere])
    answer = await office.invoke(office.client.batch_get_texts, request)

    assert is_sealed(fact.note)
    assert list(answer.texts) == [NOTE, "未封存", ERASED]


async def test_what_was_said_of_whoever_is_erased_is_gone_and_every_hash_stays(office: Office) -> None:
    before = await frozen(office)

    await erase(office)

    read = await shown(office)
    assert read["p-1"] == [*read["p-2"][:3], ERASED]
    assert set(read["p-2"][:3]) == {ERASED}
    assert read["b-1"] == [EVIDENCE, NOTE, REASON, ""]
    assert await frozen(office) == before
    query = select(idempotency.c.idempotency_key, idempotency.c.content_hash)
    hashes = await database_of(office).read(lambda at: {row[0]: row[1] for row in at.execute(query)})
    assert (hashes["p-1"], hashes["p-2"], hashes["r"]) == ("", "", "")
    assert hashes["b-1"]


async def test_nothing_is_written_about_whoever_is_erased(office: Office) -> None:
    await erase(office)
    late = pb.RecordCheck(
        idempotency_key="p-3", subject="P1", indicator="study", period="2020-Q4", amount="1", note=NOTE
    )

    with pytest.raises(Refused) as refused:
        await office.write("record_checks", late)

    assert refused.value.code == "PERSON_ERASED"


async def test_what_an_earlier_build_left_open_is_sealed_once_alike_in_table_and_log(office: Office) -> None:
    open_fact = events.Fact(number="b-1", subject="B01", kind="check", **SAID)
    opened = events.CheckRecorded(fact=open_fact).SerializeToString()
    database, read = database_of(office), await shown(office)

    def of_the_branch(part: int, event: Stored) -> bool:
        return Envelope(event.envelope, TOPIC, part, event.city).get("ce_subject") == "B01"

    def in_log(connection: Connection) -> list[bytes]:
        return [one.value for part, one in everything(connection, TOPIC) if of_the_branch(part, one)]

    def as_an_earlier_build(connection: Connection) -> None:
        connection.execute(update(tables.fact).where(tables.fact.c.number == "b-1").values(SAID))
        connection.execute(update(tables.reversal).values(reason=WHY))
        change(connection, TOPIC, lambda part, event: opened if of_the_branch(part, event) else None)

    await database.update(as_an_earlier_build)
    assert await shown(office) == read

    sealed = await database.update(lambda connection: seal_older(connection, AES_256_GCM))

    assert (sealed.rows, sealed.events) == (2, 1)
    assert await shown(office) == read
    lying = await stored(office)
    assert not any(word in lying for word in WORDS)
    query = select(tables.fact.c.note).where(tables.fact.c.number == "b-1")
    in_table, published = await database.read(lambda at: (at.scalar(query), in_log(at)))
    assert [events.CheckRecorded.FromString(one).fact.note for one in published] == [in_table]
    again = await database.update(lambda connection: seal_older(connection, AES_256_GCM))
    assert (again.rows, again.events) == (0, 0)
