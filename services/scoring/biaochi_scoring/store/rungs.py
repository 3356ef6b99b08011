"""The history of rungs in SQL."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from biaochi_chassis.store.among import among
from biaochi_chassis.store.statements import rows_of
from sqlalchemy import Connection, bindparam, delete, insert, select

from biaochi_scoring.domain.ladder import RungSpell
from biaochi_scoring.store.tables import rung_spell

_COLUMNS = [rung_spell.c[field.name] for field in fields(RungSpell)]
_PLACE = tuple(rung_spell.primary_key.columns)
_SOME = among(rung_spell.c.subject, "some")
_OF_CYCLE = select(*_COLUMNS).where(
    *(rung_spell.c[name] == bindparam(f"of_{name}") for name in ("city", "cycle", "index"))
)
_OF_SOME = _OF_CYCLE.where(_SOME)
_BEGUN = (
    select(*_COLUMNS)
    .where(rung_spell.c.city == bindparam("of_city"), _SOME, rung_spell.c.since <= bindparam("today"))
    .order_by(rung_spell.c.subject, rung_spell.c.since, rung_spell.c.cycle)
)


def load_spells(
    connection: Connection, city: str, cycle: str, index: str, subjects: Collection[str] | None = None
) -> list[RungSpell]:
    """The spells that were judged or recorded in one cycle, of all subjects or of some."""
    here: dict[str, Any] = {"of_city": city, "of_cycle": cycle, "of_index": index}
    if subjects is None:
        return [RungSpell(*row) for row in rows_of(connection, _OF_CYCLE, here)]
    return [RungSpell(*row) for row in rows_of(connection, _OF_SOME, here | {"some": sorted(subjects)})]


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
    here = {"of_city": city, "some": sorted(subjects), "today": today}
    return [RungSpell(*row) for row in connection.execute(_BEGUN, here)]
