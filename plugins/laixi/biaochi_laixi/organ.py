"""The department's yardstick: Party work and business as each other's coefficient, stars, who is kept from honours."""

from biaochi_sdk import (
    Expression,
    Mark,
    Model,
    Panel,
    Provenance,
    Publish,
    Recorded,
    Scale,
    allowed,
    ballots,
    bands,
    check,
    chosen,
    clauses,
    count,
    default,
    from_below,
    marks,
    mean_over,
    of_cohort,
    our_reading,
    param,
    published,
    quoted,
    rank,
    tally,
    times_rate,
    total_of,
    vetoed,
    weighted,
)

from biaochi_laixi import sources as s
from biaochi_laixi.section import Section
from biaochi_laixi.shares import percent

DEFAULT, READING = Provenance.DEFAULT, Provenance.OUR_READING
ZERO, ONE, TWO, HUNDRED, STEP = default(0), default(1), default(2), default(100), default("0.5")
TENTH, HALF = default("0.1", s.WEIGHTS), default("0.5", s.WEIGHTS)
CLASSES = Scale(
    "class",
    {
        "task_force": published("工作专班", s.BRANCHES),
        "town": published("镇街", s.BRANCHES),
        "department": published("部门", s.BRANCHES),
    },
)
VOTES = Scale(
    "vote", {"poor": default("差"), "fair": default("一般"), "better": default("较好"), "good": default("好")}
)
VOTERS = {"members": published("党员"), "masses": published("群众")}
WORTH = {step: default(n, s.VOTE_POINTS) for step, n in (("good", 100), ("better", 80), ("fair", 60), ("poor", 40))}
RATED = Scale("comprehensive", {"other": default("其他等次"), "excellent": published("优秀", s.FOUR_TYPES)})
USES = Scale(
    "use",
    {
        "removed": published("劣者汰"),
        "down": published("庸者下"),
        "kept": default("保持"),
        "rewarded": published("优者奖"),
        "up": published("能者上"),
    },
)


def scored(
    title: Mark, by: Recorded = s.AT_YEAR, points: int = 100, at: str = "year", missing: str = "zero"
) -> Expression:
    """Points given by the work committee, once a year or once a quarter."""
    return check(default(points), STEP, by, at=at, missing=missing)(title, rule=DEFAULT)


def stepped_up(before: str, after: str) -> Expression:
    """A weight that was raised (or made room) in 2023; both figures are ours."""
    return param({"2021-01-01": default(before, s.WEIGHTS), "2023-01-01": default(after, s.WEIGHTS)})


def coefficient(raw: Expression, within: Expression) -> Expression:
    """A raw score over the mean of its class, kept near 1: it never rests on a score that was multiplied already."""
    low, high = default("0.9", s.CLAMP), default("1.1", s.CLAMP)
    return (raw / of_cohort("mean", raw, within).round(TWO)).round(default(4)).floor(low).cap(high)


def ranked_low(raw: Expression, within: Expression) -> Expression:
    """Among the last three of the class, or the last tenth where that is more; equals at the cut are let off."""
    size = of_cohort("count", raw, within)
    last = (size * default("0.1", s.LOW_RANK)).floor(default(3, s.LOW_RANK))
    place = rank(raw, ties="competition", within=within, smallest=default(6, s.LOW_RANK), small="unranked")
    return (place + last >= size + ONE).or_no()


