"""Pages of what a statement selects, in order of one key that is unique in it: keyset paging in both directions."""

from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, RowMapping, Select, bindparam

from biaochi_chassis.foundation.pages import Found, Page

_SIZE, _AFTER, _BEFORE = "page_size", "page_after", "page_before"


class Keyset:
    """A statement by its pages. Whoever keeps one has each form of it built, and its cache key made, only once."""

    def __init__(self, query: Select[Any], key: ColumnElement[Any], *, descending: bool = False) -> None:
        """`descending`: the highest key first."""
        self._query = query
        self._key = key
        self._descending = descending
        self._forms: dict[tuple[bool, bool, bool], Select[Any]] = {}

    def page(
        self, connection: Connection, page: Page, total: int, parameters: dict[str, Any] | None = None
    ) -> Found[Row[Any]]:
        """The page of the rows that the statement selects with these parameters, which are so many in all.

        A key that is not there any more still bounds the page: what lies behind it is found by order, not by place.
        """
        given, typed = {**(parameters or {}), _SIZE: page.size + 1}, self._key.type.python_type
        if page.after:
            given[_AFTER] = typed(page.after)
        if page.before:
            given[_BEFORE] = typed(page.before)
        rows = connection.execute(self._form(page), given).all()
        beyond, shown = len(rows) > page.size, rows[: page.size]
        preceded = bool(page.after) and connection.execute(self._not_after, given).first() is not None
        followed = bool(page.before) and connection.execute(self._not_before, given).first() is not None
        if page.last:
            return Found(shown[::-1], total, followed, beyond or preceded)
        return Found(shown, total, beyond or followed, preceded)

    def _form(self, page: Page) -> Select[Any]:
        form = bool(page.last), bool(page.after), bool(page.before)
        known = self._forms.get(form)
        if known is None:
            backwards, after, before = form
            bounds = [*([self._after] if after else []), *([self._before] if before else [])]
            turn = self._key.desc() if backwards != self._descending else self._key
            ordered = self._query.where(*bounds).order_by(turn)
            known = self._forms[form] = ordered.limit(bindparam(_SIZE, type_=Integer))
        return known

    @property
    def _after(self) -> ColumnElement[bool]:
        bound = bindparam(_AFTER, type_=self._key.type)
        return self._key < bound if self._descending else self._key > bound

    @property
    def _before(self) -> ColumnElement[bool]:
        bound = bindparam(_BEFORE, type_=self._key.type)
        return self._key > bound if self._descending else self._key < bound

    @cached_property
    def _not_after(self) -> Select[Any]:
        return self._query.where(~self._after).with_only_columns(self._key).limit(1)

    @cached_property
    def _not_before(self) -> Select[Any]:
        return self._query.where(~self._before).with_only_columns(self._key).limit(1)


def keyset(
    connection: Connection,
    query: Select[Any],
    key: ColumnElement[Any],
    page: Page,
    total: int,
    *,
    descending: bool = False,
) -> Found[RowMapping]:
    """The page of a statement that is asked for once."""
    return Keyset(query, key, descending=descending).page(connection, page, total).made(by_name)


def by_name(row: Row[Any]) -> RowMapping:
    """The row by the names of its columns."""
    return row._mapping  # noqa: SLF001  # so it is called
