"""Every explanation shows the operands that were really used: each node is what its words make of them."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from random import Random

import pytest
from biaochi_sdk import (
    Expression,
    Fact,
    Publish,
    cascade,
    default,
    last_cycle,
    mean_over,
    quota,
    scaled_to_best,
)
from biaochi_sdk.bench.judging import Judged, Known, judge
from biaochi_sdk.bench.testkit import known_for
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.proof.proof import Proof
from biaochi_sdk.reference.cohort import Column, Value
from biaochi_sdk.reference.operations import Reference
from biaochi_sdk.terms.parsing import canonical
from biaochi_sdk.terms.past import Past
from biaochi_sdk.terms.steps import LOOKING_BACK, Step, flatten
from biaochi_sdk.values.errors import PoolsDiffer
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.periods import period
from biaochi_sdk.words.formulas import Words, ballots_of
from biaochi_sdk.words.inputs import VALUED
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import FIXED, climbing, made, model, points
from tests.sdk.primitive_models import kind_of, over_the_year, stars
from tests.sdk.primitives import PRIMITIVES, graph_of
from tests.sdk.random_models import Author

SUBJECTS = tuple("ABCDEFGHIJ")
BRACKETED = r"\[([^\[\]]*)\]"


class Recomputed(Reference):
    """One node of one subject, computed from what its explanation prints and nothing else."""

    def __init__(self, graph: Graph, key: str, words: str, code: str) -> None:
        """Take the words apart."""
        self.graph, self.key, self.words = graph, key, words
        self.plain = Words(lambda name: graph.described[name].title.text, graph.scales, ballots_of(graph.described))
        past = Past(period(code), (), {}, [rung.key for rung in graph.rungs])
        self.said, self.brackets = "", dict[int, str]()
        for at, part in enumerate(re.split(BRACKETED, words)):
            if at % 2:
                self.brackets[len(self.said)] = part
            else:
                self.said += part
        steps, self.places = flatten([(node.key, node.term) for node in graph.described.values()])
        names = {name: tuple(rung.key for rung in rungs) for name, rungs in graph.scales.items()}
        shapes = Proof(graph.code, graph.since, steps, names, graph.cadences).shapes
        super().__init__(steps, shapes, names, past, ("A",), ({},))

    def _column(self, step: Step) -> Column:
        if step.key not in (None, self.key):
            return [self.printed(step, self.graph.described[step.key or ""].title.text)]
        if step.node != self.key or step.op == "unit":
            return [None]
        if step.op in LOOKING_BACK and step.op != "prior":
            return super()._column(step)
        return [self.printed(step, self.plain.say(step.term))] if step.op in VALUED else super()._column(step)

    def _earlier(self, step: Step) -> list[list[str]]:
        said = self.behind(self.plain.say(step.term.args[0]))
        assert said, self.words
        listed = [] if said == "无" else [one.split(" ")[1] for one in said.split("、")]
        return [[{"是": "1", "否": "0"}.get(one, one) for one in listed]]

    def printed(self, step: Step, said: str) -> Value:
        """The value in brackets behind some words."""
        found, shape = self.behind(said), self.shapes[step.place]
        if found is None or found == "不评判":
            return None
        if shape.kind == "flag":
            return found == "是"
        if shape.kind == "scale":
            return next(rung.key for rung in self.graph.scales[shape.scale or ""] if rung.title == found)
        return exact(found)

    def behind(self, said: str) -> str | None:
        """What stands in brackets behind words, wherever they stand in the explanation."""
        ends = (one.end() for one in re.finditer(re.escape(said), self.said))
        return next((self.brackets[end] for end in ends if end in self.brackets), None)


def apart(graph: Graph) -> Graph:
    """The same model, each node called by its key: titles may be alike, and words are taken apart by them."""
    data = json.loads(graph.text)
    for node in data["nodes"]:
        node["title"]["text"] = f"《{node['key']}》"
    return Graph.parse(canonical(data))


def recomputed(judged: Judged, code: str, subject: str) -> None:
    graph, sheet = judged.graph, judged.outcomes[code].sheets[subject]
    for key, value in sheet.values.items():
        term = graph.described[key].term
        if term.op == "input" or term.op in VALUED:
            continue
        words = judged.explain(subject, code, key).words
        found = Recomputed(graph, key, words, code)
        assert text(found.columns[found.places[key]][0]) == value, f"{key} = {value}: {words}"


def text(value: Value) -> str | None:
    if isinstance(value, bool):
        return "1" if value else "0"
    return written(value) if isinstance(value, Fraction) else value


@FIXED
@given(st.integers(0, 100_000))
def test_a_node_of_a_random_page_is_what_its_explanation_prints(seed: int) -> None:
    random = Random(seed)
    for graph in (apart(one) for one in (Author(random).model() for _ in range(4)) if one is not None):
        known = {graph.code: known_for(graph, SUBJECTS, (2020,), random)}
        with suppress(PoolsDiffer):
            recomputed(judge([graph], known, "2020")[graph.code], "2020", random.choice(SUBJECTS))


@pytest.mark.parametrize("primitive", PRIMITIVES)
def test_a_node_of_a_primitive_is_what_its_explanation_prints(primitive: str) -> None:
    graph = apart(graph_of(primitive))
    judged = judge([graph], {graph.code: known_for(graph, SUBJECTS, (2020,), Random(3))}, "2020")[graph.code]
    for subject in SUBJECTS[:4]:
        recomputed(judged, "2020", subject)


@pytest.mark.parametrize("graph", [climbing, over_the_year])
@pytest.mark.parametrize("code", ["2020-Q3", "2020"])
def test_what_looks_back_is_what_its_explanation_prints(graph: Callable[[], Graph], code: str) -> None:
    one = apart(graph())
    judged = judge([one], {one.code: known_for(one, SUBJECTS, (2020,), Random(5))}, code)[one.code]
    for subject in SUBJECTS[:4]:
        recomputed(judged, code, subject)


def opened(graph: Graph, code: str, key: str, **scores: str) -> str:
    """How a node of A reads when each has these scores, by subject and period."""
    facts = [Fact(name, "check", name[0], "got", name[1:].replace("_", "-"), value) for name, value in scores.items()]
    known = Known({subject: [fact for fact in facts if fact.subject == subject] for subject in "AB"})
    return judge([graph], {graph.code: known}, code)[graph.code].explain("A", code, key).words


def test_a_value_scaled_to_the_best_shows_the_best() -> None:
    got = points()
    graph = made({"got": got, "total": scaled_to_best(got, default(600), default(6))(default("折算"))})

    assert "得分[5] ÷ 全体得分的最高[9.5] × 600" in opened(graph, "2020", "total", A2020="5", B2020="9.5")


def test_a_mean_over_quarters_shows_the_quarters_and_not_the_year() -> None:
    got = points()
    mean = mean_over("quarter", got)(default("平均"))
    shown = {"at_quarter": Publish("quarter", {"got": got}), "at_year": Publish("year", {"mean": mean})}
    graph = model({"got": got, "mean": mean, **shown}).graph

    words = opened(graph, "2020", "mean", A2020_Q1="8", A2020_Q3="6")
    assert words == "各季度得分[2020-Q1 8、2020-Q2 0、2020-Q3 6、2020-Q4 0]的平均"
    assert mean_words_without_periods(graph) == "各季度得分的平均"


def mean_words_without_periods(graph: Graph) -> str:
    """What a place that has one sheet alone says of the mean."""
    return graph.explain_node({"got": "3", "mean": "7"}, {"got": "3"}, "mean").words


def test_last_year_s_phrase_shows_last_year_s_value_and_the_years_follow_each_other() -> None:
    got = points()
    before = last_cycle("total", default(0), default(100), default("0.5"))(default("去年"))
    total = (got + before.or_else(default(0)))(default("累计"))
    graph = made({"got": got, "before": before, "total": total})

    scores = {"A2018": "1", "A2019": "2", "A2020": "4"}
    assert opened(graph, "2020", "total", **scores) == "得分[4] + 去年[3]，不评判时取0〔默认，可调整〕"
    assert opened(graph, "2020", "before", **scores) == "上一周期的累计"


def shared(seat: Expression, **nodes: Expression) -> str:
    """How the seat of the first of five reads, of whom the first four are judged and the first three are of a class."""
    graph = made({**nodes, "seat": seat(default("名额")), "total": (nodes["got"] + default(0))(default("得分"))})
    facts = [Fact(f"m{who}", "check", who, "got", "2020", mark) for who, mark in zip("ABCD", "9876", strict=True)]
    facts += [Fact(f"k{who}", "choice", who, "kind", "2020", choice="lead") for who in "ABC"]
    known = Known({who: [fact for fact in facts if fact.subject == who] for who in "ABCDE"})
    return judge([graph], {graph.code: known}, "2020")[graph.code].explain("A", "2020", "seat").words


def test_seats_show_of_how_many_they_are_a_share_and_how_many_that_makes() -> None:
    got, kind = points(missing="not_judged"), kind_of()

    def seat(**more: object) -> str:
        rule = quota(default("0.4"), None, got.judged(), got, "all", **more)  # type: ignore[arg-type]
        return shared(rule, got=got, kind=kind)

    assert "总数(含不评判的)[5] × 0.4〔默认，可调整〕(舍去小数)[2]；" in seat(of="all", rounding="floor")
    assert "已评判的总数[4] × 0.4〔默认，可调整〕(进一取整)[2]；" in seat(of="judged", rounding="ceil")
    assert "已评判的总数[3] × 0.4〔默认，可调整〕(四舍五入)[1]；" in seat(of="judged", rounding="half_up", within=kind)


def test_grades_with_quotas_show_how_many_each_may_have() -> None:
    got, kind = points(missing="not_judged"), kind_of()
    limits = {"five": default("0.25"), "four": default("0.5")}
    earned = stars(got)
    final = cascade(earned, got, limits, ties="all", of="judged", rounding="floor")

    words = shared(final, got=got, kind=kind, earned=earned)
    assert "五星至多0.25〔默认，可调整〕[1]，四星至多0.5〔默认，可调整〕[2](占已评判的总数[4]的比例，舍去小数)" in words
