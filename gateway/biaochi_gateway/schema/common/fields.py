"""Strawberry's decorators for resolvers, typed: the function stays what it is, the description is required.

And two ways to have the fields of a long list cheaply: those that are only read when somebody asks for them, and those
that are resolved for all of the list at once.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar, cast

import strawberry
from biaochi_chassis.foundation.refusal import Refused

from biaochi_gateway.plan.fields import TOGETHER

Resolver = TypeVar("Resolver", bound=Callable[..., object])
Class = TypeVar("Class", bound=type)
One = TypeVar("One")
Value = TypeVar("Value")
Many = Callable[..., Awaitable[Sequence[object]]]


class Decorator(Protocol):
    """Takes a resolver and gives it back as it is typed."""

    def __call__(self, resolver: Resolver, /) -> Resolver: ...


def resolved(description: str) -> Decorator:
    """A field that is resolved by calling the function."""
    return cast(Decorator, strawberry.field(description=description))


def mutation(description: str) -> Decorator:
    """A mutation."""
    return cast(Decorator, strawberry.mutation(description=description))


def subscription(description: str) -> Decorator:
    """A subscription."""
    return cast(Decorator, strawberry.subscription(description=description))


def lazily(**read: Callable[[Any], object]) -> Callable[[Class], Class]:
    """Fields of an object that are read, by their names, from what it was made of whenever they are asked for."""

    def decorated(class_: Class) -> Class:
        for name, how in read.items():
            setattr(class_, name, property(how))
        return class_

    return decorated


def together(many: Many) -> Callable[[Resolver], Resolver]:
    """A resolver whose field can be had of many objects at once: of each its value, or the refusal that it raises."""

    def decorated(resolver: Resolver) -> Resolver:
        setattr(resolver, TOGETHER, many)
        return resolver

    return decorated


def attempted(make: Callable[[One], Value], several: Iterable[One]) -> list[Value | Refused]:
    """What is made of each, or the refusal that is raised for it."""
    made: list[Value | Refused] = []
    for one in several:
        try:
            made.append(make(one))
        except Refused as refused:
            made.append(refused)
    return made


def only(made: Sequence[Value | Refused]) -> Value:
    """The one value that was made. Raises its refusal."""
    (value,) = made
    if isinstance(value, Refused):
        raise value
    return value
