"""Positions merge to the later one, and survive their text form."""

import pytest
from biaochi_chassis.event.positions import NOWHERE, Positions
from biaochi_chassis.foundation.refusal import BadRequest
from hypothesis import given
from hypothesis import strategies as st

places = st.tuples(st.sampled_from(["biaochi.org.v1", "biaochi.assessment.v1"]), st.integers(0, 11))
positions = st.dictionaries(places, st.integers(0, 10**12)).map(Positions.of)


@given(positions)
def test_the_text_form_says_everything(some: Positions) -> None:
    assert Positions.parse(str(some)) == some


@given(positions, positions)
def test_merging_covers_both_and_does_not_depend_on_the_order(one: Positions, other: Positions) -> None:
    merged = one.merge(other)

    assert merged == other.merge(one)
    for position in (one, other):
        assert all(merged.at(*place) >= sequence for place, sequence in position.items())
    assert all(sequence in (one.at(*place), other.at(*place)) for place, sequence in merged.items())


def test_nothing_is_the_empty_text() -> None:
    assert str(NOWHERE) == ""
    assert Positions.parse("") == Positions.parse(" , ") == NOWHERE
    assert not NOWHERE
    assert NOWHERE.at("biaochi.org.v1", 3) == 0


def test_of_a_place_named_twice_the_later_counts() -> None:
    assert Positions.parse("a.v1/3/9,a.v1/3/57,a.v1/3/2").at("a.v1", 3) == 57


@pytest.mark.parametrize(
    "nonsense", ["a.v1", "a.v1/x/1", "a.v1/1/-1", "a.v1/1/1.5", "a.v1/1/" + "9" * 40, "/1/1", "a.v1/1/１", "A B/1/1"]
)
def test_nonsense_is_refused_with_its_value(nonsense: str) -> None:
    with pytest.raises(BadRequest) as refused:
        Positions.parse(f"a.v1/1/1,{nonsense}")

    assert nonsense[:80] in refused.value.sentence
