"""What happened, as the model sees it: one fact of one indicator in one period, with an exact amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.provenance import Source

Inputs = dict[str, str | list[str] | None]
INVALID = "invalid"
"""The choice of a vote that does not count: abstained, spoilt, or "do not know"."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A standing fact: leave out what was reversed together with its reversal.

    level: of an honour or a difficulty. case, department: what is counted once. owners: how many share it. raised: the
    condition of a factor holds (found by a higher body). choice: the step chosen or voted. panel: the voter's class.
    signed: who signed beside the recorder. reason: why, where a rule leaves room.
    """

    id: str
    kind: str
    subject: str
    indicator: str
    period: str
    amount: str = "0"
    points: str | None = None
    share: str | None = None
    rater: str | None = None
    position: int = 0
    level: str | None = None
    case: str | None = None
    department: str | None = None
    owners: int = 1
    raised: bool = False
    choice: str | None = None
    panel: str | None = None
    signed: tuple[str, ...] = ()
    reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse signers that are no sequence of names: one name alone would be read letter by letter."""
        if self.signed == ():  # as nearly everywhere
            return
        if isinstance(self.signed, str) or not all(isinstance(name, str) for name in _listed(self.signed)):
            sentence = f"签署人是 {self.signed!r}：请写成姓名的列表，如 ('甲', '乙')，只有一人时写 ('甲',)。"
            raise FactRefused(self.id, "NOT_SIGNED", sentence)


def _listed(signed: object) -> Sequence[object]:
    return signed if isinstance(signed, (tuple, list)) else (None,)


@dataclass(frozen=True, slots=True)
class Accept:
    """What an indicator takes: the facts' kind, bounds and step, the periods, the recorder, and how they count.

    levels, choices, panels: what a fact may name; titles: what each of these keys is called. signatures: how many must
    sign. reasoned: a reason is needed. may: whether an event may be shared, or raised by a factor. nonzero: an amount
    of 0 is no fact. ranges: by level the least and the most that may be chosen. privacy: who sees the name of a rater.
    judged: it says what a person thinks. elsewhere: the record outside the platform that it is typed from.
    """

    indicator: str
    title: str
    kind: str
    share: str | None
    lo: str
    hi: str
    step: str
    unit: str
    cadences: tuple[str, ...]
    who: str
    how: str
    missing: str
    clause: Source
    levels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    signatures: int = 0
    reasoned: bool = False
    may: tuple[str, ...] = ()
    privacy: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    nonzero: bool = False
    ranges: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    judged: bool = False
    elsewhere: str = ""
