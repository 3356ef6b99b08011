"""Opening and closing a cycle, and the hash that freezes what was recorded in it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.calendar import periods_of
from biaochi_assessment.domain.decision import Cycle, PinnedModel, closed
from biaochi_assessment.domain.facts import LATER_FIELDS
from biaochi_assessment.domain.models import City, Model, pinned_on
from biaochi_assessment.domain.ratings import RatingDue
from biaochi_assessment.domain.refusals import CycleAlreadyOpen, CycleNotEnded, RoundOpen, UnknownCycle, UnknownModel


@dataclass(frozen=True, slots=True)
class Freeze:
    """What the closing of a cycle froze. `registry_sequence`: how far the registry had been read."""

    cycle: Cycle
    facts: int
    reversals: int
    registry_sequence: int


def open_cycle(code: str, city: City, models: Sequence[Model], at: datetime) -> Cycle:
    """Return the cycle of a year, pinning the models valid on its last day. Raises BadCycleCode, UnknownModel."""
    periods = periods_of(code, city.calendar)
    pinned = pinned_on(models, periods[0].last_day)
    if not pinned:
        sentence = f"{city.title}没有在 {code} 年末有效的考核模型：请先安装该城市的插件，或核对年份。"
        raise UnknownModel(sentence, field="code")
    return Cycle(code, periods, tuple(PinnedModel(model.code, model.hash) for model in pinned), at)


def check_new(code: str, known: Mapping[str, Cycle]) -> None:
    """Raise CycleAlreadyOpen if there is such a cycle."""
    if code in known:
        raise CycleAlreadyOpen(f"考核周期 {code} 已经开启过：每个周期只开启一次，可直接登记事实。", field="code")


def named(code: str, known: Mapping[str, Cycle]) -> Cycle:
    """Return the cycle of this code. Raises UnknownCycle."""
    if code not in known:
        raise UnknownCycle(f"没有代码为“{shown(code)}”的考核周期：请先开启，或核对代码。", field="cycle")
    return known[code]


def check_closable(cycle: Cycle, today: date, due: Sequence[RatingDue]) -> None:
    """Raise CycleClosed, CycleNotEnded while it runs, or RoundOpen while ratings are due."""
    if cycle.closed_at is not None:
        raise closed(cycle, "code")
    end = cycle.whole.ends_before
    if today < end:
        sentence = f"考核周期 {cycle.code} 到 {cycle.whole.last_day} 才结束，今天是 {today}：请在 {end} 起关闭。"
        raise CycleNotEnded(sentence, field="code")
    if due:
        first = due[0]
        sentence = (
            f"考核周期 {cycle.code} 还有 {len(due)} 份互评未交，第一份是 {first.period} 由 {first.rater} 评"
            f" {first.subject}：请先补齐，再关闭周期。"
        )
        raise RoundOpen(sentence, field="code", details={"due": str(len(due))})


def facts_hash(facts: Iterable[Mapping[str, str]], reversals: Iterable[Mapping[str, str]]) -> str:
    """Return the SHA-256 over facts and reversals in their canonical texts: one JSON line each, in order of number.

    It does not depend on the order in which they were recorded or are given. LATER_FIELDS count only where they say
    something, so that the hash of facts recorded before them stays what it was.
    """
    digest = hashlib.sha256()
    for line in sorted([*facts, *reversals], key=itemgetter("number")):
        texts = {name: text for name, text in line.items() if text or name not in LATER_FIELDS}
        digest.update(json.dumps(texts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def by_code(cycles: Collection[Cycle]) -> dict[str, Cycle]:
    """Return the cycles by their codes."""
    return {cycle.code: cycle for cycle in cycles}
