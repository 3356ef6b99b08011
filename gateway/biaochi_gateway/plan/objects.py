"""Objects, lists and leaves of an answer: for each a function that writes the value, made once for one selection."""

from collections.abc import Iterable
from operator import attrgetter

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
from biaochi_gateway.plan.leaves import LARGEST, SMALLEST, Leaf
from biaochi_gateway.plan.run import Key, Output, Place, Run, Waiting
from biaochi_gateway.plan.selections import Selections, Unplanned, possible

TYPENAME = "__typename"


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
            field = Field(key, nodes, *self._completed(graphql.type, nodes, f"{type_.name}.{name}"))
            found = definition(graphql)
            field.attribute = attribute(found)
            field.later = found.is_async
            field.resolve, field.together = resolver(self._schema, graphql, nodes, self._selections.fragments)
            plan.add(field, Leaf.of(graphql.type) if field.attribute else None)
        plan.close()
        return plan

    def _completed(self, type_: GraphQLOutputType, nodes: list[FieldNode], owner: str) -> tuple[Complete, bool]:
        """How a value of the type is written, and whether it may be null."""
        if not is_non_null_type(type_):
            return _optional(self._present(type_, nodes, owner, nullable=True)), True
        return _required(self._present(type_.of_type, nodes, owner, nullable=False), owner), False

    def _present(self, type_: GraphQLOutputType, nodes: list[FieldNode], owner: str, nullable: bool) -> Complete:
        if (leaf := Leaf.of(type_)) is not None:
            serialize = leaf.serialize
            return lambda _run, value, _parent, _key: serialize(value)
        if is_list_type(type_):
            return self._list(type_, nodes, owner, nullable)
        if isinstance(type_, GraphQLObjectType):
            return self.object(type_, self._selections.of(type_, nodes), nullable).complete
        if is_abstract_type(type_):
            return self._abstract(type_, nodes, nullable)
        raise Unplanned("type")

    def _list(
        self, type_: GraphQLList[GraphQLOutputType], nodes: list[FieldNode], owner: str, nullable: bool
    ) -> Complete:
        item, item_nullable = self._completed(type_.of_type, nodes, owner)

        def complete(run: Run, value: object, parent: Place, key: Key) -> Output:
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

        return complete

    def _abstract(self, type_: GraphQLAbstractType, nodes: list[FieldNode], nullable: bool) -> Complete:
        named = {
            each.name: self.object(each, self._selections.of(each, nodes), nullable).complete
            for each in possible(self._schema._schema, type_)  # noqa: SLF001  # graphql-core's schema under Strawberry's
        }
        by_class: dict[type, Complete] = {}

        def complete(run: Run, value: object, parent: Place, key: Key) -> Output:
            class_ = type(value)
            plan = by_class.get(class_)
            if plan is None:
                plan = by_class[class_] = named[class_.__strawberry_definition__.name]  # type: ignore[attr-defined]
            return plan(run, value, parent, key)

        return complete


class ObjectPlan:
    """How an object with one selection is written: its plain leaves in one step, then field by field the others."""

    def __init__(self, nullable: bool) -> None:
        self.fields: list[Field] = []
        self._nullable = nullable
        self._template: dict[str, Output] = {}
        self._others: list[Field] = []
        self._read: list[tuple[str, str, Leaf]] = []

    def constant(self, key: str, value: str) -> None:
        """Adds a field that always has this value."""
        self._template[key] = value

    def add(self, field: Field, leaf: Leaf | None) -> None:
        """Adds a field; one that is read from an attribute and written as a leaf comes with its leaf."""
        self._template[field.key] = None
        self.fields.append(field)
        if leaf is None:
            self._others.append(field)
        else:
            self._read.append((field.key, field.attribute, leaf))

    def close(self) -> None:
        """To be called when every field is there."""
        self._keys = tuple(key for key, _, _ in self._read)
        names = [name for _, name, _ in self._read]
        self._leaves = [leaf for _, _, leaf in self._read]
        # One name more than needed: the getter of a single name would not give a tuple.
        self._get = attrgetter(*names, "__class__") if names else None
        self._whole = [place for place, leaf in enumerate(self._leaves) if leaf.whole]
        self._written = [(place, leaf.serialize) for place, leaf in enumerate(self._leaves) if leaf.written]
        self._shapes: set[tuple[type, ...]] = set()
        self._plain = len(self._keys) == len(self._template)

    def complete(self, run: Run, source: object, parent: Place, key: Key) -> Output:
        """The object as it is written. Raises the located error of a field that may not be null."""
        values = self._values(source) if self._get else ()
        if self._plain and values is not None:
            return dict(zip(self._keys, values))  # noqa: B905  # the values have the class behind them
        place = Place(parent, key, self._nullable)
        output = place.output = self._template.copy()
        if values is not None:
            output.update(zip(self._keys, values))  # noqa: B905  # the values have the class behind them
        self.fill(run, source, place, self.fields if values is None else self._others)
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

    def _values(self, source: object) -> "tuple[object, ...] | list[object] | None":
        """The written values of the plain leaves, and the class; None when one of them needs a closer look."""
        values: tuple[object, ...] = self._get(source)  # type: ignore[misc]
        shape = tuple(map(type, values))
        if shape not in self._shapes and not self._taken(shape):
            return None
        for place in self._whole:
            whole = values[place]
            if whole is not None and not SMALLEST <= whole <= LARGEST:  # type: ignore[operator]
                return None
        if not self._written:
            return values
        changed = list(values)
        for place, serialize in self._written:
            if changed[place] is not None:
                try:
                    changed[place] = serialize(changed[place])
                except Exception:  # said again, with its path, when the fields are taken one by one
                    return None
        return changed

    def _taken(self, shape: tuple[type, ...]) -> bool:
        taken = all(leaf.takes(type_) for leaf, type_ in zip(self._leaves, shape, strict=False))
        if taken:
            self._shapes.add(shape)
        return taken


def _optional(complete: Complete) -> Complete:
    return lambda run, value, parent, key: None if value is None else complete(run, value, parent, key)


def _required(complete: Complete, owner: str) -> Complete:
    def required(run: Run, value: object, parent: Place, key: Key) -> Output:
        if value is None:
            raise TypeError(f"Cannot return null for non-nullable field {owner}.")
        return complete(run, value, parent, key)

    return required
