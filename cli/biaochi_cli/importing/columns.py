"""The columns that sheets are made of: a header, the field of the command it fills, and how its text is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from biaochi_cli.importing import cells
from biaochi_cli.importing.cells import BadCell
from biaochi_cli.importing.vocabulary import CHOICES, LEVELS, PANELS, Indicator, Vocabulary

Value = str | int | bool | list[str]


@dataclass(frozen=True)
class Line:
    """What a cell is read against: the city's words, and the texts of its row by the field they fill."""

    vocabulary: Vocabulary
    texts: Mapping[str, str]

    def indicators(self, kind: str) -> tuple[Indicator, ...]:
        """What the row may mean by its indicator."""
        return self.vocabulary.meant(kind, self.texts.get("indicator", ""), self.texts.get("subject", ""))


Read = Callable[[str, Line], Value]


@dataclass(frozen=True)
class Column:
    """A column by its header, the field of the command it fills, and how its text is read; `also`: other headers."""

    header: str
    field: str
    read: Read
    required: bool = True
    also: tuple[str, ...] = ()


def alone(read: Callable[[str], Value]) -> Read:
    """Read a cell by itself."""
    return lambda cell, _: read(cell)


def one_of(choices: Mapping[str, Value]) -> Read:
    """One of the given words."""

    def read(cell: str, _: Line) -> Value:
        if cell not in choices:
            raise BadCell(f"只能是：{'、'.join(choices)}。")
        return choices[cell]

    return read


def named(kind: str, what: str) -> Read:
    """A step, a level or a class of voters of the row's indicator, by its title."""
    return lambda cell, line: line.vocabulary.named(line.indicators(kind), what, cell)


TEXT, CODE, DAY, AMOUNT = alone(cells.text), alone(cells.code), alone(cells.day), alone(cells.amount)
NUMBER = Column("编号", "idempotency_key", CODE)
SUBJECT = Column("组织编码", "subject", CODE, also=("考核对象编码",))
PERIOD = Column("期间", "period", CODE)
CLAUSE = Column("条款", "clause", TEXT, required=False)
EVIDENCE = Column("佐证", "evidence", TEXT, required=False)
NOTE = Column("备注", "note", TEXT, required=False)
CASE = Column("案号", "case", CODE, required=False)
DEPARTMENT = Column("部门", "department", TEXT, required=False)
OWNERS = Column("共有家数", "owners", alone(cells.count), required=False)
RAISED = Column("加重", "raised", one_of({"是": True, "否": False}), required=False)
REASON = Column("理由", "reason", TEXT, required=False)


def happened(header: str = "发生日期", *also: str) -> Column:
    """The day on which it happened."""
    return Column(header, "occurred_on", DAY, required=False, also=also)


def indicator(kind: str, header: str = "指标", *also: str) -> Column:
    """The title of an indicator that takes facts of this kind, as the city's model writes it."""

    def read(cell: str, line: Line) -> str:
        return line.vocabulary.indicator(kind, cell, line.texts.get("subject", ""))

    return Column(header, "indicator", read, also=also)


def level(kind: str, header: str = "等级", *, required: bool = False) -> Column:
    """A level of the row's indicator."""
    return Column(header, "level", named(kind, LEVELS), required)


def choice(kind: str, header: str = "选项", field: str = "choice", *, required: bool = True) -> Column:
    """A step of the row's indicator."""
    return Column(header, field, named(kind, CHOICES), required)


def panel(kind: str) -> Column:
    """A class of voters of the row's indicator."""
    return Column("投票人类别", "panel", named(kind, PANELS))


def signed(header: str, *, required: bool) -> Column:
    """Who signed beside the recorder."""
    return Column(header, "signed", alone(cells.several), required)