class Organ(
    Model,
    code="organ",
    title=published("“五星级四型机关”评价", s.FOUR_TYPES),
    subject="DEPARTMENT",
    since="2021-01-01",
    source=s.EVALUATION,
    defaults=s.OURS,
):
    """One department: points each month, routine work each quarter, Party work and business each year."""

    kind = chosen(CLASSES, s.BY_COMMITTEE, missing="department")(our_reading("类别"), rule=READING)
    points = from_below("weighted", Section.points, weight=Section.headcount, missing="left_out").round(TWO)(
        our_reading("部门积分"), rule=DEFAULT
    )
    points_place = rank(points, ties="competition", within=kind)(default("部门积分名次"))

    supervision = scored(published("督导考核", s.FOUR_TYPES), s.AT_QUARTER, at="quarter", missing="not_judged")
    observation = scored(published("季度观摩评比"), s.AT_QUARTER, at="quarter", missing="not_judged")
    arena = scored(published("“四型”机关擂台赛", s.FOUR_TYPES), s.AT_QUARTER, at="quarter", missing="not_judged")
    routine = weighted(
        {points: default("0.4"), supervision: default("0.3"), observation: default("0.2"), arena: default("0.1")},
        "renormalize",
        TWO,
    )(published("平时考核"), rule=DEFAULT)
    routine_year = mean_over("quarter", routine).round(TWO)(default("全年平时考核"))
    telling = scored(published("述"), points=20)
    looking = scored(published("看"), points=20)
    checking = scored(published("查"), points=20)
    asking = scored(published("问"), points=20)
    rating = scored(published("评"), points=20)
    year_end = total_of(telling, looking, checking, asking, rating, full=HUNDRED)(published("年终考核"), rule=DEFAULT)
    work = weighted({routine_year: default("0.6", s.ROUTINE_SHARE), year_end: default("0.4", s.ROUTINE_SHARE)})(
        our_reading("平时与年终相结合"), rule=DEFAULT
    )

    raised = count(default(999), ONE, s.NUMBER)(published("下沉一线办实事", s.SERVING), rule=DEFAULT)
    confirmed = count(default(999), ONE, s.NUMBER)(our_reading("当事人已确认的实事", s.SERVING), rule=DEFAULT)
    practical = percent(confirmed, raised).or_else(ZERO)(default("办实事得分"))
    political_test = scored(published("政治素质能力测试"))
    judged = marks(
        ZERO, HUNDRED, STEP, s.JUDGES, default(3), "trimmed", ONE, default(5), Panel("real_name", ("work_committee",))
    )(published("党建引领创新成果"), rule=DEFAULT)
    innovation = judged.round(TWO).or_else(ZERO)(default("创新成果得分"))
    party = (
        weighted(
            {
                practical: stepped_up("0.1", "0.15"),
                political_test: stepped_up("0.05", "0.1"),
                innovation: stepped_up("0.05", "0.1"),
                work: stepped_up("0.8", "0.65"),
            }
        )
        .round(TWO)
        .cap(HUNDRED)(our_reading("党建得分"), rule=DEFAULT)
    )

    targets = quoted(ZERO, HUNDRED, default("0.01"), s.BY_CITY, missing="not_judged")(default("业务目标得分"))
    joint = scored(published("联建共建成效"))
    opinion = ballots(VOTES, VOTERS, s.VOTERS)(published("群众满意度评价"), rule=DEFAULT)
    by_members = tally(opinion, WORTH, {"members": ONE}, TWO, empty="not_judged")(default("党员评价得分"))
    by_masses = tally(opinion, WORTH, {"masses": ONE}, TWO, empty="not_judged")(default("群众评价得分"))
    satisfaction = weighted({by_members: HALF, by_masses: HALF}, "renormalize", TWO)(default("群众满意度得分"))
    business = weighted({targets: default("0.8", s.WEIGHTS), joint: TENTH, satisfaction: TENTH}).round(TWO)(
        our_reading("综合考核（业务）得分"), rule=DEFAULT
    )

    party_coefficient = coefficient(party, kind)(our_reading("党建系数"), rule=DEFAULT)
    business_coefficient = coefficient(business, kind)(our_reading("业务系数"), rule=DEFAULT)
    party_final = (party * business_coefficient).round(TWO)(published("党建与业务互为系数：党建"), rule=DEFAULT)
    business_final = (business * party_coefficient).round(TWO)(published("党建与业务互为系数：业务"), rule=DEFAULT)
    business_by_rate = times_rate(business, party, HUNDRED).round(TWO)(default("业务得分×党建得分率"))
    party_place = rank(party_final, ties="competition", within=kind)(default("党建名次"))
    business_place = rank(business_final, ties="competition", within=kind)(default("业务名次"))

    party_low = ranked_low(party, kind)(published("党建工作排名靠后"), rule=DEFAULT)
    business_low = ranked_low(business, kind)(published("业务工作排名靠后"), rule=DEFAULT)
    excluded = (party_low | business_low)(our_reading("不列入评选范围"))
    exception = allowed(s.LET_OFF, signatures=ONE)(published("原则上不列入的例外"), rule=DEFAULT)
    barred = (excluded & ~exception)(our_reading("取消评选资格"))
    eligible = (~barred)(our_reading("可参评先进党组织"))

    computed_star = bands(party_final, s.STARS, *s.STAR_CUTS, otherwise="unrated")(default("按得分的星级"))
    star = vetoed(computed_star, excluded, "cap", "four", unless=exception)(published("星级“四型”机关", s.FOUR_TYPES))
    five_star = star.is_("five")(published("五星级四型机关", s.FOUR_TYPES), rule=DEFAULT)
    rated = chosen(RATED, s.BY_CITY, missing="other")(published("全市高质量发展综合考核等次", s.FOUR_TYPES))
    use = clauses(
        USES,
        (party_low & business_low & ~exception, "removed"),
        (barred, "down"),
        (five_star & rated.is_("excellent"), "up"),
        (star.at_least("four"), "rewarded"),
        otherwise="kept",
    )(published("能者上、优者奖、庸者下、劣者汰"), rule=DEFAULT)

    at_month = Publish("month", totals={"points": points}, ranks={"points": points_place})
    at_quarter = Publish("quarter", totals={"points": points, "routine": routine}, ranks={"points": points_place})
    at_year = Publish(
        "year",
        totals={"party": party_final, "business": business_final, "by_rate": business_by_rate, "points": points},
        ranks={"party": party_place, "business": business_place, "points": points_place},
        grade=star,
        exports={"comprehensive_assessment": business, "party_coefficient": party_coefficient},
    )
