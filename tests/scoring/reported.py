"""A made-up model that everything can be reported of: checks, dues, tasks, marks by name, an opinion, a ladder."""

from biaochi_sdk import (
    Model,
    Panel,
    Provenance,
    Publish,
    Recorded,
    Scale,
    Source,
    ballots,
    check,
    deductions,
    default,
    graded,
    held_rung,
    ladder,
    marks,
    published,
    rank,
    tasks,
    total_of,
    veto,
)

DEFAULT = Provenance.DEFAULT
RULES, DEFAULTS = Source("样例考核办法", "第二条"), Source("默认值", "可调整")
BY = Recorded(who="work_committee", cadences=("quarter",))
BY_MONTH = Recorded(who="work_committee", cadences=("month", "quarter"))
ANSWERS = Scale("answer", {"adverse": published("履职不到位"), "clear": default("无不良意见")})
RUNGS = Scale("rung", {"ordinary": default("一般"), "standardized": default("标准化")})


class Reported(
    Model,
    code="branch",
    title=default("样例支部评价"),
    subject="BRANCH",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A branch earns 50 for meetings, 20 for its list, keeps 30 for dues, and others mark it for nothing."""

    meetings = check(default(50), default(1), BY, at="quarter", missing="zero")(default("会议"), rule=DEFAULT)
    dues = deductions(default(30), default(1), BY_MONTH, at="quarter", missing="full")(default("党费"), rule=DEFAULT)
    listed = tasks("COMMON", default(100), default(1), BY, missing="not_judged")(default("任务清单"), rule=DEFAULT)
    list_part = (listed * default(20)).round(default(0)).or_else(default(20))(default("清单得分"))
    basics = total_of(meetings, dues, full=default(80))(default("基础"))
    total = total_of(basics, list_part, full=default(100))(default("季度得分"))
    place = rank(total, ties="competition")(default("季度名次"))

    named = Panel("real_name", ("scheme_owner",))
    mark = marks(default(0), default(100), default(1), BY, default(1), panel=named)(default("互评"), rule=DEFAULT)
    opinion = ballots(ANSWERS, {"panel": default("评议组")}, BY, named)(default("民主评议"), rule=DEFAULT)
    criticized = veto(BY)(published("通报批评"))
    answer = graded(~criticized & (total >= default(60)), ANSWERS)(default("查核意见"))
    held = held_rung(RUNGS)(default("期初梯级"))
    rung = ladder(held, ("ordinary", "standardized", total >= default(80)))(default("季度末梯级"))

    at_quarter = Publish(
        "quarter",
        totals={"branch": total},
        ranks={"branch": place},
        grade=answer,
        rung=rung,
        exports={"clearance": answer},
    )


GRAPH = Reported.graph
