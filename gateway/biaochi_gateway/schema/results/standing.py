"""A standing: one subject's place in one published total of one period."""

import strawberry
from biaochi.scoring.v1.events_pb2 import Standing as StandingMessage

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Place
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.results.selection import as_selected
from biaochi_gateway.schema.results.sheets import Judged, Sheet, sheet_at


@strawberry.type(description="一个组织在一期的名次表中的位置。")
class Standing(Judged):
    """A subject's place in one published total of one period."""

    def __init__(self, city: str, message: StandingMessage) -> None:
        """The standing as scoring answers it."""
        super().__init__(city, message)

    @resolved("它的评分表，可逐层打开。")
    async def sheet(self, info: Info) -> Sheet | None:
        place = Place(self.city, self.cycle, self.index, self.period, self.code)
        return await sheet_at(info, as_selected(info, place))
