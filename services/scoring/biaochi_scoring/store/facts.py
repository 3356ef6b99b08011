"""Facts and their reversals in SQL."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from biaochi_chassis.store.among import among
from biaochi_chassis.store.inserting import add_rows
from biaochi_chassis.store.statements import rows_of
from sqlalchemy import Connection, Select, bindparam, literal_column, or_, select, tuple_, update

from biaochi_scoring.domain.facts import LISTS, Fact
from biaochi_scoring.domain.standings import Run
from biaochi_scoring.store.tables import IS_RUNG, fact

# Above this many subjects it is quicker to read the cycle's facts whole than to name them all.
MOST_NAMED = 500
_AT_ONCE = 1000
TEXTS = ("evidence", "note", "reason")
"""What a fact says in words: kept as it was published, sealed under keys that are not here."""
ONLY_SHOWN = frozenset(
    ["clause", "due_on", "evidence", "names", "note", "occurred_on", "recorded_at", "recorded_by", "title"]
)
"""What nothing is judged by."""

_COLUMNS = [fact.c[name] for name in Fact._fields]
_TEXTS = len(Fact._fields) - len(LISTS)
_SUBJECT = Fact._fields.index("subject")
_WHOSE = itemgetter(_SUBJECT)

_UNREVERSED = select(*_COLUMNS).where(
    fact.c.city == bindparam("of_city"), fact.c.cycle == bindparam("of_cycle"), fact.c.reversed_by.is_(None)
)
_OF_SOME = among(fact.c.subject, "some")
_STANDING = _UNREVERSED.order_by(fact.c.sequence)
_STANDING_OF = _STANDING.where(_OF_SOME)
# What completes a task counts whatever it is recorded under.
_JUDGED_ALONE = or_(among(fact.c.indicator, "indicators"), fact.c.kind == "task")
# Most of a row is only shown.
_JUDGED_COLUMNS = [literal_column("''") if column.name in ONLY_SHOWN else column for column in _COLUMNS]
_JUDGED = _UNREVERSED.where(_JUDGED_ALONE).with_only_columns(*_JUDGED_COLUMNS).order_by(fact.c.subject, fact.c.sequence)
_JUDGED_OF = _JUDGED.where(_OF_SOME)
_STANDING_UNDER = _STANDING.where(fact.c.indicator == bindparam("of_indicator"))
_STANDING_RUNGS = _STANDING.where(IS_RUNG)


def add_facts(connection: Connection, facts: Sequence[tuple[str, Fact]]) -> None:
    """Write newly received facts, each with its city."""
    rows = ((city, *one[:_TEXTS], *map(_stored, one[_TEXTS:]), None) for city, one in facts)
    add_rows(connection, fact, rows)


def _fact(row: Sequence[Any]) -> Fact:
    """The fact of a row of _COLUMNS, of which the lists are the last."""
    return Fact._make((*row[:_TEXTS], *_listed(row[_TEXTS:])))


# Thousands of facts name the same models and departments, and most nobody: a list is read and written once.
@lru_cache
def _stored(texts: tuple[str, ...]) -> str:
    return "\n".join(texts)


@lru_cache
def _listed(stored: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(texts.split("\n")) if texts else () for texts in stored)


def reverse_facts(connection: Connection, reversals: Sequence[tuple[str, str, str]]) -> None:
    """Note reversals: city, number of the reversed fact, number of the reversal."""
    if reversals:
        statement = (
            update(fact)
            .where(fact.c.city == bindparam("in_city"), fact.c.number == bindparam("reversed"))
            .values(reversed_by=bindparam("reversal"))
        )
        rows = [{"in_city": city, "reversed": number, "reversal": reversal} for city, number, reversal in reversals]
        connection.execute(statement, rows)


def seal_copies(connection: Connection, texts_of: Callable[[str, str, str], Mapping[str, str]]) -> int:
    """Take over sealed texts where an earlier build kept copies open: here are no keys to seal with.

    `texts_of`: of a city, a noun and a number the texts as they are sealed. Answers how many facts were open.
    """
    sealed = 0
    for city, number, texts in _facts_with_texts(connection):
        kept = texts_of(city, "fact", number)
        if changed := {name: kept[name] for name, text in texts.items() if kept.get(name, text) != text}:
            _put_texts(connection, city, number, changed)
            sealed += 1
    return sealed


def _facts_with_texts(connection: Connection) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """City, number and texts of every fact that has some, in order of city and number, a thousand read at a time."""
    place, said = ("", ""), or_(*(fact.c[name] != "" for name in TEXTS))
    query = select(fact.c.city, fact.c.number, *(fact.c[name] for name in TEXTS)).where(said)
    query = query.order_by(fact.c.city, fact.c.number).limit(_AT_ONCE)
    while rows := connection.execute(query.where(tuple_(fact.c.city, fact.c.number) > place)).all():
        for row in rows:
            yield row.city, row.number, dict(zip(TEXTS, row[2:], strict=True))
        place = (rows[-1].city, rows[-1].number)


def _put_texts(connection: Connection, city: str, number: str, texts: Mapping[str, str]) -> None:
    """Let a fact say these texts, by name."""
    connection.execute(update(fact).where(fact.c.city == city, fact.c.number == number).values(texts))


def standing_facts(connection: Connection, run: Run, subjects: Collection[str]) -> Mapping[str, Sequence[Fact]]:
    """The facts of these subjects in the cycle that were not reversed, in order of the log."""
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for one in _standing(connection, (_STANDING, _STANDING_OF), _cycle(run), subjects):
        found[one.subject].append(one)
    return found


def judged_facts(
    connection: Connection, run: Run, subjects: Collection[str], indicators: Collection[str]
) -> Iterator[tuple[str, Sequence[Fact]]]:
    """Those of them that a model with these indicators judges, and perhaps others; without what is only shown.

    One subject after another, as they are read: of a large city they are more than is well held at once.
    """
    here = _cycle(run) | {"indicators": sorted(indicators)}
    for subject, some in groupby(_standing(connection, (_JUDGED, _JUDGED_OF), here, subjects), key=_WHOSE):
        yield subject, list(some)


def _cycle(run: Run) -> dict[str, Any]:
    return {"of_city": run.city, "of_cycle": run.cycle}


def _standing(
    connection: Connection,
    whole_or_named: tuple[Select[Any], Select[Any]],
    here: dict[str, Any],
    subjects: Collection[str],
) -> Iterator[Fact]:
    """The facts of these subjects, of all subjects read or of these alone."""
    chosen, named = whole_or_named
    if len(subjects) <= MOST_NAMED:
        yield from map(_fact, rows_of(connection, named, here | {"some": sorted(subjects)}))
        return
    for rows in connection.execute(chosen, here).partitions(_AT_ONCE):
        for row in rows:
            if row[_SUBJECT] in subjects:
                yield _fact(row)


def facts_of_indicator(connection: Connection, city: str, cycle: str, indicator: str) -> Sequence[Fact]:
    """The facts of one indicator in a cycle that were not reversed, of all subjects, in order of the log."""
    here = {"of_city": city, "of_cycle": cycle, "of_indicator": indicator}
    return [_fact(row) for row in rows_of(connection, _STANDING_UNDER, here)]


def recorded_rungs(connection: Connection, run: Run) -> Mapping[str, str]:
    """The opening rung of each subject for which one was recorded in the run's model; the last one counts."""
    here = {"of_city": run.city, "of_cycle": run.cycle}
    recorded = (_fact(row) for row in rows_of(connection, _STANDING_RUNGS, here))
    return {one.subject: one.rung for one in recorded if one.is_for(run.model)}


def facts_numbered(connection: Connection, run: Run, numbers: Collection[str]) -> Mapping[str, tuple[Fact, str | None]]:
    """The facts of the cycle with these numbers, each with the number of its reversal, none while it stands."""
    if not numbers:
        return {}
    chosen = select(*_COLUMNS, fact.c.reversed_by).where(
        fact.c.city == run.city, fact.c.cycle == run.cycle, fact.c.number.in_(sorted(numbers))
    )
    return {row.number: (_fact(row[:-1]), row.reversed_by) for row in connection.execute(chosen)}
