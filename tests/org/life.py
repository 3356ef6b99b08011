"""A random life of a small city: twelve kinds of commands on days that mostly go forward."""

from datetime import date, timedelta

from biaochi_org.domain.commands import SplitPart
from hypothesis import strategies as st

from tests.org.book import Book

FIRST = date(2020, 1, 1)
MOVES = 12
CORRECTIONS = (10, 11)
"""The moves that put right what is past."""

number = st.integers(0, 1000)
steps = st.lists(st.tuples(st.integers(0, MOVES - 1), st.integers(-3, 6), number, number), max_size=30)
Step = tuple[int, int, int, int]


def days(count: int) -> list[date]:
    """The first days of the city's life."""
    return [FIRST + timedelta(number) for number in range(count)]


def live(book: Book, move: int, on: str, picks: tuple[int, int]) -> None:
    """Do one thing to organizations and persons picked by number. May be refused."""
    this, other = book.codes[picks[0] % len(book.codes)], book.codes[picks[1] % len(book.codes)]
    person = f"P{picks[1] % 3 + 1}"
    stem = f"N{len(book.codes)}-{picks[1]}"
    later = (date.fromisoformat(on) + timedelta(1 + picks[1] % 9)).isoformat()
    choices = (
        lambda: book.establish(stem, this, on),
        lambda: book.temporary(stem, this, on, later),
        lambda: book.rename(this, on),
        lambda: book.move(this, other, on),
        lambda: book.merge([this, other], stem, on, name="合并", parent="C"),
        lambda: book.merge([this], other, on),
        lambda: _split(book, this, on, stem),
        lambda: book.abolish(this, on),
        lambda: book.join(person, this, on),
        lambda: book.leave(person, this, on),
        lambda: _redate(book, this, picks[1]),
        lambda: _end_anew(book, person, picks[0]),
    )
    choices[move]()


def _split(book: Book, source: str, on: str, stem: str) -> None:
    day = date.fromisoformat(on)
    children = tuple(book.registry.organizations.children(source, day))
    members = tuple(one.person for one in book.registry.memberships.of_organization(source, day))
    rest = SplitPart(f"{stem}b", "乙", children[1:], members[1:])
    book.split(source, on, SplitPart(f"{stem}a", "甲", children[:1], members[:1]), rest)


def _redate(book: Book, code: str, pick: int) -> None:
    history = book.registry.organizations.history(code)
    was = history[pick % len(history)].since
    book.redate(code, str(was), str(was + timedelta(pick % 9 - 4)))


def _end_anew(book: Book, person: str, pick: int) -> None:
    ended = [one for code in book.codes for one in book.registry.memberships.of_place((person, code, "")) if one.until]
    if ended:
        one = ended[pick % len(ended)]
        assert one.until
        book.end_anew(person, one.organization, str(one.until), str(one.until + timedelta(pick % 9 - 4)))
