"""The schema as it is executed: documents read once, planned once, and answered; errors as the caller may see them."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing, suppress
from functools import partial
from inspect import isawaitable
from typing import Any, NamedTuple, Protocol, cast

import graphql
import orjson
import strawberry
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.metrics import CHANGE_ANSWERS, UNPLANNED
from biaochi_chassis.foundation.refusal import BadRequest, Forbidden
from graphql import GraphQLError
from graphql.execution.values import VariableValues
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from biaochi_gateway.events.shared import Alike, Shared
from biaochi_gateway.execution.context import Context, RequestContext
from biaochi_gateway.execution.documents import Document, Documents
from biaochi_gateway.execution.errors import spoken_all
from biaochi_gateway.execution.observing import Observation
from biaochi_gateway.execution.quotas import ExecutionTimeout
from biaochi_gateway.execution.tracing import operation_span
from biaochi_gateway.plan.operation import Answer, Plan

EVERY = frozenset(OperationType)
COST = "cost"
"""What in the extensions of a request asks for the cost of its operation, and says it in those of the answer."""
NO_QUERY = "请求里没有查询：请在 query 中给出要查询的内容。"
LASTED = "这次查询超过 {:.0f} 秒，已经中止：请缩小范围，分几次查询；结果不明的写入请用原来的幂等键重发。"
NO_SCHEMA = "这里不公布图的结构：请用随发布附带的 schema.graphql，或向系统管理员索取。"


class Change(Protocol):
    """An event of a subscription."""

    @property
    def shared(self) -> Shared:
        """What is made of it for all its subscribers."""
        ...


class _Refused(Exception):
    """The operation cannot be executed at all."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(*errors)
        self.errors = errors


class _Operation(NamedTuple):
    """One operation that may be executed, with its plan, or the reason why it has none."""

    document: Document
    name: str
    variables: VariableValues
    plan: Plan | str
    given: Mapping[str, object]
    cost: int


