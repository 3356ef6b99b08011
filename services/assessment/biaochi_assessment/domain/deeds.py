"""What a caller may ask to be written, word for word as it was sent: the domain reads and judges the words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OpenCycle:
    """Open the cycle of a year."""

    idempotency_key: str
    code: str


@dataclass(frozen=True)
class CloseCycle:
    """Freeze a cycle."""

    idempotency_key: str
    code: str


@dataclass(frozen=True)
class Entry:
    """What an entry with an amount says; never sent itself."""

    idempotency_key: str
    subject: str
    indicator: str
    period: str
    amount: str
    clause: str = ""
    case: str = ""
    evidence: str = ""
    note: str = ""
    occurred_on: str = ""


@dataclass(frozen=True)
class RecordLedgerEntry(Entry):
    """Enter something that happened, with its amount (台账)."""


@dataclass(frozen=True)
class RecordCheck(Entry):
    """Enter the points awarded at an inspection (检查)."""


@dataclass(frozen=True)
class RecordVeto:
    """Enter a fact that bars (一票否决)."""

    idempotency_key: str
    subject: str
    indicator: str
    period: str
    clause: str = ""
    case: str = ""
    evidence: str = ""
    note: str = ""
    occurred_on: str = ""


@dataclass(frozen=True)
class IssueTask:
    """Give a subject a task worth points (任务清单)."""

    idempotency_key: str
    subject: str
    indicator: str
    period: str
    task: str
    title: str
    share: str
    points: str
    due_on: str = ""
    clause: str = ""


@dataclass(frozen=True)
class CompleteTask:
    """Say what a task earned."""

    idempotency_key: str
    task: str
    amount: str
    occurred_on: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True)
class SubmitRating:
    """Rate another organization (互评)."""

    idempotency_key: str
    rater: str
    subject: str
    indicator: str
    period: str
    amount: str
    note: str = ""


@dataclass(frozen=True)
class RecordRung:
    """Say on which rung a subject enters a cycle."""

    idempotency_key: str
    subject: str
    indicator: str
    period: str
    rung: str
    clause: str = ""
    note: str = ""


@dataclass(frozen=True)
class GrantHonour:
    """Note an honour of any organization."""

    idempotency_key: str
    organization: str
    period: str
    title: str
    level: str = ""
    granted_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class ReverseFact:
    """Take a fact back, for a reason."""

    idempotency_key: str
    fact: str
    reason: str
