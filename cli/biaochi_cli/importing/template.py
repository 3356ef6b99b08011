"""The workbook that a city's office fills in: sheets, columns, lists and notes, made from the city's own models."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from biaochi.scoring.v1.events_pb2 import Accept, WorkKind
from biaochi_assessment.domain.calendar import periods_of
from biaochi_scoring.events.encode import accepts
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.subjects import SUBJECTS, kinds_of
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from biaochi_cli.importing.columns import PERIOD, Alone, Column, IndicatorOf, Named, OneOf, PostOf
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.forms import FORMS
from biaochi_cli.importing.work_forms import work_forms

ROWS = 1000
"""Rows that offer their lists; more may be filled in."""
LISTS, GUIDE = "选项", "说明"
REQUIRED = PatternFill("solid", start_color="DDEBF7")
DEFAULT = PatternFill("solid", start_color="FFF2CC")
GUIDE_HEADERS = ("表", "指标", "考核", "期间", "说明")
CADENCES = {
    "year": "年",
    "half-year": "半年",
    "quarter": "季",
    "two-months": "双月",
    "month": "月",
    "half-month": "半月",
}
REGISTERED = "registered"
"""The kind of what is read from the registry: nobody records it."""
OF_TASKS = ("task", "completion")
REGISTRY = ("organization", "temporary", "person", "membership", "post")
CORRECTIONS = (
    "person-name",
    "organization-name",
    "membership-start",
    "post-start",
    "membership-end",
    "post-end",
    "organization-date",
)
ALWAYS = (*REGISTRY, *CORRECTIONS, "cycle", "reversal", "honour")


@dataclass(frozen=True)
class Template:
    """What a city's models take in a year."""

    title: str
    graphs: Sequence[Graph]
    year: str
    work: Sequence[WorkKind] = ()

    def forms(self) -> Iterator[Form]:
        """The sheets a city needs: who exists, cycles, honours, each kind of fact that a model takes, and its work."""
        kinds = {accept.kind for accept in self._accepts}
        for form in FORMS:
            kind = "task" if form.prefix in OF_TASKS else form.prefix
            if form.prefix in ALWAYS or kind in kinds:
                yield form
        yield from work_forms(self.work)

    def choices(self, column: Column) -> list[str]:
        """What may stand in a column, in the models' order; empty where anything may that can be read."""
        match column.read:
            case PostOf(choices=choices):
                return [*choices, *self._posts]
            case OneOf(choices=choices):
                return list(choices)
            case IndicatorOf(kind=kind):
                return list(dict.fromkeys(one.title for one in self._accepts if one.kind == kind))
            case Named(kind=kind, what=what):
                of_kind = [choice for one in self._accepts if one.kind == kind for choice in getattr(one, what)]
                return list(dict.fromkeys(choice.title for choice in of_kind))
        if column.field == PERIOD.field:
            return [period.code for period in periods_of(self.year, self._calendar())]
        return []

    def guide(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """A line for each indicator of each model, and whether anything of it is a default that may be changed."""
        titles = {form.prefix: form.title for form in FORMS}
        typed = {accept.indicator for accept in self._accepts}
        for graph in self.graphs:
            for accept in (one for one in graph.accepts if one.indicator in typed):
                entry = graph.entry(accept.indicator)
                cadences = "、".join(CADENCES[one] for one in accept.cadences)
                line = (titles[accept.kind], accept.title, graph.title, cadences, entry.words)
                yield line, "DEFAULT" in (entry.provenance, entry.title_provenance)

    @cached_property
    def _accepts(self) -> list[Accept]:
        """What the models take and somebody records, opening rungs included, as it will be published."""
        derived = {follow.indicator for kind in self.work for follow in kind.follows}
        every = (accept for graph in self.graphs for accept in accepts(graph))
        return [one for one in every if one.kind != REGISTERED and one.indicator not in derived]

    @property
    def _posts(self) -> list[str]:
        kinds = (kind for graph in self.graphs for kind in kinds_of(graph.subject_kind))
        return list(dict.fromkeys(kind for kind in kinds if kind not in SUBJECTS))

    def _calendar(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cadence for graph in self.graphs for cadence in graph.calendar.cadences))


def write_template(path: Path, template: Template) -> None:
    """Write the workbook. What stands under a coloured header must be filled in; lists are on a hidden sheet."""
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    _write_guide(guide, template)
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for form in template.forms():
        sheet = book.create_sheet(form.title)
        sheet.freeze_panes = "A2"
        for place, column in enumerate(form.columns, start=1):
            _write_column(sheet, place, column, _listed(lists, template.choices(column)))
    book.save(path)


def _write_guide(guide: Worksheet, template: Template) -> None:
    opening = (
        f"{template.title}考核数据填报表（{template.year} 年）",
        "每张表一行一件事；蓝底的列必须填写，编号在同一张表里不得重复，用不到的表留空即可。",
        "黄底的指标含有本市没有公布、由标尺给出的默认值，可以调整。填好后用 biaochi import 导入。",
    )
    for sentence in opening:
        guide.append([sentence])
    guide.append(list(GUIDE_HEADERS))
    for line, default in template.guide():
        guide.append(list(line))
        if default:
            for cell in guide[guide.max_row]:
                cell.fill = DEFAULT
    guide["A1"].font = Font(bold=True)
    for letter, width in zip("ABCDE", (12, 28, 28, 12, 100), strict=True):
        guide.column_dimensions[letter].width = width


def _listed(lists: Worksheet, choices: Sequence[str]) -> str:
    """Where on the sheet of lists these choices stand; empty for none."""
    if not choices:
        return ""
    known = {tuple(_texts(column)): number for number, column in enumerate(lists.iter_cols(), start=1)}
    place = known.get(tuple(choices)) or (1 if lists["A1"].value is None else lists.max_column + 1)
    for row, choice in enumerate(choices, start=1):
        lists.cell(row, place).value = choice
    letter = get_column_letter(place)
    return f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"


def _texts(column: Iterable[object]) -> list[str]:
    return [str(value) for cell in column if (value := getattr(cell, "value", None)) is not None]


def _write_column(sheet: Worksheet, place: int, column: Column, listed: str) -> None:
    header, letter = sheet.cell(1, place), get_column_letter(place)
    header.value = f"{column.header}*" if column.required else column.header
    header.font = Font(bold=True)
    if column.required:
        header.fill = REQUIRED
    header.comment = Comment(_note(column, has_list=bool(listed)), "Biaochi")
    sheet.column_dimensions[letter].width = 16
    # Text, so that no spreadsheet turns a code or a date into something else.
    sheet.column_dimensions[letter].number_format = "@"
    if listed:
        choice = DataValidation(type="list", formula1=listed, allow_blank=True)
        choice.error, choice.showErrorMessage = "请从列出的选项中选一个。", True
        sheet.add_data_validation(choice)
        choice.add(f"{letter}2:{letter}{ROWS + 1}")


def _note(column: Column, *, has_list: bool) -> str:
    must = "必填。" if column.required else "可以不填。"
    how = column.read.note if isinstance(column.read, Alone) else ""
    return f"{must}{'从列出的选项中选。' if has_list else how}"
