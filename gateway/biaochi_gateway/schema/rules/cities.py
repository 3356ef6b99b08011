"""The cities that are installed, and which plugin brought each."""

from typing import Annotated, Self

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import Node, global_id
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    Descending,
    First,
    Last,
    has,
    requested,
    sliced,
)
from biaochi_gateway.schema.common.scalars import Date, date_or_none
from biaochi_gateway.schema.registry.subjects import SubjectKind, subject_kinds, subject_posts


@strawberry.type(description="一套规则的概要。")
class ModelSummary:
    """A model in short."""

    code: str = strawberry.field(description="代码。")
    hash: str = strawberry.field(description="散列值。")
    subject_kind: SubjectKind = strawberry.field(description="评判哪一类对象；几种职务一同评判的，为第一种。")
    subject_kinds: list[SubjectKind] = strawberry.field(description="评判哪些对象：一类，或几种职务。")
    subject_posts: list[str] = strawberry.field(description="所评判的本市自设的职务，名称依次；没有则为空。")
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
    def of(cls, message: pb.City) -> Self:
        """The city as scoring answers it."""
        return cls(
            id=global_id("City", message.slug, message.slug),
            slug=message.slug,
            title=message.title,
            plugin=message.plugin,
            version=message.version,
            models=[model_summary(each) for each in message.models],
        )


@strawberry.type
class CityQuery:
    """Queries about cities."""

    @resolved("已安装的城市，按短名排列。")
    async def cities(
        self,
        info: Info,
        search: Annotated[str | None, strawberry.argument(description="只看短名或名称里有这几个字的。")] = None,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[City]:
        found = [city for city in await installed(info) if has(search, city.slug, city.title)]
        return sliced(
            found[::-1] if descending else found, lambda city: city.slug, requested(first, after, last, before)
        )


async def installed(info: Info) -> list[City]:
    """Every installed city."""
    answer = await info.context.calls.invoke(info.context.services.scoring.list_cities, pb.ListCitiesRequest())
    return [City.of(each) for each in answer.cities]


def model_summary(message: pb.ModelSummary) -> ModelSummary:
    """The summary as scoring answers it."""
    return ModelSummary(
        code=message.code,
        hash=message.hash,
        subject_kind=subject_kinds(message.subject_kind)[0],
        subject_kinds=subject_kinds(message.subject_kind),
        subject_posts=subject_posts(message.subject_kind),
        since=Date(message.since),
        until=date_or_none(message.until),
        indexes=list(message.indexes),
    )
