"""Random documents of a schema: aliases, fragments, directives, variables, merged fields, abstract types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_leaf_type,
    is_required_argument,
)
from hypothesis import strategies as st

DEPTH = 4


@dataclass
class Written:
    """A document under way: its fragments and variables."""

    schema: GraphQLSchema
    values: Mapping[str, Sequence[object]]
    draw: st.DrawFn
    fragments: list[str] = field(default_factory=list)
    variables: dict[str, tuple[str, object]] = field(default_factory=dict)

    def selection(self, type_: GraphQLNamedType, depth: int) -> str:
        """Some fields of the type."""
        return "{" + " ".join(self._part(type_, depth) for _ in range(self.draw(st.integers(1, 4)))) + "}"

    def _part(self, type_: GraphQLNamedType, depth: int) -> str:
        kind = self.draw(st.integers(0, 9))
        if kind == 0:
            return "__typename"
        if kind == 1:
            return f"... {self._condition(type_)} {self._directive()} {self.selection(type_, depth)}"
        if kind == 2 and is_abstract_type(type_):
            other = self.draw(st.sampled_from(list(self.schema.get_possible_types(type_))))
            return f"... on {other.name} {self.selection(other, depth)}"
        if kind == 3:
            name = f"F{len(self.fragments)}"
            self.fragments.append("")
            self.fragments[int(name[1:])] = f"fragment {name} on {type_.name} {self.selection(type_, depth)}"
            return f"...{name} {self._directive()}"
        return self._field(type_, depth)

    def _condition(self, type_: GraphQLNamedType) -> str:
        return self.draw(st.sampled_from(["", f"on {type_.name}"]))

    def _directive(self) -> str:
        kind = self.draw(st.integers(0, 7))
        if kind > 2:
            return ""
        name, value = self.draw(st.sampled_from(["skip", "include"])), self.draw(st.booleans())
        if kind == 0:
            return f"@{name}(if: {str(value).lower()})"
        return f"@{name}(if: ${self._variable('Boolean!', value)})"

    def _field(self, type_: GraphQLNamedType, depth: int) -> str:
        fields = getattr(type_, "fields", None)
        if fields is None:
            return "__typename"
        known = [name for name, each in fields.items() if depth or is_leaf_type(get_named_type(each.type))]
        if not known:
            return "__typename"
        name = self.draw(st.sampled_from(known))
        arguments = self._arguments(fields[name].args)
        # Fields of one key must be the same field with the same arguments: those with arguments get keys of their own.
        alias = f"a{self.draw(st.integers(0, 10**9))}: " if arguments or self.draw(st.booleans()) else ""
        below = get_named_type(fields[name].type)
        inner = self.selection(below, depth - 1) if is_composite_type(below) else ""
        return f"{alias}{name}{arguments} {self._directive()} {inner}"

    def _arguments(self, arguments: Mapping[str, GraphQLArgument]) -> str:
        given = {
            name: self._value(name, each.type)
            for name, each in arguments.items()
            if is_required_argument(each) or self.draw(st.integers(0, 2)) == 0
        }
        return "(" + ", ".join(f"{name}: {value}" for name, value in given.items()) + ")" if given else ""

    def _value(self, name: str, type_: GraphQLInputType) -> str:
        if self.draw(st.integers(0, 3)) == 0:
            return f"${self._variable(str(type_), self._json(name, type_))}"
        return self._literal(name, type_)

    def _variable(self, type_: str, value: object) -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = (type_, value)
        return name

    def _json(self, name: str, type_: GraphQLInputType) -> object:
        if isinstance(type_, GraphQLNonNull):
            return self._present(name, type_.of_type)
        return None if self.draw(st.integers(0, 5)) == 0 else self._present(name, type_)

    def _present(self, name: str, type_: GraphQLInputType) -> object:
        if isinstance(type_, GraphQLList):
            return [self._json(name, type_.of_type) for _ in range(self.draw(st.integers(0, 3)))]
        if isinstance(type_, GraphQLInputObjectType):
            return {key: self._json(key, each.type) for key, each in type_.fields.items() if self.draw(st.booleans())}
        if isinstance(type_, GraphQLEnumType):
            return self.draw(st.sampled_from(sorted(type_.values)))
        return self.draw(st.sampled_from(list(self.values.get(name) or self.values[str(type_)])))

    def _literal(self, name: str, type_: GraphQLInputType) -> str:
        return literal(self._json(name, type_), isinstance(get_named_type(type_), GraphQLEnumType))


def literal(value: object, enum: bool = False) -> str:
    """A value as a document writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(each, key == 'colour')}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(each, enum) for each in value) + "]"
    if isinstance(value, str):
        return value if enum else '"' + value.replace('"', '\\"') + '"'
    return {None: "null", True: "true", False: "false"}.get(value, str(value))  # type: ignore[call-overload, no-any-return]


@st.composite
def documents(
    draw: st.DrawFn, schema: GraphQLSchema, root: GraphQLObjectType, values: Mapping[str, Sequence[object]]
) -> tuple[str, dict[str, object]]:
    """A document with one operation, and the values of its variables."""
    written = Written(schema, values, draw)
    selection = written.selection(root, DEPTH)
    kind = "mutation" if root is schema.mutation_type else "query"
    declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in written.variables.items())
    text = f"{kind} Generated{f'({declared})' if declared else ''} {selection} {' '.join(written.fragments)}"
    return text, {name: value for name, (_, value) in written.variables.items()}
