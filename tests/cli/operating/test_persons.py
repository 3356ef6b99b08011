"""The rights of persons by the command: what is held of somebody is given to them, or erased, in backups too."""

import base64
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CLOCK, started
from tests.running import Running
from tests.small_city import BRANCHES, CITY, found, organization_id

NAME, BEFORE, REASON = "样例党员00017", "样例党员00071", "样例党员00071是笔误"
PERSON = base64.b64encode(f"Person:{CITY}:P1".encode()).decode()


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Running]:
    """The small city, in which a member's name was put right; their membership is over. It is of national cryptography.

    Of the other profile are the registry's own tests.
    """
    with started(tmp_path / "home", {"BIAOCHI_CRYPTOGRAPHY": "guomi"}) as running:
        found(running)
        place = {"person": PERSON, "organization": organization_id(BRANCHES[0])}
        sent(running, "registerPerson", {"city": CITY, "idempotencyKey": "p", "code": "P1", "name": BEFORE})
        sent(running, "startMembership", {**place, "idempotencyKey": "m", "kind": "FORMAL", "on": "2020-02-01"})
        sent(running, "endMembership", {**place, "idempotencyKey": "e", "on": "2020-06-01"})
        sent(running, "correctPersonName", {"person": PERSON, "idempotencyKey": "c", "name": NAME, "reason": REASON})
        yield running


def sent(running: Running, name: str, given: dict[str, str]) -> None:
    type_ = f"{name[0].upper()}{name[1:]}Input"
    running.execute(f"mutation m($input: {type_}!) {{ {name}(input: $input) {{ already }} }}", {"input": given})


def erase(running: Running, folder: Path) -> None:
    """By the developer, and by somebody of the registry."""
    by_another = folder / "token"
    by_another.write_text(running.token("registry"))
    first = running.command("person", "erase", "P1", "--city", CITY)
    assert "P1 awaits the same command" in first.stdout, first.stdout + first.stderr
    other = Running(running.home, (), {**CLOCK, "BIAOCHI_TOKEN_FILE": str(by_another)}, running.port)
    second = other.command("person", "erase", "P1", "--city", CITY)
    assert "P1 is erased" in second.stdout, second.stdout + second.stderr


def held(running: Running) -> dict[str, Any]:
    done = running.command("person", "export", "P1", "--city", CITY)
    assert done.returncode == 0, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def algorithms(running: Running) -> dict[str, set[str]]:
    """What the registry has sealed and chained by."""
    with closing(sqlite3.connect(running.home / "data" / "org.db")) as database:
        return {
            table: {name for (name,) in database.execute(f"select distinct algorithm from {table}")}  # noqa: S608
            for table in ("person_key", "audit")
        }


def test_everything_held_of_a_person_is_given_to_them(platform: Running, tmp_path: Path) -> None:
    document = held(platform)

    assert document["name"] == NAME
    (membership,) = document["memberships"]
    assert (membership["organization"], membership["since"], membership["until"]) == (
        BRANCHES[0],
        "2020-02-01",
        "2020-06-01",
    )
    (correction,) = document["corrections"]
    assert (correction["before"], correction["after"], correction["reason"]) == (BEFORE, NAME, REASON)
    file = tmp_path / "P1.json"
    platform.command("person", "export", "P1", "--city", CITY, "--to", str(file))
    assert json.loads(file.read_text()) == document
    assert file.stat().st_mode & 0o077 == 0
    verified = platform.command("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert algorithms(platform) == {"person_key": {"sm4-gcm"}, "audit": {"sm3"}}


def test_somebody_whom_nobody_registered_is_said_to_be_unknown(platform: Running) -> None:
    done = platform.command("person", "export", "P9", "--city", CITY)

    assert done.returncode == 1
    assert "没有登记过编码为「P9」的人员" in done.stdout


def test_a_restored_backup_erases_again_whom_the_list_names(platform: Running, tmp_path: Path) -> None:
    backup, register = tmp_path / "backup", tmp_path / "erased.txt"
    assert platform.command("backup", str(backup)).returncode == 0
    erase(platform, tmp_path)
    register.write_text(platform.command("person", "erased").stdout)
    assert register.read_text() == f"{CITY} P1\n"
    elsewhere = Running(tmp_path / "elsewhere", (), CLOCK)

    done = elsewhere.command("restore", str(backup), "--erased", str(register))

    assert "1 persons were erased again" in done.stdout, done.stdout + done.stderr
    elsewhere.start()
    try:
        document = held(elsewhere)
    finally:
        elsewhere.stop()
    assert (document["name"], len(document["memberships"])) == ("已抹除", 1)
    assert not any(word in json.dumps(document, ensure_ascii=False) for word in (NAME, BEFORE, REASON))


def test_a_list_that_is_none_restores_nothing(platform: Running, tmp_path: Path) -> None:
    backup, register = tmp_path / "backup", tmp_path / "erased.txt"
    platform.command("backup", str(backup))
    register.write_text("lanzhou\n")
    elsewhere = Running(tmp_path / "elsewhere", (), CLOCK)

    done = elsewhere.command("restore", str(backup), "--erased", str(register))

    assert done.returncode == 1
    assert "line 1 is no city and code" in done.stdout
    assert not (tmp_path / "elsewhere" / "data" / "org.db").exists()
