"""Circulars and dossiers whole: page after page of what scoring answers, written as one document."""

import asyncio
from collections.abc import Iterable, Sequence

from biaochi.scoring.v1 import service_pb2 as pb
from biaochi.scoring.v1.events_pb2 import Standing
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import BadRequest
from google.protobuf.json_format import MessageToJson

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import InPeriod
from biaochi_gateway.schema.facts.texts import open_evidence
from biaochi_gateway.schema.registry.organizations import subject_in
from biaochi_gateway.schema.reports import documents
from biaochi_gateway.schema.reports.findings import lines_by_subject
from biaochi_gateway.schema.reports.queries import ListInput, list_of, page_of, reported, written_name
from biaochi_gateway.schema.rules.cities import installed
from biaochi_gateway.schema.whatif.inputs import SuppositionInput, supposed

AT_ONCE = 1000
MOST_LISTS = 20
ASPECTS = {"TOTAL": "总分", "GRADE": "等次", "RUNG": "台阶", "RANK": "名次"}


async def circular_text(info: Info, city: str, given: ListInput) -> str:
    """The circular of a list, from the first to the last of it."""
    whole, page, listing = pb.Circular(), Page(first=AT_ONCE), ""
    while True:
        question = pb.CircularQuestion(of=list_of(given), page=page_of(page, listing))
        found = (await reported(info, city, pb.ReportQuestion(circular=question))).circular
        whole.MergeFrom(found)
        if not found.has_more:
            break
        page, listing = Page(first=AT_ONCE, after=found.entries[-1].standing.subject), found.listing
    period = given.period or given.cycle
    codes = [entry.standing.subject for entry in whole.entries]
    names = await _names(info, city, given, codes)
    found_of = await lines_by_subject(info, city, given.cycle, codes)
    await open_evidence(info, city, documents.facts_of(whole))
    return documents.circular(await _title(info, city), period, whole, names, found_of)


async def dossier_text(info: Info, city: str, lists: Sequence[ListInput], suppose: SuppositionInput) -> str:
    """What is supposed, and who would move in each list. Raises BadRequest for no list, too many, or two cycles."""
    if not 1 <= len(lists) <= MOST_LISTS or len({one.cycle for one in lists}) > 1:
        raise BadRequest(f"案卷须是同一考核周期的 1 至 {MOST_LISTS} 份名次表：请改正。", field="of")
    parts = [await _supposed_list(info, city, one, suppose) for one in lists]
    what = supposed(pb.SimulateRequest(), suppose)
    head = [
        f"# {documents.plain(await _title(info, city))}试算案卷（{lists[0].cycle}）",
        "以下是决定之前的试算，没有登记、保存或改动任何成绩。",
        "## 假设",
        "\n".join(["```json", MessageToJson(what, ensure_ascii=False, sort_keys=True), "```"]),
    ]
    return "\n\n".join([*head, *parts]) + "\n"


async def _supposed_list(info: Info, city: str, given: ListInput, suppose: SuppositionInput) -> str:
    request = supposed(
        pb.SimulateRequest(city=city, cycle=given.cycle, index=given.index, period=given.period or "", first=AT_ONCE),
        suppose,
    )
    moves: list[pb.Move] = []
    while True:
        answer = await info.context.calls.invoke(info.context.services.scoring.simulate, request)
        moves += answer.moves
        if not answer.has_more:
            break
        request.after, request.listing = moves[-1].subject, answer.listing
    names = await _names(info, city, given, [move.subject for move in moves])
    rows = [
        "| 考核对象 | 不同 | 原来 | 假设之下 | 因为 |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {documents.plain(names[one.subject])} | {'、'.join(ASPECTS[each] for each in one.changed)} "
            f"| {_standing(one, 'before')} | {_standing(one, 'after')} | {_because(one.values)} |"
            for one in moves
        ),
    ]
    rules = [f"- {documents.plain(one.title)}：{one.before} → {one.after}" for one in answer.rules]
    return "\n\n".join(
        [
            f"## {given.index}（{answer.period}）",
            f"规则 {answer.model_hash_before} → {answer.model_hash_after}；共评判 {answer.subjects} 个，"
            f"{answer.movers} 个有变动，{answer.rose} 个名次上升，{answer.fell} 个下降。",
            *(["\n".join(rules)] if rules else []),
            "\n".join(rows) if moves else "没有变动。",
        ]
    )


def _standing(move: pb.Move, side: str) -> str:
    if not move.HasField(side):
        return "未评判"
    one: Standing = getattr(move, side)
    return " ".join(
        part for part in (one.total or "—", one.grade, one.rung, f"第{one.rank}名" if one.rank else "") if part
    )


def _because(values: Iterable[pb.Difference]) -> str:
    return "；".join(f"{documents.plain(one.title)} {one.before or '—'}→{one.after or '—'}" for one in values)


async def _names(info: Info, city: str, given: ListInput, codes: Sequence[str]) -> dict[str, str]:
    """What a document calls subjects: an organization by its name, a person by the code alone."""
    period = given.period or given.cycle
    places = [InPeriod(city, given.cycle, period, code) for code in codes]
    subjects = await asyncio.gather(*(subject_in(info, place) for place in places))
    return {code: written_name(subject) for code, subject in zip(codes, subjects, strict=True)}


async def _title(info: Info, city: str) -> str:
    return next((one.title for one in await installed(info) if one.slug == city), city)
