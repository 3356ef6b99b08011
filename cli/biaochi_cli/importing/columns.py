"""The columns that sheets are made of: a header, the field of the command it fills, and how its text is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from biaochi_cli.importing import cells
from biaochi_cli.importing.cells import BadCell
from biaochi_cli.importing.vocabulary import CHOICES, LEVELS, PANELS, Indicator, Vocabulary

Value = str | int | bool | list[str]


class Line(NamedTuple):
    """What a cell is read against: the city's words, and the texts of its row by the field they fill."""

    vocabulary: Vocabulary
    texts: Mapping[str, str]

    def indicators(self, kind: str) -> tuple[Indicator, ...]:
        """What the row may mean by its indicator."""
        return self.vocabulary.meant(kind, self.texts.get("indicator", ""), self.texts.get("subject", ""))


class Read(Protocol):
    """How the text of a cell becomes a value."""

    def __call__(self, cell: str, line: Line, /) -> Value:
        """The value. Raises BadCell."""


@dataclass(frozen=True)
class Column:
    """A column by its header, the field of the command it fills, and how its text is read; `also`: other headers."""

    header: str
    field: str
    read: Read
    required: bool = True
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Alone:
    """A cell read by itself. `note`: how it is to be written, for the person who fills it in."""

    of_cell: Callable[[str], Value]
    note: str

    def __call__(self, cell: str, _: Line) -> Value:
        """The value of the cell."""
        return self.of_cell(cell)


@dataclass(frozen=True)
class OneOf:
    """One of the given words."""

    choices: Mapping[str, Value]

    def __call__(self, cell: str, _: Line) -> Value:
        """What the word stands for."""
        if cell not in self.choices:
            raise BadCell(f"只能是：{'、'.join(self.choices)}。")
        return self.choices[cell]


@dataclass(frozen=True)
class PostOf(OneOf):
    """A post: one that every city has, or one of the city's own that a model judges."""

    def __call__(self, cell: str, line: Line) -> Value:
        """The post as the registry knows it."""
        return OneOf({**self.choices, **{post: post for post in line.vocabulary.posts}})(cell, line)


@dataclass(frozen=True)
class NumberOf:
    """A number given in another sheet, which the row names; the whole number of a fact where it names none."""

    sheets: Mapping[str, str]
    note: str = "那一行的编号；不写原表时，写平台上的完整编号。"

    def __call__(self, cell: str, line: Line) -> Value:
        """The number under which it was recorded."""
        code, sheet = cells.code(cell), self.sheets.get(line.texts.get(SHEET, ""))
        return f"{sheet}-{code}" if sheet else code


@dataclass(frozen=True)
class Named:
    """A step, a level or a class of voters of the row's indicator, by its title."""

    kind: str
    what: str

    def __call__(self, cell: str, line: Line) -> Value:
        """Its key."""
        return line.vocabulary.named(line.indicators(self.kind), self.what, cell)


@dataclass(frozen=True)
class IndicatorOf:
    """The title of an indicator that takes facts of a kind, as the city's model writes it."""

    kind: str

    def __call__(self, cell: str, line: Line) -> Value:
        """Its key."""
        return line.vocabulary.indicator(self.kind, cell, line.texts.get("subject", ""))


TEXT = Alone(cells.text, "文字，最多 500 字。")
CODE = Alone(cells.code, "编码：字母、数字、点、横线、下划线，最多 64 个。")
NAME = Alone(cells.name, "编号或名称，最多 64 个字；起止写成 2020-03-01/2020-08-31 的样子。")
DAY = Alone(cells.day, "日期，写成 2020-03-31 的样子。")
AMOUNT = Alone(cells.amount, "数，写成 4.5 的样子。")
COUNT = Alone(cells.count, "从 1 起的整数。")
SEVERAL = Alone(cells.several, "几个名字之间用顿号。")
SHEET = "sheet"
"""Not a field of any command: which sheet the number beside it is of."""
WORK_FIELD = "fields."
"""What begins the name of a field of work: it is filled in under its own key, not a field of the command."""
NUMBER = Column("编号", "idempotency_key", CODE)
SUBJECT = Column("组织编码", "subject", CODE, also=("考核对象编码",))
PERIOD = Column("期间", "period", CODE)
CLAUSE = Column("条款", "clause", TEXT, required=False)
EVIDENCE = Column("佐证", "evidence", TEXT, required=False)
NOTE = Column("备注", "note", TEXT, required=False)
CASE = Column("案号", "case", NAME, required=False, also=("事项", "起止"))
DEPARTMENT = Column("部门", "department", TEXT, required=False)
OWNERS = Column("共有家数", "owners", COUNT, required=False)
RAISED = Column("加重", "raised", OneOf({"是": True, "否": False}), required=False)
REASON = Column("理由", "reason", TEXT, required=False)


def happened(header: str = "发生日期", *also: str) -> Column:
    """The day on which it happened."""
    return Column(header, "occurred_on", DAY, required=False, also=also)


def indicator(kind: str, header: str = "指标", *also: str) -> Column:
    """An indicator that takes facts of this kind."""
    return Column(header, "indicator", IndicatorOf(kind), also=also)


def level(kind: str, header: str = "等级", *, required: bool = False) -> Column:
    """A level of the row's indicator."""
    return Column(header, "level", Named(kind, LEVELS), required)


def choice(kind: str, header: str = "选项", field: str = "choice", *, required: bool = True) -> Column:
    """A step of the row's indicator."""
    return Column(header, field, Named(kind, CHOICES), required)


def panel(kind: str) -> Column:
    """A class of voters of the row's indicator."""
    return Column("投票人类别", "panel", Named(kind, PANELS))


def signed(header: str, *, required: bool) -> Column:
    """Who signed beside the recorder."""
    return Column(header, "signed", SEVERAL, required)
