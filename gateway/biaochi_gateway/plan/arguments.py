"""Arguments as a resolver takes them: what graphql-core has read becomes input objects, enums and lists, as declared.

Made once for a field, so that no execution looks at the declarations again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING
from typing import Any

from strawberry.relay import GlobalID
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import (
    StrawberryList,
    StrawberryMaybe,
    StrawberryObjectDefinition,
    StrawberryOptional,
    StrawberryType,
    get_object_definition,
)
from strawberry.types.lazy_type import LazyType

from biaochi_gateway.plan.selections import Unplanned

Convert = Callable[[Any], Any]
Arguments = Callable[[Mapping[str, Any]], dict[str, Any]]


def converter(arguments: Sequence[StrawberryArgument], config: StrawberryConfig) -> Arguments:
    """From the arguments by their names in the schema to those of the function; what is not given stays away.

    Raises Unplanned for a declaration that only Strawberry reads.
    """
    known = [
        (config.name_converter.from_argument(each), each.python_name, _of(each.type, config)) for each in arguments
    ]

    def convert(given: Mapping[str, Any]) -> dict[str, Any]:
        return {python: make(given[name]) for name, python, make in known if name in given}

    return convert


def _of(type_: StrawberryType | type, config: StrawberryConfig) -> Convert:
    if isinstance(type_, StrawberryMaybe) or type_ is GlobalID:
        raise Unplanned("argument")
    if isinstance(type_, StrawberryOptional):
        present = _of(type_.of_type, config)
        return lambda value: None if value is None else present(value)
    if isinstance(type_, StrawberryList):
        each = _of(type_.of_type, config)
        return lambda values: [each(value) for value in values]
    if isinstance(type_, LazyType):
        return _of(type_.resolve_type(), config)
    definition = get_object_definition(type_)
    # A leaf is as graphql-core has read it.
    return _input(definition, config) if definition else lambda value: value


def _input(definition: StrawberryObjectDefinition, config: StrawberryConfig) -> Convert:
    if definition.from_input is not None:
        raise Unplanned("argument")
    # What may be null and has no other default is null when it is not given.
    absent = {
        each.python_name: None
        for each in definition.fields
        if each.default_value is MISSING and each.default_factory is MISSING
    }
    known = [
        (
            config.name_converter.from_field(each),
            each.python_name,
            _of(each.resolve_type(type_definition=definition), config),
        )
        for each in definition.fields
    ]
    make = definition.origin

    def convert(given: Mapping[str, Any]) -> object:
        return make(**absent | {python: of(given[name]) for name, python, of in known if name in given})

    return convert
