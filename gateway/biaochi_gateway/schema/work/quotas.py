"""How many of each honour may be in a year, and how many there are: nominated, selected, commended, excepted."""

from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.objections import Cycle
from biaochi_gateway.schema.work.items import WorkItem, item_of
from biaochi_gateway.schema.work.kinds import WorkKind, kind_of


@strawberry.type(description="名额之外破例办理的一件，由两人办理。")
class QuotaException:
    """An item that two led past a quota."""

    reason: str = strawberry.field(description="为什么破例。")
    city: strawberry.Private[str]
    code: strawberry.Private[str]

    @resolved("破例的事项；谁办理、谁签署见其 steps。")
    async def item(self, info: Info) -> WorkItem | None:
        return await item_of(info, self.city, self.code)


@strawberry.type(description="一种事项在一个周期的一项名额与使用情形。")
class FilledQuota:
    """How a quota stands."""

    key: str = strawberry.field(description="键。")
    title: str = strawberry.field(description="名称。")
    provenance: str = strawberry.field(
        description="来历：PUBLISHED 公布，OUR_READING 我们的理解，DEFAULT 默认，可调整。"
    )
    source: str | None = strawberry.field(description="出自哪份文件的何处。")
    percent: int | None = strawberry.field(description="占多少个的百分之几；按个数定的为 null。")
    of: int | None = strawberry.field(
        description="百分比的基数：上一周期定案名单上的，没有定案的取该日在册的；按个数定的为 null。"
    )
    list_cycle: str | None = strawberry.field(description="基数取自哪个周期的定案名单；取自在册的为 null。")
    most: int = strawberry.field(description="名额，至多几个，再多的不予办理（QUOTA_SPENT）。")
    nominated: int = strawberry.field(description="已推荐、没有撤回的，不含破例的。")
    selected: int = strawberry.field(description="其中占名额的。")
    commended: int = strawberry.field(description="占名额的里面已经办结（表彰）的。")
    exceptions: list[QuotaException] = strawberry.field(description="名额之外由两人破例办理的。")
    city: strawberry.Private[str]
    of_kind: strawberry.Private[str]

    @classmethod
    def of_message(cls, city: str, message: pb.FilledQuota) -> Self:
        """The quota as the assessment service answers it."""
        return cls(
            key=message.key,
            title=message.title,
            provenance=message.provenance,
            source=message.source or None,
            percent=message.percent or None,
            of=message.of if message.percent else None,
            list_cycle=message.list_cycle or None,
            most=message.most,
            nominated=message.nominated,
            selected=message.selected,
            commended=message.commended,
            exceptions=[QuotaException(reason=one.reason, city=city, code=one.item) for one in message.exceptions],
            city=city,
            of_kind=message.kind,
        )

    @resolved("哪一种事项。")
    async def kind(self, info: Info) -> WorkKind | None:
        return await kind_of(info, self.city, self.of_kind)


@strawberry.type
class QuotaQuery:
    """Queries about quotas of work."""

    @resolved("一个周期里各项名额与使用情形，截至某日在册的，按城市声明的次序。")
    async def work_quotas(
        self,
        info: Info,
        city: City,
        cycle: Cycle,
        as_of: Annotated[Date, strawberry.argument(description="按哪一天在册的计基数。")],
    ) -> list[FilledQuota]:
        request = pb.ListWorkQuotasRequest(city=city, cycle=cycle, as_of=as_of)
        answer = await info.context.calls.invoke(info.context.services.assessment.list_work_quotas, request)
        return [FilledQuota.of_message(city, each) for each in answer.quotas]
