"""What follows from final results: opened with the second signature, done by one, closed by another, waived by two."""

from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.store import tables
from biaochi_assessment.use_cases.restoring import restore
from biaochi_assessment.use_cases.sealing import erase_persons
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.disclosure import ERASED
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.publishing.reconcile import reconcile
from sqlalchemy import select

from tests.assessment.personal.test_sealed_texts import stored
from tests.assessment.results.test_results import CORRECTED, RESULTS, Committee, signing, sitting
from tests.assessment.town import CITY
from tests.callers import caller
from tests.servers.databases import Databases

PRAISE = scoring.ConsequenceRule(
    key="praise", title="通报表扬", model="branch", node="use", by="work_committee", provenance="DEFAULT", source="办法"
)
TALK = scoring.ConsequenceRule(key="talk", title="约谈", model="branch", node="use", by="scheme_owner")
DUE = [
    scoring.ConsequenceDue(subject="B01", rule=PRAISE, step="up"),
    scoring.ConsequenceDue(subject="B02", rule=TALK, step="down"),
]
PRAISED, TALKED = "2020/praise/B01", "2020/talk/B02"


async def freeze(committee: Committee, version: int, results_hash: str, *due: scoring.ConsequenceDue) -> None:
    """Let scoring freeze results from which this follows."""
    facts_hash = (await committee.life()).facts_hash
    message = scoring.ResultsFrozen(
        cycle="2020", results_hash=results_hash, facts_hash=facts_hash, version=version, consequences=due
    )
    await committee.office.receive("scoring", [("2020", message)])


async def final(committee: Committee) -> None:
    """The results of the second version, from which something follows, signed by two."""
    await freeze(committee, 1, RESULTS, DUE[0], scoring.ConsequenceDue(subject="B03", rule=TALK, step="down"))
    await committee.under_notice()
    await freeze(committee, 2, CORRECTED, *DUE)
    committee.calendar.on("2021-01-12")
    await committee.say("work_committee", "sign_results", signing("s-1", CORRECTED))
    assert await listed(committee) == []
    await committee.say("scheme_owner", "sign_results", signing("s-2", CORRECTED))


async def listed(committee: Committee, subject: str = "", key: str = "", state: str = "") -> list[events.Consequence]:
    """What followed, as far as it is wanted."""
    request = pb.ListConsequencesRequest(city=CITY.slug, cycle="2020", subject=subject, key=key, state=state)
    committee.office.call = caller("supervisor").after(committee.office.call.positions)
    answer = await committee.office.invoke(committee.office.client.list_consequences, request)
    assert answer.total == len(answer.consequences)
    return list(answer.consequences)


def step(code: str, taken: str, words: str = "", key: str = "") -> pb.AdvanceConsequence:
    return pb.AdvanceConsequence(idempotency_key=key or f"{code}-{taken}", consequence=code, step=taken, words=words)


async def test_what_follows_is_opened_with_the_second_signature_from_the_results_that_are_final(
    tmp_path: Path, databases: Databases
) -> None:
    async with sitting(tmp_path, databases) as committee:
        await final(committee)
        praise, talk = await listed(committee)

        assert (praise.code, praise.step, praise.state, praise.results_hash) == (PRAISED, "up", "OPEN", CORRECTED)
        assert (praise.title, praise.provenance, praise.source, praise.by) == (
            "通报表扬",
            "DEFAULT",
            "办法",
            "work_committee",
        )
        assert (talk.code, talk.subject) == (TALKED, "B02")
        kinds = [event.type.rpartition(".")[2] for event in await committee.office.events()]
        assert kinds[-3:] == ["ResultsSigned", "ResultsSigned", "ConsequencesFollowed"]


