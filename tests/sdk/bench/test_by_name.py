"""A list where each name has something of its own is refused with what to write instead."""

from collections.abc import Callable
from typing import Any

import pytest
from biaochi_sdk import (
    ModelRefused,
    Publish,
    Scale,
    ballots,
    bands,
    bonus,
    cascade,
    cases,
    default,
    param,
    points_of,
    profile,
    tally,
    tasks,
    weighted,
)

from tests.sdk.models import ANY, GRADES, points

ONE, TEN = default(1), default(10)
LISTED: Any = [ONE]
GRADE = bands(points(), GRADES, (default(8), "good"), (default(5), "fair"), otherwise="poor")
WRITTEN: dict[str, tuple[Callable[[], object], str]] = {
    "weighted": (lambda: weighted(LISTED), "{node: default('0.6'), …}"),
    "param": (lambda: param(LISTED), "{'2020-01-01': default(5), …}"),
    "points_of": (lambda: points_of(GRADE, LISTED), "{step: default(3), …}"),
    "ballots": (lambda: ballots(GRADES, LISTED, ANY), "{class_of_voters: default('title'), …}"),
    "tally(points=)": (lambda: tally(points(), LISTED, {}, ONE, "zero"), "{grade: default(90), …}"),
    "tally(weights=)": (lambda: tally(points(), {}, LISTED, ONE, "zero"), "{class_of_voters: default('0.6'), …}"),
    "profile": (lambda: profile(LISTED, TEN, ONE, "cumulative"), "{name: node, …}"),
    "cascade(limits=)": (lambda: cascade(GRADE, points(), LISTED, "meeting"), "{step: default('0.3'), …}"),
    "Scale('grade')": (lambda: Scale("grade", LISTED), "{step: default('title'), …}, the lowest first"),
    "bonus": (lambda: bonus(LISTED, ANY, TEN, once="case"), "{level: (default('title'), default(3)), …}"),
    "cases": (lambda: cases(TEN, ANY, levels=LISTED, once="case"), "{level: (default('title'), default(3)), …}"),
    "tasks": (
        lambda: tasks("COMMON", TEN, ONE, ANY, "not_judged", LISTED),
        "{level: (default('title'), default(3)), …}",
    ),
    "Publish(totals=)": (lambda: Publish("year", LISTED), "{name: node, …}"),
    "Publish(ranks=)": (lambda: Publish("year", {}, ranks=LISTED), "{name: node, …}"),
    "Publish(exports=)": (lambda: Publish("year", {}, exports=LISTED), "{name: node, …}"),
    "Publish(notes=)": (lambda: Publish("year", {}, notes=LISTED), "{name: node, …}"),
}


@pytest.mark.parametrize("builder", WRITTEN)
def test_a_list_where_names_belong_is_refused_with_what_to_write(builder: str) -> None:
    written, instead = WRITTEN[builder]
    with pytest.raises(ModelRefused) as refused:
        written()
    assert builder in str(refused.value)
    assert str(refused.value).endswith(f"with a list where each name has its own: write {instead}")
