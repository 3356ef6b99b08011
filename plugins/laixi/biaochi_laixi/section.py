"""The section's yardstick: points of its members and of its own list, the light over them, and what it costs."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    Scale,
    clauses,
    days_of_period,
    default,
    from_below,
    our_reading,
    published,
    quoted,
    rank,
    streak,
    tasks,
    weighted,
    when,
)

from biaochi_laixi.member import Member
from biaochi_laixi.sources import BY_DEPARTMENT, EVALUATION, LIGHT_LINES, OURS, PROGRESS, ROLL_UP, SUPERVISED

DEFAULT, READING = Provenance.DEFAULT, Provenance.OUR_READING
ZERO, ONE, TWO, HUNDRED, STEP = default(0), default(1), default(2), default(100), default("0.5")
LIGHTS = Scale("light", {"red": published("红"), "yellow": published("黄"), "green": published("绿")})
MEASURES = Scale(
    "measure",
    {
        "listed": published("挂牌督办", SUPERVISED),
        "interview": default("约谈"),
        "letter": default("提醒函"),
        "none": default("无"),
    },
)


class Section(
    Model,
    code="section",
    title=our_reading("莱西市机关科室积分与红黄绿挂牌"),
    subject="SECTION",
    since="2021-01-01",
    source=EVALUATION,
    defaults=OURS,
):
    """One section, each month, quarter and year; its progress and its light each half month, too."""

    personal_points = from_below("mean", Member.points, missing="left_out").round(TWO)(
        our_reading("个人积分"), rule=DEFAULT
    )
    headcount = from_below("count", Member.points, missing="left_out")(our_reading("有个人积分的党员数"))
    own = tasks("COMMON", HUNDRED, STEP, BY_DEPARTMENT, missing="not_judged")(
        published("“日周月季年”工作清单"), rule=DEFAULT
    )
    own_points = (own * HUNDRED).round(TWO)(default("科室事项积分"))
    earned = weighted(
        {personal_points: default("0.7", ROLL_UP), own_points: default("0.3", ROLL_UP)}, "renormalize", TWO
    )(default("清单积分"))

    planned = quoted(ZERO, HUNDRED, ONE, PROGRESS, missing="not_judged")(default("计划进度"))
    actual = quoted(ZERO, HUNDRED, ONE, PROGRESS, missing="zero")(default("实际进度"))
    behind = (planned - actual).floor(ZERO)(default("落后进度"))
    dispatch = rank(behind, ties="competition")(default("调度次序"))
    idle = ((planned > ZERO) & (actual <= ZERO)).or_no()(default("计划当期未启动"))
    idle_running = streak(idle)(default("连续未启动期数"))
    three_months = when(days_of_period() <= default(16, LIGHT_LINES), default(6, LIGHT_LINES), default(3, LIGHT_LINES))(
        default("满三个月的期数")
    )
    light = clauses(
        LIGHTS,
        ((behind > default(30, LIGHT_LINES)) | (idle_running >= three_months), "red"),
        ((behind >= default(10, LIGHT_LINES)) | idle, "yellow"),
        otherwise="green",
    )(published("“红黄绿”挂牌"), rule=DEFAULT)
    red = light.is_("red").or_no()(default("红牌"))
    yellow_running = streak(light.is_("yellow").or_no())(default("连续黄牌期数"))
    red_running = streak(red)(default("连续红牌期数"))
    warned = (yellow_running >= default(2, LIGHT_LINES))(default("两次黄牌"))
    cost = when(red, default(2, LIGHT_LINES), when(warned, default(1, LIGHT_LINES), ZERO))(default("挂牌扣分"))
    measure = clauses(
        MEASURES,
        (red_running >= default(3, LIGHT_LINES), "listed"),
        (red, "interview"),
        (warned, "letter"),
        otherwise="none",
    )(default("挂牌后的措施"))

    points = (earned - cost).floor(ZERO)(our_reading("科室积分"), rule=DEFAULT)
    place = rank(points, ties="competition")(default("科室名次"))

    at_half_month = Publish("half-month", totals={"behind": behind}, ranks={"behind": dispatch}, grade=light)
    at_month = Publish("month", totals={"section": points}, ranks={"section": place}, grade=light)
    at_quarter = Publish("quarter", totals={"section": points}, ranks={"section": place}, grade=light)
    at_year = Publish("year", totals={"section": points}, ranks={"section": place}, grade=light)
