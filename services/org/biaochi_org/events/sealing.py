"""Seals the reasons in events about persons that an earlier build published open."""

from collections.abc import Callable
from typing import Any

from biaochi.org.v1 import events_pb2 as wire

_MESSAGES: tuple[type[Any], ...] = (
    wire.PersonNameCorrected,
    wire.MembershipStartCorrected,
    wire.PostStartCorrected,
    wire.MembershipEndCorrected,
    wire.PostEndCorrected,
)
WITH_REASON = {message.DESCRIPTOR.full_name: message for message in _MESSAGES}
"""By type, the events that say something about a person which is no code and no day."""


def with_sealed_reason(kind: str, data: bytes, seal: Callable[[str, str], str]) -> bytes | None:
    """An event of WITH_REASON with its reason as `seal` makes it of person and text; none where nothing changes."""
    message = WITH_REASON[kind].FromString(data)
    reason = seal(message.person, message.reason)
    if reason == message.reason:
        return None
    message.reason = reason
    sealed: bytes = message.SerializeToString(deterministic=True)
    return sealed
