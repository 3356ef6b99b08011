"""What an author may write on a page: numbers before nodes, dated thresholds, any name for a total; what is refused."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from biaochi_sdk import (
    Case,
    City,
    Expression,
    Fact,
    Mark,
    Model,
    ModelRefused,
    Publish,
    bands,
    default,
    examine,
    from_below,
    last_cycle,
    of_cohort,
    param,
    rank,
    ratings,
    unit,
    unpinned,
)
from biaochi_sdk.values.errors import FactRefused, LeadsNowhere

from tests.sdk.models import ANY, DEFAULTS, GRADES, SOURCE, made, model, points

TITLE = default("样例")
BEFORE: dict[str, tuple[Callable[[Mark, Expression], Expression], str]] = {
    "a sum": (lambda number, node: number + node, "14"),
    "a difference": (lambda number, node: number - node, "6"),
    "a product": (lambda number, node: number * node, "40"),
    "a quotient": (lambda number, node: (number / node).round(default(1)), "2.5"),
}


@pytest.mark.parametrize("what", BEFORE)
def test_a_number_may_stand_before_a_node(what: str) -> None:
    made_of, value = BEFORE[what]
    got = points()
    graph = made({"got": got, "total": made_of(default(10), got)(default("得分"))})

    assert graph.evaluate("2020", ["A"], [{"got": "4"}]).sheets["A"].totals == {"made": value}


def test_a_rotation_that_is_no_table_is_refused_with_what_to_write() -> None:
    with pytest.raises(ModelRefused, match="write by quarter whom each rates"):
        ratings(default(0), default(9), default(1), ANY, rotation="x", missing="not_judged")  # type: ignore[arg-type]


@pytest.mark.parametrize("signed", ["张三", 1, ("张三", 2)])
def test_signers_that_are_no_list_of_names_are_refused(signed: object) -> None:
    with pytest.raises(FactRefused, match="请写成姓名的列表"):
        Fact("1", "decision", "A", "got", "2020", signed=signed)  # type: ignore[arg-type]


def test_a_threshold_may_change_on_a_day() -> None:
    got, high = points(), param({"2020-01-01": default(8), "2021-01-01": default(9)})
    grade = bands(got, GRADES, (high, "good"), (default(5), "fair"), otherwise="poor")(default("等次"))
    graph = made({"got": got, "total": (got + got)(default("得分")), "grade": grade}, grade="grade")

    for code, reached in (("2020", "good"), ("2021", "fair")):
        assert graph.evaluate(code, ["A"], [{"got": "8"}]).sheets["A"].grade == reached
        assert graph.reference(code, ["A"], [{"got": "8"}]).sheets["A"].grade == reached
    assert "≥(2020-01-01起为8〔默认，可调整〕，2021-01-01起为9〔默认，可调整〕)为好" in graph.rulebook()


def test_thresholds_that_meet_on_a_day_are_refused_with_the_day() -> None:
    falling = param({"2020-01-01": default(8), "2021-01-01": default(5)})

    with pytest.raises(ModelRefused, match="the thresholds 5, 5 do not go down from 2021-01-01"):
        bands(points(), GRADES, (falling, "good"), (default(5), "fair"), otherwise="poor")
    with pytest.raises(ModelRefused, match="a threshold of bands that is a input"):
        bands(points(), GRADES, (points(), "good"), (default(5), "fair"), otherwise="poor")


def test_a_total_may_be_called_as_the_paper_calls_it() -> None:
    term = points()
    place = rank(term, ties="competition")(default("名次"))
    at_year = Publish("year", totals={"term": term}, ranks={"term": place})
    page = model({"term": term, "place": place, "at_year": at_year})
    case = Case("满分", page, ("2020",), (Fact("1", "check", "A", "term", "2020", "10"),), {"A": {"term": "10"}})

    assert unpinned(page.graph, [case])[0] == 2


def test_the_last_cycle_of_a_node_the_model_lacks_loads_with_a_warning_and_fails_the_check() -> None:
    got = points()
    before = last_cycle("x", default(0), default(10), default(1))(default("去年"))
    at_year = Publish("year", {"made": (total := (got + got)(default("得分")))})
    page = model({"got": got, "before": before, "total": total, "at_year": at_year})
    said = "looks at x of the last cycle, which is no node"

    with pytest.warns(LeadsNowhere, match=said):
        city = City("made", default("某市"), (page,))
    assert any(said in fault for fault in examine(city, (), seeds=0)[0].faults)


def test_a_unit_that_leads_nowhere_loads_with_a_warning_and_fails_the_check() -> None:
    for relation, known in (("no_such_kind", False), ("parent", False), ("made", True), ("organ_committee", True)):
        got = points()
        mean = of_cohort("max", got, within=unit(relation, default("所在单位")))
        at_year = Publish("year", {"made": (total := (got + mean)(default("得分")))})
        page = model({"got": got, "total": total, "at_year": at_year})
        said = f"the unit '{relation}', which leads nowhere"

        with nullcontext() if known else pytest.warns(LeadsNowhere, match=said):
            city = City("made", default("某市"), (page,))
        assert any(said in fault for fault in examine(city, (), seeds=0)[0].faults) is not known


class Quarterly(
    Model,
    code="made",
    subject="BRANCH",
    since="2020-01-01",
    until="2021-01-01",
    title=TITLE,
    source=SOURCE,
    defaults=DEFAULTS,
):
    """A score of each quarter and year."""

    score = points()
    at_quarter = Publish("quarter", {"made": score})
    at_year = Publish("year", {"made": score})


class Yearly(
    Model,
    code="made",
    subject="BRANCH",
    since="2021-01-01",
    until="2022-01-01",
    title=TITLE,
    source=SOURCE,
    defaults=DEFAULTS,
):
    """The same of each year only."""

    score = points()
    at_year = Publish("year", {"made": score})


class Renamed(Model, code="made", subject="BRANCH", since="2022-01-01", title=TITLE, source=SOURCE, defaults=DEFAULTS):
    """The same under another name."""

    mark = points()
    at_year = Publish("year", {"made": mark})


class Above(
    Model, code="above", subject="DEPARTMENT", since="2020-01-01", title=TITLE, source=SOURCE, defaults=DEFAULTS
):
    """The mean of the score of each quarter and year."""

    total = from_below("mean", Quarterly.score, missing="left_out").round(default(1))(default("平均"))
    at_quarter = Publish("quarter", {"above": total})
    at_year = Publish("year", {"above": total})


def test_a_node_that_another_version_lacks_or_has_in_other_periods_only_is_a_fault_of_the_check() -> None:
    said = (
        "looks at score of made from 2021-01-01 each quarter, where it is not evaluated: nobody could be judged",
        "looks at score of made from 2022-01-01, which is no node there: nobody could be judged",
    )

    with pytest.warns(LeadsNowhere) as warned:
        city = City("made", default("某市"), (Quarterly, Yearly, Renamed, Above))
    faults = [fault for one in examine(city, (), seeds=0, only="above") for fault in one.faults]

    assert len(warned) == len(faults) == 2
    assert all(sentence in fault for sentence, fault in zip(said, faults, strict=True))
