"""Which batch method of which service takes a command: read from the contracts, so that nobody keeps a list."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from google.protobuf.descriptor import FileDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

_COMMANDS = "deeds"
"""The field of a request with its batch."""


@dataclass(frozen=True)
class Write:
    """A service, its batch method by the name a client has for it, and the class of the request."""

    service: str
    method: str
    request: type[Message]


def writes_of(contracts: Mapping[str, FileDescriptor]) -> Mapping[str, Write]:
    """Every write of the contracts, given by the name of their service, by the full name of the command it takes."""
    return {command: write for service, contract in contracts.items() for command, write in _writes(service, contract)}


def batch_size(request: object) -> dict[str, int]:
    """How many commands a request brings, as `commands`; nothing for one that brings none by its contract."""
    commands = getattr(request, _COMMANDS, None)
    return {} if commands is None else {"commands": len(commands)}


def python_name(method: str) -> str:
    """How a method of a contract is called in Python."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", method).lower()


def _writes(service: str, contract: FileDescriptor) -> Iterator[tuple[str, Write]]:
    for found in contract.services_by_name.values():
        for method in found.methods:
            commands = method.input_type.fields_by_name.get(_COMMANDS)
            if commands and commands.message_type:
                name = python_name(method.name)
                yield commands.message_type.full_name, Write(service, name, GetMessageClass(method.input_type))
