"""Documents in Chinese, as Markdown: what is known, put into sentences. Nothing is computed and no person is named."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from biaochi.assessment.v1.events_pb2 import Fact
from biaochi.scoring.v1 import service_pb2 as pb

MARKS = {"DEFAULT": "〔默认，可调整〕", "OUR_READING": "〔我们的理解〕", "PUBLISHED": "〔公布〕"}
LEGEND = "标有〔默认，可调整〕的是标尺的默认值，〔我们的理解〕由原文推知，二者都不是本市公布的规则。"
NOBODY = "尚无可据以答复的评判"


def circular(
    city: str, period: str, message: pb.Circular, names: Mapping[str, str], found: Mapping[str, Sequence[str]]
) -> str:
    """The supervision circular of a period: the places, and who lost what on which facts and mends it by when.

    found: of each subject what was found, a line each.
    """
    head = [
        f"# {plain(city)}督查通报（{period}）",
        f"规则：{plain(message.title)}（{_source(message.source)}）。",
        LEGEND,
        "## 名次",
        _places(message, names),
        "## 失分与整改",
    ]
    losses = (_lost(entry, names[entry.standing.subject]) for entry in message.entries)
    return _paragraphs([*head, *losses, *_findings(names, found)])


def facts_of(message: pb.Circular) -> Iterable[Fact]:
    """The facts on which points were lost."""
    return (fact for entry in message.entries for loss in entry.losses for fact in loss.facts)


def _findings(names: Mapping[str, str], found: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """What was found of whom, where anything was."""
    having = {code: lines for code, lines in found.items() if lines}
    if having:
        yield "## 查出的问题"
    for code, lines in having.items():
        yield "\n".join([f"### {plain(names[code])}", "", *(f"- {line}" for line in lines)])


def _places(message: pb.Circular, names: Mapping[str, str]) -> str:
    rows = [
        (
            str(one.rank or "—"),
            plain(names[one.subject]),
            one.total or "未评判",
            message.grades.get(one.grade, one.grade) or "—",
            message.rungs.get(one.rung, one.rung) or "—",
        )
        for one in (entry.standing for entry in message.entries)
    ]
    return _table(("名次", "考核对象", plain(message.total_title) or "得分", "等次", "梯级"), rows)


def _lost(entry: pb.CircularEntry, name: str) -> str:
    if not entry.losses:
        return f"### {plain(name)}\n\n本期无失分。"
    return "\n".join([f"### {plain(name)}", "", *(_loss(loss) for loss in entry.losses)])


def _loss(loss: pb.Loss) -> str:
    under = f"（{' › '.join(map(plain, loss.under))}）" if loss.under else ""
    mend = f"由其于 {loss.rectify_by} 前整改。" if loss.rectify_by else "本周期内不再评判，整改情况计入下一周期。"
    return "\n".join(
        [
            f"- **{plain(loss.title)}**{under}，{loss.period}：得 {loss.value} 分，可得 {loss.max} 分，"
            f"失 {loss.lost} 分{MARKS[loss.provenance]}。依据：{_source(loss.source)}。",
            *(f"  - {line}" for line in _facts(loss.facts, "没有登记可据以给分的事实。")),
            f"  - {mend}",
        ]
    )


def clearance(message: pb.Clearance, name: str) -> str:
    """The answer to a Party check: the opinion, the rule it rests on, and the facts that led there."""
    opinion = f"{plain(message.opinion)}（{_answer(message.answer)}）" if message.opinion else NOBODY
    head = [
        "# 党建查核意见",
        f"查核对象：{plain(name)}（{plain(message.subject)}）",
        f"截至：{message.as_of}",
        f"意见：**{opinion}**",
    ]
    if not message.model:
        return _paragraphs(head)
    body = [f"依据：{message.period} 的评判；{_source(message.source)}。", LEGEND, "## 事实与依据"]
    below = {node.key: node for node in message.explanation.children}
    return _paragraphs([*head, *body, "\n".join(_reason(one, below.get(one.key)) for one in message.grounds)])


def _answer(answer: str) -> str:
    return "可以通过" if answer == "CLEARED" else "不良意见"


def _reason(reason: pb.Ground, node: pb.Explanation | None) -> str:
    first = (
        f"- {plain(reason.title)}：{plain(reason.shown)}{MARKS[reason.provenance]}。依据：{_source(reason.source)}。"
    )
    because = _because(node, set()) if node is not None else ()
    return "\n".join([first, *(f"  - {line}" for line in (*because, *_facts(reason.facts)))])


def _because(node: pb.Explanation, seen: set[tuple[str, str]]) -> Iterable[str]:
    """The values that a value is made of, down to those of other sheets, each once."""
    for child in node.children:
        place = child.key, child.related.subject
        if place in seen or not child.value:
            continue
        seen.add(place)
        whose = f"（{plain(child.related.subject)}，{child.related.period}）" if child.related.subject else ""
        yield f"{plain(child.title)}{whose}：{plain(child.value)}{MARKS.get(child.provenance, '')}。"
        yield from _because(child, seen)


def _facts(facts: Iterable[Fact], none: str = "") -> Sequence[str]:
    return [_fact(fact) for fact in facts] or ([none] if none else [])


def _fact(fact: Fact) -> str:
    said = (
        fact.occurred_on or fact.period,
        f"数值 {fact.amount}" if fact.amount else "",
        f"任务 {fact.task}，期限 {fact.due_on}" if fact.task else "",
        f"条款 {fact.clause}" if fact.clause else "",
        f"案号 {fact.case}" if fact.case else "",
        f"佐证 {fact.evidence}" if fact.evidence else "",
    )
    return f"事实 {plain(fact.number)}：{plain('，'.join(filter(None, said)))}。"


def _source(source: pb.Source) -> str:
    return plain(f"{source.document}，{source.place}" if source.place else source.document)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


# A document says the same titles, sources and names again and again.
@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text as Markdown shows it literally, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", " ".join(text.split()))
