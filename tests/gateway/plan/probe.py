"""A schema in which everything happens that may: nulls and errors at every depth, all kinds of values, batches."""

import asyncio
from collections.abc import Awaitable, Sequence
from enum import Enum
from typing import Annotated, Any, NewType

import strawberry
from biaochi_gateway.execution.batches import Loader
from biaochi_gateway.schema.common.fields import together
from strawberry.schema.config import StrawberryConfig

Text = NewType("Text", str)


class Trouble(Exception):
    """What a resolver of the probe raises."""


class Context:
    """One execution's context: a loader, and what mutations have done so far."""

    def __init__(self) -> None:
        async def fetch(keys: list[int]) -> dict[int, int]:
            await asyncio.sleep(0)
            return {key: key * 2 for key in keys if key != 7}

        self.doubled: Loader[int, int | None] = Loader(fetch, lambda: None)
        self.done: list[int] = []


Info = strawberry.Info[Context, None]


async def one_of(several: Awaitable[list[int | Trouble | None]]) -> int | None:
    """The one. Raises the trouble that it is."""
    (one,) = await several
    if isinstance(one, Trouble):
        raise one
    return one


@strawberry.enum
class Colour(Enum):
    """A value written by its name."""

    RED = "red"
    GREEN = "green"


@strawberry.input
class Wish:
    """An input object with a default and one that may be null."""

    number: int = 3
    colour: Colour | None = None
    more: list[int] | None = None


async def tripled_each(things: Sequence["Thing"], info: Info, more: int = 0) -> list[int | Trouble | None]:
    """Of many at once; nothing for seven, and a refusal for odd numbers but it."""
    doubled = await info.context.doubled.load_many([thing.number for thing in things])
    if more == 13:
        raise Trouble("thirteen more is too much")
    return [
        None if twice is None else Trouble(f"odd {thing.number}") if thing.number % 2 else twice + thing.number + more
        for thing, twice in zip(things, doubled, strict=True)
    ]


@strawberry.interface
class Thing:
    """What the probe is made of."""

    id: strawberry.ID
    number: int
    maybe: int | None
    text: Text
    colour: Colour
    flag: bool
    ratio: float
    words: list[str]

    @strawberry.field
    def fails(self) -> str | None:
        """May be null, and fails."""
        raise Trouble(f"no text at {self.number}")

    @strawberry.field
    def must_not_fail(self) -> str:
        """May not be null, and fails for odd numbers."""
        if self.number % 2:
            raise Trouble(f"odd {self.number}")
        return "even"

    @strawberry.field
    @together(tripled_each)
    async def tripled(self, info: Info, more: int = 0) -> int | None:
        """May be had of many at once, and be null."""
        return await one_of(tripled_each([self], info, more))

    @strawberry.field
    @together(tripled_each)
    async def must_be_tripled(self, info: Info, more: int = 0) -> int:
        """The same, and may not be null."""
        return await one_of(tripled_each([self], info, more))  # type: ignore[return-value]

    @strawberry.field
    async def doubled(self, info: Info) -> int | None:
        """Comes in a batch; nothing for seven, and fails for thirteen."""
        found = await info.context.doubled.load(self.number)
        if self.number == 13:
            raise Trouble("thirteen is not doubled")
        return found

    @strawberry.field
    async def doubled_surely(self, info: Info) -> int:
        """Comes in a batch, and may not be null."""
        found = await info.context.doubled.load(self.number)
        await asyncio.sleep(0)
        return found  # type: ignore[return-value]  # nothing for seven: that is what is tried

    @strawberry.field
    def times(self, by: int = 2, plus: Wish | None = None) -> int:
        """Takes arguments."""
        return self.number * by + (plus.number if plus else 0) + sum((plus and plus.more) or [])

    @strawberry.field
    def others(self, first: int = 2) -> list[Annotated["Thing", strawberry.lazy("tests.gateway.plan.probe")] | None]:
        """Those of the next numbers; null for a multiple of five."""
        return [None if n % 5 == 0 else thing(n) for n in range(self.number + 1, self.number + 1 + first)]

    @strawberry.field
    async def next(self, info: Info) -> Annotated["Thing", strawberry.lazy("tests.gateway.plan.probe")]:
        """The one after it, after a batch; fails for eleven."""
        await info.context.doubled.load(self.number)
        if self.number == 11:
            raise Trouble("nothing after eleven")
        return thing(self.number + 1)


@strawberry.type
class Even(Thing):
    """A thing with an even number."""

    half: int

    @strawberry.field
    def odd_one(self) -> "Odd | None":
        """The odd one after it."""
        return odd(self.number + 1)


@strawberry.type
class Odd(Thing):
    """A thing with an odd number."""

    rest: int | None


Either = Annotated[Even | Odd, strawberry.union("Either")]


@strawberry.type
class Query:
    """The root."""

    @strawberry.field
    def thing(self, number: int) -> Thing | None:
        """A thing, none below zero."""
        return thing(number) if number >= 0 else None

    @strawberry.field
    async def later(self, number: int = 1) -> Thing:
        """A thing that is waited for; fails for thirteen."""
        await asyncio.sleep(0)
        if number == 13:
            raise Trouble("thirteen")
        return thing(number)

    @strawberry.field
    async def things(self, info: Info, numbers: list[int], colour: Colour = Colour.RED) -> list[Thing]:
        """Several things."""
        await info.context.doubled.load(len(numbers))
        return [thing(number) for number in numbers if colour is Colour.RED or number % 2]

    @strawberry.field
    def eithers(self) -> list[Either] | None:
        """One of each."""
        return [even(4), odd(5)]

    @strawberry.field
    def table(self) -> list[list[int | None]]:
        """A list of lists, with a number that is too large."""
        return [[1, None], [2**40]]

    @strawberry.field
    def nothing(self) -> list[str] | None:
        """Null."""
        return None


@strawberry.type
class Mutation:
    """What is done one after another."""

    @strawberry.mutation
    async def do(self, info: Info, number: int) -> list[int]:
        """Says what was done before it; fails for thirteen."""
        await asyncio.sleep(0)
        if number == 13:
            raise Trouble("thirteen is not done")
        info.context.done.append(number)
        return list(info.context.done)

    @strawberry.mutation
    async def try_to(self, info: Info, number: int) -> Thing | None:
        """Fails for thirteen, without taking the others with it."""
        if number == 13:
            raise Trouble("thirteen is not tried")
        info.context.done.append(number)
        return thing(number)


def even(number: int) -> Even:
    """An even thing."""
    return Even(**shared(number), half=number // 2)


def odd(number: int) -> Odd:
    """An odd thing; the rest of three is no number."""
    return Odd(**shared(number), rest=None if number == 3 else number)


def thing(number: int) -> Thing:
    """The thing of this number. Nine has text where a number belongs, six a number that is too large."""
    return odd(number) if number % 2 else even(number)


def shared(number: int) -> dict[str, Any]:
    """What every thing has."""
    return {
        "id": strawberry.ID(f"thing-{number}"),
        "number": number,
        "maybe": {6: 2**31, 9: "nine", 4: None}.get(number, number),
        "text": Text(str(number)),
        "colour": Colour.GREEN if number % 2 else Colour.RED,
        "flag": number > 3,
        "ratio": number / 4,
        "words": [f"w{n}" for n in range(number % 3)],
    }


SCHEMA = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=[Even, Odd],
    config=StrawberryConfig(scalar_map={Text: strawberry.scalar(name="Text", serialize=str)}),
)
