"""Seals the texts in events that an earlier build published open: as they are sealed in the tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi_chassis.identity.disclosure import is_sealed

from biaochi_assessment.domain.work.items import Taken
from biaochi_assessment.events.decode import item_of, step_of
from biaochi_assessment.events.encode import RECORDED, item_message, step_message

TextsOf = Callable[[str, str], Mapping[str, str]]
"""Of a noun (fact, reversal, objection) and a number: its texts by name, as they are kept."""

_SAYING: tuple[type[Any], ...] = (
    *RECORDED.values(),
    pb.TaskCompleted,
    pb.FactReversed,
    pb.ObjectionRaised,
    pb.ObjectionDecided,
)
_DONE: tuple[type[Any], ...] = (pb.WorkItemOpened, pb.WorkItemAdvanced)
_WORK = {message.DESCRIPTOR.full_name: message for message in _DONE}
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


def is_about_work(kind: str) -> bool:
    """Whether a type of event says what was done to a work item."""
    return kind in _WORK


def with_sealed_work(kind: str, data: bytes, seal: Callable[[Sequence[Taken]], Sequence[Taken]]) -> bytes | None:
    """An event about work with its words sealed; none where nothing in it is open."""
    message = _WORK[kind].FromString(data)
    read = Taken(item_of(message.item), step_of(message.step))
    (sealed,) = seal([read])
    if sealed == read:
        return None
    message.item.CopyFrom(item_message(sealed.item))
    message.step.CopyFrom(step_message(sealed.step))
    words: bytes = message.SerializeToString(deterministic=True)
    return words


def _said(message: Any) -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401 - any of _MESSAGES
    """What in an event has texts: its noun, its number and the message that says it."""
    if isinstance(message, pb.ObjectionRaised | pb.ObjectionDecided):
        yield "objection", message.objection.code, message.objection
        return
    yield "fact", message.fact.number, message.fact
    if isinstance(message, pb.FactReversed):
        yield "reversal", message.number, message
