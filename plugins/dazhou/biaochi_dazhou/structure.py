"""Whether a department's Party organization is set up as the article's full coverages say, and the work committee's."""

from biaochi_sdk import (
    Expression,
    Model,
    Publish,
    Scale,
    chosen,
    default,
    graded,
    of_cohort,
    our_reading,
    published,
    registered,
    when,
)

from biaochi_dazhou.sources import COVERAGES, ESTABLISHMENT, HAD, OURS, REGISTER

ONE, NONE = default(1), default(0)
KINDS = Scale("kind", {"department": published("市直部门"), "institution": published("市委市政府直属事业单位")})
RANKS = Scale(
    "rank", {"other": our_reading("非中层正职"), "mid_level_head": published("按中层正职配备的专职机关党委副书记")}
)
SETTING = Scale("setting", {"faulty": our_reading("设置不符合要求"), "right": our_reading("设置符合要求")})


def many(condition: Expression) -> Expression:
    """How many of the cohort it holds for."""
    return of_cohort("sum", when(condition, ONE, NONE))


class Structure(
    Model,
    code="structure",
    title=published("“三个覆盖”"),
    subject="DEPARTMENT",
    since="2020-01-01",
    source=COVERAGES,
    defaults=OURS,
):
    """One department or institution at the year's close: its organizations, members and posts are counted."""

    kind = chosen(KINDS, ESTABLISHMENT, missing="department")(our_reading("单位类型"))
    heads = registered("MEMBER")(our_reading("党员人数"))
    organs = registered("ORGAN_COMMITTEE")(published("机关党委"))
    general = registered("GENERAL_BRANCH")(default("党总支"))
    disciplines = registered("DISCIPLINE_COMMITTEE")(published("机关纪委"))
    deputies = registered("FULL_TIME_DEPUTY_SECRETARY")(published("专职机关党委副书记"))
    deputy = chosen(RANKS, REGISTER, missing="other")(our_reading("专职副书记的职级"))
    office = chosen(HAD, REGISTER, missing="absent")(published("机关党建办"))
    managed = chosen(HAD, REGISTER, missing="absent")(published("归口管理"))

    has_committee = (organs >= ONE)(our_reading("设置机关党委"))
    not_a_branch = ((heads < published(50)) & (organs + general >= ONE))(our_reading("党员不足50人而未改设党支部"))
    no_office = (kind.is_("department") & office.is_("absent"))(our_reading("市直部门未设机关党建办"))
    no_discipline = (has_committee & (disciplines < ONE))(our_reading("设机关党委而无机关纪委"))
    no_deputy = (has_committee & ((deputies < ONE) | ~deputy.is_("mid_level_head")))(
        our_reading("设机关党委而未按中层正职配专职副书记")
    )
    not_managed = (kind.is_("institution") & managed.is_("absent"))(our_reading("直属事业单位党组织未归口管理"))
    faults = (
        when(not_a_branch, ONE, NONE)
        + when(no_office, ONE, NONE)
        + when(no_discipline, ONE, NONE)
        + when(no_deputy, ONE, NONE)
        + when(not_managed, ONE, NONE)
    )(our_reading("设置问题数"))
    setting = graded(faults <= NONE, SETTING)(our_reading("组织设置"))

    departments = many(kind.is_("department"))(our_reading("市直部门数"))
    offices = many(kind.is_("department") & office.is_("present"))(our_reading("设机关党建办的市直部门数"))
    committees = many(has_committee)(our_reading("设机关党委的部门数"))
    equipped = many(has_committee & ~no_discipline & ~no_deputy)(our_reading("纪委和专职副书记配齐的部门数"))
    covered = ((offices >= departments) & (equipped >= committees))(our_reading("全覆盖"))

    at_year = Publish("year", totals={"faults": faults}, grade=setting)


class WorkCommittee(
    Model,
    code="work_committee",
    title=our_reading("机关工委班子设置"),
    subject="WORK_COMMITTEE",
    since="2020-01-01",
    source=COVERAGES,
    defaults=OURS,
):
    """The work committee: its secretary sits on the standing committee, and an executive deputy runs the daily work."""

    standing = chosen(HAD, REGISTER, missing="absent")(our_reading("由同级党委常委兼任书记"))
    executive = chosen(HAD, REGISTER, missing="absent")(published("常务副书记"))
    posts = (when(standing.is_("present"), ONE, NONE) + when(executive.is_("present"), ONE, NONE))(
        our_reading("配备到位的岗位数")
    )
    setting = graded(standing.is_("present") & executive.is_("present"), SETTING)(our_reading("工委班子设置"))

    at_year = Publish("year", totals={"posts": posts}, grade=setting)
