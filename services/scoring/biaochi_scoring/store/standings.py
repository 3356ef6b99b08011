"""Standings as they are shown on a day, in SQL."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, or_, select

from biaochi_scoring.domain.standings import SHEET_FIELDS, Sheet, Standing, marks_in
from biaochi_scoring.store.tables import cycle_period, rung_spell, sheet

# `index` is a method of every row, so the column answers to another name.
_SHEET = [sheet.c[name].label("index_key") if name == "index" else sheet.c[name] for name in SHEET_FIELDS]


@dataclass(frozen=True, slots=True)
class Listed:
    """Which list is asked for and what of it; empty filters let everything through."""

    city: str
    cycle: str
    index: str
    period: str
    rung: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """At most `first` standings after the one of subject `after`; empty from the beginning."""

    first: int
    after: str = ""


def list_standings(
    connection: Connection, listed: Listed, page: Page, today: date
) -> tuple[list[Standing], int] | None:
    """A page in order of rank and code with one more if there is one, and how many there are in all.

    None when the subject after which to go on is not in the list.
    """
    chosen = _standings(today).where(
        sheet.c.city == listed.city,
        sheet.c.cycle == listed.cycle,
        sheet.c.index == listed.index,
        sheet.c.period == listed.period,
    )
    after = None
    if page.after:
        after = connection.execute(chosen.where(sheet.c.subject == page.after)).first()
        if after is None:
            return None
    if listed.grade:
        chosen = chosen.where(sheet.c.grade == listed.grade)
    if listed.rung:
        chosen = chosen.where(_held(today) == listed.rung)
    total = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    if after is not None:
        chosen = chosen.where(_behind(after))
    in_order = chosen.order_by(sheet.c.rank.is_(None), sheet.c.rank, sheet.c.subject).limit(page.first + 1)
    return [_standing(row) for row in connection.execute(in_order)], total


def standings_of(
    connection: Connection, city: str, subjects: Collection[str], cycle: str, today: date
) -> list[Standing]:
    """All standings of these subjects, of one cycle if it is named, in order of subject, cycle, index and period."""
    chosen = _standings(today).where(sheet.c.city == city, sheet.c.subject.in_(sorted(subjects)))
    if cycle:
        chosen = chosen.where(sheet.c.cycle == cycle)
    in_order = chosen.order_by(sheet.c.subject, sheet.c.cycle, sheet.c.index, sheet.c.period)
    return [_standing(row) for row in connection.execute(in_order)]


def sheets_of(
    connection: Connection, listed: Listed, subjects: Collection[str] | None, today: date
) -> dict[str, tuple[Sheet, Standing]]:
    """The sheets of these subjects, or of all, in one list, each with its standing."""
    chosen = _standings(today).where(
        sheet.c.city == listed.city,
        sheet.c.cycle == listed.cycle,
        sheet.c.index == listed.index,
        sheet.c.period == listed.period,
    )
    if subjects is not None:
        chosen = chosen.where(sheet.c.subject.in_(sorted(subjects)))
    return {row.subject: (_sheet(row), _standing(row)) for row in connection.execute(chosen)}


def _standings(today: date) -> Select[Any]:
    in_period = and_(
        cycle_period.c.city == sheet.c.city,
        cycle_period.c.cycle == sheet.c.cycle,
        cycle_period.c.code == sheet.c.period,
    )
    return select(*_SHEET, _held(today).label("held")).join(cycle_period, in_period)


def _held(today: date) -> Any:  # noqa: ANN401 - an SQL expression
    """After the close of a period the rung judged at it; before, the rung held today."""
    spell = (
        select(rung_spell.c.rung)
        .where(
            rung_spell.c.city == sheet.c.city,
            rung_spell.c.index == sheet.c.index,
            rung_spell.c.subject == sheet.c.subject,
            rung_spell.c.since <= today,
        )
        .order_by(rung_spell.c.since.desc(), rung_spell.c.cycle.desc())
        .limit(1)
        .scalar_subquery()
    )
    return case((cycle_period.c.ends_before <= today, sheet.c.rung), else_=spell)


def _behind(after: Row[Any]) -> Any:  # noqa: ANN401 - an SQL condition
    later = sheet.c.subject > after.subject
    if after.rank is None:
        return and_(sheet.c.rank.is_(None), later)
    return or_(sheet.c.rank > after.rank, and_(sheet.c.rank == after.rank, later), sheet.c.rank.is_(None))


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        subject=row.subject,
        total=row.total,
        grade=row.grade,
        rung=row.held,
        rank=row.rank,
        movement=row.movement,
        cycle=row.cycle,
        index=row.index_key,
        period=row.period,
        marks=marks_in(row.marks),
    )


def _sheet(row: Row[Any]) -> Sheet:
    values: list[Any] = list(row)[:-1]
    return Sheet(*values)
