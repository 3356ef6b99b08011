"""What was found of a subject in a cycle (查出的问题): read for a circular, and put into its sentences."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from biaochi.assessment.v1.events_pb2 import WorkItem
from biaochi.scoring.v1.events_pb2 import WorkKind

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded, WorkOf
from biaochi_gateway.schema.reports.documents import plain

FOUND = "problem"
OWNERS = ("owner", "responsible")
"""Fields that name who answers for a problem."""


async def findings_of(info: Info, city: str, cycle: str, organization: str) -> Sequence[WorkItem]:
    """The problems of an organization in a cycle, open and closed, in order of code: at most a hundred."""
    return await info.context.loaders.work_of.load(WorkOf(city, cycle, FOUND, organization))


async def lines_by_subject(info: Info, city: str, cycle: str, codes: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Of each subject what was found, a line each."""
    found = await info.context.loaders.work_of.load_many([WorkOf(city, cycle, FOUND, code) for code in codes])
    lines = await asyncio.gather(*(lines_of(info, city, each) for each in found))
    return dict(zip(codes, lines, strict=True))


async def lines_of(info: Info, city: str, found: Iterable[WorkItem]) -> list[str]:
    """Each finding as a line: its words, who answers for it, until when, and where it stands. Persons by code alone."""
    items = list(found)
    keys = dict.fromkeys(item.kind for item in items)
    kinds = await asyncio.gather(*(info.context.loaders.work_kinds.load(Coded(city, key)) for key in keys))
    known = dict(zip(keys, kinds, strict=True))
    return [_line(item, known[item.kind]) for item in items]


def _line(item: WorkItem, kind: WorkKind | None) -> str:
    filled: Mapping[str, Sequence[str]] = {one.key: one.values for one in item.fields}
    owner = next(("、".join(filled[key]) for key in OWNERS if filled.get(key)), item.organization)
    states = {one.key: one.title for one in kind.states} if kind else {}
    due = f"期限 {item.due_on}" if item.due_on else "未定期限"
    closed = f"，{item.closed_on} 办结" if item.closed_on else ""
    where = plain(states.get(item.state, item.state))
    words = plain(item.words or item.title)
    return (
        f"问题 {plain(item.code)}（{item.opened_on}）：{words} 责任人：{plain(owner)}；{due}；现状：{where}{closed}。"
    )
