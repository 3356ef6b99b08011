"""What is assessed: an organization or a person. Both answer to a code, a name, rungs and standings."""

from enum import Enum
from typing import Annotated

import strawberry

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded, Judged
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import GlobalId, Node
from biaochi_gateway.schema.common.lazy import RUNG_SPELL, STANDING, LazyOrganization, LazyRungSpell, LazyStanding
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, requested, sliced
from biaochi_gateway.schema.registry.corrections import Correction, correction


@strawberry.enum(description="评判哪一类对象：一类组织，或党员，或任某职的人。")
class SubjectKind(Enum):
    """Whom a model judges."""

    WORK_COMMITTEE = strawberry.enum_value("WORK_COMMITTEE", description="机关工委。")
    LEADING_GROUP = strawberry.enum_value("LEADING_GROUP", description="部门党组（党委）。")
    ORGAN_COMMITTEE = strawberry.enum_value("ORGAN_COMMITTEE", description="机关党委。")
    DISCIPLINE_COMMITTEE = strawberry.enum_value("DISCIPLINE_COMMITTEE", description="机关纪委。")
    GENERAL_BRANCH = strawberry.enum_value("GENERAL_BRANCH", description="党总支。")
    BRANCH = strawberry.enum_value("BRANCH", description="党支部。")
    PARTY_GROUP = strawberry.enum_value("PARTY_GROUP", description="党小组。")
    TEMPORARY = strawberry.enum_value("TEMPORARY", description="临时党组织。")
    DEPARTMENT = strawberry.enum_value("DEPARTMENT", description="部门（行政）。")
    SECTION = strawberry.enum_value("SECTION", description="科室（行政）。")
    MEMBER = strawberry.enum_value("MEMBER", description="党员；免于考核的不在内。")
    SECRETARY = strawberry.enum_value("SECRETARY", description="书记。")
    DEPUTY_SECRETARY = strawberry.enum_value("DEPUTY_SECRETARY", description="副书记。")
    FULL_TIME_DEPUTY_SECRETARY = strawberry.enum_value("FULL_TIME_DEPUTY_SECRETARY", description="专职副书记。")
    DISCIPLINE_SECRETARY = strawberry.enum_value("DISCIPLINE_SECRETARY", description="纪委书记。")
    COMMITTEE_MEMBER = strawberry.enum_value("COMMITTEE_MEMBER", description="委员。")
    GROUP_LEADER = strawberry.enum_value("GROUP_LEADER", description="党小组组长。")
    OTHER_POST = strawberry.enum_value("OTHER_POST", description="任本市自设的职务的人，职务的名称见 subjectPosts。")


KINDS = {kind.value: kind for kind in SubjectKind if kind is not SubjectKind.OTHER_POST}
"""The kinds that every city has; any other is a post as a city calls it."""


def subject_kinds(text: str) -> list[SubjectKind]:
    """Whom a model judges, as scoring says it: one kind, or several posts."""
    return [KINDS.get(kind, SubjectKind.OTHER_POST) for kind in text.split("+")]


def subject_posts(text: str) -> list[str]:
    """Of whom a model judges, the posts as the city calls them."""
    return [kind for kind in text.split("+") if kind not in KINDS]


@strawberry.interface(description="考核对象：一个组织，或一个人（党员、任职者）。")
class Subject(Node):
    """An organization or a person."""

    city: str = strawberry.field(description="所属城市的短名。")
    code: str = strawberry.field(description="代码，全市唯一，从不改用；组织与人员也不相同。")
    name: str = strawberry.field(description="名称；人员的姓名，无权者只见开头，其余以 * 代替。")

    @resolved("上级组织，取同一天的情形：组织的上级，人员组织关系所在的组织；没有为 null。")
    async def parent(self, info: Info) -> LazyOrganization | None:
        raise NotImplementedError

    @resolved("登记中更正过什么，依更正的先后。")
    async def corrections(self, info: Info) -> list[Correction]:
        found = await info.context.loaders.corrections.load(Coded(self.city, self.code))
        personal = GlobalId.parse(self.id, "Organization", "Person").type == "Person"
        return [correction(info.context.viewer, each, personal=personal) for each in found]

    @resolved("升降台阶的经历，按时间排列。")
    async def rungs(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[LazyRungSpell]:
        message = await info.context.loaders.rungs.load(Coded(self.city, self.code))
        shown = [RUNG_SPELL.resolve_type().of(each) for each in message]
        return sliced(
            shown, lambda each: f"{each.index}/{each.since}/{each.cycle}", requested(first, after, last, before)
        )

    @resolved("它自己挣得的各期名次与总分；前身的成绩在前身名下。")
    async def standings(
        self,
        info: Info,
        cycle: Annotated[str | None, strawberry.argument(description="只看这一周期；不给则看全部。")] = None,
        index: Annotated[str | None, strawberry.argument(description="只看这一公布的总分，给键。")] = None,
        period: Annotated[str | None, strawberry.argument(description="只看这一期，例如 2020-Q3。")] = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[LazyStanding]:
        wanted = Judged(self.city, self.code, cycle or "", index or "", period or "")
        shown = [STANDING.resolve_type()(self.city, each) for each in await info.context.loaders.standings.load(wanted)]
        return sliced(
            shown, lambda each: f"{each.cycle}/{each.index}/{each.period}", requested(first, after, last, before)
        )
