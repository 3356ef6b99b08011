"""What happens to every operation before it is executed: a context of its own, and a document parsed only once."""

from collections.abc import Iterator
from contextlib import suppress

from graphql import GraphQLSyntaxError
from strawberry.extensions import ParserCache, SchemaExtension

from biaochi_gateway.context import Visit


class EachOperation(SchemaExtension):
    """Gives every operation a context of its own, also the many on one socket."""

    def on_operation(self) -> Iterator[None]:
        """Before anything else of the operation."""
        visit: Visit = self.execution_context.context
        self.execution_context.context = visit.operation()
        yield


class ParsedOnce(ParserCache):
    """Keeps parsed documents.

    A document that cannot be parsed is left to the schema: an error raised here would pass by the extension that
    gives errors their codes.
    """

    def on_parse(self) -> Iterator[None]:
        """Finds the document parsed before, or parses it."""
        asked = self.execution_context
        with suppress(GraphQLSyntaxError):
            asked.graphql_document = self.cached_parse_document(asked.query, **asked.parse_options)
        yield
