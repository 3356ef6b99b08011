"""Work items of an example year: a sheet for what is opened of each kind, and one for each step that is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from biaochi_sdk import Kind, Step

from examples.sheets import Cell, Sheet

Filled = Mapping[str, Cell | Sequence[str]]
"""What is filled in by the keys of the fields; several codes where a field takes them."""
Line = dict[str, Cell]


@dataclass
class Items:
    """All items by kind and all steps by kind and step, in the order in which they are written down."""

    year: int
    kinds: Sequence[Kind]
    lines: dict[tuple[str, str], list[Line]] = field(default_factory=dict)

    def open(
        self,
        kind: str,
        code: str,
        organization: str,
        day: str,
        *,
        name: str = "",
        words: str = "",
        parent: str = "",
        due: str = "",
        signed: str = "",
        filled: Filled | None = None,
    ) -> "Item":
        """Open an item."""
        declared = next(one for one in self.kinds if one.key == kind)
        line: Line = {"事项编号": code, "组织编码": organization, "日期": day, "名称": name, "内容": words}
        self._add(kind, declared.opening, line | {"所属事项": parent, "期限": due, "签署": signed}, filled)
        return Item(self, declared, code)

    def take(self, kind: Kind, code: str, key: str, line: Line, filled: Filled | None) -> None:
        """Take a step on an item."""
        step = next(one for one in kind.steps if one.key == key)
        self._add(kind.key, step, {"事项编号": code, **line}, filled)

    def filled(self) -> dict[str, Sheet]:
        """The sheets by their titles, with the columns that say something."""
        found = {}
        for kind in self.kinds:
            for step in (kind.opening, *kind.steps):
                if lines := self.lines.get((kind.key, step.key)):
                    title = str(kind.title.title())
                    found[title if step is kind.opening else f"{title}·{step.title}"] = self._sheet(lines)
        return found

    def _sheet(self, lines: Sequence[Line]) -> Sheet:
        headers = [header for header in lines[0] if any(line[header] != "" for line in lines)]
        sheet = Sheet(self.year, ("编号", *headers))
        for line in lines:
            sheet.add(*(line[header] for header in headers))
        return sheet

    def _add(self, kind: str, step: Step, line: Line, filled: Filled | None) -> None:
        self.lines.setdefault((kind, step.key), []).append(line | _cells(step, filled or {}))


@dataclass(frozen=True)
class Item:
    """One item, on which steps are taken."""

    items: Items
    kind: Kind
    code: str

    def take(self, step: str, day: str, words: str = "", *, signed: str = "", filled: Filled | None = None) -> "Item":
        """One more step on a day."""
        self.items.take(self.kind, self.code, step, {"日期": day, "内容": words, "签署": signed}, filled)
        return self


def _cells(step: Step, filled: Filled) -> Line:
    """What is filled in, under the titles of the fields; choices by their titles, several codes in one cell."""
    cells: Line = {}
    for one in step.fields:
        value = filled.get(one.key, "")
        cell = value if isinstance(value, Cell) else "、".join(value)
        cells[one.title] = dict(one.choices).get(str(cell), cell)
    return cells
