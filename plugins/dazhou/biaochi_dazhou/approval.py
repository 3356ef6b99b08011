"""Three gates before a Party cadre is approved (严格审批党务干部): each alone refuses."""

from biaochi_sdk import Model, Publish, Scale, chosen, default, graded, our_reading, published, veto, when

from biaochi_dazhou.sources import ANY_TIME, GATES, OURS

ONE, NONE = default(1), default(0)
CONDITIONS = Scale("conditions", {"failed": published("不符合任职条件"), "met": our_reading("符合任职条件")})
DECISIONS = Scale("approval", {"refused": published("不予审批"), "open": our_reading("可予审批")})


class Approval(
    Model,
    code="approval",
    title=published("严格审批党务干部"),
    subject="DEPARTMENT",
    since="2020-01-01",
    source=GATES,
    defaults=OURS,
):
    """The latest nomination of one department in a year, against what was recorded in that year."""

    conditions = chosen(CONDITIONS, ANY_TIME, missing="not_judged")(published("任职条件"))
    criticized = veto(ANY_TIME)(published("当年被通报批评"))
    weak = veto(ANY_TIME)(published("软弱涣散整改不力"))
    failed = conditions.is_("failed").or_no()(our_reading("任职条件一关未过"))
    refusals = (when(failed, ONE, NONE) + when(criticized, ONE, NONE) + when(weak, ONE, NONE))(
        our_reading("未过的关口数")
    )
    asked = (conditions.judged() | criticized | weak)(our_reading("已可答复"))
    approval = graded(refusals <= NONE, DECISIONS).only_if(asked)(our_reading("审批意见"))

    at_year = Publish("year", totals={"refusals": refusals}, grade=approval)