class Graph(strawberry.Schema):
    """The schema. Each operation has a context of its own, made from that of its request.

    It is not built while anything of it has no policy.
    """

    def __init__(self, check_fields: Callable[[str, Iterable[str]], None], **how: Any) -> None:  # noqa: ANN401  # as it came
        """`check_fields` is called with each type and its fields, and raises for one that nobody guards."""
        super().__init__(**how)
        self._documents = Documents(self)
        for name, found in self._schema.type_map.items():
            if isinstance(found, graphql.GraphQLObjectType) and not name.startswith("__"):
                check_fields(name, found.fields)

    async def execute(  # as Strawberry calls it
        self,
        query: str | None,
        variable_values: Mapping[str, object] | None = None,
        context_value: RequestContext | None = None,
        root_value: None = None,  # noqa: ARG002
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: Mapping[str, object] | None = None,
    ) -> ExecutionResult:
        """One answer to one document; with what it cost in its extensions where the request's own say `cost: true`.

        Raises what the caller's quotas do, and BadRequest for a text without query, for an operation that is not
        there or not allowed, and for a subscription (it has many answers, and needs a stream).
        """
        request = cast(RequestContext, context_value)
        context = request.operation()
        allowed = frozenset(allowed_operation_types or EVERY) - {OperationType.SUBSCRIPTION}
        with Observation(context) as observed, context:
            try:
                one = self._operation(query, variable_values or {}, operation_name, allowed, context)
            except _Refused as refused:
                return observed.saw(PreExecutionError(data=None, errors=spoken_all(refused.errors, context)))
            observed.operation = one.document.called[one.name]
            if request.price is not None:
                one = one._replace(cost=request.price)
            result = await self._within_quotas(one, context)
            if (operation_extensions or {}).get(COST) is True:
                result.extensions = {COST: one.cost}
            return observed.saw(result)

    async def stream(  # as Strawberry calls it
        self,
        query: str | None,
        variable_values: Mapping[str, object] | None = None,
        context_value: RequestContext | None = None,
        root_value: None = None,  # noqa: ARG002
        operation_name: str | None = None,
        operation_extensions: Mapping[str, object] | None = None,  # noqa: ARG002
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> AsyncGenerator[ExecutionResult, None]:
        """The answers to one document: one, or one for every event of a subscription. They raise nothing."""
        context = cast(RequestContext, context_value).operation()
        allowed = frozenset(allowed_operation_types or EVERY)
        return self._observed(query, variable_values or {}, operation_name, allowed, context)

    def arguments(self, field: str) -> Mapping[str, graphql.GraphQLArgument]:
        """What a field of the queries may be given, by name."""
        queries = cast(graphql.GraphQLObjectType, self._schema.query_type)
        arguments: Mapping[str, graphql.GraphQLArgument] = queries.fields[field].args
        return arguments

    def is_subscription(self, query: str | None, name: str | None) -> bool:
        """Whether a request is for a subscription; not where it will be refused."""
        try:
            kinds = self._documents.read(query or "").kinds
        except GraphQLError:
            return False
        return kinds.get(name if name is not None else next(iter(kinds), "")) is OperationType.SUBSCRIPTION

    async def _observed(
        self,
        query: str | None,
        variables: Mapping[str, object],
        name: str | None,
        allowed: frozenset[OperationType],
        context: Context,
    ) -> AsyncGenerator[ExecutionResult, None]:
        with Observation(context) as observed, context:
            try:
                async with aclosing(self._streamed(query, variables, name, allowed, context, observed)) as answers:
                    async for answer in answers:
                        yield observed.saw(answer)
            except Exception as error:  # whatever keeps an operation from its answers is its answer
                refusal = GraphQLError(str(error), original_error=error)
                yield observed.saw(PreExecutionError(data=None, errors=spoken_all([refusal], context)))

    async def _streamed(
        self,
        query: str | None,
        variables: Mapping[str, object],
        name: str | None,
        allowed: frozenset[OperationType],
        context: Context,
        observed: Observation,
    ) -> AsyncGenerator[ExecutionResult, None]:
        try:
            one = self._operation(query, variables, name, allowed, context)
            observed.operation = one.document.called[one.name]
            observed.lasting = one.document.kinds[one.name] is OperationType.SUBSCRIPTION
            if not observed.lasting:
                yield await self._within_quotas(one, context)
                return
            answers = self._subscribed(one, context)
        except _Refused as refused:
            yield PreExecutionError(data=None, errors=spoken_all(refused.errors, context))
            return
        async with aclosing(answers):
            async for answer in answers:
                yield answer

    def _operation(
        self,
        query: str | None,
        variables: Mapping[str, object],
        name: str | None,
        allowed: Iterable[OperationType],
        context: Context,
    ) -> _Operation:
        """The operation that is meant.

        Raises BadRequest where none can be meant, _Refused for a document that no execution can begin with.
        """
        if not query:
            raise BadRequest(NO_QUERY)
        try:
            document = self._documents.read(query)
        except GraphQLError as error:
            raise _Refused([error]) from error
        meant = document.meant(name, allowed)
        if document.introspects and not context.explorer:
            raise _Refused([GraphQLError(NO_SCHEMA, original_error=Forbidden(NO_SCHEMA))])
        if document.errors:
            raise _Refused(document.errors)
        operation = document.operations[meant]
        values = operation.variables(variables)
        if isinstance(values, list):
            raise _Refused(values)
        cost = document.costs.of(operation.node, values.coerced)
        return _Operation(document, meant, values, operation.plan(values), variables, cost)

    async def _within_quotas(self, one: _Operation, context: Context) -> ExecutionResult:
        """One answer. Raises RateLimited, TooManyConcurrent, ExecutionTimeout."""
        quotas, caller = context.quotas, context.viewer.call.caller
        quotas.spend(caller, one.cost)
        with quotas.operation(caller), suppress(TimeoutError):
            async with asyncio.timeout(quotas.bounds.seconds) as limit:
                result = await self._execute(one, context)
            # A call that was cut short may have come back as if its service were away.
            if not limit.expired():
                return result
        raise ExecutionTimeout(LASTED.format(quotas.bounds.seconds))

    async def _subscribed(self, one: _Operation, context: Context) -> AsyncGenerator[ExecutionResult, None]:
        quotas, caller = context.quotas, context.viewer.call.caller
        quotas.spend(caller, one.cost)
        with quotas.subscription(caller):
            async with aclosing(self._answers(one, context)) as answers:
                async for answer in answers:
                    yield answer

    async def _execute(self, one: _Operation, context: Context) -> ExecutionResult:
        with operation_span(*_traced(one, context)) as span:
            if isinstance(one.plan, Plan):
                answer = await one.plan.answer(context, one.variables)
            else:
                UNPLANNED.labels(one.plan).inc()
                answer = await _by_graphql_core(self._schema, one, context)
            return span.saw(_result(answer, context))

    async def _answers(self, one: _Operation, context: Context) -> AsyncGenerator[ExecutionResult, None]:
        try:
            async with aclosing(await self._events(one, context)) as answers:
                async for answer in answers:
                    yield _result(answer, context)
        except _Refused as refused:
            yield PreExecutionError(data=None, errors=spoken_all(refused.errors, context))
        except Exception as error:  # whatever ends the events is told, and is the last answer
            yield _result(Answer(None, [GraphQLError(str(error), original_error=error)]), context)

    async def _events(self, one: _Operation, context: Context) -> AsyncGenerator[Answer, None]:
        if not isinstance(one.plan, Plan):
            return await _events_by_graphql_core(self._schema, one, context)
        try:
            events = await one.plan.events(context, one.variables)
        except GraphQLError as error:
            raise _Refused([error]) from error
        return _planned(one, one.plan, events, context)


async def _planned(
    one: _Operation, plan: Plan, events: AsyncGenerator[Change, None], context: Context
) -> AsyncGenerator[Answer, None]:
    """The answers to the events of a subscription: each made once for all who ask and see the same."""
    variables = orjson.dumps(one.given, option=orjson.OPT_SORT_KEYS)

    async def alike(event: object) -> Alike[Answer]:
        """The answer to an event; where it is alike for all who ask and see the same, already as JSON."""
        CHANGE_ANSWERS.inc()
        context.calls.alike = True
        with operation_span(*_traced(one, context)):
            answer = await plan.answer(context, one.variables, event)
        if answer.errors or not context.calls.alike:
            return Alike(answer, alike=False)
        return Alike(Answer(orjson.Fragment(orjson.dumps(answer.data)), []), alike=True)

    async with aclosing(events):
        async for event in events:
            shared: Shared = event.shared
            yield await shared.answer((plan, variables, context.sight()), partial(alike, event))


async def _by_graphql_core(schema: graphql.GraphQLSchema, one: _Operation, context: Context) -> Answer:
    executed = graphql.execute(schema, one.document.node, **_given(one, context))
    result = await executed if isawaitable(executed) else executed
    return Answer(result.data, result.errors or [])


async def _events_by_graphql_core(
    schema: graphql.GraphQLSchema, one: _Operation, context: Context
) -> AsyncGenerator[Answer, None]:
    subscribed = graphql.subscribe(schema, one.document.node, **_given(one, context))
    events = await subscribed if isawaitable(subscribed) else subscribed
    if isinstance(events, graphql.ExecutionResult):
        raise _Refused(events.errors or [])

    async def answers() -> AsyncGenerator[Answer, None]:
        async for result in events:
            yield Answer(result.data, result.errors or [])

    return answers()


def _given(one: _Operation, context: Context) -> dict[str, Any]:
    return {"context_value": context, "variable_values": dict(one.given), "operation_name": one.name or None}


def _traced(one: _Operation, context: Context) -> tuple[Call, str, str, str]:
    """What the span of an operation says of it."""
    plan = "planned" if isinstance(one.plan, Plan) else one.plan
    return context.viewer.call, one.document.kinds[one.name].value, one.document.called[one.name], plan


def _result(answer: Answer, context: Context) -> ExecutionResult:
    return ExecutionResult(data=answer.data, errors=spoken_all(answer.errors, context) or None)
