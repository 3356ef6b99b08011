"""The review of secretaries: last year's feedback rectified by quarters, this year's work, votes and marks by name."""

from biaochi_sdk import (
    Expression,
    Model,
    Provenance,
    Publish,
    Scale,
    ballots,
    bands,
    check,
    chosen,
    clauses,
    count,
    count_over,
    default,
    held_rung,
    ladder,
    marks,
    our_reading,
    published,
    rank,
    tally,
    tasks,
    total_of,
    weighted,
    when,
)

from biaochi_yantai import sources as of

DEFAULT = Provenance.DEFAULT
NONE, HUNDRED, ONE, TWO = default(0), default(100), default(1), default(2)
THIRD, HALF, SOLVED = default("1/3"), default("0.5"), default(60)
CLASSES = Scale(
    "class",
    {
        "county_and_town": published("县乡党委书记", of.SCOPE),
        "directly_under": published("直属党（工）委书记", of.SCOPE),
        "leading_group": published("党建工作领导小组", of.SCOPE),
        "joint_meeting": published("基层党建工作联席会议成员", of.SCOPE),
        "stationed": published("中央省属派驻单位", of.SCOPE),
    },
)
MODES = Scale("mode", {"written": published("书面述职", of.WRITTEN), "on_stage": our_reading("现场述职", of.ON_STAGE)})
GRADES = Scale(
    "grade",
    {
        "poor": default("差", of.FOUR_GRADES),
        "ordinary": default("一般", of.FOUR_GRADES),
        "fairly_good": default("较好", of.FOUR_GRADES),
        "good": default("好", of.FOUR_GRADES),
    },
)
STATES = Scale(
    "state",
    {"clear": our_reading("无待整改问题"), "rectifying": our_reading("整改中", of.SHEET), "closed": default("已销号")},
)
WORTH = {grade: default(points, of.VOTE_POINTS) for grade, points in zip(GRADES.steps, (40, 60, 80, 100), strict=True)}
WEIGHTS = {"leaders": default("0.2"), "panel": default("0.4"), "members": default("0.4")}
VOTERS = {"leaders": default("领导"), "panel": default("评议团"), "members": default("党员和代表")}


def marked() -> Expression:
    """Real-name marks: the highest and the lowest left out from five marks on, fewer than three not judged."""
    return marks(NONE, HUNDRED, HALF, of.RATERS, default(3), "trimmed", ONE, default(5), of.NAMED)


