"""The cities that are installed, and which plugin brought each."""

from typing import Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import Node, global_id
from biaochi_gateway.schema.common.pages import After, Connection, First, Page, sliced
from biaochi_gateway.schema.common.scalars import Date, date_or_none
from biaochi_gateway.schema.registry.subjects import SubjectKind


@strawberry.type(description="一套规则的概要。")
class ModelSummary:
    """A model in short."""

    code: str = strawberry.field(description="代码。")
    hash: str = strawberry.field(description="散列值。")
    subject_kind: SubjectKind = strawberry.field(description="评判哪一类对象。")
    since: Date = strawberry.field(description="施行的第一天。")
    until: Date | None = strawberry.field(description="不再施行的第一天；未止为 null。")
    indexes: list[str] = strawberry.field(description="公布的各项总分的键。")


@strawberry.type(description="一个城市。")
class City(Node):
    """A city whose plugin is installed."""

    slug: str = strawberry.field(description="短名，查询时用，例如 lanzhou。")
    title: str = strawberry.field(description="名称。")
    plugin: str = strawberry.field(description="带来它的插件。")
    version: str = strawberry.field(description="插件的版本。")
    models: list[ModelSummary] = strawberry.field(description="它的各套规则。")

    @classmethod
    def of(cls, told: pb.City) -> Self:
        """The city as scoring tells it."""
        return cls(
            id=global_id("City", told.slug, told.slug),
            slug=told.slug,
            title=told.title,
            plugin=told.plugin,
            version=told.version,
            models=[model_summary(each) for each in told.models],
        )


@strawberry.type
class CityQuery:
    """Queries about cities."""

    @resolved("已安装的城市，按短名排列。")
    async def cities(self, info: Info, first: First = 50, after: After = None) -> Connection[City]:
        return sliced(await installed(info), lambda city: city.slug, Page.asked(first, after))


async def installed(info: Info) -> list[City]:
    """Every installed city."""
    answer = await info.context.line.ask(info.context.services.scoring.list_cities, pb.ListCitiesRequest())
    return [City.of(each) for each in answer.cities]


def model_summary(told: pb.ModelSummary) -> ModelSummary:
    """The summary as scoring tells it."""
    return ModelSummary(
        code=told.code,
        hash=told.hash,
        subject_kind=SubjectKind(told.subject_kind),
        since=Date(told.since),
        until=date_or_none(told.until),
        indexes=list(told.indexes),
    )
