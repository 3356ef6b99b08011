"""The branch's yardstick: 27 norms under six standards, the pass each quarter, and a ladder of three rungs."""

from biaochi_sdk import (
    Expression,
    Mark,
    Model,
    Provenance,
    Publish,
    Recorded,
    Scale,
    check,
    deductions,
    default,
    every_over,
    graded,
    held_rung,
    ladder,
    mean_over,
    opening_rung,
    our_reading,
    published,
    quota,
    rank,
    streak,
    total_of,
    veto,
)

from biaochi_lanzhou.sources import ACCEPTANCE, ANY_TIME, CIRCULAR, LADDER, LEDGER, OURS, PASS_MARK, SIX_STANDARDS
from biaochi_lanzhou.sources import DEMONSTRATION_SHARE as SHARE

READING, DEFAULT = Provenance.OUR_READING, Provenance.DEFAULT
GRADES = Scale("grade", {"not_reached": our_reading("未达标"), "reached": published("达标", LADDER)})
RUNGS = Scale(
    "rung",
    {
        "ordinary": published("一般党支部", LADDER),
        "standardized": published("标准化党支部", LADDER),
        "demonstration": published("示范性党支部", LADDER),
    },
)


def norm(title: Mark, points: int, step: str = "1") -> Expression:
    """A norm accepted once a quarter: what is not proven is not earned."""
    return check(default(points), default(step), ACCEPTANCE, at="quarter", missing="zero")(title, rule=DEFAULT)


def kept(title: Mark, points: int, by: Recorded) -> Expression:
    """A norm kept unless the ledger says otherwise: deductions from its points."""
    full, step = default(points), default("0.5")
    return deductions(full, step, by, at="quarter", missing="full")(title, rule=DEFAULT)


def standard(title: str, points: int, *norms: Expression) -> Expression:
    """One of the six standards: which norms belong to it is our reading."""
    return total_of(*norms, full=default(points))(published(title), rule=READING)


class Branch(
    Model,
    code="branch",
    title=default("兰州市机关党支部标准化规范化评价"),
    subject="BRANCH",
    since="2018-06-01",
    source=SIX_STANDARDS,
    defaults=OURS,
):
    """One branch, each quarter and each year."""

    political_building = norm(published("党支部政治建设"), 5, step="0.5")
    theory_study = norm(default("政治理论学习"), 4)
    ideology = norm(default("意识形态工作"), 3)
    carrying_out = norm(default("贯彻落实上级部署"), 3)
    politics = standard("政治建设标准化", 15, political_building, theory_study, ideology, carrying_out)

    organizational_force = norm(published("组织力提升"), 4)
    organization_setting = norm(published("组织设置"), 4)
    elections = norm(published("换届选举"), 4)
    committee = norm(default("支部委员会建设"), 4)
    party_groups = norm(default("党小组建设"), 3)
    organization = standard(
        "组织建设标准化", 19, organizational_force, organization_setting, elections, committee, party_groups
    )

    three_meetings = norm(published("“三会一课”"), 6, step="0.5")
    heart_talks = norm(published("谈心谈话"), 4)
    life_meeting = norm(default("组织生活会"), 4)
    theme_day = norm(default("主题党日"), 4)
    member_review = norm(default("民主评议党员"), 4)
    attendance = kept(default("组织生活出勤"), 4, LEDGER)
    organizational_life = standard(
        "组织生活标准化", 26, three_meetings, heart_talks, life_meeting, theme_day, member_review, attendance
    )

    member_rights = norm(published("党员权利"), 3)
    new_members = norm(default("发展党员"), 3)
    training = norm(default("党员教育培训"), 4)
    dues = kept(default("党费收缴"), 4, LEDGER)
    membership = norm(default("党员组织关系管理"), 3)
    vanguard = norm(default("党员先锋模范作用"), 3)
    member_team = standard("党员队伍建设标准化", 20, member_rights, new_members, training, dues, membership, vanguard)

    venue = norm(default("活动阵地"), 3)
    ledgers = norm(default("工作台账"), 4)
    funds = norm(default("工作经费"), 3)
    support = standard("基础保障标准化", 10, venue, ledgers, funds)

    reporting = kept(default("工作报告"), 4, CIRCULAR)
    self_check = norm(default("对照自查"), 3)
    rectification = norm(default("问题整改"), 3)
    assessment = standard("考核评价标准化", 10, reporting, self_check, rectification)

    total = total_of(politics, organization, organizational_life, member_team, support, assessment, full=default(100))(
        default("季度得分")
    )
    place = rank(total, ties="competition")(default("季度名次"))

    failed_mandatory = (
        (political_building.rate(default(5)) < default("0.6"))
        | (three_meetings.rate(default(6)) < default("0.6"))
        | (dues.rate(default(4)) < default("0.6"))
    )(default("必达规范未过关"))
    reached = ((total >= default(80, PASS_MARK)) & ~failed_mandatory)(default("本季度达标"))
    grade = graded(reached, GRADES)(default("季度达标情况"))

    opening = opening_rung(RUNGS)(default("年初梯级"))
    held = held_rung(RUNGS)(default("期初梯级"))
    reached_running = streak(reached)(default("连续达标季度数"))
    missed_running = streak(~reached)(default("连续未达标季度数"))
    low_running = streak(total < default(95))(default("连续低于示范线季度数"))
    rung = ladder(
        held,
        ("ordinary", "standardized", reached_running >= default(2)),
        ("standardized", "ordinary", missed_running >= default(2)),
        ("demonstration", "standardized", low_running >= default(2)),
    )(default("季度末梯级"))
    standing = rung.at_least("standardized")(default("季度末在标准化以上"))

    year_mean = mean_over("quarter", total)(default("季度平均分"))
    year_total = year_mean.round(default(2))(default("年度得分"))
    year_place = rank(year_total, ties="competition")(default("年度名次"))
    year_grade = graded(every_over("quarter", reached), GRADES)(default("年度达标情况"))
    vetoed = veto(ANY_TIME)(default("否决事项"))
    holder = held.is_("demonstration")(default("示范性党支部在任"))
    candidate = (
        (year_mean >= default(95)).or_no()
        & ~vetoed
        & opening.at_least("standardized")
        & every_over("quarter", standing).or_no()
        & held.is_("standardized")
    )(default("示范性党支部人选"))
    seat = quota(default("0.2", SHARE), holder, candidate, year_mean, ties="meeting", of="all", rounding="floor")(
        default("示范名额")
    )
    year_rung = ladder(held, ("standardized", "demonstration", seat.is_("admitted")))(default("年末梯级"))

    at_quarter = Publish("quarter", totals={"branch": total}, ranks={"branch": place}, grade=grade, rung=rung)
    at_year = Publish(
        "year", totals={"branch": year_total}, ranks={"branch": year_place}, grade=year_grade, rung=year_rung
    )
