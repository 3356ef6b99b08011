"""One selected field: how its value is had from the object it stands on, and with which arguments.

A resolver may bring, as its attribute `together`, a coroutine function that resolves the field of many objects at once:
it takes them in place of one and answers with a value, or an exception, for each. A list is then no coroutine a row.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from operator import attrgetter
from typing import Any, cast

from graphql import FieldNode, FragmentDefinitionNode, GraphQLField
from graphql.execution.values import get_argument_values
from strawberry.schema import Schema
from strawberry.types.field import StrawberryField

from biaochi_gateway.plan.arguments import converter
from biaochi_gateway.plan.run import Key, Output, Place, Run
from biaochi_gateway.plan.selections import Unplanned
from biaochi_gateway.plan.writers import Writer

Complete = Callable[[Run, Any, Place, Key], Output]
Resolve = Callable[[Run, Any], Any]
Together = Callable[[Run, Sequence[Any]], Coroutine[Any, Any, Sequence[object]]]

DEFINITION = "strawberry-definition"
TOGETHER = "together"


class Field:
    """A field of an object plan. `later` says that `resolve` gives a coroutine; `attribute` that it is only read.

    `together` resolves the field of many objects, where its resolver can.
    """

    __slots__ = ("attribute", "complete", "key", "later", "nodes", "nullable", "resolve", "together", "writer")

    def __init__(
        self, key: str, nodes: list[FieldNode], complete: Complete, writer: Writer | None, nullable: bool
    ) -> None:
        self.key = key
        self.nodes = nodes
        self.complete = complete
        self.writer = writer
        self.nullable = nullable
        self.attribute = ""
        self.later = False
        self.resolve: Resolve
        self.together: Together | None = None


def definition(field: GraphQLField) -> StrawberryField:
    """The field as Strawberry defines it. Raises Unplanned for one that Strawberry does not resolve by itself."""
    found = field.extensions.get(DEFINITION)
    if not isinstance(found, StrawberryField):
        raise Unplanned("introspection")
    if found.extensions or found.permission_classes:
        raise Unplanned("extension")
    resolver = found.base_resolver
    if resolver and (resolver.parent_parameter or resolver.root_parameter):
        raise Unplanned("resolver")
    return found


def attribute(found: StrawberryField) -> str:
    """The attribute that the field reads; empty when it is resolved by a function."""
    return "" if found.base_resolver else found.python_name


def resolver(
    schema: Schema, graphql: GraphQLField, nodes: list[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[Resolve, Together | None]:
    """How the value is had: read, or made by the resolver with the arguments of this execution; and so for many."""
    found = definition(graphql)
    base = found.base_resolver
    if base is None:
        read = attrgetter(found.python_name)
        return (lambda _run, source: read(source)), None
    call = cast(Callable[..., Any], base.wrapped_func)
    own = bool(base.self_parameter)
    named = base.info_parameter.name if base.info_parameter else ""

    convert = converter(found.arguments, schema.config)

    def arguments(run: Run) -> dict[str, object]:
        known = run.arguments.get(call_key)
        if known is None:
            known = convert(get_argument_values(graphql, nodes[0], run.variables)) if graphql.args else {}
            if named:
                known[named] = run.info(nodes, fragments)
            run.arguments[call_key] = known
        return known

    call_key = object()
    many: Callable[..., Coroutine[Any, Any, Sequence[object]]] | None = getattr(call, TOGETHER, None)
    together = (lambda run, sources: many(sources, **arguments(run))) if many else None
    if own:
        return (lambda run, source: call(source, **arguments(run))), together
    return (lambda run, _source: call(**arguments(run))), None
