"""What happens to every operation before it is executed: its own context, one parsing, and one operation meant."""

from collections.abc import Iterator
from contextlib import suppress

from biaochi_chassis.foundation.refusal import BadRequest
from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode
from strawberry.extensions import ParserCache, SchemaExtension

from biaochi_gateway.execution.context import RequestContext


class EachOperation(SchemaExtension):
    """Gives every operation a context of its own, also the many on one socket."""

    def on_operation(self) -> Iterator[None]:
        """Before anything else of the operation."""
        request_context: RequestContext = self.execution_context.context
        self.execution_context.context = request_context.operation()
        yield


class OneOperation(SchemaExtension):
    """Refuses a document of several operations that does not say which of them is meant."""

    def on_validate(self) -> Iterator[None]:
        """Before the document is validated."""
        execution = self.execution_context
        named = execution._provided_operation_name  # noqa: SLF001  # the public one falls back to the first operation's
        definitions = execution.graphql_document.definitions if execution.graphql_document else ()
        names = [one.name.value if one.name else "" for one in definitions if isinstance(one, OperationDefinitionNode)]
        if len(names) > 1 and named is None:
            sentence = f"查询里有 {len(names)} 个操作（{'、'.join(names)}）：请用 operationName 指明做哪一个。"
            execution.pre_execution_errors = [GraphQLError(sentence, original_error=BadRequest(sentence))]
        yield


class ParsedOnce(ParserCache):
    """Keeps parsed documents.

    A document that cannot be parsed is left to the schema: an error raised here would pass by the extension that
    gives errors their codes.
    """

    def on_parse(self) -> Iterator[None]:
        """Finds the document parsed before, or parses it."""
        execution = self.execution_context
        with suppress(GraphQLSyntaxError):
            execution.graphql_document = self.cached_parse_document(execution.query, **execution.parse_options)
        yield
