"""What is not in the table nobody may, and what is in it is explained."""

from typing import Any

import pytest
from biaochi_chassis.identity.policy import AccessTable, NoPolicy, access_table


def table(**rpc: str) -> AccessTable:
    document: dict[str, Any] = {
        "role": {"registry": "组织人事", "rater": "评议人"},
        "set": {"READERS": "registry rater"},
        "rpc": {"words.v1.Words": rpc},
        "event": {"words.v1": {"WordSaid": "scoring"}},
        "graphql": {"Word": {"WITH": "text", "Read": "speaker"}},
    }
    return AccessTable(document)


def test_a_method_that_the_table_leaves_out_keeps_its_service_from_starting() -> None:
    with pytest.raises(NoPolicy, match=r"words\.v1\.Words/Write"):
        table(Read="registry").methods_of("words.v1.Words", ["Read", "Write"])


def test_a_field_that_the_table_leaves_out_keeps_the_schema_from_being_built() -> None:
    table().check_fields("Word", ["text", "speaker"])

    with pytest.raises(NoPolicy, match=r"Word\.secret"):
        table().check_fields("Word", ["text", "secret"])


def test_an_event_that_the_table_leaves_out_keeps_its_reader_from_starting() -> None:
    with pytest.raises(NoPolicy, match=r"words\.v1\.WordTakenBack"):
        table().check_events("words.v1", ["WordSaid", "WordTakenBack"])


def test_a_role_that_nobody_explains_is_refused() -> None:
    with pytest.raises(NoPolicy, match="reviewer is no role"):
        table(Read="READERS reviewer")


@pytest.mark.parametrize(
    ("words", "held", "allowed"),
    [
        ("READERS", {"rater"}, True),
        ("READERS", {"viewer"}, False),
        ("registry", {"rater"}, False),
        ("registry", set(), False),
        ("registry", {"*"}, True),
        ("SIGNED_IN", set(), True),
        ("SERVICE", {"rater"}, False),
    ],
)
def test_who_holds_one_of_the_roles_may(words: str, held: set[str], *, allowed: bool) -> None:
    policy = table(Read=words).methods_of("words.v1.Words", ["Read"])["Read"]

    assert policy.allows(held) is allowed


READS = ("List", "Get", "BatchGet", "BatchList", "BatchReport", "Count", "Simulate", "AuditFileAccess")
"""The beginnings of methods that change nothing; who fetches a file leaves nothing but the entry that says so."""

OWN = ("ChooseNotifications", "MarkNotifications")
"""What everybody says about their own notifications, and nobody else sees."""


def test_the_auditor_writes_nothing_and_no_administrator_reads_scores() -> None:
    found = access_table()
    writes = [
        (service, method)
        for service, methods in found.rpc.items()
        for method in methods
        if not method.startswith((*READS, *OWN))
    ]

    assert len(writes) > 20
    for service, method in writes:
        assert not found.methods_of(service, [method])[method].allows({"auditor", "supervisor", "viewer"})
    scores = found.methods_of("biaochi.scoring.v1.ScoringService", [])
    for method in ("ListStandings", "BatchGetSheets", "BatchReport", "Simulate"):
        assert not scores[method].allows({"system_administrator", "security_administrator"})
