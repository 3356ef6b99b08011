"""Work items and their steps in SQL: an item is replaced by what a step makes of it, a step is only ever added."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from biaochi_chassis.foundation.making import make
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.foundation.refusal import RequestTooLarge, shown
from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.keyset import keyset
from biaochi_chassis.store.personal.keys import PersonKeys
from sqlalchemy import ColumnElement, RowMapping, Select, and_, bindparam, delete, func, or_, select, update

from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.work.items import Taken, Values, WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import CALENDAR, HANDED_FROM, WITHDRAW, WITHDRAWN
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection

_AT_ONCE = 1000
MOST_FOUND = 10_000
"""Items that a search may find: they are looked through one by one, since their words are sealed."""
_ITEM, _STEP = tables.work_item.c, tables.work_step.c
_BY_CODE = select(tables.work_item).where(_ITEM.city == bindparam("of_city"), among(_ITEM.code, "some"))
_REPLACED = delete(tables.work_item).where(_ITEM.city == bindparam("of_city"), among(_ITEM.code, "some"))
_STEPS = (
    select(tables.work_step)
    .where(_STEP.city == bindparam("of_city"), among(_STEP.item, "some"))
    .order_by(_STEP.item, _STEP.position)
)
_OF_KINDS = select(tables.work_item).where(
    _ITEM.city == bindparam("of_city"),
    among(_ITEM.cycle, "cycles"),
    among(_ITEM.kind, "kinds"),
    among(_ITEM.organization, "some"),
)

_OF_ANY = select(tables.work_item).where(_ITEM.city == bindparam("of_city"), among(_ITEM.kind, "kinds"))
_OF_CYCLE = select(tables.work_item).where(
    _ITEM.city == bindparam("of_city"),
    among(_ITEM.cycle, "cycles"),
    among(_ITEM.kind, "kinds"),
)
_BELOW = select(tables.work_item).where(_ITEM.city == bindparam("of_city"), among(_ITEM.parent, "some"))

ITEM_ORDERS: Mapping[str, ColumnElement[str]] = {
    "": _ITEM.code,
    "OPENED": _ITEM.opened_on + " " + _ITEM.code,
    "DUE": _ITEM.due_on + " " + _ITEM.code,
}
"""What items may be listed by: a key of each that no other has."""


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which items of a city, and in which order. An empty field does not filter.

    `overdue_on`: open, and due before this day; `search`: in the code, the title or the words.
    """

    city: str
    cycle: str = ""
    kind: str = ""
    noun: str = ""
    organization: str = ""
    parent: str = ""
    state: str = ""
    open_only: bool = False
    overdue_on: str = ""
    opened_from: str = ""
    opened_until: str = ""
    search: str = ""
    order: str = ""
    descending: bool = False


def keep_taken(connection: Connection, city: str, taken: Sequence[Taken], positions: Sequence[int]) -> None:
    """Store steps, each with its position in its item, and every item as its last step left it."""
    items = {one.item.code: one.item for one in taken}
    connection.execute(_REPLACED, {"of_city": city, "some": list(items)})
    insert_rows(connection, tables.work_item, [_item_row(city, item) for item in items.values()])
    rows = [_step_row(city, one.step, place) for one, place in zip(taken, positions, strict=True)]
    insert_rows(connection, tables.work_step, rows)


def positions_of(connection: Connection, city: str, taken: Sequence[Taken]) -> list[int]:
    """Return, for steps that are not stored yet, the position of each in its item."""
    counted = Counter(step.item for step in steps_of(connection, city, {one.item.code for one in taken}))
    positions = []
    for one in taken:
        counted[one.item.code] += 1
        positions.append(counted[one.item.code])
    return positions


def items_of(connection: Connection, city: str, codes: Collection[str]) -> list[WorkItem]:
    """Return the items of these codes, in no order."""
    return _read(connection, _BY_CODE, city, some=codes)


def items_below(connection: Connection, city: str, parents: Collection[str]) -> list[WorkItem]:
    """Return the items that hang on these, in no order."""
    return _read(connection, _BELOW, city, some=parents)


def items_of_kinds(
    connection: Connection, city: str, cycles: Collection[str], kinds: Collection[str], organizations: Collection[str]
) -> list[WorkItem]:
    """Return the items of some kinds that some organizations have in some cycles, in no order."""
    return _read(connection, _OF_KINDS, city, cycles=cycles, kinds=kinds, some=organizations)


