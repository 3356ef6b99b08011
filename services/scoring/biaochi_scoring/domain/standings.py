"""A sheet: what one subject was worth in one period under one index. Compared and hashed as text, never as floats."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import NamedTuple

Place = tuple[str, str, str]
"""Where a sheet stands within its run: index, period, subject."""


class Run(NamedTuple):
    """What is computed together: one model over one cycle of one city.

    A tuple, since every mark has it in its key.
    """

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
    """What is one subject's own, as it is stored; its place is the list's. `values` and `marks` are canonical JSON.

    The values are those of the nodes that its period knows, in the model's order; of nodes that are places in a line
    they are left null; total is none while not judged. `rung` is the rung
    after the close of the period, whatever the clock says. `engine` is the version of the SDK that computed it; it
    belongs to the receipt, not to the result, so it is in no digest.
    """

    city: str
    cycle: str
    index: str
    period: str
    subject: str
    model: str
    values: str
    total: str | None
    grade: str | None
    rung: str | None
    input_hash: str
    marks: str
    engine: str

    @property
    def place(self) -> Place:
        """Where it stands in its run."""
        return self.index, self.period, self.subject

    def nodes(self, keys: Iterable[str]) -> dict[str, str | None]:
        """The value of every node, by key; `keys`: those that its period knows, in the model's order."""
        return dict(zip(keys, json.loads(self.values), strict=True))


SHEET_FIELDS = tuple(field.name for field in fields(Sheet))


@dataclass(frozen=True, slots=True)
class Changes:
    """What of the sheets a recomputation writes: the fields of new and other ones; the places of those that are gone.

    The fields are in the order of a sheet's, and made as they are asked for, once.
    """

    written: Iterable[tuple[str | None, ...]]
    gone: Sequence[Place]


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


@dataclass(frozen=True, slots=True)
class Result:
    """A stored sheet with what its list gives it: what a digest is made over; `nodes` by key, with places."""

    sheet: Sheet
    nodes: Mapping[str, str | None]
    rank: int | None
    movement: int | None

    def line(self) -> str:
        """Its canonical line."""
        one = self.sheet
        return canonical(
            {
                "city": one.city,
                "cycle": one.cycle,
                "model": one.model,
                "index": one.index,
                "period": one.period,
                "subject": one.subject,
                "values": canonical(self.nodes),
                "total": one.total,
                "grade": one.grade,
                "rung": one.rung,
                "rank": self.rank,
                "movement": self.movement,
                "input_hash": one.input_hash,
                "marks": one.marks,
            }
        )


def digest(results: Iterable[Result]) -> str:
    """SHA-256 over the canonical lines of the results, in the order given."""
    total = hashlib.sha256()
    for result in results:
        total.update(result.line().encode())
        total.update(b"\n")
    return total.hexdigest()
