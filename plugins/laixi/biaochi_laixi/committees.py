"""Contact, inspection and coverage: organ committees, temporary organizations, and the work committee over both."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Scale,
    chosen,
    count,
    default,
    from_below,
    graded,
    our_reading,
    published,
    quoted,
    registered,
)

from biaochi_laixi import sources as s
from biaochi_laixi.leader import Leader
from biaochi_laixi.shares import done, one_if, percent

DEFAULT, READING = Provenance.DEFAULT, Provenance.OUR_READING
ZERO, ONE, TWO, HUNDRED, STEP = default(0), default(1), default(2), default(100), default("0.5")
BODIES = Scale("body", {"functional": published("单设功能机构"), "task_force": published("工作专班")})
REGULAR = Scale("regular", {"irregular": default("未合要求"), "regular": default("合要求")})


class Committee(
    Model,
    code="committee",
    title=published("联系基层党组织与专题调研督导"),
    subject="ORGAN_COMMITTEE",
    since="2021-01-01",
    source=s.CONTACT,
    defaults=s.OURS,
):
    """One organization led directly by the work committee, each quarter and year."""

    assigned = count(default(99), ONE, s.PEOPLE)(our_reading("联系领导人数"))
    sat_in = count(default(366), ONE, s.TIMES)(published("列席会议"), rule=DEFAULT)
    inspected = count(default(366), ONE, s.TIMES)(published("督查检查"), rule=DEFAULT)
    exchanged = count(default(366), ONE, s.TIMES)(published("交流反馈"), rule=DEFAULT)
    visits = (sat_in + inspected + exchanged)(our_reading("联系次数"))
    contacted = ((assigned >= default(1)) & (visits >= default(1)))(our_reading("已联系"), rule=DEFAULT)
    contacted_one = one_if(contacted)(default("计入已联系"))

    inspected_one = one_if(inspected >= default(1))(default("计入已督导"))
    problems = count(default(999), ONE, s.NUMBER)(published("发现问题", s.INSPECTION), rule=DEFAULT)
    told = count(default(999), ONE, s.NUMBER)(published("直面反馈", s.INSPECTION), rule=DEFAULT)
    closed = count(default(999), ONE, s.NUMBER)(default("整改销号"))
    all_told = (told >= problems)(our_reading("问题全部反馈", s.INSPECTION))
    rectified = percent(closed, problems)(default("整改销号率"))
    duty = done(published("协助落实主体责任", s.DUTIES), s.BY_COMMITTEE)
    duty_rate = (duty * HUNDRED).round(TWO)(default("机关党委责任清单完成率"))

    at_quarter = Publish("quarter", totals={"contact": visits, "rectified": rectified})
    at_year = Publish("year", totals={"contact": visits, "rectified": rectified, "assisting": duty_rate})


class Temporary(
    Model,
    code="temporary",
    title=published("临时党组织"),
    subject="TEMPORARY",
    since="2021-01-01",
    source=s.STRUCTURE,
    defaults=s.OURS,
):
    """The temporary organization of one task force or functional body, each quarter and year."""

    body = chosen(BODIES, s.BY_COMMITTEE, missing="task_force")(our_reading("所在机构"))
    late = quoted(ZERO, default(366), ONE, s.DAYS, missing="not_judged")(default("晚于机构成立的天数"))
    together = (late <= default(0)).or_no()(published("同步成立"), rule=READING)
    moved_away = registered("MEMBER")(default("组织关系未留在原支部的党员"))
    activities = count(default(366), ONE, s.TIMES)(default("开展组织生活"))
    at_work = (activities >= default(1))(published("党的工作覆盖"), rule=DEFAULT)
    covered_one = one_if(at_work)(default("计入全覆盖"))
    regular = (together & at_work & (moved_away <= default(0)))(our_reading("临时党组织合要求"), rule=DEFAULT)
    grade = graded(regular, REGULAR)(default("是否合要求"))

    at_quarter = Publish("quarter", totals={"activities": activities}, grade=grade)
    at_year = Publish("year", totals={"activities": activities}, grade=grade)


class WorkCommittee(
    Model,
    code="work_committee",
    title=our_reading("市直机关工委：联系、督导与覆盖"),
    subject="WORK_COMMITTEE",
    since="2021-01-01",
    source=s.CONTACT,
    defaults=s.OURS,
):
    """The work committee itself, each quarter and year: what of its organizations is covered."""

    organizations = from_below("count", Committee.visits, missing="left_out")(our_reading("直属党组织数"))
    contacted = from_below("sum", Committee.contacted_one, missing="left_out")(our_reading("已联系的直属党组织数"))
    contact_coverage = percent(contacted, organizations)(published("全覆盖联系"), rule=DEFAULT)
    contact_complete = (contacted >= organizations)(our_reading("联系已全覆盖"))
    leaders = from_below("sum", Leader.contacting_one, missing="left_out")(our_reading("参与联系的领导班子成员数"))
    leaders_complete = (leaders >= published(5))(published("5名领导班子成员都有联系"), rule=READING)

    inspected = from_below("sum", Committee.inspected_one, missing="left_out")(
        our_reading("已督导的党组织数", s.INSPECTION)
    )
    inspection_coverage = percent(inspected, organizations)(published("全覆盖督导", s.INSPECTION), rule=DEFAULT)
    problems = from_below("sum", Committee.problems, missing="left_out")(published("共发现问题", s.INSPECTION))
    told = from_below("all", Committee.all_told, missing="left_out")(our_reading("问题全部反馈", s.INSPECTION))
    closed = from_below("sum", Committee.closed, missing="left_out")(default("已整改销号"))
    rectified = percent(closed, problems)(default("整改销号率"))

    task_forces = count(default(999), ONE, s.NUMBER)(published("工作专班", s.STRUCTURE), rule=DEFAULT)
    functional = count(default(999), ONE, s.NUMBER)(published("单设功能机构", s.STRUCTURE), rule=DEFAULT)
    bodies = (task_forces + functional)(our_reading("应覆盖的机构数", s.STRUCTURE))
    organized = from_below("count", Temporary.covered_one, missing="left_out")(
        our_reading("已成立临时党组织数", s.STRUCTURE)
    )
    at_work = from_below("sum", Temporary.covered_one, missing="left_out")(our_reading("党的工作已覆盖数", s.STRUCTURE))
    organization_coverage = percent(organized, bodies)(published("党的组织全覆盖", s.STRUCTURE), rule=DEFAULT)
    work_coverage = percent(at_work, bodies)(published("党的工作全覆盖", s.STRUCTURE), rule=DEFAULT)
    without = (bodies - organized).floor(ZERO)(our_reading("没有党组织的机构数", s.STRUCTURE))
    sessions = count(default(366), ONE, s.TIMES)(published("“夜课堂”“攻坚讲堂”期数", s.ABILITIES), rule=DEFAULT)
    duty = done(published("指导督促党组落实主体责任", s.DUTIES), s.BY_COMMITTEE)
    duty_rate = (duty * HUNDRED).round(TWO)(default("工委责任清单完成率"))

    at_quarter = Publish("quarter", totals={"contact_coverage": contact_coverage, "coverage": work_coverage})
    at_year = Publish(
        "year", totals={"contact_coverage": contact_coverage, "coverage": work_coverage, "guiding": duty_rate}
    )
