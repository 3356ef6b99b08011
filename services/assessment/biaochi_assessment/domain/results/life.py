"""Where the results of a cycle stand: what has happened to them decides what may happen next."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

UPHELD, REFUSED = "upheld", "refused"
SIGNATURES = 2
"""How many different persons stand for results before they are final."""


class State(StrEnum):
    """The states of a cycle's results, in their order."""

    COLLECTING = "COLLECTING"
    PENDING = "PENDING"
    SCORED = "SCORED"
    UNDER_NOTICE = "UNDER_NOTICE"
    DECIDING = "DECIDING"
    DECIDED = "DECIDED"
    SIGNED_ONCE = "SIGNED_ONCE"
    FINAL = "FINAL"


@dataclass(frozen=True, slots=True)
class Frozen:
    """Results as scoring froze them, in which version; `facts_hash`: the facts they rest on."""

    version: int
    results_hash: str
    facts_hash: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The days on which results are shown, both inside; `provisional`: by a year whose holidays are not announced."""

    cycle: str
    version: int
    results_hash: str
    first: date
    last: date
    provisional: bool
    to: str
    begun_by: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody objects to, and what became of it; the words are never edited.

    `facts` and `reversed`: what an upheld one recorded and took back. The outcome is empty while it is open.
    """

    code: str
    cycle: str
    subject: str
    model: str
    node: str
    period: str
    words: str
    evidence: str
    against: int
    raised_by: str
    raised_at: datetime
    outcome: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    decided_version: int = 0
    facts: tuple[str, ...] = ()
    reversed: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What it is about: there is one objection to it."""
        return self.subject, self.model, self.node, self.period


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stands for which results."""

    results_hash: str
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True)
class ResultLife:
    """What has happened to the results of a cycle. `facts_hash`: of the facts as they are; empty while it is open."""

    cycle: str
    facts_hash: str
    frozen: Frozen | None = None
    notice: Notice | None = None
    objections: tuple[Objection, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the frozen results rest on the facts as they are."""
        return self.frozen is not None and self.frozen.facts_hash == self.facts_hash

    def with_signature(self, signature: Signature) -> "ResultLife":
        """The same with one more signature under results that it names."""
        return replace(self, signatures=(*self.signatures, signature))

    @property
    def final(self) -> bool:
        """Whether different persons enough stand for the results as they are."""
        return len({one.signed_by for one in self.signed}) >= SIGNATURES

    @property
    def open_objections(self) -> tuple[Objection, ...]:
        """Those not decided yet."""
        return tuple(one for one in self.objections if not one.outcome)

    @property
    def signed(self) -> tuple[Signature, ...]:
        """The signatures under the results as they are."""
        now = self.frozen.results_hash if self.frozen else ""
        return tuple(one for one in self.signatures if one.results_hash == now)

    def state(self, today: date) -> State:
        """Where they stand on a day."""
        if not self.facts_hash:
            return State.COLLECTING
        if not self.settled:
            return State.PENDING
        if self.notice is None:
            return State.SCORED
        if self.final:
            return State.FINAL
        if today <= self.notice.last:
            return State.UNDER_NOTICE
        if self.open_objections:
            return State.DECIDING
        return State.SIGNED_ONCE if self.signed else State.DECIDED
