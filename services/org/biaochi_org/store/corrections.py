"""What was put right in the registry, in SQL: added, never changed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, replace

from biaochi_chassis.store.personal.keys import PersonKeys
from sqlalchemy import Connection, insert, select

from biaochi_org.domain.correcting import NAME
from biaochi_org.domain.events import Correction
from biaochi_org.store.tables import correction, person

_FIELDS = tuple(Correction.__dataclass_fields__)


@dataclass(frozen=True)
class Kept:
    """A correction with its number, its author and its time (RFC 3339, UTC)."""

    number: str
    correction: Correction
    corrected_by: str
    corrected_at: str


def keep(connection: Connection, city: str, corrections: Sequence[Kept]) -> None:
    """Store new corrections."""
    if corrections:
        connection.execute(insert(correction), [_row(city, kept) for kept in corrections])


def corrections_of(connection: Connection, city: str, subjects: Collection[str]) -> list[Kept]:
    """Return the corrections about these organizations and persons, the first made first; opened, of persons."""
    keys = PersonKeys(connection, city)
    keys.load(subjects)
    at = correction.c
    query = select(correction).where(at.city == city, at.subject.in_(subjects)).order_by(at.corrected_at, at.number)
    return [
        Kept(
            row["number"],
            _opened(keys, Correction(**{name: row[name] for name in _FIELDS})),
            row["corrected_by"],
            row["corrected_at"],
        )
        for row in connection.execute(query).mappings()
    ]


def sealed(keys: PersonKeys, correction: Correction) -> Correction:
    """A correction about a person as it is kept and published: its reason sealed, and the names if it is of one."""
    return _changed(keys.sealed, correction)


def _opened(keys: PersonKeys, correction: Correction) -> Correction:
    return _changed(keys.opened, correction)


def _changed(change: Callable[[str, str], str], one: Correction) -> Correction:
    names = ("reason", "before", "after") if one.what == NAME else ("reason",)
    return replace(one, **{name: change(one.subject, getattr(one, name)) for name in names})


def persons_among(connection: Connection, city: str, codes: Collection[str]) -> frozenset[str]:
    """Return which of these are persons."""
    query = select(person.c.person).where(person.c.city == city, person.c.person.in_(codes))
    return frozenset(connection.scalars(query))


def _row(city: str, kept: Kept) -> dict[str, str]:
    return {
        "city": city,
        "number": kept.number,
        **asdict(kept.correction),
        "corrected_by": kept.corrected_by,
        "corrected_at": kept.corrected_at,
    }
