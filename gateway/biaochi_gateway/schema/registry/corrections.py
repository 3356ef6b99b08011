"""What was put right in the registry: what stood there, what stands there now, and why."""

from enum import Enum

import strawberry
from biaochi.org.v1 import service_pb2 as pb
from biaochi_chassis.identity.disclosure import WHOLE_NAMES

from biaochi_gateway.execution.context import Viewer
from biaochi_gateway.schema.common.scalars import Instant


@strawberry.enum(description="更正了什么。")
class CorrectionKind(Enum):
    """What was wrong."""

    NAME = strawberry.enum_value("NAME", description="姓名或名称。")
    MEMBERSHIP_START = strawberry.enum_value("MEMBERSHIP_START", description="组织关系的第一天。")
    POST_START = strawberry.enum_value("POST_START", description="任职的第一天。")
    MEMBERSHIP_END = strawberry.enum_value("MEMBERSHIP_END", description="组织关系的结束。")
    POST_END = strawberry.enum_value("POST_END", description="任职的结束。")
    ORGANIZATION_DATE = strawberry.enum_value("ORGANIZATION_DATE", description="成立、更名、改变隶属或撤销的日期。")


@strawberry.type(description="一次更正。更正只改登记的错处；原来的写法、理由、何人何时更正都留存。")
class Correction:
    """Something that had been registered wrongly."""

    what: CorrectionKind = strawberry.field(description="更正了什么。")
    organization: str | None = strawberry.field(description="组织关系或任职所在组织的代码。")
    before: str = strawberry.field(description="原来登记的：名称，或日期；人员的姓名，无权者只见开头。")
    after: str = strawberry.field(description="更正后的，同上。")
    reason: str | None = strawberry.field(description="理由；人员的，只向党员名册的管理者显示，对其他人为 null。")
    corrected_by: str = strawberry.field(description="何人更正。")
    corrected_at: Instant = strawberry.field(description="何时更正。")


def correction(viewer: Viewer, message: pb.Correction, *, personal: bool) -> Correction:
    """The correction as this viewer may see it; `personal`: it is about a person."""
    named = personal and message.what == "NAME"
    hidden = personal and not viewer.call.may(WHOLE_NAMES)
    return Correction(
        what=CorrectionKind(message.what),
        organization=message.organization or None,
        before=viewer.person_name(message.before) if named else message.before,
        after=viewer.person_name(message.after) if named else message.after,
        reason=None if hidden else message.reason,
        corrected_by=message.corrected_by,
        corrected_at=Instant(message.corrected_at),
    )
