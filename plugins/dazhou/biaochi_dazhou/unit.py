"""The department: three indices in one, 15 % of the year's performance, and the answer when it is asked about."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Scale,
    default,
    external_share,
    from_above,
    from_below,
    graded,
    of_cohort,
    our_reading,
    published,
    quoted,
    rank,
    veto,
    weighted,
)

from biaochi_dazhou.duty import Duty
from biaochi_dazhou.members import Members
from biaochi_dazhou.performance import Performance
from biaochi_dazhou.sources import (
    ANY_TIME,
    CHECK_FIRST,
    COMBINATION,
    CONSEQUENCES,
    INDICES,
    LOW_RANKED,
    ONE_PACKAGE,
    OURS,
    TARGETS,
    WEIGHT,
)

DEFAULT, READING, PLACES = Provenance.DEFAULT, Provenance.OUR_READING, default(2)
LEAST = default(60, CONSEQUENCES)
ANSWERS = Scale(
    "answer",
    {"not_fulfilled": published("履职不到位", CHECK_FIRST), "fulfilled": our_reading("无不良意见", CHECK_FIRST)},
)


class Unit(
    Model,
    code="unit",
    title=our_reading("部门党建综合指数"),
    subject="DEPARTMENT",
    since="2020-01-01",
    source=INDICES,
    defaults=OURS,
):
    """One department at the year's close, once its own index, its leading group's and its branches' are judged."""

    performance = from_above(Performance.reached)(published("党建绩效指数"), rule=READING)
    duty = from_below("mean", Duty.fulfilment, missing="left_out").round(PLACES)(
        published("履行党建责任指数"), rule=READING
    )
    members = from_below("weighted", Members.points_of_year, weight=Members.counted, missing="left_out").round(PLACES)(
        published("党员行为积分指数"), rule=READING
    )
    combined = weighted(
        {
            performance: default("0.5", COMBINATION),
            duty: default("0.3", COMBINATION),
            members: default("0.2", COMBINATION),
        }
    ).round(PLACES)(default("部门党建综合指数"))
    place = rank(combined, ties="competition")(default("部门党建综合指数名次"))

    others = quoted(default(0), default(100), default("0.01"), TARGETS, missing="not_judged")(
        default("绩效考核其他部分得分")
    )
    party_share = external_share(combined, published("0.15", WEIGHT), PLACES)(published("党建考核责任计入分", WEIGHT))
    year_performance = weighted({combined: published("0.15", WEIGHT), others: our_reading("0.85", WEIGHT)}).round(
        PLACES
    )(our_reading("年度目标管理绩效", WEIGHT))

    judged = of_cohort("count", combined)(default("参评部门数"))
    from_last = (judged - place + default(1))(default("倒数名次"))
    low = ((from_last <= default(3, LOW_RANKED)) | (from_last <= judged * default("0.1", LOW_RANKED))).or_no()(
        published("党建工作排名靠后", CHECK_FIRST), rule=DEFAULT
    )
    poor_relief = veto(ANY_TIME)(published("脱贫攻坚履职不力", CHECK_FIRST))
    answer = graded(~(low | poor_relief), ANSWERS).only_if(combined.judged() | poor_relief)(
        our_reading("党建查核意见", CHECK_FIRST)
    )
    promotion = (answer.is_("fulfilled") & (duty >= LEAST))(
        our_reading("职务晋升党建责任查核通过", CHECK_FIRST), rule=DEFAULT
    )
    honours = answer.is_("fulfilled")(our_reading("评先选优党建意见通过", CHECK_FIRST))
    benefits = (answer.is_("fulfilled") & (performance >= LEAST))(
        our_reading("待遇提升通过", ONE_PACKAGE), rule=DEFAULT
    )

    at_year = Publish(
        "year",
        totals={"unit": combined, "year_performance": year_performance},
        ranks={"unit": place},
        grade=answer,
        exports={"party_share_of_target_management": party_share, "clearance": answer},
    )
