"""Pages of what a statement selects, in order of one key that is unique in it: keyset paging in both directions."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select

from biaochi_chassis.foundation.pages import Found, Page


def keyset(
    connection: Connection,
    query: Select[Any],
    key: ColumnElement[Any],
    page: Page,
    total: int,
    *,
    descending: bool = False,
) -> Found[RowMapping]:
    """The page of the rows that the statement selects, which are so many in all; `descending`: the highest key first.

    A key that is not there any more still bounds the page: what lies behind it is found by order, not by place.
    """
    typed = key.type.python_type
    after = [_beyond(key, typed(page.after), lower=descending)] if page.after else []
    before = [_beyond(key, typed(page.before), lower=not descending)] if page.before else []
    bounds = [*after, *before]
    highest_first = bool(page.last) != descending
    ordered = query.where(*bounds).order_by(key.desc() if highest_first else key).limit(page.size + 1)
    rows = connection.execute(ordered).mappings().all()
    beyond, shown = len(rows) > page.size, rows[: page.size]
    preceded = any(_any(connection, query.where(~bound), key) for bound in after)
    followed = any(_any(connection, query.where(~bound), key) for bound in before)
    if page.last:
        return Found(shown[::-1], total, followed, beyond or preceded)
    return Found(shown, total, beyond or followed, preceded)


def _beyond(key: ColumnElement[Any], bound: object, *, lower: bool) -> ColumnElement[bool]:
    return key < bound if lower else key > bound


def _any(connection: Connection, query: Select[Any], key: ColumnElement[Any]) -> bool:
    return connection.execute(query.with_only_columns(key).limit(1)).first() is not None