def items_of_any(connection: Connection, city: str, kinds: Collection[str]) -> list[WorkItem]:
    """Return the items of some kinds, whosever they are, in no order."""
    return _read(connection, _OF_ANY, city, kinds=kinds)


def items_of_cycles(
    connection: Connection, city: str, cycles: Collection[str], kinds: Collection[str]
) -> list[WorkItem]:
    """Return the items of some kinds in some cycles, whosever they are, in no order."""
    return _read(connection, _OF_CYCLE, city, cycles=cycles, kinds=kinds)


def items_left(connection: Connection, city: str, kinds: Collection[str], day: date) -> list[WorkItem]:
    """Return the open items of some kinds whose organization ended on or before a day, in order of code."""
    if not kinds:
        return []
    gone = _ended(city, day)
    wanted = select(tables.work_item).where(
        _ITEM.city == city, _ITEM.closed_on == "", _ITEM.kind.in_(kinds), _ITEM.organization.in_(gone)
    )
    return [_item(row) for row in connection.execute(wanted.order_by(_ITEM.code)).mappings()]


def items_moved(connection: Connection, city: str, kinds: Collection[str]) -> list[WorkItem]:
    """Return, of some kinds, the open items that passed on and those that the calendar withdrew, in order of code."""
    if not kinds:
        return []
    withdrawn = select(_STEP.item).where(_STEP.city == city, _STEP.step == WITHDRAW, _STEP.taken_by == CALENDAR)
    passed_on = and_(_ITEM.closed_on == "", _ITEM.fields.contains(f'"{HANDED_FROM}"', autoescape=True))
    ended = and_(_ITEM.state == WITHDRAWN, _ITEM.code.in_(withdrawn))
    wanted = select(tables.work_item).where(_ITEM.city == city, _ITEM.kind.in_(kinds), or_(passed_on, ended))
    return [_item(row) for row in connection.execute(wanted.order_by(_ITEM.code)).mappings()]


def ended_organizations(connection: Connection, city: str, day: date) -> int:
    """Return how many organizations had ended by a day."""
    return int(connection.execute(select(func.count()).select_from(_ended(city, day).subquery())).scalar_one())


def _ended(city: str, day: date) -> Select[tuple[str]]:
    at = tables.organization_state.c
    return select(at.code).where(at.city == city, at.until != "", at.until <= day.isoformat()).distinct()


def _read(connection: Connection, query: Select[Any], city: str, **among: Collection[str]) -> list[WorkItem]:
    """Return the items that a query finds; none, and nothing is asked, where one of the collections is empty."""
    if not all(among.values()):
        return []
    given = {name: list(some) for name, some in among.items()}
    return [_item(row) for row in connection.execute(query, {"of_city": city, **given}).mappings().all()]


def steps_of(connection: Connection, city: str, items: Collection[str]) -> list[WorkStep]:
    """Return the steps of these items, of each in the order they were taken."""
    if not items:
        return []
    rows = connection.execute(_STEPS, {"of_city": city, "some": list(items)})
    return [_step(row) for row in rows.mappings().all()]


def batches_of_items(connection: Connection, city: str, organization: str = "") -> Iterator[list[WorkItem]]:
    """Return all items of a city, or of an organization alone, in order of code, a thousand at a time."""
    where, after = [_ITEM.city == city, *([_ITEM.organization == organization] if organization else [])], ""
    query = select(tables.work_item).where(*where).order_by(_ITEM.code).limit(_AT_ONCE)
    while rows := connection.execute(query.where(_ITEM.code > after)).mappings().all():
        yield [_item(row) for row in rows]
        after = rows[-1]["code"]


def put_item_texts(connection: Connection, city: str, item: WorkItem) -> None:
    """Store what an item says in words in the place of what it said."""
    here = (_ITEM.city == city, _ITEM.code == item.code)
    said = {"words": item.words, "fields": _json(item.fields)}
    connection.execute(update(tables.work_item).where(*here).values(said))


def put_step_texts(connection: Connection, city: str, step: WorkStep) -> None:
    """Store what a step says in words in the place of what it said."""
    here = (_STEP.city == city, _STEP.item == step.item, _STEP.number == step.number)
    said = {"words": step.words, "fields": _json(step.fields)}
    connection.execute(update(tables.work_step).where(*here).values(said))


