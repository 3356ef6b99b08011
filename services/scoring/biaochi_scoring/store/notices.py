"""Which cycles' results are shown, and to whom, in SQL."""

from sqlalchemy import Connection, delete, insert, select

from biaochi_scoring.store.tables import notice


def begin(connection: Connection, city: str, cycle: str, to: str) -> None:
    """Note that the results of a cycle are shown; saying it again changes nothing."""
    connection.execute(delete(notice).where(notice.c.city == city, notice.c.cycle == cycle))
    connection.execute(insert(notice).values(city=city, cycle=cycle, to=to))


def shown_to(connection: Connection, city: str, cycle: str) -> str | None:
    """To whom they are shown; None while they are not."""
    chosen = select(notice.c.to).where(notice.c.city == city, notice.c.cycle == cycle)
    return connection.execute(chosen).scalar_one_or_none()
