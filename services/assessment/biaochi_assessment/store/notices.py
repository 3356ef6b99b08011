"""What was said of a year's calendar, in SQL: only ever added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.store.inserting import insert_rows
from biaochi_chassis.store.keyset import keyset
from sqlalchemy import ColumnElement, RowMapping, func, literal, select

from biaochi_assessment.domain.work.notices import NoticeKey, WorkNotice
from biaochi_assessment.domain.working_days import Deadline
from biaochi_assessment.store import tables
from biaochi_assessment.store.connection import Connection

_AT = tables.work_notice.c


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """Which notices of a city, in order of number or the other way round. An empty field does not filter.

    Days are ISO, both ends inside.
    """

    city: str
    cycle: str = ""
    organization: str = ""
    kind: str = ""
    stage: str = ""
    period: str = ""
    said_from: str = ""
    said_until: str = ""
    descending: bool = False


def keep_notices(connection: Connection, city: str, notices: Sequence[WorkNotice]) -> None:
    """Store what was said."""
    insert_rows(connection, tables.work_notice, [_row(city, one) for one in notices])


def keys_of(connection: Connection, city: str, cycle: str) -> set[NoticeKey]:
    """Return what was said of a cycle."""
    query = select(_AT.kind, _AT.period, _AT.stage, _AT.deadline).where(_AT.city == city, _AT.cycle == cycle)
    return {(row.kind, row.period, row.stage, date.fromisoformat(row.deadline)) for row in connection.execute(query)}


def page_of_notices(connection: Connection, wanted: NoticeFilter, page: Page) -> Found[WorkNotice]:
    """Return notices in the order that is wanted."""
    where = _where(wanted)
    total: int = connection.execute(select(func.count()).select_from(tables.work_notice).where(*where)).scalar_one()
    query = select(tables.work_notice).where(*where)
    return keyset(connection, query, _AT.number, page, total, descending=wanted.descending).made(_notice)


def open_cycles(connection: Connection) -> dict[str, list[str]]:
    """Return, for every city, its cycles that are not closed."""
    at = tables.cycle.c
    rows = connection.execute(select(at.city, at.code).where(at.closed_at == "").order_by(at.city, at.code)).all()
    return {city: [row.code for row in some] for city, some in groupby(rows, key=lambda row: str(row.city))}


def _where(wanted: NoticeFilter) -> list[ColumnElement[bool]]:
    where = [_AT.city == wanted.city]
    where += [_AT[name] == value for name in ("cycle", "kind", "stage", "period") if (value := getattr(wanted, name))]
    where += [_AT.said_on >= wanted.said_from] if wanted.said_from else []
    where += [_AT.said_on <= wanted.said_until] if wanted.said_until else []
    if wanted.organization:
        each = literal("\n") + _AT.organizations + literal("\n")
        where.append(each.contains(f"\n{wanted.organization}\n", autoescape=True))
    return where


def _row(city: str, notice: WorkNotice) -> dict[str, str]:
    texts = {name: getattr(notice, name) for name in ("number", "cycle", "kind", "period", "stage")}
    deadline = {"deadline": notice.deadline.on.isoformat(), "provisional": "1" if notice.deadline.provisional else ""}
    more = {"said_on": notice.said_on.isoformat(), "organizations": "\n".join(notice.organizations)}
    return {"city": city, **texts, **deadline, **more}


def _notice(row: RowMapping) -> WorkNotice:
    deadline = Deadline(date.fromisoformat(row["deadline"]), bool(row["provisional"]))
    said_on, whom = date.fromisoformat(row["said_on"]), tuple(row["organizations"].split("\n"))
    return WorkNotice(row["cycle"], row["kind"], row["period"], row["stage"], deadline, said_on, whom)