def page_of_items(connection: Connection, keys: PersonKeys, wanted: WorkFilter, page: Page) -> Found[WorkItem]:
    """Return items in the order that is wanted. Raises RequestTooLarge for a word that too many have."""
    where = _where(wanted)
    if wanted.search:
        where.append(_ITEM.code.in_(_having(connection, keys, where, wanted.search)))
    total: int = connection.execute(select(func.count()).select_from(tables.work_item).where(*where)).scalar_one()
    query, key = select(tables.work_item).where(*where), ITEM_ORDERS[wanted.order]
    return keyset(connection, query, key, page, total, descending=wanted.descending).made(_item)


def items_of_each(
    connection: Connection, wanted: WorkFilter, organizations: Collection[str], most: int
) -> list[WorkItem]:
    """Return of each organization its first items, at most so many, in order of organization and code."""
    place = func.row_number().over(partition_by=_ITEM.organization, order_by=_ITEM.code).label("place")
    among = _ITEM.organization.in_(organizations)
    placed = select(tables.work_item, place).where(*_where(wanted), among).subquery()
    first = select(placed).where(placed.c.place <= most).order_by(placed.c.organization, placed.c.code)
    return [_item(row) for row in connection.execute(first).mappings()]


def _where(wanted: WorkFilter) -> list[ColumnElement[bool]]:
    names = ("cycle", "kind", "noun", "organization", "parent", "state")
    where = [_ITEM.city == wanted.city]
    where += [_ITEM[name] == value for name in names if (value := getattr(wanted, name))]
    if wanted.open_only or wanted.overdue_on:
        where.append(_ITEM.closed_on == "")
    if wanted.overdue_on:
        where += [_ITEM.due_on != "", _ITEM.due_on < wanted.overdue_on]
    if wanted.opened_from:
        where.append(_ITEM.opened_on >= wanted.opened_from)
    if wanted.opened_until:
        where.append(_ITEM.opened_on <= wanted.opened_until)
    return where


def _having(connection: Connection, keys: PersonKeys, where: Sequence[ColumnElement[bool]], search: str) -> list[str]:
    """The codes of the items that have this in their code, title or words, in whatever case; words are sealed."""
    rows = connection.execute(select(_ITEM.code, _ITEM.title, _ITEM.words, _ITEM.organization).where(*where)).all()
    keys.load(row.organization for row in rows)
    sought = search.lower()
    found = [
        row.code
        for row in rows
        if any(sought in text.lower() for text in (row.code, row.title, keys.readable(row.organization, row.words)))
    ]
    if len(found) > MOST_FOUND:
        sentence = f"有 {len(found)} 件事项写有“{shown(search)}”，一次最多查 {MOST_FOUND} 件：请再加别的条件。"
        raise RequestTooLarge(sentence, field="search")
    return found


def _item_row(city: str, item: WorkItem) -> dict[str, str]:
    days = {name: _iso(getattr(item, name)) for name in ("opened_on", "due_on", "closed_on")}
    names = ("code", "kind", "noun", "cycle", "organization", "title", "words", "parent", "state", "opened_by")
    texts = {name: getattr(item, name) for name in names}
    return {"city": city, **texts, **days, "opened_at": instant(item.opened_at), "fields": _json(item.fields)}


def _step_row(city: str, step: WorkStep, position: int) -> dict[str, str | int]:
    texts = {name: getattr(step, name) for name in ("number", "item", "step", "words", "taken_by")}
    listed = {name: "\n".join(getattr(step, name)) for name in ("signed", "facts")}
    more = {"on": step.on.isoformat(), "taken_at": instant(step.taken_at), "fields": _json(step.fields)}
    return {"city": city, "position": position, **texts, **listed, **more}


def _item(row: RowMapping) -> WorkItem:
    fields: dict[str, Any] = {name: row[name] for name in WorkItem.__dataclass_fields__}
    days = {"opened_on": date.fromisoformat(row["opened_on"]), "due_on": _day(row["due_on"])}
    more = {"closed_on": _day(row["closed_on"]), "opened_at": datetime.fromisoformat(row["opened_at"])}
    return make(WorkItem, fields | days | more | {"fields": _values(row["fields"])})


def _step(row: RowMapping) -> WorkStep:
    fields: dict[str, Any] = {name: row[name] for name in WorkStep.__dataclass_fields__}
    days = {"on": date.fromisoformat(row["on"]), "taken_at": datetime.fromisoformat(row["taken_at"])}
    listed = {name: tuple(row[name].split("\n")) if row[name] else () for name in ("signed", "facts")}
    return make(WorkStep, fields | days | listed | {"fields": _values(row["fields"])})


def _json(values: Values) -> str:
    return orjson.dumps(values).decode()


def _values(text: str) -> Values:
    return {key: tuple(some) for key, some in orjson.loads(text).items()}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
