"""Which lists may be exported, with their columns: each is a query of the graph, whose policies are thereby its own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from biaochi_chassis.foundation.refusal import BadRequest, shown
from graphql import GraphQLArgument, get_named_type, is_required_argument

from biaochi_gateway.schema import schema

Cell = str | int | bool | None
PAGING = ("first", "after", "last", "before")
NAMED = "code name ... on Organization { parent { code name } }"


@dataclass(frozen=True)
class Column:
    """One column: its key for programs, its title for people, and where its value lies in a row of the answer."""

    key: str
    title: str
    path: str
    kind: type[str] | type[int] | type[bool] = str

    def of(self, row: Mapping[str, Any]) -> Cell:
        """The value in this row; None where something on the way to it is."""
        value: Any = row
        for name in self.path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        return " ".join(map(str, value)) if isinstance(value, list) else value


@dataclass(frozen=True)
class ExportedList:
    """A list of the graph as a table. `each`: a list inside of an entry that makes a row of each of its members."""

    field: str
    title: str
    selection: str
    columns: Sequence[Column]
    page: int
    """Entries that are read at once."""
    at_once: int
    """Entries of a list that is answered at once; a longer one is built while its caller does something else."""
    each: str = ""

    @property
    def arguments(self) -> Mapping[str, GraphQLArgument]:
        """What the list may be asked for, by name."""
        return {name: one for name, one in schema.arguments(self.field).items() if name not in PAGING}

    def document(self, given: Collection[str]) -> str:
        """The query for a page of it, with these arguments as its variables."""
        known = self.arguments
        declared = "".join(f"${name}: {known[name].type} " for name in given)
        passed = " ".join(f"{name}: ${name}" for name in given)
        return (
            f"query ({declared}$after: String) {{ {self.field}({passed} first: {self.page} after: $after) {{ "
            f"totalCount pageInfo {{ hasNextPage endCursor }} edges {{ node {{ {self.selection} }} }} }} }}"
        )

    def variables(self, given: Mapping[str, str]) -> dict[str, object]:
        """The parameters of an address as variables of the query. Raises BadRequest for one that the list has not."""
        known = self.arguments
        for name in given:
            if name not in known:
                sentence = f"“{shown(name)}”不是{self.title}的参数：可以给 {'、'.join(known)}。"
                raise BadRequest(sentence, field=shown(name))
        for name, one in known.items():
            if is_required_argument(one) and not given.get(name):
                raise BadRequest(f"没有给 {name}：导出{self.title}须给出。", field=name)
        return {name: _value(name, text, known[name]) for name, text in given.items()}

    def rows(self, node: Mapping[str, Any]) -> Iterator[Sequence[Cell]]:
        """The rows that one entry makes."""
        for member in _members(node, self.each):
            yield [column.of(member) for column in self.columns]


def _members(node: Mapping[str, Any], each: str) -> Iterator[Mapping[str, Any]]:
    """The entry; or, with each member of a list inside of it under `each`, the entry again."""
    if not each:
        yield node
        return
    holder, _, name = each.partition(".")
    for member in (node.get(holder) or {}).get(name, []):
        yield {**node, "each": member}


def _value(name: str, text: str, argument: GraphQLArgument) -> object:
    if get_named_type(argument.type).name != "Boolean":
        return text
    if text not in ("true", "false"):
        raise BadRequest(f"{name} 须是 true 或 false，给的是“{shown(text)}”。", field=name)
    return text == "true"


_WHOSE = (
    Column("subject", "代码", "subject.code"),
    Column("subject_name", "名称", "subject.name"),
    Column("parent", "上级代码", "subject.parent.code"),
    Column("parent_name", "上级名称", "subject.parent.name"),
)
_RESULT = (
    Column("cycle", "周期", "cycle"),
    Column("index", "总分", "index"),
    Column("period", "期", "period"),
    Column("rank", "名次", "rank", int),
    *_WHOSE,
    Column("total", "得分", "total"),
    Column("grade", "等次", "grade"),
    Column("rung", "台阶", "rung"),
)
_OF_RESULT = f"cycle index period rank total grade rung subject {{ {NAMED} }}"

STANDINGS = ExportedList(
    "standings",
    "名次表",
    f"{_OF_RESULT} movement marks",
    (*_RESULT, Column("movement", "名次变动", "movement", int), Column("marks", "提请研究", "marks")),
    page=200,
    at_once=2000,
)
SHEETS = ExportedList(
    "standings",
    "评分表",
    f"{_OF_RESULT} sheet {{ receipt {{ modelHash inputHash }} nodes {{ key title value }} }}",
    (
        *_RESULT,
        Column("node", "节点", "each.key"),
        Column("node_title", "节点名称", "each.title"),
        Column("node_value", "值", "each.value"),
        Column("model_hash", "模型散列值", "sheet.receipt.modelHash"),
        Column("input_hash", "输入散列值", "sheet.receipt.inputHash"),
    ),
    page=50,
    at_once=100,
    each="sheet.nodes",
)
FACTS = ExportedList(
    "facts",
    "事实",
    "number kind indicator cycle period amount clause case evidence note occurredOn task title points dueOn rung level "
    f"choice panel department reason recordedAt recordedBy raterCode subject {{ {NAMED} }} "
    "reversal { number reason recordedBy recordedAt }",
    (
        Column("number", "编号", "number"),
        Column("kind", "类别", "kind"),
        Column("indicator", "指标", "indicator"),
        Column("cycle", "周期", "cycle"),
        Column("period", "期", "period"),
        *_WHOSE,
        Column("amount", "数量", "amount"),
        Column("clause", "条款", "clause"),
        Column("case", "事件", "case"),
        Column("evidence", "佐证", "evidence"),
        Column("note", "说明", "note"),
        Column("occurred_on", "发生之日", "occurredOn"),
        Column("task", "任务", "task"),
        Column("title", "标题", "title"),
        Column("points", "分值", "points"),
        Column("due_on", "期限", "dueOn"),
        Column("rung", "台阶", "rung"),
        Column("level", "等级", "level"),
        Column("choice", "选项", "choice"),
        Column("panel", "投票人类别", "panel"),
        Column("department", "部门", "department"),
        Column("reason", "理由", "reason"),
        Column("recorded_by", "登记者", "recordedBy"),
        Column("recorded_at", "登记时刻", "recordedAt"),
        Column("rater", "评议人", "raterCode"),
        Column("reversal", "冲销编号", "reversal.number"),
        Column("reversal_reason", "冲销理由", "reversal.reason"),
        Column("reversed_by", "冲销者", "reversal.recordedBy"),
        Column("reversed_at", "冲销时刻", "reversal.recordedAt"),
    ),
    page=200,
    at_once=2000,
)
LISTS: Mapping[str, ExportedList] = {"standings": STANDINGS, "facts": FACTS, "sheets": SHEETS}
"""By the name that an address has for it."""
