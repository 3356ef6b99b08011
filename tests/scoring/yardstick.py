"""A made-up model, small enough to work by hand: two norms a quarter, a ladder of two rungs, the year as the mean."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Recorded,
    Scale,
    Source,
    check,
    deductions,
    default,
    graded,
    held_rung,
    ladder,
    mean_over,
    opening_rung,
    rank,
    total_of,
)
from biaochi_sdk.graph.graph import Graph

DEFAULT = Provenance.DEFAULT
RULES, DEFAULTS = Source("样例考核办法", "第一条"), Source("默认值", "可调整")
BY = Recorded(who="work_committee", cadences=("quarter",))
BY_MONTH = Recorded(who="work_committee", cadences=("month", "quarter"))
GRADES = Scale("grade", {"not_reached": default("未达标"), "reached": default("达标")})
RUNGS = Scale("rung", {"ordinary": default("一般"), "standardized": default("标准化")})


class Branch(
    Model,
    code="branch",
    title=default("样例支部评价"),
    subject="BRANCH",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A branch earns up to 60 for meetings and keeps up to 40 for dues."""

    meetings = check(default(60), default(1), BY, at="quarter", missing="zero")(default("会议"), rule=DEFAULT)
    dues = deductions(default(40), default(1), BY_MONTH, at="quarter", missing="full")(default("党费"), rule=DEFAULT)
    total = total_of(meetings, dues, full=default(100))(default("季度得分"))
    place = rank(total, ties="competition")(default("季度名次"))
    reached = (total >= default(80))(default("本季度达标"))
    grade = graded(reached, GRADES)(default("达标情况"))

    opening = opening_rung(RUNGS)(default("年初梯级"))
    held = held_rung(RUNGS)(default("期初梯级"))
    rung = ladder(held, ("ordinary", "standardized", reached), ("standardized", "ordinary", ~reached))(
        default("季度末梯级")
    )

    year_mean = mean_over("quarter", total)(default("季度平均分"))
    year_total = year_mean.round(default(2))(default("年度得分"))
    year_place = rank(year_total, ties="competition")(default("年度名次"))

    at_quarter = Publish("quarter", totals={"branch": total}, ranks={"branch": place}, grade=grade, rung=rung)
    at_year = Publish("year", totals={"branch": year_total}, ranks={"branch": year_place}, rung=held)


GRAPH = Branch.graph
OF_SECRETARIES, OF_MEMBERS = (
    Graph.parse(GRAPH.text.replace('"BRANCH"', f'"{kind}"')) for kind in ("SECRETARY", "MEMBER")
)
"""The same measure laid on persons."""
