"""Documents read once: parsed, checked against the schema and the limits, and made ready to be executed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from biaochi_chassis.foundation.refusal import BadRequest, Refused, shown
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    Visitor,
    validate,
    visit,
)
from strawberry.schema import Schema
from strawberry.types.graphql import OperationType

from biaochi_gateway.execution.costs import Costs
from biaochi_gateway.execution.limits import beyond_limits, parsed
from biaochi_gateway.execution.observing import called
from biaochi_gateway.plan.operation import PlannedOperation

KEPT = 1000
ERRORS = 20
"""What is wrong with a document is told up to here: more help nobody."""

INCREMENTAL = ("defer", "stream")
"""The directives that would have an answer come in parts."""
REFUSED = {
    OperationType.QUERY: "这里不能做查询。",
    OperationType.MUTATION: "不能用 GET 做变更：请用 POST。",
    OperationType.SUBSCRIPTION: (
        "订阅不能用普通的 HTTP 请求：请用 WebSocket（graphql-transport-ws），或 SSE（accept: text/event-stream）。"
    ),
}


class NotIncremental(Refused):
    """The document asks for an answer in parts, by `@defer` or `@stream`; here it comes whole."""

    code = "NOT_INCREMENTAL"


@dataclass(frozen=True)
class Document:
    """A document that could be parsed, with what is wrong with it and the operations that it has."""

    node: DocumentNode
    errors: list[GraphQLError]
    operations: dict[str, PlannedOperation]
    kinds: dict[str, OperationType]
    costs: Costs
    called: dict[str, str]
    """How each operation is known to whoever observes it."""
    introspects: bool
    """Whether it reads the schema itself."""

    def meant(self, name: str | None, allowed: Iterable[OperationType]) -> str:
        """The name of the operation to execute.

        Raises BadRequest when there is none of that name or it is not said which of several is meant, and for one of a
        kind that this request may not have.
        """
        if name is None and len(self.kinds) > 1:
            names = "、".join(self.kinds)
            raise BadRequest(f"查询里有 {len(self.kinds)} 个操作（{names}）：请用 operationName 指明做哪一个。")
        found = name if name is not None else next(iter(self.kinds), None)
        if found not in self.kinds:
            named = "" if name is None else f"名为“{shown(name)}”的"
            raise BadRequest(f"查询里没有{named}操作：请核对 query 与 operationName。", field="operationName")
        if self.kinds[found] not in allowed:
            raise BadRequest(REFUSED[self.kinds[found]])
        return found


class Documents:
    """The documents of one schema; the last thousand are kept."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.read = lru_cache(KEPT)(self._read)
        """The document of a text. Raises GraphQLSyntaxError for one that is none, GraphQLError for one too long."""

    def _read(self, text: str) -> Document:
        node = parsed(text)
        errors = (
            beyond_limits(node) or _incremental(node) or validate(self._schema._schema, node, max_errors=ERRORS)  # noqa: SLF001
        )
        named = {
            each.name.value if each.name else "": each
            for each in node.definitions
            if isinstance(each, OperationDefinitionNode)
        }
        return Document(
            node,
            errors,
            {} if errors else {name: PlannedOperation(self._schema, node, each) for name, each in named.items()},
            {name: OperationType(each.operation.value) for name, each in named.items()},
            Costs(node),
            {name: called(each) for name, each in named.items()},
            _introspects(node),
        )


def _incremental(document: DocumentNode) -> list[GraphQLError]:
    """That an answer comes whole, where the document asks for parts."""
    found: list[DirectiveNode] = []

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            if node.name.value in INCREMENTAL:
                found.append(node)

    visit(document, Directives())
    if not found:
        return []
    named = "、".join(sorted({f"@{node.name.value}" for node in found}))
    refusal = NotIncremental(
        f"答复总是完整的一份，不能用 {named} 分批：请把快的和慢的分成两个操作，长的名单请翻页或导出。"
    )
    return [GraphQLError(str(refusal), nodes=found, original_error=refusal)]


def _introspects(document: DocumentNode) -> bool:
    found: list[str] = []

    class Fields(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            if node.name.value in ("__schema", "__type"):
                found.append(node.name.value)

    visit(document, Fields())
    return bool(found)
