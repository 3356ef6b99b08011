"""A role that serves changes rows and no table, and of the audit none: on a real PostgreSQL, in each database."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.audit.digest import SHA256
from biaochi_chassis.audit.entry import ACCEPTED, AuditEntry
from biaochi_chassis.foundation.settings import SERVICES, SettingsRefused
from biaochi_chassis.store.audit import append, head, keep_heads
from biaochi_chassis.store.database import Connection, Database
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from tests.assessment.office import open_office
from tests.assessment.test_service import check
from tests.assessment.town import CITY
from tests.scoring.scorer import open_scorer
from tests.scoring.test_order import eventful_town, published_standings_add_up
from tests.servers.databases import OnServer

ENTRY = AuditEntry("2020-12-31T04:00:00+00:00", "RegisterPersons", ACCEPTED, "p-1", city="lanzhou")
SERVING = "serving_of_tests"
# Files have no roles.
pytestmark = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


@pytest.fixture
def owned(databases: OnServer) -> Iterator[OnServer]:
    """The server, with a role that owns nothing."""
    with role_of(databases("roles")):
        yield databases


@contextmanager
def role_of(url: str) -> Iterator[None]:
    """A role of the server for the length of the block; what it was granted goes with the databases."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if connection.execute(text("select 1 from pg_roles where rolname = :r"), {"r": SERVING}).first() is None:
            connection.exec_driver_sql(f"create role {SERVING} login")
    yield
    engine.dispose()


def served(url: str) -> str:
    """The address of the same database as the role that serves."""
    return make_url(url).set(username=SERVING).render_as_string(hide_password=False)


@pytest.fixture(params=SERVICES)
async def database(owned: OnServer, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A service's database, migrated by its owner, with two rows of audit and a head of another."""
    url = owned(request.param)
    opened = Database(request.param, served(url), f"biaochi_{request.param}.migrations", owner=url)
    await opened.start()

    def remember(connection: Connection) -> None:
        append(connection, [ENTRY, ENTRY], SHA256)
        reached = head(connection, "other")
        assert reached
        keep_heads(connection, [reached])

    await opened.update(remember)
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set caller = 'p-2'",
        "delete from audit",
        "truncate audit",
        "update audit_witness set hash = 'x'",
        "delete from audit_witness",
        "create table mine (one integer)",
        "drop table audit",
        "alter table audit add mine integer",
        "update alembic_version set version_num = 'x'",
    ],
)
async def test_what_serves_alters_neither_tables_nor_the_audit(database: Database, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"denied|owner"):
        await database.update(lambda connection: connection.exec_driver_sql(statement))

    assert await database.read(lambda at: at.scalar(text("select count(*) from audit where caller = 'p-1'"))) == 2


async def test_a_role_that_is_not_there_is_named(owned: OnServer) -> None:
    url = owned("org")
    nobody = make_url(url).set(username="nobody_of_tests").render_as_string(hide_password=False)

    with pytest.raises(SettingsRefused, match="no role nobody_of_tests to serve with"):
        await Database("org", nobody, "biaochi_org.migrations", owner=url).start()


async def test_a_service_does_all_its_work_as_the_role_that_serves(owned: OnServer, tmp_path: Path) -> None:
    more: dict[str, Any] = {"BIAOCHI_DATABASE_ASSESSMENT_OWNER": owned("assessment")}
    async with open_office(tmp_path, lambda name: served(owned(name)), **more) as office:
        await office.open_2020()
        await office.write("record_checks", check("1"))
        await office.write("reverse_facts", pb.ReverseFact(idempotency_key="r", fact="1", reason="录错"))
        request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", first=10)
        found = await office.invoke(office.client.list_facts, request)

    assert [one.reversal_reason for one in found.facts] == ["录错"]


class Served(Database):
    """A database on the server that is migrated by its owner and served by another role."""

    def __init__(self, source: str, url: str, migrations: str) -> None:
        super().__init__(source, served(url), migrations, owner=url)


async def test_scoring_judges_and_publishes_as_the_role_that_serves(owned: OnServer) -> None:
    async with open_scorer(owned, Served) as scorer:
        await scorer.handle_all(eventful_town())
        await published_standings_add_up(scorer)
