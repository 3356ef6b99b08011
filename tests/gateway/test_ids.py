"""Global ids: whatever goes in comes out, and what was altered is refused."""

import base64
from datetime import date

import pytest
from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_gateway.schema.common.ids import DATED, GlobalId
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(st.characters(exclude_characters=":", exclude_categories=["Cs"]), min_size=1)
CODES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(WORDS, WORDS, CODES)
def test_an_id_says_what_it_was_made_of(type_: str, city: str, code: str) -> None:
    made = GlobalId(type_, city, code)
    assert GlobalId.parse(str(made), type_) == made


@given(WORDS, WORDS, CODES)
def test_an_id_may_come_back_in_the_spelling_for_addresses(type_: str, city: str, code: str) -> None:
    made = GlobalId(type_, city, code)
    assert GlobalId.parse(str(made).replace("+", "-").replace("/", "_")) == made


@pytest.mark.parametrize("text", ["T3Jn*W5p", "五", "T3JnYW5pemF0aW9u", base64.b64encode(b"\xff:a:b").decode()])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="请"):
        GlobalId.parse(text)


@pytest.mark.parametrize("made", ["Organization:lanzhou:", "Organization::01", ":lanzhou:01"])
def test_an_id_with_a_part_missing_is_refused(made: str) -> None:
    with pytest.raises(BadRequest):
        GlobalId.parse(base64.b64encode(made.encode()).decode())


@given(
    st.sampled_from(DATED),
    WORDS,
    st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1),
    st.dates(),
)
def test_an_id_of_a_day_says_the_day(type_: str, city: str, code: str, day: date) -> None:
    made = GlobalId(type_, city, code, day.isoformat())
    assert GlobalId.parse(str(made), type_) == made
    assert str(made) != str(made._replace(day=""))


@pytest.mark.parametrize(
    "made", ["Organization:lanzhou:01/", "Person:lanzhou:p1/2020-02-30", "Model:lanzhou:/2020-01-01"]
)
def test_an_id_with_what_is_no_day_is_refused(made: str) -> None:
    with pytest.raises(BadRequest):
        GlobalId.parse(base64.b64encode(made.encode()).decode())
