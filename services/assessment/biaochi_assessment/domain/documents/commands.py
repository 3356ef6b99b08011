"""Commands about documents, word for word as a caller sent them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DraftDocument:
    """Draft a document."""

    idempotency_key: str
    code: str
    kind: str
    cycle: str
    title: str
    to: str
    text: str
    results_hash: str = ""


@dataclass(frozen=True)
class SignDocument:
    """Stand for a document that another person drafted."""

    idempotency_key: str
    code: str
    hash: str
