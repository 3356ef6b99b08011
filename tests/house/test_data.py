"""The data map has every column and every field of an event, once and no other, and its page says what it says."""

import re
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment_events
from biaochi.common.v1.common_pb2 import AuditHead
from biaochi.org.v1 import events_pb2 as org_events
from biaochi.scoring.v1 import events_pb2 as scoring_events
from biaochi_assessment.store.tables import tables as assessment
from biaochi_chassis.store.tables import chassis_tables
from biaochi_cli.documents.data import DataMap, Unexplained, document
from biaochi_cli.persons.notice import document as notice
from biaochi_org.store.tables import registry_tables
from biaochi_scoring.store.tables import metadata as scoring
from catalogue import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
MAP = DataMap.read()
METADATA = {"chassis": chassis_tables, "org": registry_tables, "assessment": assessment, "scoring": scoring}
CONTRACTS = (org_events.DESCRIPTOR, assessment_events.DESCRIPTOR, scoring_events.DESCRIPTOR)
ACCOUNTS = {"recorded_by", "corrected_by", "taken_by", "opened_by", "begun_by", "raised_by", "decided_by", "signer"}
WORDS = {"reason", "note", "evidence", "words", "text"}


def test_the_page_is_what_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(MAP), "docs/data.md is old: run make data"


def test_every_column_has_one_place_in_the_map_and_every_place_a_column() -> None:
    columns = {
        (owner, table.name, column.name)
        for owner, metadata in METADATA.items()
        for table in metadata.sorted_tables
        for column in table.columns
    }

    assert {(*where, name) for where, lines in MAP.tables.items() for line in lines for name in line.names} == columns


def test_every_field_of_an_event_has_one_place_in_the_map_and_every_place_a_field() -> None:
    messages = [message for contract in CONTRACTS for message in contract.message_types_by_name.values()]
    fields = {
        (message.file.package, message.name, field.name)
        for message in (*messages, AuditHead.DESCRIPTOR)
        for field in message.fields
    }

    assert {(*where, name) for where, lines in MAP.events.items() for line in lines for name in line.names} == fields
    assert {(event.topic, event.message) for event in catalogue()[1]} <= set(MAP.events)


def test_what_people_write_in_their_own_words_about_others_is_sensitive_wherever_it_lies() -> None:
    of_organizations = {"OrganizationNameCorrected", "OrganizationDateCorrected"}
    about_things = {*of_organizations, "dead", "parked_subject", "unjudged", "WorkSaid"}
    classes = {
        (where, name): line.sensitivity
        for where, lines in {**MAP.tables, **MAP.events}.items()
        for line in lines
        for name in line.names
        if name in WORDS and where[1] not in about_things
    }

    assert {owner for (owner, _), _ in classes} >= {"org", "assessment", "scoring", "biaochi.assessment.v1"}
    assert {place for place, sensitivity in classes.items() if sensitivity != "sensitive"} == set()


def test_an_account_is_public_nowhere() -> None:
    """In what scoring publishes the same words name roles: who may record, and who decides."""
    found = [
        line.sensitivity
        for where, lines in {**MAP.tables, **MAP.events}.items()
        for line in lines
        if where[0] != "biaochi.scoring.v1" and ACCOUNTS & set(line.names)
    ]

    assert len(found) > len(ACCOUNTS)
    assert "public" not in found


@pytest.mark.parametrize(
    "lines",
    [
        {"secret registry kept": "name"},
        {"public registry": "name"},
        {"public registry kept": "name", "sensitive naming kept": "name"},
    ],
)
def test_a_line_that_nobody_can_read_is_refused(lines: dict[str, str]) -> None:
    words = {name: dict(known) for name, known in MAP.words.items()}

    with pytest.raises(Unexplained, match=r"org\.person"):
        DataMap({**words, "tables": {"org": {"person": lines}}, "events": {}})


def test_the_notice_to_persons_says_what_the_map_says_and_its_version_with_it() -> None:
    said = (PAGE.parent / "operations" / "notice.md").read_text(encoding="utf-8")
    assert said == notice(MAP), "docs/operations/notice.md is old: run make data"

    changed = DataMap.read()
    changed.words = {**MAP.words, "purpose": {**MAP.words["purpose"], "rating": "评议：另一个目的"}}
    versions = [text.partition("版本 ")[2][:12] for text in (said, notice(changed))]
    assert versions[0] != versions[1]


def test_the_assessment_of_impact_has_every_purpose_for_which_sensitive_data_are_kept() -> None:
    places = [*MAP.tables.values(), *MAP.events.values()]
    sensitive = {entry.purpose for entries in places for entry in entries if entry.sensitivity == "sensitive"}
    records = (PAGE.parent / "operations" / "impact.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `(\w+)` \|", records, re.MULTILINE)) == sensitive
