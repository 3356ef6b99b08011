"""Commands about documents, word for word as a caller sent them."""

from dataclasses import dataclass
from typing import ClassVar


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
    organization: str = ""


@dataclass(frozen=True)
class SignDocument:
    """Stand for a document that another person drafted: drafting it is the first signature."""

    four_eyes: ClassVar[bool] = True
    idempotency_key: str
    code: str
    hash: str

    @property
    def signed_as(self) -> str:
        """Under which key the two signatures meet."""
        return f"document {self.code} {self.hash}"
