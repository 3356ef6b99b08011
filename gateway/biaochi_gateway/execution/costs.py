"""What an operation costs before it is executed: the objects that it may have made, as far as its text says."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)

USUAL = 50
"""Objects of a list that does not say how many."""
MUTATION = 10
"""What a write costs, besides what it reads back."""


class Costs:
    """The costs of a document's operations."""

    def __init__(self, document: DocumentNode) -> None:
        parts = document.definitions
        self._fragments = {part.name.value: part for part in parts if isinstance(part, FragmentDefinitionNode)}

    def of(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> int:
        """At least 1: each object counts once, those of a list as often as it may be long."""
        wanted = operation.selection_set
        writes = MUTATION * len(wanted.selections) if operation.operation is OperationType.MUTATION else 0
        return max(1, writes + _Count(self._fragments, variables).of(wanted))


class _Count:
    """Counts for one set of variables; a fragment is walked once however often it is used."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]) -> None:
        self._fragments = fragments
        self._variables = variables
        self._known: dict[str, int] = {}

    def of(self, selections: SelectionSetNode) -> int:
        return sum(self._of(each) for each in selections.selections)

    def _of(self, node: SelectionNode) -> int:
        match node:
            case FieldNode(selection_set=SelectionSetNode() as below):
                return 1 + self._length(node, below) * self.of(below)
            case InlineFragmentNode(selection_set=below):
                return self.of(below)
            case FragmentSpreadNode(name=name):
                return self._of_fragment(name.value)
        return 0

    def _of_fragment(self, name: str) -> int:
        if name not in self._known:
            self._known[name] = 0
            self._known[name] = self.of(self._fragments[name].selection_set)
        return self._known[name]

    def _length(self, field: FieldNode, below: SelectionSetNode) -> int:
        """How many objects a page may have; what is no page has one."""
        for argument in field.arguments or ():
            if argument.name.value in ("first", "last"):
                given: object = None
                if isinstance(argument.value, IntValueNode):
                    given = int(argument.value.value)
                elif isinstance(argument.value, VariableNode):
                    given = self._variables.get(argument.value.name.value)
                if isinstance(given, int):
                    return max(1, given)
        edges = any(isinstance(each, FieldNode) and each.name.value == "edges" for each in below.selections)
        return USUAL if edges else 1
