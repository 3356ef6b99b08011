"""A workbook's own parts: which sheets it has and which are hidden, its texts, and the formats of its numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import join, normpath

from biaochi_cli.importing.archive import Archive, Handlers, open_archive, reading
from biaochi_cli.importing.shown import BUILT_IN, unescaped
from biaochi_cli.importing.worksheet import Book, Grid, read_grid

MOST_CHARACTERS = 8_000_000


@dataclass(frozen=True)
class BookSheet:
    """One sheet of a workbook."""

    title: str
    hidden: bool
    grid: Grid
    hidden_rows: Sequence[int] = ()


def read_book(file: Path) -> list[BookSheet]:
    """The sheets of a workbook in order, ordinary or strict, whatever dimension they state. Raises UnreadableFile."""
    with reading(file), open_archive(file) as archive:
        root = _relations(archive, "")
        workbook = next(path for kind, path in root.values() if kind == "officeDocument")
        listed = _Sheets()
        archive.parse(workbook, listed)
        relations = _relations(archive, workbook)
        parts = dict(relations.values())
        strings, styles = _Strings(archive), _Styles()
        for kind, handlers in (("sharedStrings", strings), ("styles", styles)):
            if kind in parts and archive.has(parts[kind]):
                archive.parse(parts[kind], handlers)
        book = Book(strings.found, styles.formats(), listed.since_1904)
        return list(_sheets(archive, listed, relations, book))


def _sheets(
    archive: Archive, listed: "_Sheets", relations: Mapping[str, tuple[str, str]], book: Book
) -> Iterator[BookSheet]:
    for title, state, relation in listed.found:
        kind, path = relations[relation]
        if kind == "worksheet":
            yield BookSheet(title, state in ("hidden", "veryHidden"), *read_grid(archive, path, book))


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by its id: the last word of its type, and the path."""
    folder, _, name = part.rpartition("/")
    found = _Relations(folder)
    archive.parse(join(folder, "_rels", f"{name}.rels"), found)
    return found.found


@dataclass
class _Relations(Handlers):
    folder: str
    found: dict[str, tuple[str, str]] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"]
            path = target.lstrip("/") if target.startswith("/") else normpath(join(self.folder, target))
            self.found[attributes["Id"]] = attributes["Type"].rpartition("/")[2], path


@dataclass
class _Sheets(Handlers):
    found: list[tuple[str, str, str]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            relation = next(value for key, value in attributes.items() if key.rpartition(":")[2] == "id")
            self.found.append((attributes["name"], attributes.get("state", "visible"), relation))


@dataclass
class _Strings(Handlers):
    """Shared texts; what only says how they are pronounced (rPh) is none of them."""

    archive: Archive
    found: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _within: bool = False
    _aside: bool = False
    _characters: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002  # texts have none that count
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._aside = True
        self._within = name == "t" and not self._aside

    def end(self, name: str) -> None:
        self._within = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append(unescaped("".join(self._pieces)))

    def text(self, data: str) -> None:
        if self._within:
            self._characters += len(data)
            if self._characters > MOST_CHARACTERS:
                raise self.archive.too_large(f"有 {MOST_CHARACTERS} 个以上的字")
            self._pieces.append(data)


@dataclass
class _Styles(Handlers):
    own: dict[int, str] = field(default_factory=dict)
    used: list[int] = field(default_factory=list)
    _within: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt" and "formatCode" in attributes:
            self.own[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._within = True
        elif name == "xf" and self._within:
            self.used.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._within = False

    def formats(self) -> list[str]:
        """The format code of each cell style, by its place."""
        return [self.own.get(one) or BUILT_IN.get(one, "General") for one in self.used]
