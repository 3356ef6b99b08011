"""A column of values and the texts of them, made at once for everybody."""

from fractions import Fraction

import numpy as np
from biaochi_sdk.terms.columns import FEW, Column, distinct, text_at, texts
from biaochi_sdk.terms.shapes import Shape
from biaochi_sdk.values.exact import written
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED

YEARLY = frozenset(["year"])
FAR = st.integers(-(2**62), 2**62)
ROWS = st.lists(st.tuples(st.one_of(st.integers(-40, 40), FAR), st.integers(1, 9), st.booleans()), max_size=12)


@FIXED
@given(ROWS, st.sampled_from((1, 2, 3, 100)))
def test_the_texts_of_a_column_are_those_of_its_rows_and_its_fractions(
    rows: list[tuple[int, int, bool]], den: int
) -> None:
    for times in (1, FEW):
        top, divisor = (np.array([row[part] for row in rows] * times, np.int64) for part in (0, 1))
        judged = np.array([row[2] for row in rows] * times, np.bool_)
        whole = texts(Column(top), Shape("number", YEARLY, den=den), ())
        ratio = Column(top, divisor, judged)
        parts = texts(ratio, Shape("ratio", YEARLY, den=den), ())

        assert whole == [written(Fraction(number, den)) for number, _, _ in rows] * times
        assert parts == [written(Fraction(number, den * by)) if there else None for number, by, there in rows] * times
        assert parts[: len(rows)] == [
            text_at(ratio, Shape("ratio", YEARLY, den=den), (), at) for at in range(len(rows))
        ]


@FIXED
@given(st.lists(st.one_of(st.integers(-40, 40), FAR), max_size=40))
def test_the_distinct_values_of_a_column_stand_where_they_stood(values: list[int]) -> None:
    for times in (1, FEW):
        known, at = distinct(np.array(values * times, np.int64))
        assert sorted(known) == sorted(set(values))
        assert [known[place] for place in at] == values * times


def test_a_flag_and_a_step_of_a_scale_are_said_by_name_and_who_is_not_judged_has_none() -> None:
    for times in (1, FEW):
        judged = np.array([True, False, True] * times)
        flag = Column(np.array([True, True, False] * times), None, judged)
        step = Column(np.array([1, 0, 0] * times, np.int8))

        assert texts(flag, Shape("flag", YEARLY, may_miss=True), ()) == ["1", None, "0"] * times
        assert texts(step, Shape("scale", YEARLY), ("low", "high")) == ["high", "low", "low"] * times
