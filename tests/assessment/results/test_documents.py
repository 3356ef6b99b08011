"""Documents: in force with another person's signature, read by whom they are for, and found by their hash."""

import hashlib
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.domain.documents.documents import MOST_BYTES
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.store import tables
from biaochi_assessment.use_cases.restoring import restore
from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.publishing.reconcile import reconcile
from google.protobuf.message import Message
from sqlalchemy import select

from tests.assessment.office import Office
from tests.assessment.town import CITY
from tests.callers import caller
from tests.servers.databases import Databases

TEXT = "# 样例通报\n\n市直单位07 名列第一。\n"
HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def drafting(code: str = "通报1", to: str = "public", **more: str) -> pb.DraftDocument:
    about = {"kind": "bulletin", "cycle": "2020", "title": "样例通报", "text": TEXT, **more}
    return pb.DraftDocument(idempotency_key=f"draft-{code}", code=code, to=to, **about)


def signing(key: str, code: str = "通报1", digest: str = HASH) -> pb.SignDocument:
    return pb.SignDocument(idempotency_key=key, code=code, hash=digest)


async def say(office: Office, who: str, method: str, *commands: Message) -> None:
    """Send commands as somebody."""
    office.call = caller(who).after(office.call.positions)
    await office.write(method, *commands)


async def refusal(office: Office, who: str, method: str, *commands: Message) -> str:
    """The code under which commands are refused."""
    with pytest.raises(Refused) as refused:
        await say(office, who, method, *commands)
    return refused.value.code


async def read(office: Office, who: str, digest: str = "", **wanted: object) -> list[str]:
    """The codes of the documents that somebody may read."""
    office.call = caller(who).after(office.call.positions)
    request = pb.ListDocumentsRequest(city=CITY.slug, hash=digest, **wanted)  # type: ignore[arg-type]  # its fields
    answer = await office.invoke(office.client.list_documents, request)
    return [one.document.code for one in answer.documents]


async def test_a_document_is_public_once_another_person_signed_what_they_read(office: Office) -> None:
    await office.open_2020()
    await say(office, "work_committee", "draft_documents", drafting())
    before = [await read(office, who) for who in ("viewer", "member", "supervisor")]
    await say(office, "work_committee", "sign_documents", signing("s-1"))
    own = await read(office, "viewer")
    unread = await refusal(office, "scheme_owner", "sign_documents", signing("s-2", digest="0" * 64))
    await say(office, "scheme_owner", "sign_documents", signing("s-3"))
    after = [await read(office, who) for who in ("viewer", "member", "supervisor")]
    again = await refusal(office, "scheme_owner", "sign_documents", signing("s-4"))
    assert (before, after) == ([[], [], ["通报1"]], [["通报1"]] * 3)
    assert (own, unread, again) == ([], "OTHER_DOCUMENT", "DOCUMENT_SIGNED_ALREADY")


async def test_a_copy_is_checked_by_its_hash(office: Office) -> None:
    await office.open_2020()
    await say(office, "work_committee", "draft_documents", drafting())
    await say(office, "scheme_owner", "sign_documents", signing("s"))
    assert await read(office, "viewer", HASH) == ["通报1"]
    assert await read(office, "viewer", hashlib.sha256(TEXT.replace("07", "08").encode()).hexdigest()) == []


async def test_documents_are_found_by_their_title_and_the_day_they_were_drafted_on(office: Office) -> None:
    await office.open_2020()
    for code, title in (("甲1", "第一季度通报"), ("乙2", "第二季度通报"), ("丙3", "年度决定")):
        await say(office, "work_committee", "draft_documents", drafting(code, title=title))
    listed = partial(read, office, "supervisor")
    request = pb.ListDocumentsRequest(city=CITY.slug, first=1)
    (first,) = (await office.invoke(office.client.list_documents, request)).documents
    drafted = datetime.fromisoformat(first.document.drafted_at).astimezone(SHANGHAI).date()
    before = (drafted - timedelta(1)).isoformat()

    assert await listed() == ["丙3", "乙2", "甲1"]
    assert await listed(descending=True) == ["甲1", "乙2", "丙3"]
    assert await listed(descending=True, after="甲1", first=1) == ["乙2"]
    assert await listed(search="季度") == ["乙2", "甲1"]
    assert await listed(search="3") == ["丙3"]
    assert await listed(drafted_from=drafted.isoformat(), drafted_until=drafted.isoformat(), search="决定") == ["丙3"]
    assert await listed(drafted_until=before) == []
    with pytest.raises(Refused, match="昨天"):
        await listed(drafted_from="昨天")


