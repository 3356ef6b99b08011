"""A folder of an example as an import and scoring read it: the facts of each model, and who stands above whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

from biaochi_assessment.domain.work.commands import OpenWorkItem
from biaochi_cli.importing.columns import Value
from biaochi_cli.importing.forms import BY_TITLE
from biaochi_cli.importing.rows import Sheet, recognise
from biaochi_cli.importing.tables import Table, read_folder
from biaochi_cli.importing.turns import in_order, turns_of
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary
from biaochi_scoring.domain.registry import Hierarchy, RegistryState, hierarchy_on
from biaochi_sdk import Kind
from biaochi_sdk.bench.judging import Known
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.facts import Accept, Fact
from biaochi_sdk.values.subjects import MEMBER

from tests.examples.worked import facts_following, wire_kinds

Rows = dict[str, list[Mapping[str, Value]]]
FACTS = ("选项登记", "考核验收", "台账", "加分", "一票否决", "会议决定", "任务", "互评", "投票")
OF_A_FACT = {field.name for field in fields(Fact)}


@cache
def tables_of(folder: Path) -> Sequence[Table]:
    """Every sheet of a folder, which is read once a worker."""
    return read_folder(folder)


def known_of(folder: Path, graphs: Sequence[Graph], day: date, work: Sequence[Kind] = ()) -> dict[str, Known]:
    """For each model the facts of its subjects, and who stood above them that day; a bad row fails.

    Facts are those that somebody typed, and those that follow from the work of these kinds.
    """
    sheets = sheets_of(folder, graphs, work)
    rows = _rows_of(sheets)
    states = list(_states(rows))
    commands = [turn.row.command for turn in turns_of(sheets)]
    following = facts_following(commands, graphs, work, states, str(day.year)) if work else ()
    facts, hierarchy = [*facts_of(rows), *following], hierarchy_on(states, day)
    known = {}
    for graph in graphs:
        own = [member.code for member in hierarchy.cohort(graph.subject_kind)]
        taken = {accept.indicator for accept in graph.accepts}
        of_subject: dict[str, list[Fact]] = {code: [] for code in own}
        for fact in facts:
            if fact.subject in of_subject and fact.indicator in taken:
                of_subject[fact.subject].append(fact)
        for code in own:
            of_subject[code] += _counted(graph, hierarchy, code, day)
        kinds = {other.code: other.subject_kind for other in graphs if other.code != graph.code}
        kinds |= {kind.lower(): kind for kind in kinds.values()}
        known[graph.code] = Known(of_subject, {name: _above(hierarchy, graph, kind) for name, kind in kinds.items()})
    return known


def _counted(graph: Graph, hierarchy: Hierarchy, code: str, day: date) -> Iterator[Fact]:
    """What the registry knows that day below an organization."""
    for indicator, kind in graph.counted.items():
        number = str(len(hierarchy.below(kind).get(code, ())))
        yield Fact(f"{code} {indicator}", "registered", code, indicator, str(day.year), number)


def items_of(folder: Path, graphs: Sequence[Graph], work: Sequence[Kind]) -> list[OpenWorkItem]:
    """What is opened of these kinds of work."""
    commands = [row.command for sheet in sheets_of(folder, graphs, work) for row in sheet.good]
    return [command for command in commands if isinstance(command, OpenWorkItem)]


def sheets_of(folder: Path, graphs: Sequence[Graph], work: Sequence[Kind] = ()) -> list[Sheet]:
    """Every sheet as it is read, in the order of writing; those of work only if kinds are given. A bad row fails."""
    indicators = [_indicator(graph, accept) for graph in graphs for accept in graph.accepts]
    rungs = {rung.title: rung.key for graph in graphs for rung in graph.rungs}
    rung = Indicator("rung", "起始等级", "rung", choices=rungs)
    vocabulary = Vocabulary((*indicators, rung), work=wire_kinds(work))
    tables = (table for table in tables_of(folder) if work or table.title in BY_TITLE)
    sheets = in_order([recognise(table, vocabulary) for table in tables])
    assert [fault for sheet in sheets for fault in sheet.bad] == []
    return sheets


def _rows_of(sheets: Sequence[Sheet]) -> Rows:
    rows: Rows = defaultdict(list)
    for sheet in sheets:
        rows[sheet.table.title] += [row.fields for row in sheet.good]
    return rows


def _indicator(graph: Graph, accept: Accept) -> Indicator:
    named = ({accept.titles[key]: key for key in keys} for keys in (accept.choices, accept.levels, accept.panels))
    return Indicator(accept.kind, accept.title, accept.indicator, graph.subject_kind, *named)


def facts_of(rows: Rows) -> Iterator[Fact]:
    """Every fact, a task with what it earned."""
    earned = {row["task"]: row["amount"] for row in rows["任务完成"]}
    for title in FACTS:
        for row in rows[title]:
            given: dict[str, object] = {name: value for name, value in row.items() if name in OF_A_FACT}
            given |= {"amount": earned.get(row["task"], "0")} if title == "任务" else {}
            signed = row.get("signed")
            given |= {"signed": tuple(signed)} if isinstance(signed, list) else {}
            yield Fact(str(row["idempotency_key"]), BY_TITLE[title].prefix, **given)  # type: ignore[arg-type]


def _states(rows: Rows) -> Iterator[RegistryState]:
    gone = {str(row["code"]): row["on"] for row in rows["撤销"]}
    gone |= {code: row["on"] for row in rows["合并"] if isinstance(row["sources"], list) for code in row["sources"]}
    for title, given in list(rows.items()):
        for place, row in enumerate(given):
            if title in ("组织", "临时党组织"):
                kind = str(row.get("kind", "TEMPORARY"))
                ending = {"until": gone[str(row["code"])]} if row["code"] in gone else {}
                yield _state(place, str(row["code"]), kind, str(row.get("parent", "")), {**row, **ending})
            elif title in ("党员关系", "职务") and row.get("kind") != "EXEMPT":
                kind = str(row.get("role", MEMBER))
                yield _state(place, str(row["person"]), kind, str(row["organization"]), row)


def _state(place: int, code: str, kind: str, parent: str, row: Mapping[str, Value]) -> RegistryState:
    since = date.fromisoformat(str(row["on"]))
    until = date.fromisoformat(str(row["until"])) if row.get("until") else None
    return RegistryState("", place, 0, code, kind, since, since, until, parent)


def _above(hierarchy: Hierarchy, graph: Graph, kind: str) -> dict[str, str]:
    found = {
        member.code: hierarchy.nearest(member.code, graph.subject_kind, kind)
        for member in hierarchy.cohort(graph.subject_kind)
    }
    return {code: above for code, above in found.items() if above is not None}
