"""What became of a department's nominations of Party cadres (严格审批党务干部), counted from them."""

from biaochi_sdk import Expression, Model, Publish, Scale, count, default, graded, our_reading, published

from biaochi_dazhou.sources import ANY_TIME, GATES, OURS

ONE, NONE = default(1), default(0)
DECISIONS = Scale("approval", {"refused": published("不予审批"), "open": our_reading("可予审批")})


def counted() -> Expression:
    """How many nominations, at most a hundred a year."""
    return count(default(100), ONE, ANY_TIME)


class Approval(
    Model,
    code="approval",
    title=published("严格审批党务干部"),
    subject="DEPARTMENT",
    since="2020-01-01",
    source=GATES,
    defaults=OURS,
):
    """The nominations of one department in a year: how many, how many approved, and at which gates others failed."""

    nominated = counted()(our_reading("提名人次"))
    approved = counted()(our_reading("审批通过人次"))
    by_conditions = counted()(our_reading("不符合任职条件人次"))
    by_criticism = counted()(our_reading("当年被通报批评人次"))
    by_weakness = counted()(our_reading("软弱涣散整改不力人次"))
    refusals = (by_conditions + by_criticism + by_weakness)(our_reading("未过的关口数"))
    approval = graded(refusals <= NONE, DECISIONS).only_if(nominated >= ONE)(our_reading("审批意见"))

    at_year = Publish("year", totals={"refusals": refusals}, grade=approval)