async def test_whoever_carries_it_out_says_what_was_done_and_another_closes_it(
    tmp_path: Path, databases: Databases
) -> None:
    async with sitting(tmp_path, databases) as committee:
        await final(committee)
        method = "advance_consequences"
        refusals = [
            await committee.refusal("scheme_owner", method, step("2020/praise/B09", "CARRY_OUT", "表扬")),
            await committee.refusal("work_committee", method, step(PRAISED, "CLOSE")),
            await committee.refusal("work_committee", method, step(PRAISED, "CARRY_OUT", " ")),
            await committee.refusal("scheme_owner", method, step(PRAISED, "CARRY_OUT", "表扬")),
        ]
        await committee.say("work_committee", method, step(PRAISED, "CARRY_OUT", "已通报表扬"))
        own = await committee.refusal("work_committee", method, step(PRAISED, "CLOSE"))
        done = await listed(committee, state="DONE")
        await committee.by_another("work_committee", method, step(PRAISED, "CLOSE"))
        over = await committee.refusal("work_committee", method, step(PRAISED, "WAIVE", "不必"))

        assert refusals == [
            "UNKNOWN_CONSEQUENCE",
            "CONSEQUENCE_STEP_NOT_POSSIBLE",
            "BAD_REQUEST",
            "NOT_ALLOWED_TO_RECORD",
        ]
        assert (own, over) == ("DUTIES_NOT_SEPARATED", "CONSEQUENCE_STEP_NOT_POSSIBLE")
        assert [(one.words, one.done_by) for one in done] == [("已通报表扬", "work_committee")]
        (closed,) = await listed(committee, subject="B01")
        assert (closed.state, closed.ended_by) == ("CLOSED", "work_committee2")
        assert [one.code for one in await listed(committee, key="talk", state="OPEN")] == [TALKED]


async def test_waiving_takes_two_who_decide_on_results_and_a_reason(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        await final(committee)
        method, waived = "advance_consequences", step(TALKED, "WAIVE", "因长期驻村")
        refused = [
            await committee.refusal("scheme_owner", method, step(TALKED, "WAIVE")),
            await committee.refusal("discipline_officer", method, waived),
        ]
        await committee.say("scheme_owner", method, waived)
        (waiting,) = await listed(committee, subject="B02")
        await committee.by_another("scheme_owner", method, waived)
        (after,) = await listed(committee, subject="B02")

        assert refused == ["BAD_REQUEST", "NOT_ALLOWED_TO_RECORD"]
        assert (waiting.state, after.state) == ("OPEN", "WAIVED")
        assert (after.reason, after.ended_by) == ("因长期驻村", "scheme_owner2")


async def test_what_followed_is_made_again_from_the_log(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        await final(committee)
        await committee.say("work_committee", "advance_consequences", step(PRAISED, "CARRY_OUT", "已通报表扬"))
        await committee.office.events()
        older = Database("assessment", databases("assessment_older"), "biaochi_assessment.migrations")
        await older.start()

        await reconcile(older, committee.office.log, [TOPIC], restore)

        database = committee.office.service.database
        assert database
        assert await older.read(everything) == await database.read(everything) != []
        await older.close()


async def test_what_was_done_is_sealed_and_gone_once_the_subject_is_erased(
    tmp_path: Path, databases: Databases
) -> None:
    async with sitting(tmp_path, databases) as committee:
        await final(committee)
        await committee.say("work_committee", "advance_consequences", step(PRAISED, "CARRY_OUT", "已通报表扬"))
        database = committee.office.service.database
        assert database

        assert "已通报表扬" not in await stored(committee.office)
        assert "已通报表扬" not in repr(await database.read(everything))
        await database.update(lambda connection: erase_persons(connection, [(CITY.slug, "B01")]))
        (erased,) = await listed(committee, subject="B01")
        assert (erased.words, erased.state) == (ERASED, "DONE")


def everything(connection: Connection) -> list[tuple[object, ...]]:
    found = connection.execute(select(tables.consequence).order_by(tables.consequence.c.code))
    return [tuple(row) for row in found]


async def test_what_a_unit_is_to_expect_is_for_those_who_may_read_of_it(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        await final(committee)
        committee.office.call = caller("branch", CITY.slug, "B02").after(committee.office.call.positions)
        request = pb.ListConsequencesRequest(city=CITY.slug, cycle="2020", subject="B01")

        with pytest.raises(Refused) as refused:
            await committee.office.client.list_consequences(request, headers=committee.office.call.headers())

        assert refused.value.code == "FORBIDDEN"
