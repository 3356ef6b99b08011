"""Objects, lists and leaves of an answer: for each a function that writes the value, made once for one selection."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from graphql import (
    FieldNode,
    GraphQLAbstractType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_list_type,
    is_non_null_type,
)
from strawberry.schema import Schema

from biaochi_gateway.plan.fields import Complete, Field, attribute, definition, resolver
from biaochi_gateway.plan.leaves import Leaf
from biaochi_gateway.plan.run import Key, Output, Place, Run, Waiting
from biaochi_gateway.plan.selections import Selections, Unplanned, possible
from biaochi_gateway.plan.writers import ByClass, ObjectSource, Writer, abstract_writer, leaf_writer, list_writer

TYPENAME = "__typename"


class Written(NamedTuple):
    """How values of a type are written; `writer`: in one step, where there is nothing but reading below."""

    complete: Complete
    writer: Writer | None


class Compiler:
    """Makes the plans of one document's selections."""

    def __init__(self, schema: Schema, selections: Selections) -> None:
        self._schema = schema
        self._selections = selections

    def object(self, type_: GraphQLObjectType, chosen: dict[str, list[FieldNode]], nullable: bool) -> "ObjectPlan":
        """The plan of an object with these fields. Raises Unplanned for one that no plan can give."""
        plan = ObjectPlan(nullable)
        for key, nodes in chosen.items():
            name = nodes[0].name.value
            if name == TYPENAME:
                plan.constant(key, type_.name)
                continue
            graphql = type_.fields.get(name)
            if graphql is None:
                raise Unplanned("introspection")
            written, may_be_null = self._completed(graphql.type, nodes, f"{type_.name}.{name}")
            field = Field(key, nodes, *written, may_be_null)
            found = definition(graphql)
            field.attribute = attribute(found)
            field.later = found.is_async
            field.resolve, field.together = resolver(self._schema, graphql, nodes, self._selections.fragments)
            plan.add(field, Leaf.of(graphql.type))
        plan.close()
        return plan

    def _completed(self, type_: GraphQLOutputType, nodes: list[FieldNode], owner: str) -> tuple[Written, bool]:
        """How a value of the type is written, and whether it may be null."""
        if not is_non_null_type(type_):
            complete, writer = self._present(type_, nodes, owner, nullable=True)
            return Written(_optional(complete), writer), True
        complete, writer = self._present(type_.of_type, nodes, owner, nullable=False)
        return Written(_required(complete, owner), writer), False

    def _present(self, type_: GraphQLOutputType, nodes: list[FieldNode], owner: str, nullable: bool) -> Written:
        if (leaf := Leaf.of(type_)) is not None:
            serialize = leaf.serialize
            return Written(lambda _run, value, _parent, _key: serialize(value), None)
        if is_list_type(type_):
            return self._list(type_, nodes, owner, nullable)
        if isinstance(type_, GraphQLObjectType):
            plan = self.object(type_, self._selections.of(type_, nodes), nullable)
            return Written(plan.complete, plan.writer)
        if is_abstract_type(type_):
            return self._abstract(type_, nodes, nullable)
        raise Unplanned("type")

    def _list(
        self, type_: GraphQLList[GraphQLOutputType], nodes: list[FieldNode], owner: str, nullable: bool
    ) -> Written:
        (item, item_writer), item_nullable = self._completed(type_.of_type, nodes, owner)
        if (leaf := Leaf.of(type_.of_type)) is not None:
            # Null is the leaf's own matter.
            write: Writer | None = list_writer(leaf_writer(leaf), nullable=False)
        else:
            write = list_writer(item_writer, nullable=item_nullable) if item_writer else None

        def complete(run: Run, value: object, parent: Place, key: Key) -> Output:
            if write:
                with suppress(Exception):  # said again, with its path, when the items are taken one by one
                    return write(value)
            if not isinstance(value, Iterable) or isinstance(value, str):
                raise TypeError(f"Expected Iterable, but did not find one for field '{owner}'.")
            place = Place(parent, key, nullable)
            output: list[Output] = []
            place.output = output
            for index, each in enumerate(value):
                try:
                    output.append(item(run, each, place, index))
                except Exception as error:
                    located = run.located(error, place, index, nodes)
                    if not item_nullable:
                        place.dead = True
                        raise located from error
                    run.report(located, place)
                    output.append(None)
            return output

        return Written(complete, write)

    def _abstract(self, type_: GraphQLAbstractType, nodes: list[FieldNode], nullable: bool) -> Written:
        named = {
            each.name: self.object(each, self._selections.of(each, nodes), nullable)
            for each in possible(self._schema._schema, type_)  # noqa: SLF001  # graphql-core's schema under Strawberry's
        }
        by_class = ByClass({name: plan.complete for name, plan in named.items()})

        def complete(run: Run, value: object, parent: Place, key: Key) -> Output:
            return by_class[type(value)](run, value, parent, key)

        writers = {name: plan.writer for name, plan in named.items() if plan.writer}
        return Written(complete, abstract_writer(writers) if len(writers) == len(named) else None)


