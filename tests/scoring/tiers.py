"""A made-up town of three levels: sections, their departments, and the committee over both; branches of departments."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Recorded,
    Source,
    check,
    default,
    from_above,
    from_below,
    last_cycle,
    rank,
    unit,
)
from biaochi_sdk.graph.graph import Graph

from tests.scoring.town import Town

DEFAULT = Provenance.DEFAULT
RULES, DEFAULTS = Source("样例考核办法", "第二条"), Source("默认值", "可调整")
BY = Recorded(who="work_committee", cadences=("quarter",))
ZERO, ONE, TWO = default(0), default(1), default(2)


class Section(
    Model,
    code="section",
    title=default("科室"),
    subject="SECTION",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A section has points."""

    points = check(default(100), ONE, BY, missing="zero")(default("科室积分"), rule=DEFAULT)
    at_quarter = Publish("quarter", totals={"section": points})
    at_year = Publish("year", totals={"section": points})


class Department(
    Model,
    code="department",
    title=default("部门"),
    subject="DEPARTMENT",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A department has the mean of its sections, its own discipline, and a tenth of what it had last year."""

    under = from_below("mean", Section.points, missing="left_out").round(TWO).or_else(ZERO)(default("科室平均"))
    discipline = check(default(20), ONE, BY, missing="zero")(default("纪律"), rule=DEFAULT)
    before = last_cycle("total", ZERO, default(132), default("0.001"))(default("上年"))
    carried = (before * default("0.1")).or_else(ZERO).round(TWO)(default("上年结转"))
    total = (under + discipline + carried.cap(default(12)))(default("部门得分"))
    place = rank(total, ties="competition")(default("部门名次"))
    at_quarter = Publish("quarter", totals={"department": total}, ranks={"department": place})
    at_year = Publish("year", totals={"department": total}, ranks={"department": place})


class Committee(
    Model,
    code="committee",
    title=default("工委"),
    subject="WORK_COMMITTEE",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """The committee adds up departments, and counts sections."""

    added = from_below("sum", Department.total, missing="left_out")(default("部门合计"))
    sections = from_below("sum", Section.points, missing="left_out")(default("科室合计"))
    total = (added + sections)(default("工委得分"))
    at_quarter = Publish("quarter", totals={"committee": total})
    at_year = Publish("year", totals={"committee": total})


class Branch(
    Model,
    code="branch",
    title=default("支部"),
    subject="BRANCH",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A branch inherits its department's total, and is ranked among those of the department."""

    meetings = check(default(60), ONE, BY, missing="zero")(default("会议"), rule=DEFAULT)
    inherited = from_above(Department.total).or_else(ZERO)(default("所在部门得分"))
    total = (meetings + inherited)(default("支部得分"))
    place = rank(total, ties="competition", within=unit("department", default("所在部门")))(default("部门内名次"))
    at_year = Publish("year", totals={"branch": total}, ranks={"branch": place})


class Looping(
    Model,
    code="section",
    title=default("科室"),
    subject="SECTION",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A section that would have its department's total, which is made of its own."""

    points = from_above(Department.total)(default("科室积分"))
    at_quarter = Publish("quarter", totals={"section": points})
    at_year = Publish("year", totals={"section": points})


SECTION, DEPARTMENT, COMMITTEE, BRANCH = Section.graph, Department.graph, Committee.graph, Branch.graph


MODELS = (BRANCH, COMMITTEE, DEPARTMENT, SECTION)


def tiered_town(*models: Graph) -> Town:
    """Two departments of two sections each, with three branches, in a running year."""
    first, *others = models or MODELS
    town = Town(first, others=tuple(others))
    town.install()
    town.establish("W", kind="WORK_COMMITTEE")
    town.establish("D1", "D2", kind="DEPARTMENT", parent="W")
    town.establish("S1", "S2", kind="SECTION", parent="D1")
    town.establish("S3", "S4", kind="SECTION", parent="D2")
    town.establish("P1", kind="ORGAN_COMMITTEE", parent="D1")
    town.establish("B1", "B2", parent="P1")
    town.establish("B3", parent="D2")
    town.open_cycle(2020)
    return town
