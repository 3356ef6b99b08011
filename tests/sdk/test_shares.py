"""Sums of several means are exact, and a quota says whom it counts and how it rounds."""

from fractions import Fraction

import pytest
from biaochi_sdk import ModelRefused, default, of_cohort
from biaochi_sdk.values.exact import written
from biaochi_sdk.values.facts import Inputs

from tests.sdk.models import made, points
from tests.sdk.primitive_models import seats
from tests.sdk.primitives import graph_of


def test_several_means_are_added_exactly_and_rounded_once() -> None:
    graph = graph_of("1 a weighted sum of several means")
    inputs: Inputs = {"left": ["80", "81", "81"], "right": ["90.5", "91", "90.5"], "own": "80"}

    for evaluate in (graph.evaluate, graph.reference):
        # (80 + 81 + 81)/3 × 0.5 + (90.5 + 91 + 90.5)/3 × 0.3 + 80 × 0.2 = 83.53333…
        assert evaluate("2020", ["A"], [inputs]).sheets["A"].totals == {"made": "83.53"}


def test_means_whose_sum_cannot_be_held_exactly_are_refused() -> None:
    got = [points("100", "0.5", missing="not_judged") for _ in range(3)]
    means = [of_cohort("mean", one) for one in got]

    with pytest.raises(ModelRefused, match=r"more than 64 bits: write .round\(default\(2\)\) before it"):
        made(
            {**{f"n{at}": one for at, one in enumerate(got)}, "total": (means[0] + means[1] + means[2])(default("和"))}
        )


def test_a_quota_says_whom_it_counts_and_how_it_rounds() -> None:
    assert "名额为总数(含不评判的) × 0.3〔默认，可调整〕(舍去小数)" in graph_of("18 to the meeting").rulebook()
    assert (
        "名额为已评判的总数 × 0.3〔默认，可调整〕(四舍五入)"
        in graph_of("18 a share of those judged, rounded half-up").rulebook()
    )
    with pytest.raises(ModelRefused, match="say whom the share counts, of='all' or of='judged'"):
        seats(ties="all", of="some")


@pytest.mark.parametrize(("of", "admitted"), [("all", 6), ("judged", 4)])
def test_a_share_counts_all_or_those_judged(of: str, admitted: int) -> None:
    graph = made(seats(ties="meeting", of=of))
    subjects = [f"S{number:02d}" for number in range(20)]
    given: list[Inputs] = [{"got": written(Fraction(at, 2)) if at < 14 else None} for at in range(20)]

    for evaluate in (graph.evaluate, graph.reference):
        sheets = evaluate("2020", subjects, given).sheets.values()
        assert sum(sheet.values["seat"] == "admitted" for sheet in sheets) == admitted
