"""One execution of a plan: where values go, what is still waited for, and how far an error reaches.

Coroutines of resolvers are stepped here, without a task for each: all that wait for one batch go on together.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, cast

import strawberry
from graphql import FieldNode, FragmentDefinitionNode, GraphQLError, GraphQLResolveInfo
from graphql.error import located_error
from graphql.execution.values import VariableValues

Key = str | int
Output = Any  # JSON: dicts, lists, and what a leaf is written as.


class Place:
    """An object or list of the answer, the key it stands under in the one above, and whether null may stand there."""

    __slots__ = ("dead", "key", "nullable", "output", "parent")

    def __init__(self, parent: "Place | None", key: Key, nullable: bool) -> None:
        self.parent = parent
        self.key = key
        self.nullable = nullable
        self.output: Output = None
        self.dead = False
        """Whether this object is not in the answer any more, since a field of it that may not be null failed."""

    def path(self, key: Key) -> list[Key]:
        """The path of what stands here under the key."""
        keys, place = [key], self
        while place.parent is not None:
            keys.append(place.key)
            place = place.parent
        return keys[::-1]

    def lost(self) -> bool:
        """Whether nothing that is written here is in the answer."""
        place: Place | None = self
        while place is not None and not place.dead:
            place = place.parent
        return place is not None

    def void(self) -> None:
        """Takes this object out of the answer: null stands at the nearest place above where it may."""
        place: Place | None = self
        while place is not None:
            place.dead = True
            if place.nullable:
                if place.parent is not None:
                    place.parent.output[place.key] = None
                return
            place = place.parent


class Selected(Protocol):
    """A field as the run sees it: where its value goes and how it is written there."""

    key: str
    nullable: bool
    nodes: list[FieldNode]

    together: "Callable[[Run, Sequence[Any]], Coroutine[Any, Any, Sequence[object]]] | None"

    def complete(self, run: "Run", value: object, parent: Place, key: Key, /) -> Output:
        """The value as it is written. Raises what is wrong with it."""
        ...


class Waiting(NamedTuple):
    """A field whose value is being fetched."""

    coroutine: Coroutine[Any, Any, object]
    place: Place
    field: Selected

    def arrived(self, run: "Run", value: object) -> None:
        """Write the value at its place."""
        run.write(self.place, self.field, value)

    def failed(self, run: "Run", error: Exception) -> None:
        """Write the error at its place."""
        run.fail(self.place, self.field, error)


class Together(NamedTuple):
    """A field whose values are being fetched for many objects at once."""

    coroutine: Coroutine[Any, Any, Sequence[object]]
    places: list[Place]
    field: Selected

    def arrived(self, run: "Run", values: Sequence[object]) -> None:
        """Write each value, or error, at its place."""
        for place, value in zip(self.places, values, strict=True):
            if isinstance(value, Exception):
                run.fail(place, self.field, value)
            else:
                run.write(place, self.field, value)

    def failed(self, run: "Run", error: Exception) -> None:
        """Write the error at every place."""
        for place in self.places:
            run.fail(place, self.field, error)


class _Selected(NamedTuple):
    context: object
    field_nodes: list[FieldNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    variable_values: VariableValues


class Run:
    """What one execution knows."""

    __slots__ = ("_context", "_gathered", "arguments", "errors", "pending", "variables")

    def __init__(self, context: object, variables: VariableValues) -> None:
        self._context = context
        self.variables = variables
        self.errors: list[GraphQLError] = []
        self.pending: list[Waiting | Together] = []
        self._gathered: dict[Selected, tuple[list[object], list[Place]]] = {}
        self.arguments: dict[object, dict[str, object]] = {}

    def info(
        self, nodes: list[FieldNode], fragments: Mapping[str, FragmentDefinitionNode]
    ) -> strawberry.Info[Any, Any]:
        """What a resolver is told: the context, what its field selects, and nothing else."""
        selected = _Selected(self._context, nodes, fragments, self.variables)
        return strawberry.Info(_raw_info=cast(GraphQLResolveInfo[Any], selected), _field=cast(Any, None))

    def located(self, error: Exception, place: Place, key: Key, nodes: list[FieldNode]) -> GraphQLError:
        """The error with where it happened; one that has that already stays as it is."""
        return located_error(error, nodes, place.path(key))

    def report(self, error: GraphQLError, place: Place) -> None:
        """Keeps the error, unless what it is about is not in the answer any more."""
        if not place.lost():
            self.errors.append(error)

    def gather(self, field: Selected, source: object, place: Place) -> None:
        """Have the field of this object resolved together with that of others, when all of them are known."""
        found = self._gathered.get(field)
        if found is None:
            found = self._gathered[field] = [], []
        found[0].append(source)
        found[1].append(place)

    async def settle(self) -> None:
        """Fetches everything that is waited for, and what that leads to, until nothing is left."""
        waiting: dict[asyncio.Future[object], list[Waiting | Together]] = {}
        try:
            while self._gathered or self.pending or waiting:
                if self._gathered:
                    self._begin_together()
                if len(self.pending) == 1 and not waiting:
                    await self._alone(self.pending.pop())
                    continue
                begun, self.pending = self.pending, []
                for one in begun:
                    self._step(one, waiting)
                if not self.pending and not self._gathered and waiting:
                    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                    for future in done:
                        for one in waiting.pop(future):
                            self._step(one, waiting)
        finally:
            self.close()
            for ones in waiting.values():
                for one in ones:
                    one.coroutine.close()

    def close(self) -> None:
        """Ends what was not begun."""
        for one in self.pending:
            one.coroutine.close()
        self.pending.clear()
        self._gathered.clear()

    def _begin_together(self) -> None:
        gathered, self._gathered = self._gathered, {}
        for field, (sources, places) in gathered.items():
            resolve = cast(Callable[[Run, Sequence[object]], Coroutine[Any, Any, Sequence[object]]], field.together)
            try:
                self.pending.append(Together(resolve(self, sources), places, field))
            except Exception as error:  # the arguments of a field may be refused
                for place in places:
                    self.fail(place, field, error)

    async def _alone(self, one: Waiting | Together) -> None:
        try:
            value: Any = await one.coroutine
        except Exception as error:  # whatever a resolver raises is an error of its field
            one.failed(self, error)
        else:
            one.arrived(self, value)

    def _step(self, one: Waiting | Together, waiting: "dict[asyncio.Future[object], list[Waiting | Together]]") -> None:
        """Lets the coroutine go on to its next wait: what asyncio's own task does, for many under one task."""
        try:
            future = one.coroutine.send(None)
        except StopIteration as done:
            one.arrived(self, done.value)
        except Exception as error:  # whatever a resolver raises is an error of its field
            one.failed(self, error)
        else:
            if future is None:  # A bare yield: go on in the next round of the loop.
                loop = asyncio.get_running_loop()
                future = loop.create_future()
                loop.call_soon(future.set_result, None)
            else:
                future._asyncio_future_blocking = False  # noqa: SLF001  # the protocol between a future and its task
            waiting.setdefault(future, []).append(one)

    def write(self, place: Place, field: Selected, value: object) -> None:
        """Write a value that was fetched."""
        try:
            place.output[field.key] = field.complete(self, value, place, field.key)
        except Exception as error:  # whatever is wrong with a value is an error of its field
            self.fail(place, field, error)

    def fail(self, place: Place, field: Selected, error: Exception) -> None:
        """Write null where a value could not be had, as far up as it may not be null, and keep the error."""
        self.report(self.located(error, place, field.key, field.nodes), place)
        if field.nullable:
            place.output[field.key] = None
        elif not place.lost():
            place.void()
