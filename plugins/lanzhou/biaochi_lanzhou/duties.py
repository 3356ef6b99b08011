"""The duty lists of the four parties: each scores its own list, and from the branch up rests on those below it."""

from biaochi_sdk import (
    Expression,
    Model,
    Provenance,
    Publish,
    default,
    from_above,
    from_below,
    our_reading,
    published,
    rank,
    tasks,
    weighted,
)

from biaochi_lanzhou.organ import Organ
from biaochi_lanzhou.sources import DUTY_LIST, FIVE_GRIPS, FOUR_PARTIES, OURS

READING, DEFAULT = Provenance.OUR_READING, Provenance.DEFAULT
HUNDRED, PLACES = default(100), default(2)


def listed(share: str, title: str) -> Expression:
    """How much is done of the tasks of one share of a party's list, an unrounded ratio."""
    done = tasks(share, HUNDRED, default("0.5"), DUTY_LIST, missing="not_judged")
    return done(our_reading(title, FIVE_GRIPS), rule=DEFAULT)


def in_points(done: Expression, title: str) -> Expression:
    """A ratio in points of a hundred."""
    return (done * HUNDRED).round(PLACES)(default(title))


def by_shares(common: Expression, individual: Expression) -> Expression:
    """Common and individual tasks, 60 to 40; without individual tasks the common score stands for both."""
    shares = {common: published("0.6", FIVE_GRIPS), individual.or_else(common): published("0.4", FIVE_GRIPS)}
    return weighted(shares).round(PLACES)


def resting(own: Expression, below: Expression) -> Expression:
    """The own list and those of the parties below; the own list alone where nobody below is judged."""
    return weighted({own: default("0.8"), below.or_else(own): default("0.2")}).round(PLACES)


class BranchDuty(
    Model,
    code="branch_duty",
    title=our_reading("机关党支部责任清单"),
    subject="BRANCH",
    since="2018-06-01",
    source=FOUR_PARTIES,
    defaults=OURS,
):
    """One branch, the last of the four: its list is its own."""

    branch_common = listed("COMMON", "党支部共性任务")
    branch_individual = listed("INDIVIDUAL", "党支部个性任务")
    common_score = in_points(branch_common, "共性任务得分")
    individual_score = in_points(branch_individual, "个性任务得分")
    duty = by_shares(common_score, individual_score)(our_reading("党支部责任清单得分"), rule=READING)
    place = rank(duty, ties="competition")(default("名次"))

    at_quarter = Publish("quarter", totals={"branch_duty": duty}, ranks={"branch_duty": place})
    at_year = Publish("year", totals={"branch_duty": duty}, ranks={"branch_duty": place})


class CommitteeDuty(
    Model,
    code="committee_duty",
    title=our_reading("机关党委责任清单"),
    subject="ORGAN_COMMITTEE",
    since="2018-06-01",
    source=FOUR_PARTIES,
    defaults=OURS,
):
    """One organ committee: the list it is rated by already, and those of its branches."""

    own = from_above(Organ.duty_list)(our_reading("本级责任清单得分"), rule=READING)
    branches = from_below("mean", BranchDuty.duty, missing="left_out").round(PLACES)(
        our_reading("所属党支部平均得分"), rule=DEFAULT
    )
    duty = resting(own, branches)(our_reading("机关党委责任清单得分"), rule=DEFAULT)
    place = rank(duty, ties="competition")(default("名次"))

    at_quarter = Publish("quarter", totals={"committee_duty": duty}, ranks={"committee_duty": place})
    at_year = Publish("year", totals={"committee_duty": duty}, ranks={"committee_duty": place})


class LeadingDuty(
    Model,
    code="leading_duty",
    title=our_reading("部门党组（党委）责任清单"),
    subject="LEADING_GROUP",
    since="2018-06-01",
    source=FOUR_PARTIES,
    defaults=OURS,
):
    """One leading Party group: its own list, and that of the organ committee it leads."""

    leading_common = listed("COMMON", "党组共性任务")
    leading_individual = listed("INDIVIDUAL", "党组个性任务")
    common_score = in_points(leading_common, "共性任务得分")
    individual_score = in_points(leading_individual, "个性任务得分")
    own = by_shares(common_score, individual_score)(our_reading("本级责任清单得分"), rule=READING)
    committees = from_below("mean", CommitteeDuty.duty, missing="left_out").round(PLACES)(
        our_reading("所领导机关党委得分"), rule=DEFAULT
    )
    duty = resting(own, committees)(our_reading("部门党组责任清单得分"), rule=DEFAULT)
    place = rank(duty, ties="competition")(default("名次"))

    at_quarter = Publish("quarter", totals={"leading_duty": duty}, ranks={"leading_duty": place})
    at_year = Publish("year", totals={"leading_duty": duty}, ranks={"leading_duty": place})


class WorkDuty(
    Model,
    code="work_duty",
    title=our_reading("市委直属机关工委责任清单"),
    subject="WORK_COMMITTEE",
    since="2018-06-01",
    source=FOUR_PARTIES,
    defaults=OURS,
):
    """The work committee, which answers for all: its own list, and those of the leading Party groups."""

    work_common = listed("COMMON", "工委共性任务")
    work_individual = listed("INDIVIDUAL", "工委个性任务")
    common_score = in_points(work_common, "共性任务得分")
    individual_score = in_points(work_individual, "个性任务得分")
    own = by_shares(common_score, individual_score)(our_reading("本级责任清单得分"), rule=READING)
    groups = from_below("mean", LeadingDuty.duty, missing="left_out").round(PLACES)(
        our_reading("各部门党组平均得分"), rule=DEFAULT
    )
    duty = resting(own, groups)(our_reading("工委责任清单得分"), rule=DEFAULT)

    at_quarter = Publish("quarter", totals={"work_duty": duty})
    at_year = Publish("year", totals={"work_duty": duty})
