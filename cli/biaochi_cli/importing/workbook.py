"""A workbook's own parts: which sheets it has and which are hidden, its texts, and the formats of its numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath

from biaochi_cli.importing.archive import Archive, Handlers, open_archive, reading
from biaochi_cli.importing.shown import BUILT_IN, Cell, trimmed, unescaped
from biaochi_cli.importing.worksheet import LONGEST_TEXT, Book, Cells, held_by, read_cells

LONGEST_FORMAT = 255
"""What a spreadsheet takes at most."""
ENTRY = 400
"""Of memory, what is kept of a relation, of a sheet's name or of a format."""

STYLE = 40


@dataclass(frozen=True)
class BookSheet:
    """One sheet of a workbook; `cells` is None where it is of another kind, as a sheet that is one chart."""

    title: str
    hidden: bool
    cells: Cells | None


def read_book(file: Path) -> Iterator[BookSheet]:
    """The sheets of a workbook in order, ordinary or strict, whatever dimension they state. Raises UnreadableFile."""
    with reading(file), open_archive(file) as archive:
        root = _relations(archive, "")
        workbook = next(path for kind, path in root.values() if kind == "officeDocument")
        listed = _Sheets(archive)
        archive.parse(workbook, listed)
        relations = _relations(archive, workbook)
        parts = dict(relations.values())
        strings, styles = _Strings(archive), _Styles(archive)
        for kind, handlers in (("sharedStrings", strings), ("styles", styles)):
            if kind in parts and archive.has(parts[kind]):
                archive.parse(parts[kind], handlers)
        book = Book(strings.found, styles.formats(), listed.since_1904)
        for title, state, relation in listed.found:
            kind, path = relations[relation]
            cells = read_cells(archive, path, book) if kind == "worksheet" else None
            yield BookSheet(title, state in ("hidden", "veryHidden"), cells)


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by its id: the last word of its type, and the path."""
    folder, _, name = part.rpartition("/")
    found = _Relations(archive, folder)
    archive.parse(join(folder, "_rels", f"{name}.rels"), found)
    return found.found


@dataclass
class _Relations(Handlers):
    archive: Archive
    folder: str
    found: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.archive.hold_tag(attributes)
            target = attributes["Target"]
            path = target.lstrip("/") if target.startswith("/") else normpath(join(self.folder, target))
            self.found[attributes["Id"]] = attributes["Type"].rpartition("/")[2], path


@dataclass
class _Sheets(Handlers):
    archive: Archive
    found: list[tuple[str, str, str]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            self.archive.hold_tag(attributes)
            relation = next(value for key, value in attributes.items() if key.rpartition(":")[2] == "id")
            self.found.append((attributes["name"], attributes.get("state", "visible"), relation))


@dataclass
class _Strings(Handlers):
    """Shared texts; what only says how they are pronounced (rPh) is none of them."""

    archive: Archive
    found: list[Cell] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _within: bool = False
    _aside: bool = False
    _length: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002  # texts have none that count
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._aside = True
        self._within = name == "t" and not self._aside

    def end(self, name: str) -> None:
        self._within = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            cell = Cell(trimmed(unescaped("".join(self._pieces))))
            self.archive.hold(held_by(cell))
            self.found.append(cell)

    def text(self, data: str) -> None:
        if self._within:
            self._length += len(data)
            if self._length > LONGEST_TEXT:
                raise self.archive.too_large(f"有一格超过 {LONGEST_TEXT} 个字")
            self._pieces.append(data)


@dataclass
class _Styles(Handlers):
    archive: Archive
    own: dict[int, str] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)
    _within: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt" and "formatCode" in attributes:
            if len(attributes["formatCode"]) > LONGEST_FORMAT:
                raise ValueError("a format is longer than any spreadsheet takes")
            self.archive.hold_tag(attributes)
            self.own[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            of_numbers = attributes.get("numFmtId", "0")
            self.archive.hold(STYLE + len(of_numbers))
            self.used.append(int(of_numbers))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._within = False

    def formats(self) -> list[str]:
        """The format code of each cell style, by its place."""
        return [self.own.get(one) or BUILT_IN.get(one, "General") for one in self.used]
