"""How a department runs: Party work and business planned together, old problems closed, duties done, reports made."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    check,
    count,
    count_over,
    default,
    our_reading,
    published,
    registered,
)

from biaochi_laixi import sources as s
from biaochi_laixi.shares import done, percent

DEFAULT, READING = Provenance.DEFAULT, Provenance.OUR_READING
ONE, TWO, HUNDRED = default(1), default(2), default(100)


class Operation(
    Model,
    code="operation",
    title=published("优化运行体系", s.RUNNING),
    subject="DEPARTMENT",
    since="2021-01-01",
    source=s.RUNNING,
    defaults=s.OURS,
):
    """One department, each month, quarter and year; it scores nothing in the rating of the department."""

    key_tasks = count(default(999), ONE, s.NUMBER)(published("年度重点工作"), rule=DEFAULT)
    joined = count(default(999), ONE, s.NUMBER)(published("同谋划、同部署、同落实、同检查"), rule=DEFAULT)
    together = percent(joined, key_tasks)(our_reading("党建与业务同步的重点工作占比"), rule=DEFAULT)

    hard_owned = count(default(999), ONE, s.NUMBER)(published("历史遗留的攻坚克难问题", s.LED), rule=DEFAULT)
    hard_closed = count(default(999), ONE, s.NUMBER)(our_reading("攻坚克难问题已销号", s.LED), rule=DEFAULT)
    old_closed = percent(hard_closed, hard_owned)(default("攻坚克难办结率"))
    duty = done(published("落实主体责任", s.DUTIES), s.BY_COMMITTEE)
    duty_rate = (duty * HUNDRED).round(TWO)(default("单位党组责任清单完成率"))

    research = check(ONE, ONE, s.AT_MONTH, at="month", missing="zero")(published("调查研究成果月报"), rule=DEFAULT)
    reported = (research >= ONE)(default("本月已报"))
    months_reported = count_over("month", reported)(default("已报月数"))

    lines = count(default(99), ONE, s.NUMBER, at="year")(our_reading("工作线", s.STRUCTURE), rule=DEFAULT)
    branches = registered("BRANCH", at="year")(our_reading("党支部", s.STRUCTURE))
    on_lines = (branches >= lines)(published("党支部建在工作线上", s.STRUCTURE), rule=READING)
    sections = registered("SECTION", at="year")(our_reading("科室", s.STRUCTURE))
    groups = registered("PARTY_GROUP", at="year")(our_reading("党小组", s.STRUCTURE))
    on_sections = (groups >= sections)(published("党小组建在科室上", s.STRUCTURE), rule=READING)

    at_month = Publish("month", totals={"together": together, "old_closed": old_closed})
    at_quarter = Publish(
        "quarter", totals={"together": together, "old_closed": old_closed, "reported": months_reported}
    )
    at_year = Publish(
        "year",
        totals={"together": together, "old_closed": old_closed, "reported": months_reported, "organ_duty": duty_rate},
    )
