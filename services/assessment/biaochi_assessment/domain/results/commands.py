"""Commands about results, word for word as a caller sent them."""

from dataclasses import dataclass
from typing import ClassVar

WAIVE = "WAIVE"
"""The step by which a consequence does not come."""


@dataclass(frozen=True)
class BeginNotice:
    """Show the results of a closed cycle, for objections. It takes two: whoever shows the same is the second."""

    four_eyes: ClassVar[bool] = True
    idempotency_key: str
    cycle: str
    results_hash: str

    @property
    def signed_as(self) -> str:
        """Under which key the two signatures meet."""
        return f"notice {self.cycle} {self.results_hash}"


@dataclass(frozen=True, kw_only=True)
class RaiseObjection:
    """Object to a node of the explanation of a subject's result."""

    personal: ClassVar[tuple[str, ...]] = ("words", "evidence")
    idempotency_key: str
    code: str
    cycle: str
    subject: str
    model: str
    node: str
    period: str
    words: str
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A fact taken back, a fact recorded, or one for the other."""

    replaces: str = ""
    indicator: str = ""
    period: str = ""
    amount: str = ""
    choice: str = ""
    level: str = ""
    occurred_on: str = ""
    reversal_only: bool = False


@dataclass(frozen=True, kw_only=True)
class DecideObjection:
    """Uphold an objection with what it changes, or refuse it.

    Upholding reopens the results and overrides what was recorded: it takes two, and neither had a part in it.
    """

    personal: ClassVar[tuple[str, ...]] = ("reason",)
    idempotency_key: str
    objection: str
    upheld: bool
    reason: str
    corrections: tuple[Correction, ...] = ()
    signed: tuple[str, ...] = ()

    @property
    def four_eyes(self) -> bool:
        """Whether a second person sends it, too."""
        return self.upheld


@dataclass(frozen=True, kw_only=True)
class AdvanceConsequence:
    """Carry a consequence of a final result out, close or waive it. Waiving is an exception, and takes two."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    idempotency_key: str
    consequence: str
    step: str
    words: str = ""

    @property
    def four_eyes(self) -> bool:
        """Whether a second person sends it, too."""
        return self.step == WAIVE


@dataclass(frozen=True, kw_only=True)
class ConfirmReceipt:
    """Say that a file of final results has arrived."""

    idempotency_key: str
    cycle: str
    results_hash: str
    list: str
    index: str
    period: str = ""
    file_hash: str


@dataclass(frozen=True)
class SignResult:
    """Stand for the results with one's name. It takes two: whoever signs the same results is the second."""

    four_eyes: ClassVar[bool] = True
    idempotency_key: str
    cycle: str
    results_hash: str

    @property
    def signed_as(self) -> str:
        """Under which key the two signatures meet."""
        return f"results {self.cycle} {self.results_hash}"
