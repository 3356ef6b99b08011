"""The member-behaviour points index (党员行为积分指数): a member's points of five dimensions; a branch's mean."""

from biaochi_sdk import (
    Expression,
    Model,
    Provenance,
    Publish,
    check,
    count,
    default,
    from_below,
    mean_over,
    our_reading,
    published,
    rank,
    total_of,
    unit,
)

from biaochi_dazhou.sources import EXCELLING, GATES, INDICES, OURS, POINTS, SCORED, STAFFING_OFFICE

DEFAULT, PLACES, ONE, MOST = Provenance.DEFAULT, default(2), default(1), default(50)
BRANCH = unit("branch", our_reading("所在党支部"))


def dimension(title: str) -> Expression:
    """A member's points of a quarter in one dimension, as the branch announces them."""
    return check(default(20), default("0.01"), SCORED, at="quarter", missing="not_judged")(
        our_reading(title, STAFFING_OFFICE), rule=DEFAULT
    )


class Member(
    Model,
    code="member",
    title=published("党员量化积分", INDICES),
    subject="MEMBER",
    since="2020-01-01",
    source=INDICES,
    defaults=OURS,
):
    """One member, each quarter and each year, ranked among the members of the branch."""

    politics = dimension("政治建设")
    ideology = dimension("思想建设")
    style = dimension("作风建设")
    discipline = dimension("纪律建设")
    business = dimension("科室日常业务工作")
    points = total_of(politics, ideology, style, discipline, business, full=default(100))(default("党员季度积分"))

    trained = count(MOST, ONE, POINTS)(our_reading("参加培训班次数", GATES))
    volunteered = count(MOST, ONE, POINTS)(our_reading("参加志愿服务次数", EXCELLING))

    points_of_year = mean_over("quarter", points).round(PLACES)(our_reading("党员年度积分"), rule=DEFAULT)
    place = rank(points_of_year, ties="competition", within=BRANCH)(default("支部内党员积分名次"))

    at_quarter = Publish("quarter", totals={"member": points})
    at_year = Publish("year", totals={"member": points_of_year}, ranks={"member": place})


class Members(
    Model,
    code="members",
    title=published("党员行为积分指数"),
    subject="BRANCH",
    since="2020-01-01",
    source=INDICES,
    defaults=OURS,
):
    """One branch, each quarter and each year, once its members and those of its Party groups are judged."""

    points = from_below("mean", Member.points, missing="left_out").round(PLACES)(default("季度党员平均积分"))
    points_of_year = from_below("mean", Member.points_of_year, missing="left_out").round(PLACES)(
        published("党员行为积分指数"), rule=DEFAULT
    )
    counted = from_below("count", Member.points_of_year, missing="left_out")(default("有年度积分的党员数"))
    place = rank(points_of_year, ties="competition")(default("党员行为积分指数名次"))

    at_quarter = Publish("quarter", totals={"members": points})
    at_year = Publish("year", totals={"members": points_of_year}, ranks={"members": place})
