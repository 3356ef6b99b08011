"""Whose sheets were opened by those who are scored: what of it the audit trail holds, and how it is counted."""

from collections.abc import Collection
from dataclasses import dataclass

SHEETS = "BatchGetSheets"
"""The method that opens sheets."""

THE_SCORED = frozenset({"organ_committee", "branch", "reporter", "member"})
"""Who sees their own results, where the role is held for some of a city and not for all of it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """How many have a result in a cycle, and how many of them had at least one sheet of it opened."""

    subjects: int
    opened: int


def place(cycle: str, subject: str) -> str:
    """How the trail names a sheet of a cycle."""
    return f"{cycle}/{subject}"


def opened(cycle: str, subjects: Collection[str], read: Collection[str]) -> Opened:
    """Count; `read`: what the trail names."""
    return Opened(len(subjects), sum(place(cycle, subject) in read for subject in subjects))
