"""What an import found and did: by sheet how many rows, each fault once, what was passed over."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from biaochi_cli.importing.rows import BadRow


@dataclass
class SheetReport:
    """The rows of one sheet: seen; that would be written; already there; with a fault; written by this run.

    awaiting: signed by this run or held back, and written when another person imports them; in a dry run what would be.
    """

    file: str
    sheet: str
    rows: int = 0
    good: int = 0
    already: int = 0
    faulty: int = 0
    written: int = 0
    awaiting: int = 0


@dataclass
class Report:
    """What an import did. `left_alone`: files of which nothing was written; `aborted`: why it ended before its end."""

    sheets: list[SheetReport] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    aborted: str = ""
    dry_run: bool = False

    @property
    def written(self) -> int:
        """Rows written by this run."""
        return sum(sheet.written for sheet in self.sheets)

    @property
    def awaiting(self) -> int:
        """Rows that another person is to import, too."""
        return sum(sheet.awaiting for sheet in self.sheets)

    @property
    def good(self) -> int:
        """Rows that a run would write."""
        return sum(sheet.good for sheet in self.sheets)

    @property
    def already(self) -> int:
        """Rows that were there before."""
        return sum(sheet.already for sheet in self.sheets)

    @property
    def faulty(self) -> int:
        """Rows with at least one fault; a file or a sheet that cannot be read at all counts as one."""
        return len(rows_of(self.bad))

    @property
    def failed(self) -> bool:
        """Whether anything is not as it should be."""
        return bool(self.bad or self.aborted)

    def texts(self) -> dict[str, object]:
        """All of it for programs."""
        return {
            **asdict(self),
            "totals": {name: getattr(self, name) for name in ("good", "written", "awaiting", "already", "faulty")},
        }


def rows_of(faults: Iterable[BadRow]) -> set[tuple[str, str, int]]:
    """The rows that faults are about."""
    return {(fault.file, fault.sheet, fault.row) for fault in faults}