async def test_what_is_for_the_scored_or_the_deciders_is_for_nobody_else(office: Office) -> None:
    await office.open_2020()
    for code, to in (("甲", "scored"), ("乙", "deciders")):
        await say(office, "work_committee", "draft_documents", drafting(code, to))
        await say(office, "scheme_owner", "sign_documents", signing(f"s-{code}", code))
    found = {who: await read(office, who) for who in ("viewer", "member", "scheme_owner")}
    assert found == {"viewer": [], "member": ["甲"], "scheme_owner": ["乙", "甲"]}


async def test_a_letter_is_read_by_those_who_speak_for_whom_it_is_addressed_to(office: Office) -> None:
    await office.open_2020()
    letter = drafting("函1", "addressed", kind="letter", organization="B01")
    await say(office, "work_committee", "draft_documents", letter)
    await say(office, "scheme_owner", "sign_documents", signing("s", "函1"))
    found = []
    for who in (
        caller("branch", CITY.slug, "B01"),
        caller("branch", CITY.slug, "B02"),
        caller("member"),
        caller("viewer"),
        caller("viewer", CITY.slug, "B01"),
        caller("supervisor"),
        caller("supervisor", CITY.slug, "B01"),
        caller("supervisor", CITY.slug, "B02"),
    ):
        office.call = who.after(office.call.positions)
        answer = await office.invoke(office.client.list_documents, pb.ListDocumentsRequest(city=CITY.slug))
        found.append([one.document.organization for one in answer.documents])
    assert found == [["B01"], [], ["B01"], [], [], ["B01"], ["B01"], []]


async def test_a_letter_names_one_organization_that_there_is_and_nothing_else_does(office: Office) -> None:
    await office.open_2020()
    wrong = [
        drafting("1", "addressed", kind="letter"),
        drafting("2", "public", kind="letter", organization="B01"),
        drafting("3", "addressed"),
        drafting("4", "scored", organization="B01"),
        drafting("5", "addressed", kind="letter", organization="B99"),
    ]
    codes = [await refusal(office, "work_committee", "draft_documents", one) for one in wrong]
    assert codes == ["BAD_REQUEST"] * 4 + ["UNKNOWN_ORGANIZATION"]


async def test_what_is_no_document_is_refused(office: Office) -> None:
    await office.open_2020()
    await say(office, "work_committee", "draft_documents", drafting())
    same = pb.DraftDocument()
    same.CopyFrom(drafting())
    same.idempotency_key = "other"
    wrong = {
        "ALREADY_EXISTS": same,
        "BAD_REQUEST": drafting("2", "everybody"),
        "OTHER_RESULTS": drafting("2", results_hash="0" * 64),
        "UNKNOWN_CYCLE": drafting("2", cycle="2019"),
        "REQUEST_TOO_LARGE": drafting("2", text="字" * MOST_BYTES),
    }
    assert [await refusal(office, "work_committee", "draft_documents", one) for one in wrong.values()] == list(wrong)
    assert await refusal(office, "scheme_owner", "sign_documents", signing("s", "2")) == "UNKNOWN_DOCUMENT"


async def test_documents_are_made_again_from_the_log(office: Office, databases: Databases) -> None:
    await office.open_2020()
    await say(office, "work_committee", "draft_documents", drafting())
    await say(office, "scheme_owner", "sign_documents", signing("s"))
    await office.events()
    older = Database("assessment", databases("assessment_older"), "biaochi_assessment.migrations")
    await older.start()

    await reconcile(older, office.log, [TOPIC], restore)

    assert office.service.database
    assert await older.read(everything) == await office.service.database.read(everything)
    await older.close()


def everything(connection: Connection) -> list[list[tuple[Any, ...]]]:
    kept = (tables.document, tables.document_signature)
    found = [connection.execute(select(table).order_by(*table.primary_key)) for table in kept]
    return [[tuple(row) for row in rows] for rows in found]
