"""Seals the texts in events that an earlier build published open: as they are sealed in the tables."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi_chassis.identity.disclosure import is_sealed

from biaochi_assessment.events.encode import RECORDED

TextsOf = Callable[[str, str], Mapping[str, str]]
"""Of a noun (fact, reversal, objection) and a number: its texts by name, as they are kept."""

_SAYING: tuple[type[Any], ...] = (
    *RECORDED.values(),
    pb.TaskCompleted,
    pb.FactReversed,
    pb.ObjectionRaised,
    pb.ObjectionDecided,
)
_MESSAGES = {message.DESCRIPTOR.full_name: message for message in _SAYING}


def with_sealed_texts(kind: str, data: bytes, texts_of: TextsOf) -> bytes | None:
    """An event with its texts as the tables have them; none where nothing in it is open."""
    if kind not in _MESSAGES:
        return None
    message, changed = _MESSAGES[kind].FromString(data), False
    for noun, number, said in _said(message):
        for name, text in texts_of(noun, number).items():
            written = getattr(said, name)
            if written and not is_sealed(written):
                setattr(said, name, text)
                changed = True
    sealed: bytes = message.SerializeToString(deterministic=True)
    return sealed if changed else None


def _said(message: Any) -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401 - any of _MESSAGES
    """What in an event has texts: its noun, its number and the message that says it."""
    if isinstance(message, pb.ObjectionRaised | pb.ObjectionDecided):
        yield "objection", message.objection.code, message.objection
        return
    yield "fact", message.fact.number, message.fact
    if isinstance(message, pb.FactReversed):
        yield "reversal", message.number, message
