"""Prints a graph as a rule book in Chinese: laid beside the official document, line by line."""

from collections.abc import Mapping, Sequence

from biaochi_sdk.terms.catalogue import Entry, Node, Rung
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.values.facts import Accept
from biaochi_sdk.values.periods import CADENCES, CALLED
from biaochi_sdk.values.provenance import Provenance, Source
from biaochi_sdk.words.explanation import numbers_of
from biaochi_sdk.words.formulas import Words, ballots_of


def entry(
    node: Node,
    shape: Shape,
    nodes: Mapping[str, Node],
    scales: Mapping[str, Sequence[Rung]],
    accept: Accept | None,
    index: str | None,
    full: str | None,
) -> Entry:
    """One node as the rule book shows it."""
    return Entry(
        key=node.key,
        title=node.title.text,
        title_provenance=node.title.provenance,
        title_source=node.title.source,
        provenance=node.provenance,
        source=node.source,
        cadences=tuple(cadence for cadence in CADENCES if cadence in shape.cadences),
        words=Words(lambda key: _called(nodes, key), scales, ballots_of(nodes)).say(node.term),
        full=full,
        accept=accept,
        index=index,
        numbers=numbers_of(node.term),
    )


def _called(nodes: Mapping[str, Node], key: str) -> str:
    return nodes[key].title.text if key in nodes else key


def label(provenance: str) -> str:
    """A provenance in Chinese."""
    return Provenance(provenance).label


def rulebook(
    title: str,
    source: Source,
    since: str,
    until: str | None,
    leavers: bool,
    graph_hash: str,
    entries: Sequence[Entry],
) -> str:
    """The whole rule book as text."""
    ends = f"至{until}前" if until else "起"
    head = [
        f"# {title}",
        "",
        f"依据：{source.document}，{source.place}",
        f"施行：{since}{ends}",
        *(["考核对象：时段内任何一天在册或在任的人，离开的按最后所在的组织"] if leavers else []),
        f"规则指纹：{graph_hash}",
        "",
    ]
    return "\n".join([*head, *(line for item in entries for line in _lines(item))])


def _lines(item: Entry) -> list[str]:
    when = "、".join(CALLED[cadence] for cadence in item.cadences)
    full = f"，满分{item.full}" if item.full else ""
    titled = f"名称〔{label(item.title_provenance)}〕{item.title_source.document}，{item.title_source.place}"
    ruled = f"规则〔{label(item.provenance)}〕{item.source.document}，{item.source.place}"
    return [f"## {item.title} ({item.key})", f"{when}{full}：{item.words}", f"{titled}；{ruled}", ""]
