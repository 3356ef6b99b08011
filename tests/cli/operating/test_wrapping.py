"""The key over the keys of persons, by the commands of docs/operations/persons.md and while the platform serves."""

import time
from pathlib import Path

from tests.conftest import started
from tests.running import Running
from tests.small_city import CITY

REGISTER = "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { already } }"
NAME = f'{{ person(city: "{CITY}", code: "P1") {{ name }} }}'
PERSON = {"city": CITY, "idempotencyKey": "p", "code": "P1", "name": "样例党员00017"}
SECONDS = 60


def said(running: Running, *arguments: str) -> str:
    done = running.command("person", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def wrapped(running: Running, expected: str) -> bool:
    """Whether it comes to be so: the registry looks every ten seconds."""
    end = time.monotonic() + SECONDS
    while said(running, "wrapped") != expected and time.monotonic() < end:
        time.sleep(1)
    return said(running, "wrapped") == expected


def shown(running: Running) -> str:
    return str(running.execute(NAME, authorization=f"Bearer {running.token('registry')}")["person"]["name"])


def test_the_key_over_the_keys_is_changed_as_the_page_says_while_names_are_shown(tmp_path: Path) -> None:
    file = tmp_path / "wrapping.json"
    with started(tmp_path / "home", {}) as running:
        running.execute(REGISTER, {"input": PERSON})
        bare = said(running, "wrapped")
        said(running, "wrapping", str(file), "--new", "2026-12")
    with started(tmp_path / "home", {"BIAOCHI_WRAPPING_KEYS": str(file)}) as running:
        assert (bare, wrapped(running, "2026-12 1")) == ("(bare) 1", True)
        said(running, "wrapping", str(file), "--new", "2027-12")
        said(running, "wrapping", str(file), "--first", "2027-12")
        assert (shown(running), wrapped(running, "2027-12 1")) == (PERSON["name"], True)
        said(running, "wrapping", str(file), "--drop", "2026-12")
        assert shown(running) == PERSON["name"]


def test_the_key_that_wraps_is_not_dropped_and_no_name_is_used_twice(tmp_path: Path) -> None:
    file, running = tmp_path / "wrapping.json", Running(tmp_path / "home")
    said(running, "wrapping", str(file), "--new", "one")
    before = file.read_text()

    for option, name in (("--drop", "one"), ("--new", "one"), ("--first", "two")):
        assert running.command("person", "wrapping", str(file), option, name).returncode == 1
    assert file.read_text() == before
    assert file.stat().st_mode & 0o077 == 0
