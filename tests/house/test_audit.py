"""No command is done without its audit: what remembers it as done writes the entry, and nothing else remembers."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
REMEMBERING = "insert_rows(self.connection, idempotency"
UNIT_OF_WORK = ROOT / "chassis" / "biaochi_chassis" / "store" / "unit_of_work.py"
TAKING_BACK = ROOT / "chassis" / "biaochi_chassis" / "store" / "publishing" / "reconcile.py"
"""Writes keys of commands, too: those that the log tells of, which were audited when they were done."""


def sources() -> list[Path]:
    return [
        file
        for folder in ("chassis", "services", "gateway", "cli")
        for file in (ROOT / folder).rglob("*.py")
        if "graphiql" not in file.parts
    ]


def test_only_a_unit_of_work_remembers_a_command_as_done() -> None:
    writing = {
        file
        for file in sources()
        if "idempotency, [" in (text := file.read_text(encoding="utf-8")) or "insert(idempotency)" in text
    }

    assert writing == {UNIT_OF_WORK, TAKING_BACK}


def test_nothing_but_a_restore_removes_from_an_audit_trail() -> None:
    """A restore puts another moment in the place of all tables, whichever they are."""
    removing = re.compile(
        r"(delete\((tables\.)?audit(_witness)?|update\((tables\.)?audit)\b|(delete from|update|truncate) audit", re.I
    )
    found = [file for file in sources() if removing.search(file.read_text(encoding="utf-8"))]

    assert found == []


def test_every_write_of_a_service_goes_through_the_batch_that_remembers() -> None:
    for service in ("org", "assessment"):
        text = (ROOT / "services" / service / f"biaochi_{service}" / "api" / "service.py").read_text(encoding="utf-8")
        writing = [part for part in text.split("    async def ")[1:] if "-> WriteAnswer:" in part]

        assert writing, service
        assert all("self._write(" in part or "await write(" in part for part in writing), service
