"""The command names the first row of a service's trail that is not as it was written."""

from pathlib import Path

import pytest
from biaochi_chassis.audit.digest import SHA256
from biaochi_chassis.audit.entry import ACCEPTED, AuditEntry
from biaochi_chassis.audit.signing import signed
from biaochi_chassis.foundation.settings import SERVICES, Settings
from biaochi_chassis.identity.development import development_key
from biaochi_chassis.store.audit import append, head, keep_heads
from biaochi_chassis.store.migrating.upgrade import migrating, upgrade
from biaochi_cli.main import app
from typer.testing import CliRunner

ENTRY = AuditEntry("2020-12-31T04:00:00+00:00", "RegisterPersons", ACCEPTED, "p-1", city="lanzhou")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home whose three services have nine rows each, of which scoring has the head of org's sixth."""
    monkeypatch.setenv("BIAOCHI_HOME", str(tmp_path))
    found = Settings.read({"BIAOCHI_HOME": str(tmp_path)})
    for service in SERVICES:
        upgrade(found.database(service), f"biaochi_{service}.migrations")
        with migrating(found.database(service)) as connection:
            append(connection, [ENTRY] * (6 if service == "org" else 9), SHA256)
    with migrating(found.database("org")) as connection:
        announced = head(connection, "org")
        append(connection, [ENTRY] * 3, SHA256)
    assert announced
    with migrating(found.database("scoring")) as connection:
        keep_heads(connection, [announced])
    return found


def said(settings: Settings, *statements: str) -> tuple[int, str]:
    """The exit code of the command, and what it says of the registry once this was done to its trail."""
    with migrating(settings.database("org")) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    result = CliRunner().invoke(app, ["audit", "verify"])
    return result.exit_code, result.output.splitlines()[0]


def test_a_whole_trail_agrees_with_the_heads_that_others_keep(settings: Settings) -> None:
    code, sentence = said(settings)

    assert code == 0, sentence
    assert sentence == "org: 9 rows follow each other, and agree with 1 heads that others have."


@pytest.mark.parametrize(
    ("statements", "number"),
    [
        (["update audit set caller = 'p-2' where number = 4"], 4),
        (["delete from audit where number = 4"], 4),
        (["delete from audit where number > 5"], 6),
        (
            [
                "update audit set number = 0 where number = 7",
                "update audit set number = 7 where number = 8",
                "update audit set number = 8 where number = 0",
            ],
            7,
        ),
    ],
    ids=["tampered", "deleted", "cut off", "reordered"],
)
def test_the_first_row_that_is_not_right_is_named(settings: Settings, statements: list[str], number: int) -> None:
    code, sentence = said(settings, *statements)

    assert (code, sentence.startswith(f"org: row {number} is not right: ")) == (1, True), sentence


@pytest.mark.parametrize(
    "forged",
    [
        "update audit_witness set hash = '{other}' where number = 9",
        "update audit_witness set number = 8 where number = 9",
        "insert into audit_witness (service, number, hash, algorithm) values ('org', 10, '{other}', 'sha256')",
        "update audit_witness set signed_by = 'nobody' where number = 9",
    ],
    ids=["another hash", "another number", "unsigned", "by another key"],
)
def test_a_head_that_the_service_did_not_sign_is_found(settings: Settings, forged: str) -> None:
    key = development_key(settings.home)
    with migrating(settings.database("org")) as connection:
        announced = head(connection, "org")
    assert announced
    with migrating(settings.database("scoring")) as connection:
        keep_heads(connection, [announced, signed(announced, key)])
    whole = said(settings)

    with migrating(settings.database("scoring")) as connection:
        connection.exec_driver_sql(forged.format(other="f" * 64))
    code, sentence = said(settings)

    assert whole == (0, "org: 9 rows follow each other, and agree with 2 heads that others have.")
    assert (code, "its head that scoring has is forged: org did not sign it" in sentence) == (1, True), sentence
