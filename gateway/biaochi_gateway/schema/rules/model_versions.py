"""The versions of a model: what was published when, what took its place, and which cycles are judged by it."""

from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, requested, sliced
from biaochi_gateway.schema.common.scalars import Date, date_or_none
from biaochi_gateway.schema.registry.organizations import City


@strawberry.type(description="一套规则已发布的一个版本。发布后一字不改；有误则另发布更正的版本。")
class ModelVersion:
    """One published version of a model."""

    hash: str = strawberry.field(description="散列值；规则一字不差才会相同。")
    title: str = strawberry.field(description="名称。")
    since: Date = strawberry.field(description="施行的第一天。")
    until: Date | None = strawberry.field(description="不再施行的第一天；未止为 null。")
    superseded_by: str | None = strawberry.field(
        description="同日施行而后来发布、取代了它的版本的散列值；没有为 null。已开启的周期仍按原来的版本评判。"
    )
    cycles: list[str] = strawberry.field(description="固定了这一版本的各周期的代码，按开启的次序。")
    rule_book: str = strawberry.field(description="整套规则写成的一份文件。")

    @classmethod
    def of(cls, message: pb.ModelVersion) -> Self:
        """The version as scoring answers it."""
        return cls(
            hash=message.hash,
            title=message.title,
            since=Date(message.since),
            until=date_or_none(message.until),
            superseded_by=message.superseded_by or None,
            cycles=list(message.cycles),
            rule_book=message.rule_book,
        )


@strawberry.type
class ModelVersionQuery:
    """Queries about the versions of rules."""

    @resolved("一套规则的全部已发布版本，按施行日、再按发布次序排列。")
    async def model_versions(
        self,
        info: Info,
        city: City,
        code: Annotated[str, strawberry.argument(description="模型的代码，例如 branch。")],
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ModelVersion]:
        page = requested(first, after, last, before)
        request = pb.ListModelVersionsRequest(city=city, code=code)
        answer = await info.context.calls.invoke(info.context.services.scoring.list_model_versions, request)
        return sliced([ModelVersion.of(each) for each in answer.versions], lambda version: version.hash, page)
