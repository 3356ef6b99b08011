"""The performance index of a department's organization (党建绩效指数): five instruments in one, and its cluster."""

from biaochi_sdk import (
    Expression,
    Mark,
    Model,
    Provenance,
    Publish,
    Recorded,
    Scale,
    check,
    chosen,
    clauses,
    count_over,
    default,
    marks,
    mean_over,
    of_cohort,
    our_reading,
    published,
    rank,
    tasks,
    weighted,
    when,
)

from biaochi_dazhou.sources import (
    CLUSTERS,
    COVERAGES,
    DELEGATES,
    FIVE_IN_ONE,
    HAD,
    HALF_YEARLY,
    INDICES,
    MONTHLY,
    OURS,
    QUARTERLY,
    REGISTER,
    REVIEW,
    ROUTINE_SHARE,
    TRIMMING,
    TWO_MONTHLY,
    YEARLY,
)

DEFAULT = Provenance.DEFAULT
HUNDRED, HALF, PLACES, THIRD = default(100), default("0.5"), default(2), default("1/3")
EACH, AT_END = default("0.15", ROUTINE_SHARE), default("0.4", ROUTINE_SHARE)
RHYTHM = Scale(
    "rhythm",
    {
        "exempt": our_reading("归口管理，不单独评估", COVERAGES),
        "broken": our_reading("五位一体不完整"),
        "whole": our_reading("五位一体完整"),
    },
)
DUTY = Scale("duty", {"owed": default("应办"), "excused": default("免办")})
PARTS = Scale("part", {"led": our_reading("被带动部门", CLUSTERS), "leading": our_reading("示范带动部门", CLUSTERS)})
AREAS = Scale("cluster", {f"cluster_{number}": default(f"第{number}组团") for number in range(1, 9)})


def marked_by_many(title: Mark, by: Recorded) -> Expression:
    """An instrument whose raters mark one by one: the mean without the extremes once there are enough of them."""
    least, trim, trim_from = default(3, TRIMMING), default(1, TRIMMING), default(5, TRIMMING)
    found = marks(default(0), HUNDRED, HALF, by, least, "trimmed", trim, trim_from)
    return found(title, rule=DEFAULT)


def excused(title: str, by: Recorded) -> Expression:
    """Whether a department was excused of an instrument in a period: an excused one is not missing from the rhythm."""
    return chosen(DUTY, by, missing="owed")(default(title))


class Performance(
    Model,
    code="performance",
    title=published("党建绩效指数"),
    subject="DEPARTMENT",
    since="2020-01-01",
    source=INDICES,
    defaults=OURS,
):
    """One department's Party organization: each instrument in its own cadence, all five each year."""

    task_list = tasks("COMMON", HUNDRED, HALF, MONTHLY, missing="not_judged")(
        published("每月制发任务清单", FIVE_IN_ONE), rule=DEFAULT
    )
    list_score = (task_list * HUNDRED).round(PLACES)(default("任务清单得分"))
    dispatch = check(HUNDRED, HALF, TWO_MONTHLY, at="two-months", missing="not_judged")(
        published("双月工作调度", FIVE_IN_ONE), rule=DEFAULT
    )
    dispatch_score = mean_over("two-months", dispatch).round(PLACES)(default("工作调度得分"))
    supervision = check(HUNDRED, HALF, QUARTERLY, at="quarter", missing="not_judged")(
        published("季度跟踪督办", FIVE_IN_ONE), rule=DEFAULT
    )
    supervision_score = mean_over("quarter", supervision).round(PLACES)(default("跟踪督办得分"))
    inspection = marked_by_many(published("半年党代表一线视察", FIVE_IN_ONE), DELEGATES)
    inspection_score = inspection.round(PLACES)(default("一线视察得分"))
    review = marked_by_many(published("年终述职评议", FIVE_IN_ONE), REVIEW)
    review_score = review.round(PLACES)(default("述职评议得分"))

    running = weighted({list_score: THIRD, dispatch_score: THIRD, supervision: THIRD}).round(PLACES)(
        default("季度党建绩效得分")
    )
    reached = weighted(
        {
            list_score: EACH,
            dispatch_score: EACH,
            supervision_score: EACH,
            inspection_score: EACH,
            review_score: AT_END,
        }
    ).round(PLACES)(published("党建绩效指数"), rule=DEFAULT)
    place = rank(reached, ties="competition")(default("党建绩效指数名次"))

    list_excused = excused("任务清单免办", MONTHLY)
    dispatch_excused = excused("工作调度免办", TWO_MONTHLY)
    supervision_excused = excused("跟踪督办免办", QUARTERLY)
    inspection_excused = excused("一线视察免办", HALF_YEARLY)
    review_excused = excused("述职评议免办", YEARLY)
    listed = (task_list.judged() | list_excused.is_("excused"))(
        our_reading("本期制发了任务清单，或获准免办", FIVE_IN_ONE)
    )
    dispatched = (dispatch.judged() | dispatch_excused.is_("excused"))(
        our_reading("本期作了工作调度，或获准免办", FIVE_IN_ONE)
    )
    supervised = (supervision.judged() | supervision_excused.is_("excused"))(
        our_reading("本期作了跟踪督办，或获准免办", FIVE_IN_ONE)
    )
    inspected = (inspection.judged() | inspection_excused.is_("excused"))(
        our_reading("本期有党代表视察，或获准免办", FIVE_IN_ONE)
    )
    lists = count_over("month", listed)(our_reading("有任务清单的月数", FIVE_IN_ONE))
    dispatches = count_over("two-months", dispatched)(our_reading("有工作调度的双月数", FIVE_IN_ONE))
    supervisions = count_over("quarter", supervised)(our_reading("有跟踪督办的季度数", FIVE_IN_ONE))
    inspections = count_over("half-year", inspected)(our_reading("有党代表视察的半年数", FIVE_IN_ONE))
    held = (
        (lists >= published(12, FIVE_IN_ONE))
        & (dispatches >= published(6, FIVE_IN_ONE))
        & (supervisions >= published(4, FIVE_IN_ONE))
        & (inspections >= published(2, FIVE_IN_ONE))
        & (review.judged() | review_excused.is_("excused"))
    )(our_reading("五位一体按期开展", FIVE_IN_ONE))
    managed = chosen(HAD, REGISTER, missing="absent")(published("归口管理", COVERAGES))
    rhythm = clauses(RHYTHM, (managed.is_("present"), "exempt"), (held, "whole"), otherwise="broken")(
        our_reading("五位一体评估节奏", FIVE_IN_ONE)
    )

    cluster = chosen(AREAS, YEARLY, missing="not_judged")(our_reading("所在功能组团", CLUSTERS))
    part = chosen(PARTS, YEARLY, missing="led")(our_reading("在组团中的角色", CLUSTERS))
    leading = of_cohort("sum", when(part.is_("leading"), default(1), default(0)), within=cluster)(
        our_reading("组团内示范部门数", CLUSTERS)
    )
    well_led = ((leading >= published(1, CLUSTERS)) & (leading <= published(2, CLUSTERS)))(
        published("由一个或两个部门示范带动", CLUSTERS)
    )
    cluster_mean = of_cohort("mean", reached, within=cluster).round(PLACES)(default("组团平均党建绩效指数"))

    at_month = Publish("month", totals={"performance": list_score})
    at_two_months = Publish("two-months", totals={"performance": dispatch})
    at_quarter = Publish("quarter", totals={"performance": running})
    at_half_year = Publish("half-year", totals={"performance": inspection_score})
    at_year = Publish("year", totals={"performance": reached}, ranks={"performance": place}, grade=rhythm)
