"""Results of one model in another: members, their branch and its pool, the leader who inherits, the year before."""

from random import Random

import pytest
from biaochi_sdk import (
    City,
    Linked,
    ModelRefused,
    Publish,
    default,
    from_above,
    from_below,
    last_cycle,
    of_cohort,
    published,
    rank,
    share_of_pool,
    unit,
)
from biaochi_sdk.city import in_order
from biaochi_sdk.errors import EvaluationRefused
from biaochi_sdk.outcome import Outcome
from biaochi_sdk.relatives import Use
from biaochi_sdk.testkit import facts_for, replay
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import ANY, FIXED, model, points, vetoed

TWO = default(2)


def member() -> type:
    got, heads, barred = points(missing="not_judged"), points(), vetoed()
    place = rank(got, "competition", within=unit("home"))(default("支部内名次"))
    mean = of_cohort("mean", got, within=unit("home")).round(TWO)(default("支部平均"))
    at_year = Publish("year", totals={"member": got}, ranks={"member": place})
    nodes = {"got": got, "heads": heads, "barred": barred, "place": place, "mean": mean}
    return model({**nodes, "at_year": at_year}, code="member")


MEMBER = member()


def branch() -> type:
    nodes = {how: from_below(how, MEMBER.got).round(TWO)(default(how)) for how in ("mean", "median")} | {
        how: from_below(how, MEMBER.got)(default(how)) for how in ("sum", "min", "max", "count")
    }
    nodes["weighed"] = from_below("weighted", MEMBER.got, weight=MEMBER.heads).round(TWO)(default("加权"))
    nodes["some"] = from_below("any", MEMBER.barred)(default("有否决"))
    nodes["every"] = from_below("all", MEMBER.barred)(default("都否决"))
    nodes["own"] = points()
    nodes["total"] = (nodes["own"] + nodes["mean"].or_else(default(0)))(default("支部得分"))
    nodes["pool"] = (nodes["own"] * default(100))(default("奖金池"))
    at_year = Publish("year", totals={"branch": nodes["total"]}, exports={"bonus_pool": nodes["pool"]})
    return model({**nodes, "at_year": at_year}, code="branch")


BRANCH = branch()


def leader() -> type:
    own = points()
    unit_score = from_above(BRANCH.total)(default("所在支部得分"))
    barred = from_above(BRANCH.some)(default("支部有否决")).or_no()(default("受牵连"))
    money = share_of_pool(from_above(BRANCH.pool).or_else(default(0)), own, "branch", TWO)(default("应得"))
    before = last_cycle("total", default(0), default(60), default("0.01"))(default("上年得分"))
    carried = (before * default("0.2")).or_else(default(0)).round(TWO)(default("结转"))
    total = (own + unit_score.or_else(default(0)) + carried)(default("书记得分"))
    nodes = {"own": own, "unit_score": unit_score, "money": money, "before": before, "carried": carried}
    return model({**nodes, "total": total, "at_year": Publish("year", totals={"leader": total})}, code="leader")


LEADER = leader()
MEMBERS, BRANCHES = tuple(f"M{n:02d}" for n in range(13)), ("A", "B", "C", "D")
HOMES = {code: BRANCHES[:3][n % 3] for n, code in enumerate(MEMBERS[:12])}


def judged(of: type, subjects: tuple[str, ...], random: Random, **linked: Linked) -> tuple[Outcome, Outcome]:
    both = replay(of.graph, subjects, ("2020",), random, {"2020": linked})  # type: ignore[attr-defined]
    return both.by_plan[0], both.by_reference[0]


@FIXED
@given(st.integers(0, 100_000))
def test_members_make_their_branch_and_leaders_inherit_it_exactly(seed: int) -> None:
    random = Random(seed)
    empty = Outcome("2020", "year", "", {})
    fast, exactly = judged(MEMBER, MEMBERS, random, home=Linked(empty, HOMES))
    assert fast == exactly

    above, above_exactly = judged(BRANCH, BRANCHES, random, member=Linked(fast, HOMES))
    assert above == above_exactly

    before = judged(LEADER, MEMBERS, random, branch=Linked(above, HOMES), last_cycle=Linked(empty, {}))[0]
    one, other = judged(LEADER, MEMBERS, random, branch=Linked(above, HOMES), last_cycle=Linked(before, {}))
    assert one == other


def test_a_pool_is_split_by_points_and_a_branch_without_members_has_no_mean() -> None:
    own = [{"own": "1"}, {"own": "3"}]
    pool = BRANCH.graph.evaluate(
        "2020", ["A"], [{"own": "10"}], linked={"member": Linked(Outcome("2020", "year", "", {}), {})}
    )
    links = {"branch": Linked(pool, {"X": "A", "Y": "A"}), "last_cycle": Linked(pool, {})}

    sheets = LEADER.graph.evaluate("2020", ["X", "Y"], own, linked=links).sheets

    assert (pool.sheets["A"].values["mean"], pool.sheets["A"].values["count"]) == (None, "0")
    assert [sheet.values["money"] for sheet in sheets.values()] == ["250", "750"]


def test_what_goes_to_another_system_is_named() -> None:
    assert BRANCH.graph.published["year"].exports == {"bonus_pool": "pool"}


def test_a_model_says_whose_results_it_needs_and_comes_after_them() -> None:
    assert Use("member", "member", "got") in BRANCH.graph.uses
    assert [graph.code for graph in in_order([LEADER.graph, BRANCH.graph, MEMBER.graph])] == [
        "member",
        "branch",
        "leader",
    ]


def test_models_that_use_each_other_in_a_circle_are_refused() -> None:
    one, other = points(), points()
    first = model({"one": one, "at_year": Publish("year", totals={"x": one})}, code="first")
    use = from_above(first.one)(default("上级"))  # type: ignore[attr-defined]
    second = model({"use": use, "other": other, "at_year": Publish("year", totals={"x": other})}, code="second")
    back = from_above(second.other)(default("上级"))  # type: ignore[attr-defined]
    again = model({"back": back, "it": points(), "at_year": Publish("year", totals={"x": back})}, code="first")

    with pytest.raises(ModelRefused, match="use each other in a circle"):
        City("made", published("某市"), (again, second))


def test_an_outcome_that_is_not_linked_is_asked_for() -> None:
    with pytest.raises(EvaluationRefused, match="nothing is linked as 'member'"):
        BRANCH.graph.evaluate("2020", ["A"], [{"own": "1"}])


def test_a_rule_over_relations_reads_in_chinese() -> None:
    words = {node.key: node.words for node in (*BRANCH.graph.nodes, *LEADER.graph.nodes, *MEMBER.graph.nodes)}

    assert words["sum"] == "所属各下级「得分」的合计，不评判的不计"
    assert words["unit_score"] == "所在上级的「支部得分」"
    assert words["before"] == "上一周期的书记得分"
    assert words["mean"].startswith("四舍五入(同一上级（home）内得分的平均")
    assert facts_for(LEADER.graph, "A", "2020", Random(1)) or ANY
