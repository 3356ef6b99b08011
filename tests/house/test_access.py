"""The table of access covers what there is and nothing else, and its page says what the table says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment_events
from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import events_pb2 as org_events
from biaochi.org.v1 import service_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring_events
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi_chassis.identity.policy import ANYBODY, FOUND, access_table
from biaochi_chassis.runtime.guard import events_of
from biaochi_cli.documents.access import document
from biaochi_gateway.schema import schema
from catalogue import catalogue
from google.protobuf.descriptor import FileDescriptor
from graphql import GraphQLObjectType

from tests.cities import INSTALLED, release

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
TABLE = access_table()
TYPES = {
    name: found
    for name, found in schema._schema.type_map.items()  # noqa: SLF001  # graphql-core's schema under Strawberry's
    if isinstance(found, GraphQLObjectType) and not name.startswith("__")
}
GUARDS = {"WITH", "MASKED", "PROMISED", *(method for methods in TABLE.rpc.values() for method in methods)}


def test_the_page_is_what_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(TABLE)


@pytest.mark.parametrize("contract", [org.DESCRIPTOR, assessment.DESCRIPTOR, scoring.DESCRIPTOR])
def test_every_method_has_a_row_and_every_row_a_method(contract: FileDescriptor) -> None:
    (service,) = contract.services_by_name.values()

    assert set(TABLE.rpc[service.full_name]) == set(service.methods_by_name)


@pytest.mark.parametrize("contract", [org.DESCRIPTOR, assessment.DESCRIPTOR, scoring.DESCRIPTOR])
def test_whom_a_request_is_about_stands_in_a_field_of_it(contract: FileDescriptor) -> None:
    (service,) = contract.services_by_name.values()
    policies = TABLE.methods_of(service.full_name, service.methods_by_name)
    scoped = {method: policy.of for method, policy in policies.items() if policy.of not in ("", ANYBODY, FOUND)}

    for method, path in scoped.items():
        outer, _, inner = path.partition(".")
        field = service.methods_by_name[method].input_type.fields_by_name[outer]
        if inner:
            assert field.message_type is not None
            field = field.message_type.fields_by_name[inner]
        assert field.cpp_type == field.CPPTYPE_STRING, method
        assert method.startswith(("List", "Batch")) == (not path.startswith("deeds.")), method


@pytest.mark.parametrize("contract", [org_events.DESCRIPTOR, assessment_events.DESCRIPTOR, scoring_events.DESCRIPTOR])
def test_every_event_is_read_by_those_whom_the_catalogue_names(contract: FileDescriptor) -> None:
    found = {event.message: set(event.consumers) for event in catalogue()[1] if event.topic == contract.package}

    assert {name: set(readers.split()) for name, readers in TABLE.events[contract.package].items()} == found
    assert set(events_of(contract)) == set(found)


def test_every_field_has_one_row_and_every_row_a_field() -> None:
    rows = [
        (type_, name) for type_, guards in TABLE.fields.items() for names in guards.values() for name in names.split()
    ]

    assert len(rows) == len(set(rows))
    assert set(rows) == {(name, field) for name, found in TYPES.items() for field in found.fields}


def test_a_field_is_guarded_by_methods_there_are() -> None:
    guards = {guard for of_type in TABLE.fields.values() for words in of_type for guard in words.split()}

    assert guards <= GUARDS


def test_what_can_be_queried_first_is_guarded_by_methods_alone() -> None:
    for root in ("Query", "Mutation", "Subscription"):
        assert not set(TABLE.fields[root]) & {"WITH", "MASKED", "PROMISED"}


def test_every_role_that_a_model_names_is_explained() -> None:
    graphs = [json.loads(model.graph) for city in INSTALLED for model in release(city).models]
    named = set(roles_in(graphs))

    assert {"work_committee", "rater"} <= named
    assert named <= set(TABLE.roles)


def roles_in(document: object) -> Iterator[str]:
    """Who records, and who sees raters, wherever a model says so."""
    if isinstance(document, dict):
        if isinstance(document.get("who"), str):
            yield document["who"]
        seen_by = document.get("seen_by") or ()
        yield from seen_by.split() if isinstance(seen_by, str) else seen_by
    for part in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
        yield from roles_in(part)