class Review(
    Model,
    code="review",
    title=published("抓基层党建述职评议考核"),
    subject=("SECRETARY", "党建工作领导小组成员", "基层党建工作联席会议成员"),
    since="2020-01-01",
    source=of.SCOPE,
    defaults=of.OURS,
):
    """A secretary in office, or a member of the leading group or the joint meeting: rectification, and the year."""

    kind = chosen(CLASSES, of.ENTERED, missing="not_judged")(published("述职对象", of.SHEET))
    entered_mode = chosen(MODES, of.ENTERED, missing="not_judged")(our_reading("登记的述职形式", of.ON_STAGE))
    mode = entered_mode.or_else(clauses(MODES, (kind.is_("joint_meeting").or_no(), "written"), otherwise="on_stage"))(
        our_reading("述职形式", of.WRITTEN)
    )

    problems = count(default(50), ONE, of.SHEETS)(published("反馈问题", of.SHEET), rule=DEFAULT)
    solved = count(default(50), ONE, of.SHEETS)(our_reading("已整改的反馈问题", of.QUARTERLY))
    told = check(ONE, ONE, of.PROGRESS, at="quarter", missing="zero")(published("整改落实情况", of.QUARTERLY))
    held = held_rung(STATES)(our_reading("期初整改状态", of.QUARTERLY))
    raised = (problems >= ONE)(our_reading("本期收到问题反馈单", of.SHEET))
    state = ladder(held, ("clear", "rectifying", raised), ("closed", "rectifying", raised))(
        our_reading("整改状态", of.QUARTERLY)
    )
    due = state.is_("rectifying")(our_reading("本季度末须报告", of.QUARTERLY))
    overdue = (due & (told < ONE))(our_reading("本季度末未报告", of.QUARTERLY))
    quarter_total = (told * HUNDRED).only_if(due)(default("季度报告得分"))

    overdue_count = count_over("quarter", overdue)(our_reading("未报告的季度数", of.QUARTERLY))
    told_part = (overdue_count * default(-5) + default(20))(default("季度报告分"))
    explained = check(default(20), ONE, of.AT_REVIEW, missing="zero")(
        our_reading("在今年述职评议会议上说明", of.QUARTERLY)
    )
    solved_part = (solved / problems * SOLVED).round(TWO).cap(SOLVED)(default("整改完成分"))
    rectification = total_of(solved_part, told_part, explained, full=HUNDRED)(
        our_reading("上年反馈问题整改得分", of.QUARTERLY), rule=DEFAULT
    )
    all_solved = ((solved >= problems) & (explained >= ONE))(default("整改完成并已说明"))
    year_state = ladder(held, ("rectifying", "closed", all_solved))(our_reading("年末整改状态", of.QUARTERLY))

    project_rate = tasks("INDIVIDUAL", HUNDRED, HALF, of.TOPICS, missing="not_judged")(
        published("年度抓基层党建突破项目", of.PROJECT), rule=DEFAULT
    )
    project = (project_rate * HUNDRED).round(TWO)(default("年度突破项目得分"))
    registered = count(default(10000), ONE, of.ACTIVITY)(our_reading("到社区参加“双报到”的党员人次", of.REGISTRATION))
    members = count(default(10000), ONE, of.ACTIVITY)(default("应报到党员数"))
    registration = (
        (registered / members * HUNDRED).round(TWO).cap(HUNDRED)(published("“双报到”", of.REGISTRATION), rule=DEFAULT)
    )
    routine = weighted({rectification: THIRD, project: THIRD, registration: THIRD}, "renormalize", TWO)(
        default("平时得分")
    )

    cast = ballots(GRADES, VOTERS, of.VOTERS, of.NAMED)(published("实名评议", of.REAL_NAMES), rule=DEFAULT)
    invited = count(default(10000), ONE, of.HEADS)(default("应到评议人数"))
    quorum = (invited, default("2/3", of.QUORUM))
    vote = tally(cast, WORTH, WEIGHTS, TWO, empty="not_judged", least=default(5), quorum=quorum)(
        default("实名评议得分")
    )
    read_marks = marked()(our_reading("书面述职打分", of.WRITTEN))
    seen_marks = marked()(our_reading("现场观摩打分", of.ON_STAGE))
    session = when(mode.is_("on_stage"), seen_marks.round(TWO), read_marks.round(TWO))(
        our_reading("实名制打分", of.REAL_NAMES)
    )
    year_end = total_of(vote * HALF, session * HALF, full=HUNDRED)(default("年终评议得分"))

    routine_part = routine.or_else(year_end)(default("平时计入分"))
    total = total_of(
        routine_part * default("0.6", of.ROUTINE), year_end * default("0.4", of.ROUTINE), full=HUNDRED
    ).round(TWO)(default("述职评议考核得分"))
    place = rank(total, ties="competition", within=kind)(default("类别内名次"))
    cuts = ((default(90, of.CUTS), "good"), (default(80, of.CUTS), "fairly_good"), (default(60, of.CUTS), "ordinary"))
    grade = bands(total, GRADES, *cuts, otherwise="poor")(published("评议等次", of.REAL_NAMES), rule=DEFAULT)

    at_quarter = Publish("quarter", totals={"rectification": quarter_total}, rung=state)
    at_year = Publish(
        "year",
        totals={"review": total, "rectification": rectification},
        ranks={"review": place},
        grade=grade,
        rung=year_state,
    )
