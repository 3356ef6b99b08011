"""The member's yardstick: points of the member's own list, the place in the department, who is kept from honours."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Scale,
    allowed,
    clauses,
    count,
    default,
    of_cohort,
    our_reading,
    published,
    rank,
    tasks,
    unit,
)

from biaochi_laixi.sources import (
    ABILITIES,
    BY_DEPARTMENT,
    EVALUATION,
    HONOURED,
    LET_OFF_BY_DEPARTMENT,
    LOW_RANK,
    OURS,
    THEMES,
    TIMES,
    VOLUNTEERS,
)

DEFAULT = Provenance.DEFAULT
ONE, TWO, HUNDRED, STEP = default(1), default(2), default(100), default("0.5")
DAYS = default(366)
USES = Scale("use", {"down": published("庸者下"), "kept": default("保持"), "rewarded": published("优者奖")})
DEPARTMENT = unit("department", our_reading("所在部门"))


class Member(
    Model,
    code="member",
    title=our_reading("莱西市机关党员个人积分"),
    subject="MEMBER",
    since="2021-01-01",
    source=EVALUATION,
    defaults=OURS,
):
    """One member, each month, quarter and year, beside the members of the same department."""

    personal = tasks("INDIVIDUAL", HUNDRED, STEP, BY_DEPARTMENT, missing="not_judged")(
        our_reading("个人积分清单"), rule=DEFAULT
    )
    points = (personal * HUNDRED).round(TWO)(our_reading("个人积分"), rule=DEFAULT)
    place = rank(points, ties="competition", within=DEPARTMENT, smallest=default(6, LOW_RANK), small="unranked")(
        default("部门内名次")
    )

    members = of_cohort("count", points, DEPARTMENT)(default("部门内有积分的党员数"))
    last = (members * default("0.1", LOW_RANK)).floor(default(3, LOW_RANK))(default("靠后人数"))
    low = (place + last >= members + ONE).or_no()(published("排名靠后的个人"), rule=DEFAULT)
    exception = allowed(LET_OFF_BY_DEPARTMENT, signatures=ONE)(published("原则上不列入的例外"), rule=DEFAULT)
    eligible = (points.judged() & (~low | exception))(published("可参评优秀党员"), rule=DEFAULT)
    use = clauses(
        USES,
        (low & ~exception, "down"),
        (eligible & (place <= ONE).or_no(), "rewarded"),
        otherwise="kept",
    )(published("能者上、优者奖、庸者下、劣者汰（个人）"), rule=DEFAULT)
    candidate = points.only_if(eligible)(our_reading("参评优秀党员的积分"))
    nominated = rank(candidate, ties="competition")(our_reading("优秀共产党员推荐名次", HONOURED))

    attended = count(DAYS, ONE, TIMES)(published("参加“夜课堂”“攻坚讲堂”", ABILITIES), rule=DEFAULT)
    joined_in = count(DAYS, ONE, TIMES)(published("参加特色主题活动", THEMES), rule=DEFAULT)
    stays = count(DAYS, ONE, TIMES)(published("一线蹲点调研体悟", ABILITIES), rule=DEFAULT)
    served = count(DAYS, ONE, TIMES)(published("参加志愿服务", VOLUNTEERS), rule=DEFAULT)
    registered = count(DAYS, ONE, TIMES)(published("双报到", VOLUNTEERS), rule=DEFAULT)
    commended = count(DAYS, ONE, TIMES)(published("“两优一先”表彰", HONOURED), rule=DEFAULT)

    at_month = Publish("month", totals={"member": points}, ranks={"member": place})
    at_quarter = Publish("quarter", totals={"member": points}, ranks={"member": place})
    at_year = Publish(
        "year",
        totals={"member": points, "outstanding": candidate},
        ranks={"member": place, "outstanding": nominated},
    )
