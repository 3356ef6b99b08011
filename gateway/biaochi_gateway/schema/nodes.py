"""Anything again, by its global id."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Coded, Dated, Place
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.ids import GlobalId, Node
from biaochi_gateway.schema.facts.cycles import Cycle
from biaochi_gateway.schema.facts.facts import Fact, FactKind
from biaochi_gateway.schema.facts.honours import Honour
from biaochi_gateway.schema.facts.tasks import Task, task_numbered
from biaochi_gateway.schema.registry.organizations import organization_on
from biaochi_gateway.schema.registry.people import person_on
from biaochi_gateway.schema.results.sheets import sheet_at
from biaochi_gateway.schema.results.standing import Standing
from biaochi_gateway.schema.rules.cities import City, installed
from biaochi_gateway.schema.rules.models import model_on
from biaochi_gateway.schema.work.items import item_of


@strawberry.type
class NodeQuery:
    """The query every Relay client needs."""

    @resolved("凭全局编号重新取得一个对象；不存在则为 null。凡查询给出的 id 都可以，其余一概不收。")
    async def node(
        self, info: Info, sought: Annotated[strawberry.ID, strawberry.argument(name="id", description="全局编号。")]
    ) -> Node | None:
        named = GlobalId.parse(sought, *FETCH)
        found = await FETCH[named.type](info, named)
        if found is not None and GlobalId.parse(found.id) != named:
            raise BadRequest(f"“{shown(sought)}”不是本系统给出的编号：请原样使用查询所得对象的 id 字段。", field="id")
        return found


async def _city(info: Info, named: GlobalId) -> City | None:
    return next((city for city in await installed(info) if city.slug == named.code), None)


async def _cycle(info: Info, named: GlobalId) -> Cycle | None:
    message = await info.context.loaders.cycles.load(Coded(named.city, named.code))
    return Cycle.of(message) if message else None


async def _organization(info: Info, named: GlobalId) -> Node | None:
    return await organization_on(info, Dated(named.city, named.code, named.day, last_known=True))


async def _person(info: Info, named: GlobalId) -> Node | None:
    return await person_on(info, Dated(named.city, named.code, named.day))


async def _fact(info: Info, named: GlobalId) -> Fact | None:
    message = await info.context.loaders.facts.load(Coded(named.city, named.code))
    return Fact.stored(named.city, message) if message else None


async def _honour(info: Info, named: GlobalId) -> Honour | None:
    message = await info.context.loaders.facts.load(Coded(named.city, named.code))
    return Honour.of(named.city, message) if message and FactKind(message.fact.kind) is FactKind.HONOUR else None


async def _work_item(info: Info, named: GlobalId) -> Node | None:
    return await item_of(info, named.city, named.code)


async def _task(info: Info, named: GlobalId) -> Task | None:
    return await task_numbered(info, named.city, named.code)


async def _model(info: Info, named: GlobalId) -> Node | None:
    return await model_on(info, named.city, named.code, named.day)


async def _sheet(info: Info, named: GlobalId) -> Node | None:
    return await sheet_at(info, _place(named))


async def _standing(info: Info, named: GlobalId) -> Standing | None:
    message = await info.context.loaders.sheets.load(_place(named))
    return Standing(named.city, message.standing) if message else None


def _place(named: GlobalId) -> Place:
    """Where a sheet or a standing is. Raises BadRequest for an id that says no such place."""
    place = named.code.split("/", 3)
    if len(place) < 4:
        sentence = f"“{shown(str(named))}”不是评分表或名次的全局编号：请原样使用查询所得对象的 id 字段。"
        raise BadRequest(sentence, field="id")
    cycle, index, period, subject = place
    return Place(named.city, cycle, index, period, subject)


FETCH: dict[str, Callable[[Info, GlobalId], Awaitable[Node | None]]] = {
    "City": _city,
    "Cycle": _cycle,
    "Organization": _organization,
    "Person": _person,
    "Fact": _fact,
    "Honour": _honour,
    "WorkItem": _work_item,
    "Task": _task,
    "Model": _model,
    "Sheet": _sheet,
    "Standing": _standing,
}
