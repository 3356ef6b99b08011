"""The graph: joins each noun's queries, mutations and subscriptions. Its printed form is schema.graphql."""

from typing import Any

import strawberry
from biaochi_chassis.foundation.refusal import BadRequest
from graphql import GraphQLError
from strawberry.extensions import AddValidationRules, MaxTokensLimiter, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.tools import merge_types
from strawberry.types import ExecutionContext, ExecutionResult, get_object_definition
from strawberry.types.graphql import OperationType

from biaochi_gateway.execution.errors import SpokenErrors
from biaochi_gateway.execution.limits import RULES, TOKENS
from biaochi_gateway.execution.operations import EachOperation, OneOperation, ParsedOnce
from biaochi_gateway.schema.common.scalars import SCALARS
from biaochi_gateway.schema.facts.cycles import CycleMutation, CycleQuery
from biaochi_gateway.schema.facts.facts import FactQuery
from biaochi_gateway.schema.facts.honours import HonourQuery
from biaochi_gateway.schema.facts.mutations import RecordingMutation
from biaochi_gateway.schema.facts.tasks import TaskQuery
from biaochi_gateway.schema.nodes import NodeQuery
from biaochi_gateway.schema.registry.memberships import MembershipMutation
from biaochi_gateway.schema.registry.mutations import RegistryMutation
from biaochi_gateway.schema.registry.organizations import OrganizationQuery
from biaochi_gateway.schema.registry.people import PersonQuery
from biaochi_gateway.schema.reports.circulars import CircularQuery
from biaochi_gateway.schema.reports.clearances import ClearanceQuery
from biaochi_gateway.schema.reports.comparisons import ComparisonQuery
from biaochi_gateway.schema.reports.raters import RaterQuery
from biaochi_gateway.schema.results.sheets import SheetQuery
from biaochi_gateway.schema.results.standings import StandingQuery, StandingSubscription
from biaochi_gateway.schema.rules.cities import CityQuery
from biaochi_gateway.schema.rules.model_versions import ModelVersionQuery
from biaochi_gateway.schema.rules.models import ModelQuery
from biaochi_gateway.schema.whatif.simulations import SimulationQuery

QUERIES = (
    NodeQuery,
    CityQuery,
    OrganizationQuery,
    PersonQuery,
    CycleQuery,
    FactQuery,
    TaskQuery,
    HonourQuery,
    ModelQuery,
    ModelVersionQuery,
    StandingQuery,
    SheetQuery,
    SimulationQuery,
    CircularQuery,
    ClearanceQuery,
    ComparisonQuery,
    RaterQuery,
)
MUTATIONS = (CycleMutation, RecordingMutation, RegistryMutation, MembershipMutation)
CACHED_DOCUMENTS = 1000


def root(name: str, parts: tuple[type, ...], description: str) -> type:
    """The root type made of the parts of each noun."""
    merged = merge_types(name, parts)
    get_object_definition(merged, strict=True).description = description
    return merged


class Graph(strawberry.Schema):
    """The schema, silent about errors: a document may hold names, and what is a bug SpokenErrors writes down."""

    async def execute(self, *arguments: Any, **how: Any) -> ExecutionResult:  # noqa: ANN401  # handed on as they came
        """One answer to one document. Raises BadRequest for a subscription: it has many, and needs a stream."""
        allowed = frozenset(how.get("allowed_operation_types") or OperationType)
        how["allowed_operation_types"] = allowed - {OperationType.SUBSCRIPTION}
        try:
            return await super().execute(*arguments, **how)
        except InvalidOperationTypeError as wrong:
            if wrong.operation_type is OperationType.SUBSCRIPTION:
                raise BadRequest(
                    "订阅不能用普通的 HTTP 请求：请用 WebSocket（graphql-transport-ws），"
                    "或 SSE（accept: text/event-stream）。"
                ) from wrong
            raise

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs nothing."""


schema = Graph(
    query=root("Query", QUERIES, "可以查询的一切。"),
    mutation=root("Mutation", MUTATIONS, "可以办的一切事；每件事都带幂等键，或全部写成，或一概不写。"),
    subscription=root("Subscription", (StandingSubscription,), "可以订阅的一切变化。"),
    extensions=[
        lambda: AddValidationRules(RULES),
        lambda: MaxTokensLimiter(max_token_count=TOKENS),
        lambda: ParsedOnce(maxsize=CACHED_DOCUMENTS),
        lambda: ValidationCache(maxsize=CACHED_DOCUMENTS),
        OneOperation,
        EachOperation,
        SpokenErrors,
    ],
    config=StrawberryConfig(scalar_map=SCALARS),
)
