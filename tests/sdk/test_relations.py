"""Results of one model in another: members, their branch and its pool, the leader who inherits, the year before."""

from random import Random

import pytest
from biaochi_sdk import (
    City,
    Linked,
    Model,
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
from biaochi_sdk.bench.city import in_order
from biaochi_sdk.bench.testkit import replay
from biaochi_sdk.terms.links import Use
from biaochi_sdk.values.errors import EvaluationRefused
from biaochi_sdk.values.facts import Inputs
from biaochi_sdk.values.outcome import Outcome
from hypothesis import given
from hypothesis import strategies as st

from tests.sdk.models import DEFAULTS, FIXED, SOURCE, model, points, vetoed

TWO, MODEL = default(2), default("模型")


class Member(Model, code="member", title=MODEL, subject="MEMBER", since="2020-01-01", source=SOURCE, defaults=DEFAULTS):
    """A member, and the others of the same branch."""

    got = points(missing="not_judged")
    heads = points()
    barred = vetoed()
    place = rank(got, "competition", within=unit("section", default("所在支部")))(default("支部内名次"))
    around = of_cohort("mean", got, within=unit("section", default("所在支部"))).round(TWO)(default("支部平均"))
    at_year = Publish("year", totals={"member": got}, ranks={"member": place})


class Branch(Model, code="branch", title=MODEL, subject="BRANCH", since="2020-01-01", source=SOURCE, defaults=DEFAULTS):
    """A branch made of its members, which pays into a pool."""

    mean = from_below("mean", Member.got, missing="left_out").round(TWO)(default("平均"))
    median = from_below("median", Member.got, missing="left_out").round(TWO)(default("中位数"))
    added = from_below("sum", Member.got, missing="left_out")(default("合计"))
    least = from_below("min", Member.got, missing="left_out")(default("最低"))
    most = from_below("max", Member.got, missing="left_out")(default("最高"))
    judged = from_below("count", Member.got, missing="left_out")(default("人数"))
    weighed = from_below("weighted", Member.got, weight=Member.heads, missing="left_out").round(TWO)(default("加权"))
    some = from_below("any", Member.barred, missing="left_out")(default("有否决"))
    every = from_below("all", Member.barred, missing="left_out")(default("都否决"))
    strict_mean = from_below("mean", Member.got, missing="not_judged").round(TWO)(default("全部评判才有的平均"))
    strict_sum = from_below("sum", Member.got, missing="not_judged")(default("全部评判才有的合计"))
    strict_count = from_below("count", Member.got, missing="not_judged")(default("全部评判才有的人数"))
    strict_any = from_below("any", Member.barred, missing="not_judged")(default("全部评判才有的有否决"))
    of_all = from_below("mean", Member.got, missing=default("-0.25")).round(TWO)(default("不评判计负分的平均"))
    heads_of_all = from_below("count", Member.got, missing=default(0))(default("全部人数"))
    weighed_all = from_below("weighted", Member.got, weight=Member.heads, missing=default(1)).round(TWO)(
        default("全加权")
    )
    own = points()
    total = (own + mean.or_else(default(0)))(default("支部得分"))
    pool = (own * default(100))(default("奖金池"))
    at_year = Publish("year", totals={"branch": total}, exports={"bonus_pool": pool})


class Leader(
    Model, code="leader", title=MODEL, subject="SECRETARY", since="2020-01-01", source=SOURCE, defaults=DEFAULTS
):
    """A leader who inherits the branch's score and a fifth of last year's own."""

    own = points()
    inherited = from_above(Branch.total)(default("所在支部得分"))
    barred = from_above(Branch.some)(default("支部有否决"))
    money = share_of_pool(
        from_above(Branch.pool).or_else(default(0)), own, unit("branch", default("支部")), TWO, ties="code"
    )(default("应得"))
    before = last_cycle("total", default(0), default(60), default("0.01"))(default("上年得分"))
    carried = (before * default("0.2")).or_else(default(0)).round(TWO)(default("结转"))
    total = (own + inherited.or_else(default(0)) + carried)(default("书记得分"))
    at_year = Publish("year", totals={"leader": total})


MEMBERS, BRANCHES = tuple(f"M{n:02d}" for n in range(13)), ("A", "B", "C", "D")
HOMES = {code: BRANCHES[:3][n % 3] for n, code in enumerate(MEMBERS[:12])}


def judged(of: type[Model], subjects: tuple[str, ...], random: Random, **linked: Linked) -> tuple[Outcome, Outcome]:
    both = replay(of.graph, subjects, ("2020",), random, {"2020": linked})
    return both.by_plan[0], both.by_reference[0]


@FIXED
@given(st.integers(0, 100_000))
def test_members_make_their_branch_and_leaders_inherit_it_exactly(seed: int) -> None:
    random = Random(seed)
    empty = Outcome("2020", "year", "", {})
    fast, exactly = judged(Member, MEMBERS, random, section=Linked(empty, HOMES))
    assert fast == exactly

    above, above_exactly = judged(Branch, BRANCHES, random, member=Linked(fast, HOMES))
    assert above == above_exactly

    before = judged(Leader, MEMBERS, random, branch=Linked(above, HOMES), last_cycle=Linked(empty, {}))[0]
    one, other = judged(Leader, MEMBERS, random, branch=Linked(above, HOMES), last_cycle=Linked(before, {}))
    assert one == other


def test_a_pool_is_split_by_points_and_a_branch_without_members_has_no_mean() -> None:
    own: list[Inputs] = [{"own": "1"}, {"own": "3"}]
    pool = Branch.graph.evaluate(
        "2020", ["A"], [{"own": "10"}], linked={"member": Linked(Outcome("2020", "year", "", {}), {})}
    )
    links = {"branch": Linked(pool, {"X": "A", "Y": "A"}), "last_cycle": Linked(pool, {})}

    sheets = Leader.graph.evaluate("2020", ["X", "Y"], own, linked=links).sheets

    assert (pool.sheets["A"].values["mean"], pool.sheets["A"].values["judged"]) == (None, "0")
    assert [sheet.values["money"] for sheet in sheets.values()] == ["250", "750"]


def test_what_goes_to_another_system_is_named() -> None:
    assert Branch.graph.published["year"].exports == {"bonus_pool": "pool"}


def test_a_model_says_whose_results_it_needs_and_comes_after_them() -> None:
    assert Use("member", "member", "got", "below", ("year",)) in Branch.graph.uses
    assert [graph.code for graph in in_order([Leader.graph, Branch.graph, Member.graph])] == [
        "member",
        "branch",
        "leader",
    ]


def test_models_that_use_each_other_in_a_circle_are_refused() -> None:
    one, other = points(), points()
    model({"one": one, "at_year": Publish("year", totals={"x": one})}, code="first")
    use = from_above(one)(default("上级"))
    second = model({"use": use, "other": other, "at_year": Publish("year", totals={"x": other})}, code="second")
    back = from_above(other)(default("上级"))
    again = model({"back": back, "it": points(), "at_year": Publish("year", totals={"x": back})}, code="first")

    with pytest.raises(ModelRefused, match="use each other in a circle"):
        City("made", published("某市"), (again, second))


def test_a_linked_value_is_evaluated_in_the_cadences_that_the_other_model_knows() -> None:
    yearly, quarterly = points(at="year"), points()
    shown = {f"at_{cadence}": Publish(cadence, totals={"x": quarterly}) for cadence in ("quarter", "year")}
    model({"yearly": yearly, "quarterly": quarterly, **shown}, code="below")
    nodes = {"used": from_above(yearly)(default("上级")), "alone": from_above(quarterly, at="year")(default("年度"))}
    own = points()
    here = {f"at_{cadence}": Publish(cadence, totals={"x": own}) for cadence in ("month", "quarter", "year")}
    graph = model({**nodes, "own": own, "every": from_above(quarterly)(default("每期")), **here}).graph

    assert [node.cadences for node in graph.nodes] == [
        ("year",), ("year",), ("month", "quarter", "year"), ("quarter", "year"),
    ]  # fmt: skip
    assert [use.cadences for use in graph.uses] == [("year",), ("year",), ("quarter", "year")]
    with pytest.raises(ModelRefused, match="yearly of below is not evaluated each month: write at= one of year"):
        from_above(yearly, at="month")


def test_an_outcome_that_is_not_linked_is_demanded() -> None:
    with pytest.raises(EvaluationRefused, match="没有给出关系“member”的结果"):
        Branch.graph.evaluate("2020", ["A"], [{"own": "1"}])


def test_a_rule_over_relations_reads_in_chinese() -> None:
    words = {node.key: node.words for node in (*Branch.graph.nodes, *Leader.graph.nodes, *Member.graph.nodes)}

    assert words["added"] == "所属各下级「得分」的合计，不评判的不计"
    assert words["inherited"] == "所在上级的「支部得分」"
    assert words["before"] == "上一周期的书记得分"
    assert words["around"].startswith("四舍五入(同一所在支部内得分的平均")
