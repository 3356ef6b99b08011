"""Columns that are kept and updated say what an evaluation from nothing says, whatever the rule and whoever changed."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random

import numpy as np
from biaochi_sdk import Linked
from biaochi_sdk.bench.testkit import facts_for
from biaochi_sdk.graph.evaluation import Cohort, Evaluation
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import PoolsDiffer
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.periods import period
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, climbing
from tests.sdk.random_models import Author

COHORT = Cohort(tuple(f"S{number:02}" for number in range(12)))
YEAR = ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2020")
Values = list[dict[str, str | None]]


def random_inputs(graph: Graph, code: str, random: Random) -> list[Inputs]:
    return [graph.gather(code, facts_for(graph, subject, code, random)) for subject in COHORT.subjects]


def values(evaluation: Evaluation) -> Values:
    return [dict(sheet.values) for sheet in evaluation.outcome.sheets.values()]


def evaluated(
    graph: Graph, code: str, inputs: Sequence[Inputs], before: Sequence[Evaluation], linked: Mapping[str, Linked]
) -> Evaluation:
    given_columns = graph.columns(period(code).cadence, inputs)
    return graph.begun(code, COHORT, given_columns, [one.outcome for one in before], None, linked)


@FIXED
@given(st.integers(0, 100_000))
def test_an_update_of_a_random_rule_is_an_evaluation_from_nothing(seed: int) -> None:
    random = Random(seed)
    for graph in filter(None, (Author(random).model() for _ in range(4))):
        linked = {use.relation: Linked.of({}, dict.fromkeys(COHORT.subjects[::2], "上级")) for use in graph.uses}
        inputs = random_inputs(graph, "2020", random)
        with suppress(PoolsDiffer):
            kept = evaluated(graph, "2020", inputs, (), linked)
            before = values(kept)
            assert before == [
                dict(one.values)
                for one in graph.evaluate("2020", COHORT.subjects, inputs, linked=linked).sheets.values()
            ]
            rows = COHORT.rows_of(random.sample(COHORT.subjects, 2))
            for row, anew in zip(rows, random_inputs(graph, "2020", random), strict=False):
                inputs[row] = anew
            new = graph.given(kept.given, "year", rows, [inputs[row] for row in rows])
            updated, _ = graph.updated(kept, rows, new)

            assert values(updated) == values(evaluated(graph, "2020", inputs, (), linked)), graph.rulebook()
            assert values(kept) == before
            others = updated.differing(kept, updated.nodes)
            assert others.tolist() == [row for row, old in enumerate(before) if values(updated)[row] != old]


@FIXED
@given(st.integers(0, 100_000))
def test_a_year_of_rungs_streaks_and_seats_is_updated_period_by_period(seed: int) -> None:
    graph, random = climbing(), Random(seed)
    inputs = {code: random_inputs(graph, code, random) for code in YEAR}
    kept: list[Evaluation] = []
    for code in YEAR:
        kept.append(evaluated(graph, code, inputs[code], kept, {}))
    rows = COHORT.rows_of(random.sample(COHORT.subjects, 2))
    updated: list[Evaluation] = []
    for number, code in enumerate(YEAR):
        if number < 2:
            for row in rows:
                inputs[code][row] = random_inputs(graph, code, random)[0]
        given_columns = graph.given(kept[number].given, period(code).cadence, rows, [inputs[code][row] for row in rows])
        one, concerned = graph.updated(kept[number], rows, given_columns, [before.outcome for before in updated])
        updated.append(one)
        rows = concerned
    anew: list[Evaluation] = []
    for code in YEAR:
        anew.append(evaluated(graph, code, inputs[code], anew, {}))

    assert [values(one) for one in updated] == [values(one) for one in anew]


@FIXED
@given(st.integers(0, 100_000))
def test_what_was_stored_without_places_is_restored_with_them(seed: int) -> None:
    graph, random = climbing(), Random(seed)
    kept: list[Evaluation] = []
    restored: list[Evaluation] = []
    for code in YEAR:
        inputs = random_inputs(graph, code, random)
        kept.append(evaluated(graph, code, inputs, kept, {}))
        stored: Values = [
            {key: None if key in graph.places else text for key, text in one.items()} for one in values(kept[-1])
        ]
        earlier = [one.outcome for one in restored]
        restored.append(graph.restored(code, COHORT, (stored, np.arange(len(stored))), kept[-1].given, earlier))

    assert [values(one) for one in restored] == [values(one) for one in kept]
    assert not any(len(one.differing(other, one.nodes)) for one, other in zip(restored, kept, strict=True))
