"""How many days somebody was there in a period: each day of several spells once; what lies between, what overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from biaochi_scoring.domain.registry import Spell

MOST_NAMED = 20
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days of some spells, those between them, and those that are in more than one."""

    days: int
    between: int
    twice: int

    @classmethod
    def of(cls, spells: Sequence[Spell]) -> "Days":
        """Count spells in order of time."""
        days = between = twice = 0
        end = spells[0].since if spells else None
        for spell in spells:
            if end is None:
                break
            between += max((spell.since - end).days, 0)
            twice += max((min(end, spell.until) - spell.since).days, 0)
            days += max((spell.until - max(end, spell.since)).days, 0)
            end = max(end, spell.until)
        return cls(days, between, twice)

    def note(self, spells: Sequence[Spell]) -> str:
        """What is counted, for whoever opens it."""
        named = "、".join(
            f"{spell.state.parent or spell.state.code} {spell.since} 至 {spell.until - DAY}"
            for spell in spells[:MOST_NAMED]
        )
        more = "等" if len(spells) > MOST_NAMED else ""
        said = f"名册：本期在册或在任 {self.days} 天" + (f"（{named}{more}）" if named else "")
        said += f"，其间中断 {self.between} 天" if self.between else ""
        return f"{said}，重叠 {self.twice} 天。" if self.twice else f"{said}。"
