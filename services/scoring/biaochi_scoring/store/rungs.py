"""The history of rungs in SQL."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, fields
from datetime import date

from sqlalchemy import Connection, bindparam, delete, insert, select

from biaochi_scoring.domain.ladder import RungSpell
from biaochi_scoring.store.tables import rung_spell

_COLUMNS = [rung_spell.c[field.name] for field in fields(RungSpell)]
_PLACE = tuple(rung_spell.primary_key.columns)


def load_spells(
    connection: Connection, city: str, cycle: str, index: str, subjects: Collection[str] | None = None
) -> list[RungSpell]:
    """The spells that were judged or recorded in one cycle, of all subjects or of some."""
    chosen = select(*_COLUMNS).where(
        rung_spell.c.city == city, rung_spell.c.cycle == cycle, rung_spell.c.index == index
    )
    if subjects is not None:
        chosen = chosen.where(rung_spell.c.subject.in_(sorted(subjects)))
    return [RungSpell(*row) for row in connection.execute(chosen)]


def replace_spells(connection: Connection, old: Collection[RungSpell], new: Collection[RungSpell]) -> None:
    """Write what of the new spells is not among the old, and remove what of the old is not among the new."""
    gone, added = set(old) - set(new), set(new) - set(old)
    if gone:
        statement = delete(rung_spell).where(*(column == bindparam(f"old_{column.name}") for column in _PLACE))
        rows = [{f"old_{column.name}": getattr(spell, column.name) for column in _PLACE} for spell in gone]
        connection.execute(statement, rows)
    if added:
        connection.execute(insert(rung_spell), [asdict(spell) for spell in added])


def spells_of(connection: Connection, city: str, subjects: Iterable[str], today: date) -> list[RungSpell]:
    """The spells of these subjects that have begun, in order of subject and date."""
    chosen = (
        select(*_COLUMNS)
        .where(rung_spell.c.city == city, rung_spell.c.subject.in_(sorted(subjects)), rung_spell.c.since <= today)
        .order_by(rung_spell.c.subject, rung_spell.c.since, rung_spell.c.cycle)
    )
    return [RungSpell(*row) for row in connection.execute(chosen)]
