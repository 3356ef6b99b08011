"""The duty-fulfilment index (履行党建责任指数): the leading group that answers, through the chain of three checks."""

from biaochi_sdk import (
    Model,
    Provenance,
    Publish,
    check,
    deductions,
    default,
    mean_over,
    published,
    rank,
    weighted,
)

from biaochi_dazhou.sources import CHAIN, DAILY, INDICES, OURS, RATED_QUARTERLY, RATED_YEARLY, ROUTINE_SHARE

DEFAULT = Provenance.DEFAULT
HUNDRED, PLACES, HALF = default(100), default(2), default("0.5")


class Duty(
    Model,
    code="duty",
    title=published("履行党建责任指数"),
    subject="LEADING_GROUP",
    since="2020-01-01",
    source=INDICES,
    defaults=OURS,
):
    """One leading group: each quarter the daily check and the supervision, each year the annual rating too."""

    daily = deductions(HUNDRED, HALF, DAILY, at="quarter", missing="full")(published("日常检查", CHAIN), rule=DEFAULT)
    supervision = check(HUNDRED, HALF, RATED_QUARTERLY, at="quarter", missing="not_judged")(
        published("常态督查", CHAIN), rule=DEFAULT
    )
    routine = weighted({daily: default("0.5"), supervision.or_else(daily): default("0.5")})(default("平时得分"))

    rating = check(HUNDRED, HALF, RATED_YEARLY, at="year", missing="not_judged")(
        published("年度考评", CHAIN), rule=DEFAULT
    )
    routine_mean = mean_over("quarter", routine).round(PLACES)(default("四季平时平均分"))
    fulfilment = weighted({routine_mean: default("0.6", ROUTINE_SHARE), rating: default("0.4", ROUTINE_SHARE)}).round(
        PLACES
    )(published("履行党建责任指数"), rule=DEFAULT)
    place = rank(fulfilment, ties="competition")(default("履行党建责任指数名次"))

    at_quarter = Publish("quarter", totals={"duty": routine})
    at_year = Publish("year", totals={"duty": fulfilment}, ranks={"duty": place})
