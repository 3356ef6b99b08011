"""Names are the field's or the glossary's, no corridor is long, and who knows one service knows the other two."""

import io
import re
import shutil
import subprocess
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GIT = shutil.which("git") or "git"
TRACKED = subprocess.run(
    [GIT, "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.splitlines()
GENERATED = re.compile(r"_pb2\.py$|_connect\.py$")
MIGRATION = re.compile(r"/migrations/versions/")
"""What has run on a database is never renamed."""
OURS = [path for path in TRACKED if not GENERATED.search(path) and not MIGRATION.search(path)]

TODAY = {
    "told tell tells telling teller tellers untold": "event, message, row; publish, encode",
    "hear hears heard hearing hearer hearers unheard": "received event, decode, handle; consumer",
    "deed deeds keyed": "command, idempotency key",
    "desk desks": "command context",
    "books": "decision context; workbooks",
    "bell bells ear ears pulse pulses beat beats": "wake-up, listener, signal, notify",
    "beside": "standby, blue-green",
    "knowledge": "read-your-writes",
    "journal journals": "log of the process, recorder",
    "door doors visit visits": "view, client; request context",
    "hub hubs": "broadcast",
    "ground grounds footing basis": "deployment; scope, run context, loaded run",
    "voice voices": "event context",
    "ask asks asked asking asker answered": "query, call, invoke, request; due",
}
"""Words this code once had of its own, and what the field says (docs/glossary.md)."""
OLD = {word for line in TODAY for word in line.split()}

PUBLISHED_KEY = "a key of a published model: its facts, sheets and hash name it"
ALLOWED = {
    "deeds": (
        r"^(services/\w+/\w+/api/|chassis/\w+/runtime/writing|gateway/|cli/|benchmarks/|tests/)",
        "the field of every write on the wire",
    ),
    "Ground": (r"^(gateway|services/scoring/\w+/api|tests/gateway)/", "a type of the wire and of the GraphQL schema"),
    "grounds": (r"^(gateway|services/scoring/\w+|tests)/", "a field of the wire and of the GraphQL schema"),
    "VISIT": (r"^gateway/biaochi_gateway/schema/work/", "a noun of the domain: 走访"),
    "visit": (r"^gateway/biaochi_gateway/(plan|execution)/", "the name graphql-core has for its walk over a document"),
    "told": (r"^plugins/(laixi|yantai)/", PUBLISHED_KEY),
    "told_part": (r"^plugins/yantai/", PUBLISHED_KEY),
    "all_told": (r"^plugins/laixi/", PUBLISHED_KEY),
    "visits": (r"^plugins/laixi/", PUBLISHED_KEY),
    "telling": (r"^plugins/laixi/", PUBLISHED_KEY),
    "asking": (r"^plugins/laixi/", PUBLISHED_KEY),
}
"""Identifiers that keep an old word: where, and why."""

MOST_FILES = 25

SERVICES = ("org", "assessment", "scoring")
SHARED = {
    ".": {"__init__", "__main__", "app", "consumer"},
    "api": {"__init__", "disclosing", "requests", "responses", "service"},
    "use_cases": {"__init__", "handlers", "queries"},
    "store": {"__init__", "registry", "tables"},
    "events": {"__init__", "decode", "encode"},
    "domain": {"__init__", "refusals", "registry", "values"},
    "migrations": {"__init__"},
}
"""What every service has, room by room: the same name for the same work."""
OWN: dict[str, dict[str, set[str]]] = {
    "org": {
        "use_cases": {"commands", "context", "granting", "restoring", "sealing"},
        "store": {"cities", "corrections", "queries", "rows", "sealing"},
        "events": {"own", "sealing"},
        "domain": {"commands", "correcting", "correcting_dates", "erasing", "events", "grants"}
        | {"kinds", "lifecycle", "merging", "organization", "people", "splitting", "succession", "tenure"},
    },
    "assessment": {
        "api": {"notifications", "results", "trust", "webhooks", "work", "writing"},
        "delivery": {"__init__", "channels", "keys", "notifying", "posting", "sending", "signing"},
        ".": {"loops"},
        "use_cases": {"commands", "context", "keeping", "restoring", "sealing"}
        | {
            "bulletins",
            "consequences",
            "decision",
            "documents",
            "notifications",
            "ratings_due",
            "receipts",
            "results",
            "rules",
            "ticking",
            "trust",
            "webhooks",
            "work",
            "work_queries",
        },
        "events": {"consequences", "documents", "matters", "own", "receipts", "results", "sealing", "webhooks"},
        "store": {"connection", "queries", "sealing", "texts", "work_texts"}
        | {"consequences", "cycles", "documents", "facts", "instants", "models", "notices", "notifications"}
        | {"receipts", "results", "webhooks", "work"},
        "domain/webhooks": {"__init__", "commands", "deliveries", "refusals", "secrets", "targets", "webhooks"},
        "domain/documents": {"__init__", "bulletins", "commands", "documents", "refusals"},
        "domain/notifications": {"__init__", "choices", "commands", "digests", "matters", "refusals", "words"},
        "domain/results": {
            "__init__",
            "agreement",
            "commands",
            "consequences",
            "correcting",
            "life",
            "notice",
            "objections",
            "receipts",
            "refusals",
        }
        | {"trust"},
        "domain/work": {"__init__", "burden", "calendar", "children", "commands", "context", "filling", "following"}
        | {"gates", "items", "lateness", "limits", "notices", "parents", "quiet", "seals", "spans", "steps"}
        | {"by_two", "quotas", "succession", "top_shares", "turns", "waivers"},
        "domain": {"commands"}
        | {
            "calendar",
            "clauses",
            "closing",
            "cycles",
            "deciding",
            "decision",
            "facts",
            "models",
            "particulars",
            "ratings",
            "recording",
            "reversing",
            "together",
        }
        | {"tasks", "wording", "city", "work_kinds", "working_days"},
    },
    "scoring": {
        ".": {"loops", "stores"},
        "api": {"lifts", "reports", "results", "simulations"},
        "use_cases/answering": {"__init__", "boards", "circulars", "clearances", "lifts", "live_lists", "movements"}
        | {"opened", "result_history"},
        "use_cases": {"run_context", "registries", "recompute_order", "pages", "states", "remembered_states"}
        | {
            "recompute_consequences",
            "freeze",
            "graphs",
            "install",
            "open_sheets",
            "rebuild",
            "recompute",
            "reports",
            "simulate",
        }
        | {"list_pages", "past_orders", "results", "rewinding", "shown", "sights", "suppose"},
        "store": {"connection"}
        | {"cycles", "facts", "models", "blue_green", "positions", "recomputations", "rungs", "sheets", "stale"}
        | {"notices", "result_versions", "standings"},
        "domain/results": {"__init__", "boards", "consequences", "opened"},
        "domain/judging": {
            "__init__",
            "days",
            "registered",
            "gathering",
            "inputs",
            "judging",
            "run_context",
            "state",
            "written_sheets",
        }
        | {"past_order", "place_moves", "rankings"},
        "domain": {"received"}
        | {"admission", "clearances", "cycles", "explanations", "facts", "ladder", "links", "losses"}
        | {"models", "moves", "raters", "refused_facts", "simulation", "stale", "standings", "supposed_facts"}
        | {"lifting", "model_dependencies", "result_versions", "suppositions"},
    },
}
"""What only some have: the nouns and verbs of their own domain, or work the others do not have."""


def words(name: str) -> set[str]:
    """The words of a name, whichever way it is written."""
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def old_names(path: str) -> Iterator[tuple[str, int, str]]:
    """Path, line and name of each identifier of a file that has a word of the old vocabulary."""
    text = (ROOT / path).read_text(encoding="utf-8")
    suspects = {name for name in set(re.findall(r"\w+", text)) if words(name) & OLD}
    if suspects:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME and token.string in suspects:
                yield path, token.start[0], token.string


def is_allowed(path: str, name: str) -> bool:
    """Whether the name may stand there."""
    return name in ALLOWED and bool(re.search(ALLOWED[name][0], path))


@pytest.mark.parametrize(
    "name", ["told", "TOLD", "_told", "all_told", "ToldFact", "allTold", "HTTPTold", "test_what_is_told"]
)
def test_an_old_word_is_seen_however_it_is_written(name: str) -> None:
    assert words(name) & OLD == {"told"}


def test_no_identifier_has_a_word_of_the_old_vocabulary() -> None:
    assert [found for path in OURS for found in old_names(path) if not is_allowed(path, found[2])] == []


def test_no_file_name_has_a_word_of_the_old_vocabulary() -> None:
    assert [path for path in OURS if words(path) & OLD] == []


def test_every_name_that_is_allowed_is_still_needed() -> None:
    assert {name for path in OURS for _, _, name in old_names(path) if is_allowed(path, name)} == ALLOWED.keys()


def test_no_folder_of_code_is_a_long_corridor() -> None:
    sizes = Counter(str(Path(path).parent) for path in TRACKED)

    assert {folder: size for folder, size in sizes.items() if size > MOST_FILES} == {}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_the_file_names_of_the_others(service: str) -> None:
    house = f"services/{service}/biaochi_{service}"
    files = [Path(path).relative_to(house) for path in OURS if path.startswith(f"{house}/")]
    rooms = {str(file.parent) for file in files}

    assert rooms == SHARED.keys() | OWN[service].keys()
    for room in rooms:
        names = {file.stem for file in files if str(file.parent) == room}
        assert names == SHARED.get(room, set()) | OWN[service].get(room, set()), f"{house}/{room}"


def test_what_all_three_services_have_is_no_exception() -> None:
    for room in SHARED:
        assert set.intersection(*(OWN[service].get(room, set()) for service in SERVICES)) == set(), room
