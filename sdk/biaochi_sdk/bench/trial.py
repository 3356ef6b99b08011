"""Scores the rows of spreadsheets without any server: rows become facts, every period up to the asked one is judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from biaochi_sdk.bench.judging import Judged, Known, judge, needed_for
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import EvaluationRefused, FactRefused
from biaochi_sdk.values.facts import Fact
from biaochi_sdk.values.periods import CALLED, period

COLUMNS = frozenset(field.name for field in fields(Fact)) - {"id", "kind", "share", "position"}
NEEDED = ("subject", "indicator", "period")
FIRST_ROW = 2
"""The number of the first row under a sheet's header."""
YES = frozenset(["1", "yes", "true", "是"])


def known_of(graph: Graph, rows: Iterable[Mapping[str, str]]) -> Known:
    """One fact for each row, and who stands above its subject where a column says so.

    That column is called above, or by the code of the model or the relation it serves. A row may hold a subject alone,
    or with who stands above it: it is judged without a fact. Two rows that place one subject differently are refused.
    All rows that no rule takes are refused together, each with its number as the sheet counts it under its header.
    """
    facts: dict[str, list[Fact]] = {}
    above: dict[str, dict[str, str]] = {}
    refused: list[FactRefused] = []
    for number, row in enumerate(rows, start=FIRST_ROW):
        given = {name.strip(): value.strip() for name, value in row.items() if name and value and value.strip()}
        parents = {column: given.pop(column) for column in given.keys() - COLUMNS}
        try:
            _placed(above, number, given.get("subject", ""), parents)
            if given.keys() == {"subject"}:
                facts.setdefault(given["subject"], [])
            elif given or parents:
                fact = _checked(graph, number, given)
                facts.setdefault(fact.subject, []).append(fact)
        except FactRefused as wrong:
            refused.append(wrong)
    if refused:
        raise FactRefused(refused[0].fact, refused[0].code, "\n".join(map(str, refused)))
    return Known(facts, above)


def _placed(above: dict[str, dict[str, str]], number: int, subject: str, parents: Mapping[str, str]) -> None:
    for column, parent in parents.items():
        known = above.setdefault(column, {})
        if known.setdefault(subject, parent) != parent:
            said = f"第 {number} 行：{subject} 的 {column} 是“{parent}”，前面写的是“{known[subject]}”：请只留一个。"
            raise FactRefused(str(number), "TWO_ABOVE", said)


def _checked(graph: Graph, number: int, given: Mapping[str, str]) -> Fact:
    missing = [name for name in NEEDED if name not in given]
    if missing:
        raise FactRefused(str(number), "ROW_INCOMPLETE", f"第 {number} 行没有 {'、'.join(missing)}：请补齐。")
    try:
        fact = _fact(graph, number, given)
        graph.check(fact)
    except FactRefused as refused:
        raise FactRefused(str(number), refused.code, f"第 {number} 行：{refused}") from None
    return fact


def _fact(graph: Graph, number: int, given: Mapping[str, str]) -> Fact:
    accept = next((one for one in graph.accepts if one.indicator == given["indicator"]), None)
    owners = given.get("owners", "1")
    if not owners.isdecimal():
        raise FactRefused(str(number), "NOT_A_NUMBER", f"owners 是“{owners}”：请写共有的家数，如 3。")
    return Fact(
        id=f"row {number}",
        kind=accept.kind if accept else "",
        subject=given["subject"],
        indicator=given["indicator"],
        period=given["period"],
        amount=given.get("amount", "0"),
        points=given.get("points"),
        share=accept.share if accept else None,
        rater=given.get("rater"),
        position=number,
        level=given.get("level"),
        case=given.get("case"),
        department=given.get("department"),
        owners=int(owners),
        raised=given.get("raised", "").lower() in YES,
        choice=given.get("choice"),
        panel=given.get("panel"),
        signed=tuple(name.strip() for name in given.get("signed", "").split(",") if name.strip()),
        reason=given.get("reason"),
    )


def trial(graphs: Sequence[Graph], known: Mapping[str, Known], requested: str, code: str) -> Judged:
    """What the asked model says of a period, after every model whose results it needs."""
    graph = next(one for one in graphs if one.code == requested)
    if period(code).cadence not in graph.cadences:
        cadences = "、".join(CALLED[one] for one in graph.cadences)
        raise EvaluationRefused("NOT_PUBLISHED", f"“{graph.title}”不评判 {code}：请给出{cadences}的时段。")
    return judge(needed_for(graphs, requested), known, code)[requested]
