"""Whatever is done, in whatever order: the past stays but for corrections, nobody is nowhere, nothing is a circle."""

from contextlib import suppress
from datetime import date, timedelta

from biaochi_chassis.foundation.refusal import Refused
from hypothesis import given

from tests.org.book import Book, small_city
from tests.org.life import CORRECTIONS, FIRST, Step, days, live, steps


def _trees_before(book: Book, on: date) -> list[dict[str, str]]:
    return [book.tree(day) for day in days((on - FIRST).days)]


@given(steps)
def test_the_past_stays_and_everybody_has_a_place(taken: list[Step]) -> None:
    book = small_city()
    on = FIRST
    for move, ahead, pick, other in taken:
        on = max(FIRST, on + timedelta(ahead))
        past = _trees_before(book, on)
        with suppress(Refused):
            live(book, move, on.isoformat(), (pick, other))
        assert move in CORRECTIONS or _trees_before(book, on) == past
    for day in days((on - FIRST).days + 10):
        _check_tree(book.tree(day))
        _check_members(book, day)
    _check_lineage(book)


def _check_tree(tree: dict[str, str]) -> None:
    for code in tree:
        line = [code]
        while parent := tree[line[-1]]:
            assert parent in tree, f"{line[-1]} hangs on {parent}, which does not exist"
            assert parent not in line
            line.append(parent)


def _check_members(book: Book, day: date) -> None:
    tree = book.tree(day)
    for code in book.codes:
        assert code in tree or not book.members(code, day)


def _check_lineage(book: Book) -> None:
    last = {code: book.registry.organizations.history(code)[-1] for code in book.codes}
    for code, state in last.items():
        for successor in state.successors:
            assert code in last[successor].predecessors
            assert not _leads_to(book, successor, code)


def _leads_to(book: Book, start: str, goal: str) -> bool:
    successors = book.registry.organizations.history(start)[-1].successors
    return goal in successors or any(_leads_to(book, successor, goal) for successor in successors)
