"""Receipts of files of final results: by whom, of what, each once, and of nothing that may still change."""

from pathlib import Path

from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.store import tables
from biaochi_assessment.use_cases.restoring import restore
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.publishing.reconcile import reconcile
from sqlalchemy import select

from tests.assessment.results.test_results import CORRECTED, RESULTS, Committee, signing, sitting
from tests.assessment.town import CITY
from tests.callers import caller
from tests.servers.databases import Databases

FILE, METHOD, SYSTEM = "c" * 64, "confirm_receipts", "city_office"


def receipt(key: str = "r-1", **more: str) -> pb.ConfirmReceipt:
    about = {"cycle": "2020", "results_hash": RESULTS, "list": "sheets", "index": "party_share", "file_hash": FILE}
    return pb.ConfirmReceipt(idempotency_key=key, **{**about, **more})


async def make_final(committee: Committee) -> None:
    """Show the results and sign them twice."""
    await committee.under_notice()
    committee.calendar.on("2021-01-12")
    await committee.by_two("work_committee", "sign_results", signing("s"))


async def listed(committee: Committee, index: str = "", received_by: str = "") -> list[events.FileReceipt]:
    """The receipts of the cycle."""
    committee.office.call = caller("supervisor").after(committee.office.call.positions)
    request = pb.ListReceiptsRequest(city=CITY.slug, cycle="2020", index=index, received_by=received_by)
    return list((await committee.office.invoke(committee.office.client.list_receipts, request)).receipts)


async def test_whoever_has_a_file_of_final_results_says_which_once(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        early = await committee.refusal(SYSTEM, METHOD, receipt())
        await make_final(committee)
        await committee.say(SYSTEM, METHOD, receipt())
        again = await committee.refusal(SYSTEM, METHOD, receipt("r-2"))
        await committee.say("department", METHOD, receipt("r-3"))

        assert (early, again) == ("RESULTS_NOT_FINAL", "ALREADY_EXISTS")
        first, second = await listed(committee)
        assert (first.number, first.received_by, first.list, first.index) == ("r-1", SYSTEM, "sheets", "party_share")
        assert (first.results_hash, first.file_hash, first.period) == (RESULTS, FILE, "2020")
        assert second.received_by == "department"
        assert [one.number for one in await listed(committee, received_by="department")] == ["r-3"]
        assert await listed(committee, index="other") == []


async def test_a_receipt_is_of_the_results_that_stand_of_a_list_and_of_a_hash(
    tmp_path: Path, databases: Databases
) -> None:
    async with sitting(tmp_path, databases) as committee:
        await make_final(committee)
        wrong = {
            "results_hash": (CORRECTED, "OTHER_RESULTS"),
            "list": ("facts", "BAD_REQUEST"),
            "index": (" ", "BAD_REQUEST"),
            "file_hash": ("C" * 64, "BAD_REQUEST"),
        }
        for field, (value, code) in wrong.items():
            assert await committee.refusal(SYSTEM, METHOD, receipt(**{field: value})) == code
        assert await listed(committee) == []


async def test_receipts_are_made_again_from_the_log(tmp_path: Path, databases: Databases) -> None:
    async with sitting(tmp_path, databases) as committee:
        await make_final(committee)
        await committee.say(SYSTEM, METHOD, receipt())
        await committee.office.events()
        older = Database("assessment", databases("assessment_older"), "biaochi_assessment.migrations")
        await older.start()

        await reconcile(older, committee.office.log, [TOPIC], restore)

        database = committee.office.service.database
        assert database
        assert await older.read(everything) == await database.read(everything) != []
        await older.close()


def everything(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(select(tables.receipt))]
