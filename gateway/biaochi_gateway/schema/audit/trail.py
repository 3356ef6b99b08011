"""The audit trail of one service: who did, read or was refused what, for the auditor of a city."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.common.v1 import common_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    Descending,
    First,
    Last,
    connection,
    requested,
)
from biaochi_gateway.schema.common.scalars import Date, Instant
from biaochi_gateway.schema.registry.organizations import City


@strawberry.enum(description="各自有审计链的服务。")
class AuditedService(Enum):
    """The services, each with a trail of its own."""

    ORG = strawberry.enum_value("org", description="名册与授权。")
    ASSESSMENT = strawberry.enum_value("assessment", description="周期、事实与工作。")
    SCORING = strawberry.enum_value("scoring", description="成绩与报表。")


Service = Annotated[AuditedService, strawberry.argument(description="哪一个服务的审计链。")]
Caller = Annotated[str | None, strawberry.argument(description="只看这一人的，按其令牌的 sub。")]
Action = Annotated[str | None, strawberry.argument(description="只看对这一方法的调用，例如 GrantRoles。")]
Outcome = Annotated[
    str | None, strawberry.argument(description="只看这一结果：ACCEPTED、SIGNED_IN、READ，或拒绝的代码如 FORBIDDEN。")
]


@strawberry.type(description="审计链上的一条。只有代码和摘要，没有姓名、分数和理由。")
class AuditEntry:
    """Who did, read or was refused what."""

    number: int = strawberry.field(description="在该服务链上的序号，自 1 起，没有空缺。")
    at: Instant = strawberry.field(description="时刻。")
    action: str = strawberry.field(description="所调用的方法；SignIn 为登录。")
    outcome: str = strawberry.field(
        description="ACCEPTED 为已办，SIGNED_IN 为首次见到其令牌，READ 为看了个人信息或不公开的信息，"
        "或被考核的打开了评分表，其余是拒绝的代码。"
    )
    caller: str = strawberry.field(description="为谁而办，即其令牌的 sub。")
    via: str = strawberry.field(description="由哪一进程代为调用。")
    origin: str = strawberry.field(description="来自哪一地址。")
    subjects: list[str] = strawberry.field(description="所写或所看的代码，评分表为 周期/代码，至多五十个。")
    content: str | None = strawberry.field(description="各件事的幂等键与内容的摘要；不是办事则为 null。")
    purpose: str | None = strawberry.field(description="查看的目的，如其请求头 biaochi-purpose 所写。")
    trace_id: str = strawberry.field(description="所在的调用链。")
    times: int = strawberry.field(description="同样的拒绝一分钟内有几次。")
    algorithm: str = strawberry.field(description="摘要的算法：sha256 或 sm3。")
    hash: str = strawberry.field(description="本条的摘要，含上一条的摘要。")

    @classmethod
    def of(cls, message: pb.AuditEntry) -> Self:
        """The entry as its service answers it."""
        return cls(
            number=message.number,
            at=Instant(message.at),
            action=message.action,
            outcome=message.outcome,
            caller=message.caller,
            via=message.via,
            origin=message.origin,
            subjects=message.subjects.split(),
            content=message.content or None,
            purpose=message.purpose or None,
            trace_id=message.trace,
            times=message.times,
            algorithm=message.algorithm,
            hash=message.hash,
        )


@strawberry.type
class AuditQuery:
    """The query for the auditor."""

    @resolved("一座城市在一个服务里的审计链，先写的在前，登录等不属于哪座城市的也在内。只给审计管理员看。")
    async def audit_trail(
        self,
        info: Info,
        city: City,
        service: Service,
        caller: Caller = None,
        action: Action = None,
        outcome: Outcome = None,
        written_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起写入的。")] = None,
        written_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止写入的。")] = None,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[AuditEntry]:
        page = requested(first, after, last, before)
        request = pb.ListAuditTrailRequest(
            city=city,
            caller=caller or "",
            action=action or "",
            outcome=outcome or "",
            written_from=written_from or "",
            written_until=written_until or "",
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        services = info.context.services
        method = {
            AuditedService.ORG: services.org.list_audit_trail,
            AuditedService.ASSESSMENT: services.assessment.list_audit_trail,
            AuditedService.SCORING: services.scoring.list_audit_trail,
        }[service]
        answer = await info.context.calls.invoke(method, request)
        found = [AuditEntry.of(each) for each in answer.entries]
        return connection(found, lambda each: str(each.number), answer)
