"""Commands, word for word as a caller sent them: the domain reads and judges the words."""

from dataclasses import dataclass
from typing import ClassVar

from biaochi_assessment.domain.facts import BALLOT, BONUS, CHECK, CHOICE, DECISION, LEDGER, RATING, RUNG, TASK, VETO


@dataclass(frozen=True)
class OpenCycle:
    """Open the cycle of a year."""

    idempotency_key: str
    code: str


@dataclass(frozen=True)
class CloseCycle:
    """Freeze a cycle. It takes two: whoever closes the same cycle is the second."""

    four_eyes: ClassVar[bool] = True
    idempotency_key: str
    code: str

    @property
    def signed_as(self) -> str:
        """Under which key the two signatures meet."""
        return f"close {self.code}"


@dataclass(frozen=True, kw_only=True)
class About:
    """What every command says that records a fact about a subject; never sent itself. `kind`: of the fact."""

    kind: ClassVar[str]
    personal: ClassVar[tuple[str, ...]] = ("note", "reason")
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    clause: str = ""
    note: str = ""
    reason: str = ""
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Founded(About):
    """What a command says that has evidence, and may be one of a case; never sent itself."""

    personal: ClassVar[tuple[str, ...]] = ("note", "reason", "evidence")
    case: str = ""
    evidence: str = ""
    occurred_on: str = ""
    level: str = ""
    department: str = ""
    owners: int = 0
    raised: bool = False


@dataclass(frozen=True, kw_only=True)
class RecordLedgerEntry(Founded):
    """Enter something that happened, with its amount or its level (台账). One that waives a case takes two."""

    kind = LEDGER
    decimals: ClassVar[tuple[str, ...]] = ("amount",)
    amount: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordCheck(Founded):
    """Enter the points awarded at an inspection (检查)."""

    kind = CHECK
    decimals: ClassVar[tuple[str, ...]] = ("amount",)
    amount: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordVeto(Founded):
    """Enter a fact that bars (一票否决). It takes two: whoever sends the very same is the second."""

    four_eyes: ClassVar[bool] = True
    kind = VETO


@dataclass(frozen=True, kw_only=True)
class RecordBonus(Founded):
    """Enter an honour that earns points by its level (加分)."""

    kind = BONUS


@dataclass(frozen=True, kw_only=True)
class RecordChoice(Founded):
    """Enter the step of a scale that holds for a subject (选项登记)."""

    kind = CHOICE
    choice: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordDecision(Founded):
    """Enter what was decided by hand: that something is allowed, a step, or a number (会议决定). It takes two."""

    four_eyes: ClassVar[bool] = True
    kind = DECISION
    decimals: ClassVar[tuple[str, ...]] = ("amount",)
    choice: str = ""
    amount: str = ""


@dataclass(frozen=True, kw_only=True)
class SubmitRating(About):
    """Rate a subject with a mark (互评、打分)."""

    kind = RATING
    decimals: ClassVar[tuple[str, ...]] = ("amount",)
    rater: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class CastBallot(About):
    """Vote for a step, as one of a class of voters (投票)."""

    kind = BALLOT
    rater: str
    panel: str = ""
    choice: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordRung(About):
    """Say on which rung a subject enters a cycle."""

    kind = RUNG
    rung: str


@dataclass(frozen=True, kw_only=True)
class IssueTask(About):
    """Give a subject a task worth points (任务清单)."""

    kind = TASK
    decimals: ClassVar[tuple[str, ...]] = ("points",)
    task: str
    title: str
    share: str
    points: str
    due_on: str = ""
    level: str = ""


@dataclass(frozen=True)
class CompleteTask:
    """Say what a task earned."""

    decimals: ClassVar[tuple[str, ...]] = ("amount",)
    personal: ClassVar[tuple[str, ...]] = ("evidence", "note")
    idempotency_key: str
    task: str
    amount: str
    occurred_on: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True)
class GrantHonour:
    """Note an honour of any organization."""

    personal: ClassVar[tuple[str, ...]] = ("note",)
    idempotency_key: str
    organization: str
    period: str
    title: str
    level: str = ""
    granted_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class ReverseFact:
    """Take a fact back, for a reason. Where it took two to record the fact, it takes two."""

    personal: ClassVar[tuple[str, ...]] = ("reason",)
    idempotency_key: str
    fact: str
    reason: str
