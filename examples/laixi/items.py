"""Work items of the example year: a sheet for each kind, a line for each item with the days of its steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from biaochi_laixi.work import KINDS
from biaochi_sdk import Kind, Step

from examples.laixi.town import YEAR
from examples.sheets import Cell, Sheet

BY_KEY = {kind.key: kind for kind in KINDS}
EVERY = ("组织", "日期", "名称", "内容", "所属", "期限")
"""What every item may say, before the fields of its steps."""
Filled = Mapping[str, Cell | list[str]]


def on(month: int, day: int) -> str:
    """A day of the year."""
    return f"{YEAR}-{month:02}-{day:02}"


@dataclass
class Item:
    """One item, which steps are added to."""

    kind: Kind
    code: str
    cells: dict[str, Cell]

    def take(self, step: str, day: str, words: str = "", filled: Filled | None = None) -> "Item":
        """One more step on a day."""
        taken = next(one for one in self.kind.steps if one.key == step)
        self.cells[f"{taken.title}日期"] = day
        if words:
            self.cells[f"{taken.title}内容"] = words
        self.cells.update(_cells(taken, filled or {}))
        return self


@dataclass
class Items:
    """All items by kind, in the order in which they are opened."""

    of_kind: dict[str, list[Item]] = field(default_factory=dict)

    def open(self, kind: str, code: str, organization: str, day: str, **more: Cell | Filled) -> Item:
        """Open an item; `more`: name, words, parent, due, and what is filled in under `filled`."""
        declared, filled = BY_KEY[kind], more.pop("filled", {})
        headers = {"name": "名称", "words": "内容", "parent": "所属", "due": "期限"}
        cells: dict[str, Cell] = {"组织": organization, "日期": day}
        cells |= {headers[key]: value for key, value in more.items() if isinstance(value, str)}
        item = Item(declared, code, cells)
        if isinstance(filled, Mapping):
            cells.update(_cells(declared.opening, filled))
        self.of_kind.setdefault(kind, []).append(item)
        return item

    def filled(self) -> dict[str, Sheet]:
        """The sheets by the titles of their kinds, with the columns that say something."""
        return {str(BY_KEY[key].title.title()): _sheet(BY_KEY[key], self.of_kind[key]) for key in _kept(self.of_kind)}


def _kept(found: Mapping[str, list[Item]]) -> list[str]:
    return [key for key in BY_KEY if key in found]


def _sheet(kind: Kind, items: list[Item]) -> Sheet:
    steps = [f"{step.title}{what}" for step in kind.steps for what in ("日期", "内容")]
    fields = [one.title for step in (kind.opening, *kind.steps) for one in step.fields]
    used = {header for item in items for header in item.cells}
    headers = [header for header in (*EVERY, *fields, *steps) if header in used]
    sheet = Sheet(YEAR, ("编号", *headers))
    sheet.lines += [(item.code, *(item.cells.get(header, "") for header in headers)) for item in items]
    return sheet


def _cells(step: Step, filled: Filled) -> dict[str, Cell]:
    """What is filled in, under the titles of the fields; choices by their titles."""
    cells: dict[str, Cell] = {}
    for one in step.fields:
        value = filled.get(one.key, "")
        written = "、".join(value) if isinstance(value, list) else value
        cells[one.title] = dict(one.choices).get(str(written), written)
    return {title: cell for title, cell in cells.items() if cell != ""}
