"""Closing a cycle: when it may be, and the hash that freezes what was recorded in it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter

from biaochi_assessment.domain.cycles import Cycle, closed
from biaochi_assessment.domain.facts import LATER_FIELDS
from biaochi_assessment.domain.ratings import RatingDue
from biaochi_assessment.domain.refusals import CycleNotEnded, RoundOpen


@dataclass(frozen=True, slots=True)
class Freeze:
    """What the closing of a cycle froze. `registry_sequence`: how far the registry had been read."""

    cycle: Cycle
    facts: int
    reversals: int
    registry_sequence: int


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


def closed_now(cycle: Cycle, at: datetime, facts_hash: str) -> Cycle:
    """Return the cycle as it is once frozen."""
    return replace(cycle, closed_at=at, facts_hash=facts_hash)


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
