"""Whatever is written, refused or breaks, no name, reason or secret that somebody typed stands in a log."""

import sqlite3
from collections.abc import Iterator
from urllib.error import HTTPError

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from tests.conftest import CLOCK
from tests.journeys.planting import MARK, MUTATIONS, log_of, planted, sent
from tests.running import PARTS, Running
from tests.servers.deployments import Deployment
from tests.small_city import CITY, found

SECRET_TOKEN = f"eyJ{MARK.encode().hex()}.e30.c2VjcmV0"


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory, deployment: Deployment) -> Iterator[Running]:
    """A platform of its own with the small city, which the last of these tests breaks; on servers four processes."""
    environment = deployment()
    running = Running(tmp_path_factory.mktemp("logs"), PARTS if environment else (), {**CLOCK, **environment})
    try:
        running.start()
        found(running)
        yield running
    finally:
        running.stop()


def let_break(platform: Running, service: str, table: str) -> None:
    """Have the database refuse every new row of a table, with the row in its hands: a server quotes it."""
    address = platform.environment.get(f"BIAOCHI_DATABASE_{service.upper()}")
    if address is None:
        with sqlite3.connect(platform.home / "data" / f"{service}.db") as database:
            database.execute(
                f"create trigger broken before insert on {table} begin select raise(abort, 'broken at last'); end"
            )
        return
    url = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        statement = sql.SQL("alter table {} add constraint {} check (false) not valid")
        connection.execute(statement.format(sql.Identifier(table), sql.Identifier("broken at last")))


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_command_full_of_names_leaves_none_of_them(platform: Running, name: str) -> None:
    answer = sent(platform, name, {one: planted(given.type, one) for one, given in MUTATIONS[name].args.items()})

    assert MARK not in log_of(platform), answer


def test_a_person_who_is_registered_renamed_and_read_stands_in_no_log(platform: Running) -> None:
    registered = {"city": CITY, "idempotencyKey": "p-1", "code": "P1", "name": f"{MARK}党员00017"}
    assert "errors" not in sent(platform, "registerPerson", {"input": registered})
    read = platform.execute(f'{{ person(city: "{CITY}", code: "P1") {{ name }} }}')

    assert read["person"]["name"] == f"{MARK}党员00017"
    assert MARK not in log_of(platform)


def test_neither_a_document_nor_a_variable_nor_a_token_that_is_wrong_stands_in_one(platform: Running) -> None:
    platform.answer(f'{{ {"x" * 3}(a: "{MARK}") {{ b }} }}')
    platform.answer("query q($n: Int!) { __typename }", {"n": MARK})
    with pytest.raises(HTTPError):
        platform.post("{ __typename }", authorization=f"Bearer {SECRET_TOKEN}")

    log = log_of(platform)
    assert MARK not in log
    assert SECRET_TOKEN not in log


@pytest.mark.parametrize("service", ["org", "assessment"])
def test_a_database_that_breaks_amid_a_write_names_nobody(platform: Running, service: str) -> None:
    """The bug leaves its stack trace."""
    table, command = {"org": ("person", "registerPerson"), "assessment": ("audit", "openCycle")}[service]
    let_break(platform, service, table)
    given = planted(MUTATIONS[command].args["input"].type, "input")
    answer = sent(platform, command, {"input": {**given, "code": "2021" if command == "openCycle" else "P2"}})

    log = log_of(platform)
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "broken at last" in log
    assert MARK not in log
    assert MARK not in str(answer)
