"""Words that would be SQL, patterns or templates if a statement were made of them, and who says them everywhere."""

import re
from collections.abc import Iterator

from google.protobuf.descriptor import Descriptor, FieldDescriptor, MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

WORDS = (
    "' or '1'='1",
    "'; drop table fact; --",
    '" union select null, null --',
    "')) or 1=1 /*",
    "x' || (select version()) || 'x",
    "%",
    "_",
    "\\",
    "ʼ or 1=1 --",
    "$$; select 1; $$",
    ":word %(word)s ? $1 {0}",
    "党建'；删除",
)
READING = ("List", "Get", "Batch")


def reading_methods(service: ServiceDescriptor) -> list[MethodDescriptor]:
    """The methods that answer what is there."""
    return [method for method in service.methods if method.name.startswith(READING)]


def called(method: MethodDescriptor) -> str:
    """What a client calls it."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", method.name).lower()


def hostile_requests(request: Descriptor, city: str) -> Iterator[Message]:
    """Requests of this kind about a city, each with one of the words in one of its fields, nested ones, too."""
    for word in WORDS:
        for path in _texts(request):
            message = GetMessageClass(request)()
            if "city" in request.fields_by_name:
                message.city = city  # type: ignore[attr-defined]  # it has this field
            yield _put(message, path, word)


def _texts(message: Descriptor, depth: int = 2) -> list[tuple[FieldDescriptor, ...]]:
    """Every way to a text."""
    found: list[tuple[FieldDescriptor, ...]] = []
    for one in message.fields:
        if one.type == FieldDescriptor.TYPE_STRING:
            found.append((one,))
        elif one.message_type is not None and depth and not one.message_type.GetOptions().map_entry:
            found += [(one, *way) for way in _texts(one.message_type, depth - 1)]
    return found


def _put(message: Message, path: tuple[FieldDescriptor, ...], word: str) -> Message:
    place, (*inner, last) = message, path
    for one in inner:
        there = getattr(place, one.name)
        place = there.add() if one.is_repeated else there
    if last.is_repeated:
        getattr(place, last.name).append(word)
    else:
        setattr(place, last.name, word)
    return message
