"""What makes two commands of one key the same: their kind and what they say, not which fields they could say it in."""

from dataclasses import dataclass

import pytest
from biaochi_chassis.store.batch import content


@dataclass(frozen=True)
class Part:
    code: str
    note: str = ""


@dataclass(frozen=True)
class Record:
    idempotency_key: str
    amount: str
    parts: tuple[Part, ...] = ()


def later_record() -> type:
    """The same command as a later contract knows it: with more fields."""

    @dataclass(frozen=True)
    class Record:
        idempotency_key: str
        level: str = ""
        amount: str = ""
        owners: int = 0
        raised: bool = False
        signed: tuple[str, ...] = ()
        parts: tuple[Part, ...] = ()

    return Record


SAID = Record("k", "4.5", (Part("P1"), Part("P2", "注")))


def test_fields_added_later_leave_an_earlier_command_the_same() -> None:
    assert content(later_record()(idempotency_key="k", amount="4.5", parts=SAID.parts)) == content(SAID)


@pytest.mark.parametrize(
    "other",
    [
        Record("k", "4.6", SAID.parts),
        Record("k", "4.5", SAID.parts[:1]),
        Record("k", "4.5", (Part("P1", "注"), Part("P2"))),
        later_record()(idempotency_key="k", amount="4.5", parts=SAID.parts, owners=2),
        Part("k", "4.5"),
    ],
)
def test_whatever_else_it_says_makes_it_another_command(other: Record) -> None:
    assert content(other) != content(SAID)
