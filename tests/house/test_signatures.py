"""What takes two persons is said once, in docs/security.md, and there is one mechanism for it."""

import re
from pathlib import Path

import biaochi_assessment.domain.commands as fact_commands
import biaochi_assessment.domain.documents.commands as document_commands
import biaochi_assessment.domain.results.commands as result_commands
import biaochi_org.domain.commands as registry_commands
from biaochi_assessment.domain.wording import title

ROOT = Path(__file__).parents[2]
SECURITY = ROOT / "docs" / "security.md"
MODULES = (registry_commands, result_commands, document_commands, fact_commands)
FOUND_TO = {"RecordLedgerEntry", "ReverseFact", "OpenWorkItem", "AdvanceWorkItem", "WithdrawWorkItem"}
"""Those that take two for what is known of what they name."""


def test_the_commands_that_take_two_are_those_that_the_page_names() -> None:
    (row,) = [line for line in SECURITY.read_text(encoding="utf-8").splitlines() if line.startswith("| S16 |")]
    named = set(re.findall(r"`([A-Z]\w+)`", row))

    assert named == _four_eyes() | FOUND_TO


def test_what_awaits_a_second_signature_has_a_title() -> None:
    assert {kind for kind in _four_eyes() | FOUND_TO if title(kind) == kind} == set()


def test_no_service_keeps_first_signatures_of_its_own() -> None:
    owners = [
        file.relative_to(ROOT).as_posix()
        for folder in ("chassis", "services", "gateway", "cli")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"\b(insert|update|delete)\((tables\.)?first_signature\)", file.read_text(encoding="utf-8"))
    ]

    assert owners == ["chassis/biaochi_chassis/store/signatures.py"]


def _four_eyes() -> set[str]:
    """The kinds of commands that always take two."""
    return {kind.__name__ for module in MODULES for kind in vars(module).values() if getattr(kind, "four_eyes", False)}
