"""The graph as it is published: committed, described, and with the names that were promised."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import biaochi_gateway
import pytest
import strawberry
from biaochi_chassis.identity.policy import NoPolicy
from biaochi_gateway.execution.graph import Graph
from biaochi_gateway.schema import schema
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    is_introspection_type,
    is_non_null_type,
    is_specified_scalar_type,
)
from strawberry.types.base import StrawberryObjectDefinition, StrawberryOptional

COMMITTED = Path(biaochi_gateway.__file__).parents[1] / "schema.graphql"


@cache
def graph() -> GraphQLSchema:
    return build_schema(schema.as_str())


def described(named: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    yield named.name, named.description
    match named:
        case GraphQLEnumType():
            yield from ((f"{named.name}.{name}", value.description) for name, value in named.values.items())
        case GraphQLInputObjectType():
            yield from ((f"{named.name}.{name}", field.description) for name, field in named.fields.items())
        case GraphQLObjectType() | GraphQLInterfaceType():
            for name, field in named.fields.items():
                yield f"{named.name}.{name}", field.description
                yield from ((f"{named.name}.{name}({arg})", it.description) for arg, it in field.args.items())


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema.as_str() + "\n"


def test_everything_in_the_graph_is_described_in_chinese() -> None:
    ours = [
        named
        for named in graph().type_map.values()
        if not is_introspection_type(named) and not is_specified_scalar_type(named)
    ]
    silent = [
        name
        for named in ours
        for name, text in described(named)
        if not any("\u4e00" <= letter <= "\u9fff" for letter in text or "")
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("field", "signature"),
    [
        ("organization", "city: String! code: String! asOf: Date -> Organization"),
        (
            "organizations",
            "city: String! kind: OrganizationKind parent: String asOf: Date search: String order: OrganizationOrder!"
            " descending: Boolean! first: Int after: String last: Int before: String"
            " -> OrganizationConnection",
        ),
        ("model", "city: String! code: String! asOf: Date -> Model"),
        (
            "standings",
            "city: String! cycle: String! index: String! period: String rung: String grade: String parent: String"
            " search: String order: StandingOrder! descending: Boolean! first: Int after: String last: Int"
            " before: String -> StandingConnection",
        ),
        ("sheet", "city: String! cycle: String! index: String! subject: String! period: String -> Sheet"),
        (
            "simulate",
            "city: String! cycle: String! index: String! suppose: SuppositionInput! period: String against: String"
            " only: [Aspect!] opened: [String!] first: Int after: String last: Int before: String"
            " -> Simulation",
        ),
        (
            "modelVersions",
            "city: String! code: String! first: Int after: String last: Int before: String -> ModelVersionConnection",
        ),
        ("node", "id: ID! -> Node"),
    ],
)
def test_a_query_has_the_arguments_promised(field: str, signature: str) -> None:
    query = graph().query_type
    assert query is not None
    arguments = " ".join(f"{name}: {it.type}" for name, it in query.fields[field].args.items())
    assert f"{arguments} -> {query.fields[field].type}" == signature


def test_the_mutations_promised_are_there_and_each_takes_an_idempotency_key() -> None:
    mutations = graph().mutation_type
    assert mutations is not None
    promised = (
        "openCycle closeCycle recordLedgerEntry recordCheck recordVeto recordBonus recordChoice recordDecision "
        "issueTask completeTask submitRating castBallot reverseFact recordRung grantHonour establishOrganization "
        "establishTemporaryOrganization renameOrganization moveOrganization mergeOrganization splitOrganization "
        "abolishOrganization registerPerson startMembership endMembership startPost endPost correctPersonName "
        "correctOrganizationName correctMembershipStart correctPostStart correctMembershipEnd correctPostEnd "
        "correctOrganizationDate erasePerson openWorkItem advanceWorkItem withdrawWorkItem beginNotice raiseObjection "
        "decideObjection advanceConsequence confirmReceipt signResult draftBulletin draftCircular draftLetter "
        "draftDossier signDocument importCommands registerWebhook rotateWebhookSecret replayWebhook removeWebhook "
        "chooseNotifications markNotification"
    )
    assert set(mutations.fields) == set(promised.split())
    rows = mutations.fields["importCommands"].args["commands"]
    assert str(rows.type) == "[CommandInput!]!"
    for field in (field for name, field in mutations.fields.items() if name != "importCommands"):
        given = graph().type_map[str(field.args["input"].type).strip("!")]
        assert isinstance(given, GraphQLInputObjectType)
        assert str(given.fields["idempotencyKey"].type) == "String!"


def test_no_identifier_spells_organisation() -> None:
    assert "organisation" not in schema.as_str().lower()


@pytest.mark.parametrize("root", ["Query", "Mutation"])
def test_null_may_stand_in_the_place_of_every_root_field(root: str) -> None:
    type_ = graph().type_map[root]
    assert isinstance(type_, GraphQLObjectType)
    assert [name for name, field in type_.fields.items() if is_non_null_type(field.type)] == []


def test_whatever_is_read_after_a_write_may_be_missing() -> None:
    payloads = [
        type_
        for type_ in schema.schema_converter.type_map.values()
        if isinstance(type_.definition, StrawberryObjectDefinition)
        and "Written" in {each.name for each in type_.definition.interfaces}
    ]
    read = [field for type_ in payloads for field in type_.definition.fields if field.is_async]  # type: ignore[union-attr]
    assert len(read) > 5
    assert [field.name for field in read if not isinstance(field.type, StrawberryOptional)] == []


@strawberry.type
class Query:
    """Two fields."""

    open: str = ""
    forgotten: str = ""


def test_every_field_is_looked_up_before_the_graph_is_built() -> None:
    def check(name: str, fields: Iterable[str]) -> None:
        if missing := set(fields) - {"open"}:
            raise NoPolicy(f"{name}: {missing}")

    with pytest.raises(NoPolicy, match=r"Query: \{'forgotten'\}"):
        Graph(check, query=Query)
