"""A sheet: what one subject was worth in one period under one index. Compared and hashed as text, never as floats."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

Place = tuple[str, str, str]
"""Where a sheet stands within its run: index, period, subject."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is computed together: one model over one cycle of one city."""

    city: str
    cycle: str
    model: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a list of standings shows of a sheet; `rung` is the one held when it is shown."""

    subject: str
    total: str | None
    grade: str | None
    rung: str | None
    rank: int | None
    movement: int | None
    cycle: str
    index: str
    period: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One subject's result. `values` and `marks` are canonical JSON; total and rank are none while not judged.

    `rung` is the rung after the close of the period, whatever the clock says; `movement` is the rank in the previous
    period of the same cadence minus the rank now. `engine` is the version of the SDK that computed it; it belongs to
    the receipt, not to the result, so it is in no digest.
    """

    city: str
    cycle: str
    model: str
    index: str
    period: str
    subject: str
    values: str
    total: str | None
    grade: str | None
    rung: str | None
    rank: int | None
    movement: int | None
    input_hash: str
    marks: str
    engine: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.index, self.period, self.subject

    @property
    def nodes(self) -> Mapping[str, str | None]:
        """The value of every node, by key."""
        values: dict[str, str | None] = json.loads(self.values)
        return values

    @property
    def shown(self) -> tuple[object, ...]:
        """What of it a standing shows; a change of anything else is not published."""
        return self.total, self.grade, self.rung, self.rank, self.movement, self.marks

    def standing(self, rung: str | None) -> Standing:
        """The standing it is shown as, with the rung held on the day it is shown."""
        return Standing(
            subject=self.subject,
            total=self.total,
            grade=self.grade,
            rung=rung,
            rank=self.rank,
            movement=self.movement,
            cycle=self.cycle,
            index=self.index,
            period=self.period,
            marks=marks_in(self.marks),
        )


SHEET_FIELDS = tuple(field.name for field in fields(Sheet))
RESULT_FIELDS = tuple(name for name in SHEET_FIELDS if name != "engine")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a recomputation changed: sheets where none stood, other ones, and those that stand no more."""

    new: tuple[Sheet, ...]
    other: tuple[Sheet, ...]
    gone: tuple[Sheet, ...]

    @property
    def written(self) -> tuple[Sheet, ...]:
        """Every sheet that must be written."""
        return self.new + self.other

    def published(self, before: Mapping[Place, Sheet]) -> tuple[Sheet, ...]:
        """The written sheets whose standing differs from the one before."""
        return tuple(
            sheet for sheet in self.written if sheet.place not in before or before[sheet.place].shown != sheet.shown
        )


def compare(before: Mapping[Place, Sheet], after: Mapping[Place, Sheet]) -> Changes:
    """What must be written and removed to come from the sheets before to those after."""
    new = tuple(sheet for place, sheet in after.items() if place not in before)
    both = ((before[place], sheet) for place, sheet in after.items() if place in before)
    other = tuple(sheet for old, sheet in both if old is not sheet and old != sheet)
    return Changes(new, other, tuple(sheet for place, sheet in before.items() if place not in after))


def movement(rank: int | None, rank_before: int | None) -> int | None:
    """How many ranks the subject rose since the previous period; none when it was not ranked in both."""
    return None if rank is None or rank_before is None else rank_before - rank


def canonical(data: object) -> str:
    """The one text of a value: no spaces, Chinese as it is, keys in the order given."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@lru_cache
def written_marks(marks: tuple[str, ...]) -> str:
    """The canonical text of a sheet's marks; a cohort has few different ones."""
    return canonical(marks)


@lru_cache
def marks_in(text: str) -> tuple[str, ...]:
    """The marks that a canonical text says."""
    return tuple(json.loads(text))


def digest(sheets: Iterable[Sheet]) -> str:
    """SHA-256 over the canonical lines of the sheets, in the order given."""
    total = hashlib.sha256()
    for sheet in sheets:
        total.update(canonical({name: getattr(sheet, name) for name in RESULT_FIELDS}).encode())
        total.update(b"\n")
    return total.hexdigest()
