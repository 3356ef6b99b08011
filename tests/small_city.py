"""A small Lanzhou of the tests: five organ committees with four branches each, and the open cycle 2020."""

import base64
from collections.abc import Iterator

from tests.running import Running

CITY, CYCLE, ROOT = "lanzhou", "2020", "LZ"
ORGANS = tuple(f"{organ:02}" for organ in range(1, 6))
BRANCHES = tuple(f"{organ}-{branch:02}" for organ in ORGANS for branch in range(1, 5))
# Norms of Lanzhou's branches that are checked, and that lose points by the ledger.
CHECKED = ("theory_study", "ideology", "carrying_out", "elections", "committee", "theme_day", "training", "venue")
KEPT = ("reporting",)
QUARTERS = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")

ESTABLISH = """
mutation Establish($input: EstablishOrganizationInput!) {
  establishOrganization(input: $input) { already position organization { id code } }
}"""
OPEN_CYCLE = "mutation Open($input: OpenCycleInput!) { openCycle(input: $input) { already position } }"
RECORD_CHECK = """
mutation Check($input: RecordCheckInput!) { recordCheck(input: $input) { id already position } }"""
RECORD_LEDGER_ENTRY = """
mutation Entry($input: RecordLedgerEntryInput!) { recordLedgerEntry(input: $input) { id already position } }"""
REVERSE_FACT = "mutation Reverse($input: ReverseFactInput!) { reverseFact(input: $input) { already position } }"
RENAME = """
mutation Rename($input: RenameOrganizationInput!) { renameOrganization(input: $input) { already position } }"""


def organization_id(code: str) -> str:
    """The global id of an organization of the city."""
    return base64.b64encode(f"Organization:{CITY}:{code}".encode()).decode()


def fact_id(number: str) -> str:
    """The global id of a fact of the city."""
    return base64.b64encode(f"Fact:{CITY}:{number}".encode()).decode()


def found(running: Running) -> None:
    """Establish everything and open the cycle, one mutation after another without a pause."""
    for place in _organizations():
        running.execute(ESTABLISH, {"input": place})
    running.execute(OPEN_CYCLE, {"input": {"idempotencyKey": "cycle-2020", "city": CITY, "code": CYCLE}})


def _organizations() -> Iterator[dict[str, str | None]]:
    yield _organization(ROOT, "WORK_COMMITTEE", None)
    for organ in ORGANS:
        yield _organization(organ, "ORGAN_COMMITTEE", ROOT)
    for branch in BRANCHES:
        yield _organization(branch, "BRANCH", branch.split("-")[0])


def _organization(code: str, kind: str, parent: str | None) -> dict[str, str | None]:
    return {
        "idempotencyKey": f"establish-{code}",
        "city": CITY,
        "code": code,
        "name": f"市直单位{code}",
        "kind": kind,
        "parent": parent and organization_id(parent),
        "on": "2018-06-01",
    }
