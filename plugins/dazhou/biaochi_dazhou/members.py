"""The member-behaviour points index (党员行为积分指数): the mean points of a branch's members in five dimensions."""

from biaochi_sdk import (
    Expression,
    Model,
    Provenance,
    Publish,
    check,
    default,
    mean_over,
    our_reading,
    published,
    quoted,
    rank,
    total_of,
)

from biaochi_dazhou.sources import INDICES, MEMBERS, OURS, POINTS, STAFFING_OFFICE

DEFAULT, PLACES = Provenance.DEFAULT, default(2)


def dimension(title: str) -> Expression:
    """The mean of the counted members' points in one dimension, taken from the branch's own points ledger."""
    return check(default(20), default("0.01"), POINTS, at="quarter", missing="not_judged")(
        our_reading(title, STAFFING_OFFICE), rule=DEFAULT
    )


class Members(
    Model,
    code="members",
    title=published("党员行为积分指数"),
    subject="BRANCH",
    since="2020-01-01",
    source=INDICES,
    defaults=OURS,
):
    """One branch, each quarter and each year."""

    politics = dimension("政治建设")
    ideology = dimension("思想建设")
    style = dimension("作风建设")
    discipline = dimension("纪律建设")
    business = dimension("科室日常业务工作")
    points = total_of(politics, ideology, style, discipline, business, full=default(100))(default("季度党员平均积分"))

    points_of_year = mean_over("quarter", points).round(PLACES)(published("党员行为积分指数"), rule=DEFAULT)
    counted = quoted(default(0), default(2000), default(1), MEMBERS, missing="zero")(default("计分党员人数"))
    place = rank(points_of_year, ties="competition")(default("党员行为积分指数名次"))

    at_quarter = Publish("quarter", totals={"members": points})
    at_year = Publish("year", totals={"members": points_of_year}, ranks={"members": place})
