"""Whatever is written, refused or breaks, no name, reason or secret that somebody typed stands in a log."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
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


def written_by_the_command(platform: Running, folder: Path, rows: Sequence[str]) -> tuple[int, str]:
    """The exit code of an import of persons, and all that it writes."""
    folder.mkdir()
    (folder / "人员.csv").write_text("\n".join(["编号,人员编码,姓名", *rows]), encoding="utf-8-sig")
    done = platform.command("import", str(folder), "--city", CITY)
    return done.returncode, done.stdout + done.stderr


def test_what_the_command_imports_and_gives_stands_in_a_file_alone(platform: Running, tmp_path: Path) -> None:
    imported = written_by_the_command(platform, tmp_path / "good", [f"1,P11,{MARK}党员00011"])
    to = tmp_path / "P11.json"
    given = platform.command("person", "export", "P11", "--city", CITY, "--to", str(to), "--purpose", f"{MARK}本人查阅")

    assert imported[0] == given.returncode == 0, (imported, given)
    assert MARK in to.read_text(encoding="utf-8")
    assert MARK not in imported[1] + given.stdout + given.stderr + log_of(platform)


def test_a_row_that_is_refused_shows_the_faulty_cell_and_no_other(platform: Running, tmp_path: Path) -> None:
    code, written = written_by_the_command(platform, tmp_path / "bad", [f"2,没有 编码,{MARK}党员00012"])

    assert code == 1
    assert "没有 编码" in written
    assert MARK not in written + log_of(platform)


def test_secrets_that_the_command_reads_stand_in_none_of_its_refusals(platform: Running, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(SECRET_TOKEN)
    names = {
        "BIAOCHI_TOKEN_FILE": str(secret),
        "BIAOCHI_MODE": "production",
        "BIAOCHI_ISSUER": "https://issuer.invalid",
    }
    urls = {"BIAOCHI_DATABASE_ORG": f"postgresql+psycopg://org:{MARK}@localhost:1/org", "BIAOCHI_KAFKA": "localhost:1"}
    production = Running(platform.home, (), {**platform.environment, **names, **urls}, platform.port)
    for arguments in (("admin", "grants", "--city", CITY), ("audit", "verify")):
        done = production.command(*arguments)
        assert done.returncode != 0, arguments
        assert [one for one in (MARK, SECRET_TOKEN) if one in done.stdout + done.stderr] == [], done


# The brokers are shared: they break for nobody alone.
@pytest.mark.parametrize("deployment", ["files"], indirect=True)
def test_a_log_that_breaks_with_what_was_written_names_nobody(platform: Running) -> None:
    log = platform.home / "data" / "log.db"
    with closing(sqlite3.connect(log)) as broken:
        broken.execute(
            "create trigger broken before insert on log_batch begin select raise(abort, 'no log today'); end"
        )
        registered = {"city": CITY, "idempotencyKey": "p-2", "code": "P21", "name": f"{MARK}党员00021"}
        answer = sent(platform, "registerPerson", {"input": registered})
        deadline = time.monotonic() + 30
        while "no log today" not in log_of(platform) and time.monotonic() < deadline:
            time.sleep(0.05)
        broken.execute("drop trigger broken")

    assert "errors" not in answer
    assert "no log today" in log_of(platform)
    assert MARK not in log_of(platform)


@pytest.mark.parametrize("service", ["org", "assessment"])
def test_a_database_that_breaks_amid_a_write_names_nobody(platform: Running, service: str, tmp_path: Path) -> None:
    """The bug leaves its stack trace."""
    table, command = {"org": ("person", "registerPerson"), "assessment": ("audit", "openCycle")}[service]
    let_break(platform, service, table)
    given = planted(MUTATIONS[command].args["input"].type, "input")
    answer = sent(platform, command, {"input": {**given, "code": "2021" if command == "openCycle" else "P2"}})
    imported = written_by_the_command(platform, tmp_path / "broken", [f"3,P13,{MARK}党员00013"])

    log = log_of(platform)
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "broken at last" in log
    assert MARK not in log
    assert MARK not in str(answer) + imported[1]
