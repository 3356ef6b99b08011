"""What a selection set selects of one object type: fragments spread, directives decided, fields of one key merged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    is_abstract_type,
    visit,
)
from graphql.language import BooleanValueNode, DocumentNode

CONDITIONS = ("skip", "include")


class Unplanned(Exception):
    """What the document asks for is left to graphql-core; the reason is one word for a metric."""


@dataclass(frozen=True)
class Selections:
    """The selections of one document with its conditions decided.

    `conditions` holds the value of every variable that decides whether something is selected.
    """

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    conditions: Mapping[str, object]

    def of(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> dict[str, list[FieldNode]]:
        """The fields below these nodes for this type, by response key, in the order of the specification."""
        return self.merged(type_, [node.selection_set for node in nodes if node.selection_set])

    def merged(self, type_: GraphQLObjectType, sets: list[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """The fields of these selection sets for this type, by response key."""
        walk = _Walk(self, type_)
        for each in sets:
            walk.into(each)
        return walk.found

    def wanted(self, node: SelectionNode) -> bool:
        """Whether the directives of the node let it be selected."""
        return all(self._holds(each) for each in node.directives or () if each.name.value in CONDITIONS)

    def _holds(self, directive: DirectiveNode) -> bool:
        value = next(each.value for each in directive.arguments or () if each.name.value == "if")
        decided = self.conditions.get(value.name.value) if isinstance(value, VariableNode) else _literal(value)
        if not isinstance(decided, bool):
            raise Unplanned("condition")
        return decided is (directive.name.value == "include")


@dataclass
class _Walk:
    selections: Selections
    type: GraphQLObjectType
    found: dict[str, list[FieldNode]] = field(default_factory=dict)
    spread: set[str] = field(default_factory=set)

    def into(self, chosen: SelectionSetNode) -> None:
        for node in chosen.selections:
            if not self.selections.wanted(node):
                continue
            if isinstance(node, FieldNode):
                self.found.setdefault((node.alias or node.name).value, []).append(node)
            elif isinstance(node, FragmentSpreadNode):
                self._spread(node.name.value)
            elif isinstance(node, InlineFragmentNode):
                self._inline(node)

    def _inline(self, node: InlineFragmentNode) -> None:
        if self._concerns(node.type_condition.name.value if node.type_condition else ""):
            self.into(node.selection_set)

    def _spread(self, name: str) -> None:
        fragment = self.selections.fragments[name]
        if name not in self.spread and self._concerns(fragment.type_condition.name.value):
            self.spread.add(name)
            self.into(fragment.selection_set)

    def _concerns(self, condition: str) -> bool:
        if not condition or condition == self.type.name:
            return True
        named = self.selections.schema.get_type(condition)
        return is_abstract_type(named) and self.selections.schema.is_sub_type(named, self.type)


def condition_variables(document: DocumentNode) -> tuple[str, ...]:
    """The variables that decide in this document whether something is selected, in alphabetical order."""
    found: set[str] = set()

    class Conditions(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            if node.name.value in CONDITIONS:
                found.update(
                    each.value.name.value for each in node.arguments or () if isinstance(each.value, VariableNode)
                )

    visit(document, Conditions())
    return tuple(sorted(found))


def possible(schema: GraphQLSchema, type_: GraphQLNamedType) -> Iterator[GraphQLObjectType]:
    """The object types a value of this type may have."""
    if is_abstract_type(type_):
        yield from schema.get_possible_types(type_)
    elif isinstance(type_, GraphQLObjectType):
        yield type_


def _literal(node: object) -> object:
    return node.value if isinstance(node, BooleanValueNode) else None
