"""What an evaluation says of every subject, as texts that are stored as they are and given back for the next period."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from biaochi_sdk.values.errors import EvaluationRefused

Values = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One subject's values by node, and what of them is published."""

    values: Values
    totals: Mapping[str, str | None]
    ranks: Mapping[str, int | None]
    grade: str | None
    rung: str | None
    meeting: tuple[str, ...]


class SheetColumns(Mapping[str, Sheet]):
    """Sheets that are kept as columns: what many subjects have of a node is answered at once."""

    @abstractmethod
    def said(self, subjects: Sequence[str], key: str) -> list[str | None]:
        """The value of a node by subject; none for whoever is not here."""

    @abstractmethod
    def rungs(self, subjects: Sequence[str]) -> list[str | None]:
        """The rung by subject; none for whoever is not here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The sheets of a whole cohort for one period, and what is noted of all of it."""

    period: str
    cadence: str
    model_hash: str
    sheets: Mapping[str, Sheet]
    notes: Values = field(default_factory=dict)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The cohort, in the order it was given."""
        return tuple(self.sheets)

    def said(self, subjects: Sequence[str], key: str) -> list[str | None]:
        """The value of a node by subject; none for whoever is not here or not judged."""
        if isinstance(self.sheets, SheetColumns):
            return self.sheets.said(subjects, key)
        sheets = map(self.sheets.get, subjects)
        return [sheet.values.get(key) if sheet else None for sheet in sheets]

    def rungs(self, subjects: Sequence[str]) -> list[str | None]:
        """The rung by subject; none for whoever is not here or has none."""
        if isinstance(self.sheets, SheetColumns):
            return self.sheets.rungs(subjects)
        return [sheet.rung if sheet else None for sheet in map(self.sheets.get, subjects)]

    def to_json(self) -> dict[str, object]:
        """The outcome as plain JSON data."""
        sheets = {
            subject: {
                "values": dict(sheet.values),
                "totals": dict(sheet.totals),
                "ranks": dict(sheet.ranks),
                "grade": sheet.grade,
                "rung": sheet.rung,
                "meeting": list(sheet.meeting),
            }
            for subject, sheet in self.sheets.items()
        }
        about = {"period": self.period, "cadence": self.cadence, "model_hash": self.model_hash}
        return {**about, "sheets": sheets, **({"notes": self.notes} if self.notes else {})}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "Outcome":
        """Read an outcome back; data of another form is refused."""
        try:
            sheets = cast("dict[str, dict[str, object]]", data["sheets"])
            read = {subject: _sheet(sheet) for subject, sheet in sheets.items()}
            notes = dict(cast("Values", data.get("notes", {})))
            return cls(str(data["period"]), str(data["cadence"]), str(data["model_hash"]), read, notes)
        except (KeyError, TypeError, AttributeError) as fault:
            sentence = f"这不是存下的结果（{fault!r}）：请原样给回 to_json() 的内容。"
            raise EvaluationRefused("NO_OUTCOME", sentence) from None


def _sheet(data: dict[str, object]) -> Sheet:
    return Sheet(
        cast("Values", data["values"]),
        cast("dict[str, str | None]", data["totals"]),
        cast("dict[str, int | None]", data["ranks"]),
        cast("str | None", data["grade"]),
        cast("str | None", data["rung"]),
        tuple(cast("list[str]", data["meeting"])),
    )
