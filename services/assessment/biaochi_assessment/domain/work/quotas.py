"""How many items of a year may come to a state (名额), who was led past that by two, and how it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from biaochi_assessment.domain.refusals import FieldMissing, QuotaSpent, TooEarly
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.wording import title
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import FinalLists, WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import EXCEPTION, WITHDRAWN, Kind, Quota, Step
from biaochi_assessment.domain.working_days import working_day_after


@dataclass(frozen=True, slots=True)
class FilledQuota:
    """How a quota of a kind stands: `of` how many it is a share (0: a number), how many may be, and who there is.

    `list_cycle`: whose final list these are, empty where they are registered.
    `nominated`: not withdrawn; `selected`: have a place; `commended`: have one and are closed. Exceptions are beside.
    """

    kind: Kind
    quota: Quota
    of: int
    most: int
    nominated: int
    selected: int
    commended: int
    exceptions: tuple[WorkItem, ...]
    list_cycle: str = ""


def through_quotas(context: WorkContext, kind: Kind, item: WorkItem, step: WorkStep) -> WorkItem:
    """Return an item as a step leaves it; one that an exception led to a place says so, and takes none.

    Raises QuotaSpent where it comes to a place and none is left, FieldMissing for an exception without its reason.
    """
    before = context.item(item.code).state if context.has(item.code) else ""
    declared = kind.by_key.get(step.step)
    if declared and declared.exception:
        if not step.words.strip():
            raise FieldMissing(f"“{declared.title}”是破例，没有写明理由：请写明为什么破例。", field="words")
        return replace(item, fields={**item.fields, EXCEPTION: (declared.key,)})
    for quota in kind.quotas:
        if _concerns(quota, item) and item.state in quota.states and before not in quota.states:
            item = replace(item, fields={key: some for key, some in item.fields.items() if key != EXCEPTION})
            _check(context, kind, quota, item, step.on)
    return item


def check_waited(context: WorkContext, step: Step, taken: WorkStep) -> None:
    """Raise TooEarly while the working days since the item's last step have not passed."""
    if not step.waits:
        return
    since = context.steps(taken.item)[-1].on
    until = working_day_after(since, step.waits).on
    if taken.on <= until:
        sentence = (
            f"“{taken.item}”的“{step.title}”须在 {since} 之后满 {step.waits} 个工作日，至 {until} 届满，"
            f"这里写的是 {taken.on}：请待期满后再办。"
        )
        raise TooEarly(sentence, field="on", details={"until": until.isoformat(), "working_days": str(step.waits)})


def filled_quotas(
    kind: Kind, items: Iterable[WorkItem], registry: Registry, day: date, lists: FinalLists | None = None
) -> list[FilledQuota]:
    """Return how each quota of a kind stands, of the items of one year.

    A share is of the final list of the year before that it names, where there is one, else of who there is on a day.
    """
    there = [item for item in items if item.kind == kind.key and item.state != WITHDRAWN]
    return [_filled(kind, quota, there, (registry, day), lists) for quota in kind.quotas]


def most_of(quota: Quota, of: int) -> int:
    """Return how many places there are: so many, or the share of so many, made whole as the quota says."""
    if not quota.percent:
        return quota.most
    added = {"down": 0, "half_up": 50, "up": 99}[quota.rounds]
    return (of * quota.percent + added) // 100


def _filled(
    kind: Kind, quota: Quota, items: Sequence[WorkItem], registered: tuple[Registry, date], lists: FinalLists | None
) -> FilledQuota:
    concerned = [item for item in items if _concerns(quota, item)]
    ordinary = [item for item in concerned if EXCEPTION not in item.fields]
    selected = [item for item in ordinary if item.state in quota.states]
    registry, day = registered
    listed = lists.sizes.get(quota.of_list) if lists else None
    of = len(registry.cohort_of(quota.among, day)) if listed is None else listed
    return FilledQuota(
        kind=kind,
        quota=quota,
        of=of,
        most=most_of(quota, of),
        nominated=len(ordinary),
        selected=len(selected),
        commended=sum(item.closed_on is not None for item in selected),
        exceptions=tuple(item for item in concerned if EXCEPTION in item.fields and item.state in quota.states),
        list_cycle=lists.cycle if lists and listed is not None else "",
    )


def _check(context: WorkContext, kind: Kind, quota: Quota, item: WorkItem, on: date) -> None:
    others = (one for one in context.of_kind(kind.key) if one.code != item.code and one.cycle == item.cycle)
    there = [one for one in others if one.state != WITHDRAWN]
    filled = _filled(kind, quota, there, (context.facts.registry, on), context.lists.get(item.cycle))
    if filled.selected < filled.most:
        return
    whom = f"{on} 在册的 {filled.of} 个{title(*quota.among)}"
    whom = f"{filled.list_cycle} 年定案名单上的 {filled.of} 个" if filled.list_cycle else whom
    share = f"，即 {whom}的 {quota.percent}%" if quota.percent else ""
    sentence = (
        f"“{kind.title}”{item.cycle} 年的“{quota.title}”名额为 {filled.most} 个{share}，已有 {filled.selected} 个："
        "请先撤回或改定其他，或由两人破例办理。"
    )
    details = {"quota": quota.key, "most": str(filled.most), "there": str(filled.selected)}
    raise QuotaSpent(sentence, field="step", details=details)


def _concerns(quota: Quota, item: WorkItem) -> bool:
    return not quota.field or bool(set(item.fields.get(quota.field, ())) & set(quota.values))
