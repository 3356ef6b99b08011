"""What it costs to see whether the fields of a document can be merged, counted before validation does it.

Validation compares every two fields of one response key, and every two fragments that are spread in one place, so its
work grows with the square of what a document repeats.
"""

from collections import defaultdict
from collections.abc import Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

LEVELS = 40
"""Below this many fields nothing is counted: only a fragment inside itself gets there, and another rule refuses it."""


class TooManyComparisons(Exception):
    """The count went over its bound; nothing behind it was looked at."""


class Comparisons:
    """Counts the comparisons that validation needs; the counting itself never takes more steps than its bound."""

    def __init__(self, document: DocumentNode, most: int) -> None:
        self._fragments: Mapping[str, FragmentDefinitionNode] = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._document = document
        self._most = most
        self._counted = 0

    def count(self) -> int:
        """The comparisons of all operations and fragments. Raises TooManyComparisons beyond the bound."""
        for each in self._document.definitions:
            if isinstance(each, OperationDefinitionNode | FragmentDefinitionNode):
                self._below([each.selection_set], LEVELS)
        return self._counted

    def _below(self, sets: list[SelectionSetNode], levels: int) -> None:
        for nodes in self._merged(sets).values():
            self._add(len(nodes) * (len(nodes) - 1) // 2)
            below = [node.selection_set for node in nodes if node.selection_set]
            if below and levels:
                self._below(below, levels - 1)

    def _merged(self, sets: list[SelectionSetNode]) -> Mapping[str, list[FieldNode]]:
        """The fields of these sets by response key, through fragments, whatever types they are for."""
        found: defaultdict[str, list[FieldNode]] = defaultdict(list)
        spread: set[str] = set()
        waiting = list(sets)
        while waiting:
            for node in waiting.pop().selections:
                self._add(1)
                if isinstance(node, FieldNode):
                    found[(node.alias or node.name).value].append(node)
                elif isinstance(node, InlineFragmentNode):
                    waiting.append(node.selection_set)
                elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                    self._add(len(spread))
                    spread.add(node.name.value)
                    fragment = self._fragments.get(node.name.value)
                    waiting += [fragment.selection_set] if fragment else []
        return found

    def _add(self, steps: int) -> None:
        self._counted += steps
        if self._counted > self._most:
            raise TooManyComparisons