class ObjectPlan:
    """How an object with one selection is written: in one step what is only read, then field by field the others.

    `writer` writes it whole, where it has no others.
    """

    def __init__(self, nullable: bool) -> None:
        self.fields: list[Field] = []
        self.writer: Writer | None = None
        self._nullable = nullable
        self._template: dict[str, Output] = {}
        self._others: list[Field] = []
        self._source = ObjectSource()

    def constant(self, key: str, value: str) -> None:
        """Adds a field that always has this value."""
        self._template[key] = value
        self._source.constant(key, value)

    def add(self, field: Field, leaf: Leaf | None) -> None:
        """Adds a field; a leaf comes with how it is written."""
        self._template[field.key] = None
        self.fields.append(field)
        if field.attribute and leaf:
            self._source.leaf(field.key, field.attribute, leaf)
        elif field.attribute and field.writer:
            self._source.inner(field.key, field.attribute, field.writer, nullable=field.nullable)
        else:
            self._source.constant(field.key, None)
            self._others.append(field)

    def close(self) -> None:
        """To be called when every field is there."""
        self._begun = self._source.writer()
        if not self._others:
            self.writer = self._begun

    def complete(self, run: Run, source: object, parent: Place, key: Key) -> Output:
        """The object as it is written. Raises the located error of a field that may not be null."""
        fields = self._others
        try:
            output = self._begun(source)
        except Exception:  # said again, with its path, when the fields are taken one by one
            output, fields = self._template.copy(), self.fields
        if fields:
            place = Place(parent, key, self._nullable)
            place.output = output
            self.fill(run, source, place, fields)
        return output

    def begin(self) -> Place:
        """The place of a root object: nothing is above it, and nothing in it yet but its constants."""
        place = Place(None, "", nullable=True)
        place.output = self._template.copy()
        return place

    def fill(self, run: Run, source: object, place: Place, fields: list[Field]) -> None:
        """Writes these fields at the place. Raises the located error of one that may not be null."""
        output = place.output
        for field in fields:
            if field.together:
                run.gather(field, source, place)
                continue
            try:
                value = field.resolve(run, source)
                if field.later:
                    run.pending.append(Waiting(value, place, field))
                else:
                    output[field.key] = field.complete(run, value, place, field.key)
            except Exception as error:
                located = run.located(error, place, field.key, field.nodes)
                if not field.nullable:
                    place.dead = True
                    raise located from error
                run.report(located, place)


def _optional(complete: Complete) -> Complete:
    return lambda run, value, parent, key: None if value is None else complete(run, value, parent, key)


def _required(complete: Complete, owner: str) -> Complete:
    def required(run: Run, value: object, parent: Place, key: Key) -> Output:
        if value is None:
            raise TypeError(f"Cannot return null for non-nullable field {owner}.")
        return complete(run, value, parent, key)

    return required
