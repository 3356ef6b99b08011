"""What an operation costs before it is executed: the objects that it may have made, as far as its text says."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NameNode,
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
        mutation = operation.operation is OperationType.MUTATION
        writes = sum(_writes(each, variables) for each in wanted.selections) if mutation else 0
        return max(1, MUTATION * writes + _Count(self._fragments, variables).of(wanted))


class _Count:
    """Counts for one set of variables; a fragment is walked once however often it is used."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]) -> None:
        self._fragments = fragments
        self._variables = variables
        self._known: dict[tuple[str, int], int] = {}

    def of(self, selections: SelectionSetNode, page: int = USUAL) -> int:
        """What is selected, where a list that does not say how long its page is has so many objects."""
        return sum(self._of(each, page) for each in selections.selections)

    def _of(self, node: SelectionNode, page: int) -> int:
        match node:
            case FieldNode(selection_set=SelectionSetNode() as below):
                return 1 + self._of_field(node, below, page)
            case InlineFragmentNode(selection_set=below):
                return self.of(below, page)
            case FragmentSpreadNode(name=name):
                return self._of_fragment(name.value, page)
        return 0

    def _of_field(self, field: FieldNode, below: SelectionSetNode, page: int) -> int:
        """What stands under a field: once for each object of a page, whose length may be said by the field above."""
        length = self._length(field)
        if _selects(below, "edges"):
            return (length or page) * self.of(below)
        if length and not any(_selects(each.selection_set, "edges") for each in _fields(below)):
            return length * self.of(below)
        return self.of(below, length or page)

    def _of_fragment(self, name: str, page: int) -> int:
        if (name, page) not in self._known:
            self._known[name, page] = 0
            self._known[name, page] = self.of(self._fragments[name].selection_set, page)
        return self._known[name, page]

    def _length(self, field: FieldNode) -> int:
        """How many objects a page is asked to have; 0 where nothing is said."""
        for argument in field.arguments or ():
            if argument.name.value in ("first", "last"):
                given: object = None
                if isinstance(argument.value, IntValueNode):
                    given = int(argument.value.value)
                elif isinstance(argument.value, VariableNode):
                    given = self._variables.get(argument.value.name.value)
                if isinstance(given, int):
                    return max(1, given)
        return 0


def _writes(selected: SelectionNode, variables: Mapping[str, Any]) -> int:
    """How many writes stand behind what is selected of a mutation: one, or as many as an import has commands."""
    for argument in selected.arguments or () if isinstance(selected, FieldNode) else ():
        match argument:
            case ArgumentNode(name=NameNode(value="commands"), value=ListValueNode(values=values)):
                return len(values)
            case ArgumentNode(name=NameNode(value="commands"), value=VariableNode(name=name)):
                return len(variables.get(name.value) or ())
    return 1


def _fields(selections: SelectionSetNode) -> list[FieldNode]:
    return [each for each in selections.selections if isinstance(each, FieldNode)]


def _selects(selections: SelectionSetNode | None, name: str) -> bool:
    return selections is not None and any(each.name.value == name for each in _fields(selections))
