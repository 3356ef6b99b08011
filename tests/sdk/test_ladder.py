"""Ladders: one rung at a time, a direct promotion first, and a hold under which nobody rises."""

from random import Random

from biaochi_sdk import Publish, default, held_rung, ladder
from biaochi_sdk.bench.testkit import replay
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.facts import Inputs
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, RUNGS, model, points, vetoed

YEAR = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")


def climbing() -> Graph:
    """Up from 6, down below 3, straight to the top with full points, held by a veto."""
    got, barred, held = points(), vetoed(), held_rung(RUNGS)(default("原梯级"))
    good, bad = got >= default(6), got < default(3)
    rung = ladder(
        held,
        ("low", "middle", good),
        ("middle", "high", good),
        ("high", "middle", bad),
        ("middle", "low", bad),
        direct=[("low", "high", got >= default(10))],
        hold=barred,
    )(default("梯级"))
    shown = {"at_quarter": Publish("quarter", totals={"x": got}, rung=rung)}
    return model({"got": got, "barred": barred, "held": held, "rung": rung, **shown}).graph


def rung_after(got: str, opening: str, barred: bool = False) -> str | None:
    inputs: list[Inputs] = [{"got": got, "barred": "1" if barred else None}]
    outcome = climbing().evaluate("2020-Q1", ["A"], inputs, (), {"A": opening})
    assert outcome == climbing().reference("2020-Q1", ["A"], inputs, (), {"A": opening})
    return outcome.sheets["A"].rung


def test_a_rung_at_a_time_up_and_down() -> None:
    assert [rung_after("6", start) for start in ("low", "middle", "high")] == ["middle", "high", "high"]
    assert [rung_after("2.5", start) for start in ("low", "middle", "high")] == ["low", "low", "middle"]
    assert [rung_after("4", start) for start in ("low", "middle", "high")] == ["low", "middle", "high"]


def test_a_direct_promotion_leaves_a_rung_out() -> None:
    assert rung_after("10", "low") == "high"


def test_a_hold_keeps_who_would_rise_and_lets_fall_who_falls() -> None:
    assert [rung_after("10", start, barred=True) for start in ("low", "middle")] == ["low", "middle"]
    assert rung_after("0", "high", barred=True) == "middle"


@FIXED
@given(st.integers(0, 100_000), st.integers(1, 12))
def test_a_year_of_climbing_is_exact(seed: int, size: int) -> None:
    both = replay(climbing(), [f"S{n}" for n in range(size)], YEAR, Random(seed))

    assert both.by_plan == both.by_reference
