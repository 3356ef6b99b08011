"""Facts, reversals and cycles that were lost are made again of their own events, slots and keys with them."""

from typing import Any

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.store import tables
from biaochi_assessment.use_cases.restoring import restore
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.publishing.reconcile import reconcile
from sqlalchemy import select

from tests.assessment.office import Office
from tests.assessment.test_service import check
from tests.assessment.town import CITY
from tests.callers import caller
from tests.servers.databases import Databases

TABLES = (tables.fact, tables.reversal, tables.slot, tables.cycle, tables.period, tables.pinned_model)


def everything(connection: Connection) -> list[list[tuple[Any, ...]]]:
    found = [connection.execute(select(table).order_by(*table.primary_key)) for table in TABLES]
    return [[tuple(row) for row in rows] for rows in found]


@pytest.fixture
async def older(databases: Databases) -> Database:
    """A database with nothing in it."""
    empty = Database("assessment", databases("assessment_older"), "biaochi_assessment.migrations")
    await empty.start()
    return empty


async def test_what_the_events_say_is_all_there_again(office: Office, older: Database) -> None:
    await office.open_2020()
    task = {"subject": "J1", "indicator": "common", "period": "2020-Q3", "title": "调研", "share": "COMMON"}
    await office.write("issue_tasks", pb.IssueTask(idempotency_key="t", task="T1", points="5", **task))
    await office.write("complete_tasks", pb.CompleteTask(idempotency_key="done", task="T1", amount="4.5"))
    signed = check("1")
    signed.signed.extend(["甲", "乙"])
    await office.write("record_checks", signed, check("2", subject="B02"))
    await office.write("reverse_facts", pb.ReverseFact(idempotency_key="r", fact="1", reason="录错"))
    await office.write("record_checks", check("3", amount="5"))
    await office.events()
    database = office.service.database
    assert database

    reconciled = await reconcile(older, office.log, [TOPIC], restore)

    assert reconciled.events == 7
    assert await older.read(everything) == await database.read(everything)
    keys = ["t", "done", "1", "2", "r", "3", "open"]
    known = (await older.write(caller(), lambda tx: tx.recall(CITY.slug, keys))).answer
    assert sorted(known) == ["1", "2", "3", "done", "r", "t"]
    await older.close()
