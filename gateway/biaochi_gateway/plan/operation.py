"""A whole operation as a plan: queries and mutations answered once, subscriptions once for every event."""

from collections.abc import AsyncGenerator, Mapping
from inspect import isawaitable
from typing import Any, NamedTuple, cast

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLObjectType,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.schema import Schema

from biaochi_gateway.plan.objects import Compiler, ObjectPlan
from biaochi_gateway.plan.run import Output, Run
from biaochi_gateway.plan.selections import Selections, Unplanned, condition_variables

PLANS = 16
"""Plans kept of one operation: one for each way its conditions were decided."""

LARGEST_ERRORS = 50
NOTHING = VariableValues({}, {})


class Answer(NamedTuple):
    """The data (None where nothing is left of it) and the errors, in the order they happened."""

    data: Output
    errors: list[GraphQLError]


class Plan:
    """How one operation is executed when its conditions are decided in one way."""

    def __init__(self, root: ObjectPlan, kind: OperationType) -> None:
        self._root = root
        self._serial = kind is OperationType.MUTATION
        if kind is OperationType.SUBSCRIPTION:
            # What the resolver gives are the events; for each of them the field is the event itself.
            (self._subscribed,) = root.fields
            self._subscribe, self._subscribed.resolve = self._subscribed.resolve, lambda _run, event: event
            self._subscribed.later = False

    async def answer(self, context: object, variables: VariableValues, event: object = None) -> Answer:
        """Executes a query, a mutation, or a subscription for one of its events."""
        run, place, fields = Run(context, variables), self._root.begin(), self._root.fields
        try:
            # The fields of a mutation are done one after another, each to its end.
            for group in ([field] for field in fields) if self._serial else (fields,):
                self._root.fill(run, event, place, group)
                await run.settle()
                if place.dead:
                    break
        except GraphQLError as error:
            run.close()
            return Answer(None, [*run.errors, error])
        return Answer(None if place.dead else place.output, run.errors)

    async def events(self, context: object, variables: VariableValues) -> AsyncGenerator[Any, None]:
        """The events of a subscription. Raises a located GraphQLError when there can be none."""
        run, field = Run(context, variables), self._subscribed
        try:
            events = self._subscribe(run, None)
            found: AsyncGenerator[Any, None] = await events if isawaitable(events) else events
        except Exception as error:
            raise run.located(error, self._root.begin(), field.key, field.nodes) from error
        return found


class PlannedOperation:
    """One operation of a validated document, with the plans made for it so far."""

    def __init__(self, schema: Schema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self.node = operation
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._conditions = condition_variables(document)
        self._plans: dict[tuple[object, ...], Plan | str] = {}

    def variables(self, given: Mapping[str, object]) -> VariableValues | list[GraphQLError]:
        """The values of the operation's variables, or what is wrong with them."""
        definitions = self.node.variable_definitions
        if not definitions:
            return NOTHING
        return get_variable_values(self._schema._schema, definitions, dict(given), LARGEST_ERRORS)  # noqa: SLF001

    def plan(self, variables: VariableValues) -> Plan | str:
        """The plan for these values; where there can be none, the reason in one word."""
        decided = tuple(variables.coerced.get(name) for name in self._conditions)
        if decided not in self._plans:
            if len(self._plans) >= PLANS:
                return "conditions"
            self._plans[decided] = self._made(dict(zip(self._conditions, decided, strict=True)))
        return self._plans[decided]

    def _made(self, conditions: Mapping[str, object]) -> Plan | str:
        schema = self._schema._schema  # noqa: SLF001  # graphql-core's schema under Strawberry's
        selections = Selections(schema, self._fragments, conditions)
        kind = self.node.operation
        # Validation has refused an operation that the schema does not have.
        type_ = cast(GraphQLObjectType, schema.get_root_type(kind))
        try:
            chosen = selections.merged(type_, [self.node.selection_set])
            root = Compiler(self._schema, selections).object(type_, chosen, nullable=True)
        except Unplanned as reason:
            return str(reason)
        if kind is OperationType.SUBSCRIPTION and len(root.fields) != 1:
            return "subscription"
        return Plan(root, kind)
