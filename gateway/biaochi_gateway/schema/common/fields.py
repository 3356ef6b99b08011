"""Strawberry's decorators for resolvers, typed: the function stays what it is, the description is required."""

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

import strawberry

Resolver = TypeVar("Resolver", bound=Callable[..., object])


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
