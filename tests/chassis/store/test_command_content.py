"""What makes two commands of one key the same: their kind and what they say, not which fields they could say it in."""

import json
from dataclasses import dataclass
from typing import ClassVar

import pytest
from biaochi_chassis.foundation.decimals import shortest
from biaochi_chassis.store.content import both, content, hashes, impersonal
from biaochi_chassis.store.idempotency import content_hash
from hypothesis import given
from hypothesis import strategies as st


@dataclass(frozen=True)
class Part:
    code: str
    note: str = ""


@dataclass(frozen=True)
class About:
    """A command with words about a person."""

    personal: ClassVar[tuple[str, ...]] = ("note",)
    idempotency_key: str
    subject: str
    note: str = ""


@dataclass(frozen=True)
class Record:
    decimals: ClassVar[tuple[str, ...]] = ("amount",)
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


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
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


@pytest.mark.parametrize("spelled", ["4.50", "04.5", "4.500000000000"])
def test_an_amount_spelled_differently_is_the_same_content(spelled: str) -> None:
    assert content(Record("k", spelled)) == content(Record("k", "4.5"))


def test_what_was_kept_by_its_own_spelling_is_known_again() -> None:
    kept = content_hash(b'{"":"Record","amount":"04.5","idempotency_key":"k"}')

    assert kept in hashes(Record("k", "04.5"))
    assert kept not in hashes(Record("k", "4.5"))


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("-0.0", "0"),
        ("000", "0"),
        ("-07.10", "-7.1"),
        ("10", "10"),
        ("4.", "4"),
        ("四", "四"),
        ("1e3", "1e3"),
        ("", ""),
    ],
)
def test_the_shortest_form_is_one_for_each_number_and_leaves_other_texts(written: str, short: str) -> None:
    assert shortest(written) == short


@given(WORDS, WORDS, st.integers(-(2**31), 2**31 - 1))
def test_it_is_the_json_that_earlier_builds_hashed(key: str, note: str, owners: int) -> None:
    @dataclass(frozen=True)
    class Said:
        idempotency_key: str
        note: str
        owners: int
        parts: tuple[Part, ...]

    filled = {"idempotency_key": key, "note": note, "owners": owners}
    written = {"": "Said", **{name: value for name, value in filled.items() if value}, "parts": [{"code": "P1"}]}

    assert content(Said(key, note, owners, (Part("P1"),))) == json.dumps(
        written, ensure_ascii=False, separators=(",", ":")
    ).encode("utf-8")


def test_both_are_what_each_is_alone() -> None:
    said = About("k", "B01", "样例备注")

    assert both(said) == (content(said), impersonal(said))
    assert "样例备注" in content(said).decode()
    assert "样例备注" not in impersonal(said).decode()
    assert both(SAID) == (content(SAID), b"")
