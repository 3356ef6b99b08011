"""Commands about work, word for word as a caller sent them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class FieldValue:
    """What was filled in under the key of a field."""

    key: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenWorkItem:
    """Open an item of a kind that the city declares."""

    personal: ClassVar[tuple[str, ...]] = ("words", "fields")
    idempotency_key: str
    kind: str
    code: str
    organization: str
    on: str
    title: str = ""
    words: str = ""
    parent: str = ""
    due_on: str = ""
    fields: tuple[FieldValue, ...] = ()
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AdvanceWorkItem:
    """Take a step that its kind declares."""

    personal: ClassVar[tuple[str, ...]] = ("words", "fields")
    idempotency_key: str
    item: str
    step: str
    on: str
    words: str = ""
    due_on: str = ""
    fields: tuple[FieldValue, ...] = ()
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WithdrawWorkItem:
    """End an item that should not be there; what followed from it is taken back."""

    personal: ClassVar[tuple[str, ...]] = ("reason",)
    idempotency_key: str
    item: str
    on: str
    reason: str
