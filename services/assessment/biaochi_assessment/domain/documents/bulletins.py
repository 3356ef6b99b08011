"""Bulletins of a period (通报): drafted when it is over, of what is true then; never written again."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.city import BulletinRule, City
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.documents.documents import Document
from biaochi_assessment.domain.wording import title
from biaochi_assessment.domain.work.calendar import DONE, DONE_LATE, EXCUSED, LATE, WorkDue
from biaochi_assessment.domain.work.spans import spans

BULLETIN = "bulletin"
_MARKS = {"DEFAULT": "〔默认，可调整〕", "OUR_READING": "〔我们的理解〕", "PUBLISHED": "〔公布〕"}

Owed = Sequence[tuple[str, WorkDue]]
"""Organizations, each with something that it owed."""


@dataclass(frozen=True, slots=True)
class PeriodOver:
    """A period that is over, with the bulletin that the city draws up of it."""

    rule: BulletinRule
    period: Period

    @property
    def code(self) -> str:
        """Under which its bulletin is found, and is there once."""
        return f"{BULLETIN}-{self.period.code}"


@dataclass(frozen=True, slots=True)
class Found:
    """What a bulletin says: what fell due in the period, and how many facts of each kind were recorded in it."""

    owed: Owed
    recorded: Mapping[str, int]


def periods_over(rules: Sequence[BulletinRule], cycle: Cycle, opened_on: date, today: date) -> Iterator[PeriodOver]:
    """Yield the periods of a cycle that ended since it was opened and before today's end, in order of cadence."""
    for rule in rules:
        for period in spans(cycle.code, rule.every):
            if opened_on < period.ends_before <= today:
                yield PeriodOver(rule, period)


def write_bulletin(city: City, cycle: Cycle, over: PeriodOver, found: Found, by: Recorder, today: date) -> Document:
    """Return the bulletin of a period as a draft: codes and counts, no person and no mark."""
    text = _text(city, over, found, today)
    return Document(
        code=over.code,
        kind=BULLETIN,
        cycle=cycle.code,
        title=f"{over.rule.title}（{over.period.code}）",
        to=over.rule.to,
        text=text,
        hash=hashlib.sha256(text.encode()).hexdigest(),
        results_hash="",
        drafted_by=by.name,
        drafted_at=by.at,
    )


def _text(city: City, over: PeriodOver, found: Found, today: date) -> str:
    rule, period = over.rule, over.period
    origin = f"名称{_MARKS.get(rule.provenance, '')}" + (f"，见{rule.source}" if rule.source else "")
    head = [
        f"# {city.title}{rule.title}（{period.code}）",
        f"{period.starts_on} 至 {period.last_day}。由日历按 {today} 的登记拟出，此后的登记和更正不改本通报。{origin}。",
    ]
    return "\n\n".join([*head, "## 本期到期的工作", *_work(city, found.owed), *_facts(found.recorded)]) + "\n"


def _work(city: City, owed: Owed) -> Iterator[str]:
    groups: dict[tuple[str, str], list[tuple[str, WorkDue]]] = {}
    for organization, due in owed:
        groups.setdefault((due.kind, due.period), []).append((organization, due))
    if not groups:
        yield "本期没有到期的工作。"
        return
    rows = [
        "| 事项 | 期 | 期限 | 应办 | 按期 | 迟办 | 未办 | 免办 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    open_ = list[str]()
    for (kind, period), group in sorted(groups.items()):
        named, deadline = city.work[kind].title, group[0][1].deadline.on
        counts = [sum(due.state == state for _, due in group) for state in (DONE, DONE_LATE, LATE, EXCUSED)]
        rows.append(f"| {named} | {period} | {deadline} | {len(group)} | {' | '.join(map(str, counts))} |")
        if late := sorted(organization for organization, due in group if due.state == LATE):
            open_.append(f"- {named}（{period}）未办：{'、'.join(late)}")
    yield "\n".join(rows)
    if open_:
        yield "\n".join(open_)


def _facts(recorded: Mapping[str, int]) -> Iterator[str]:
    yield "## 本期的登记"
    lines = [f"- {title(kind)}：{count} 笔" for kind, count in sorted(recorded.items())]
    yield "\n".join(lines) or "本期没有登记。"
