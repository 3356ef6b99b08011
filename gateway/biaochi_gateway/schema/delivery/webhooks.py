"""Webhooks in the graph: registered, rotated, replayed and removed; what was delivered, and what it signs with."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, filled
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.common.pages import After, Before, Connection, First, Last, connection, requested
from biaochi_gateway.schema.common.scalars import Instant
from biaochi_gateway.schema.registry.organizations import City


@strawberry.enum(description="向外推送的一类事件；推送里只有代码、日期和散列值，详情凭代码再查。")
class EventType(Enum):
    """What a webhook can be sent."""

    CYCLE_OPENED = strawberry.enum_value("cycle.opened", description="考核周期开始。")
    CYCLE_CLOSED = strawberry.enum_value("cycle.closed", description="考核周期关闭。")
    RESULTS_FROZEN = strawberry.enum_value("results.frozen", description="成绩定下一版。")
    RESULTS_NOTICE_BEGAN = strawberry.enum_value("results.notice_began", description="成绩开始公示。")
    RESULTS_REOPENED = strawberry.enum_value("results.reopened", description="异议成立，成绩重算。")
    RESULTS_SIGNED = strawberry.enum_value("results.signed", description="成绩有一人签署。")
    RESULTS_FINAL = strawberry.enum_value("results.final", description="成绩定案。")
    OBJECTION_RAISED = strawberry.enum_value("objection.raised", description="有人提出异议。")
    OBJECTION_DECIDED = strawberry.enum_value("objection.decided", description="异议已答复。")
    DOCUMENT_IN_FORCE = strawberry.enum_value("document.in_force", description="文件经另一人签署而生效。")
    WORK_FELL_DUE = strawberry.enum_value("work.fell_due", description="工作到期、临期或逾期。")
    NOTIFICATION = strawberry.enum_value("notification", description="给选了这个推送的人的通知，由其转交。")


@strawberry.type(description="推送的一件事：同一件事无论试了几次，都是同一个编号。")
class WebhookDelivery:
    """What was sent, and what came of it."""

    message: str = strawberry.field(description="推送时的 webhook-id，同一件事永远相同；收到过的可以略过。")
    type: EventType = strawberry.field(description="哪一类事件。")
    occurred_at: Instant = strawberry.field(description="事件发生的时刻。")
    attempts: int = strawberry.field(description="试了几次。")
    status: int | None = strawberry.field(description="对方最近一次答复的 HTTP 状态码；没有答复为 null。")
    trouble: str | None = strawberry.field(description="最近一次为何未成；已送到为 null。")
    tried_at: Instant = strawberry.field(description="最近一次尝试的时刻。")
    delivered_at: Instant | None = strawberry.field(description="对方首次收下的时刻，即回执；尚未收下为 null。")

    @classmethod
    def of(cls, one: pb.WebhookDelivery) -> Self:
        """The delivery as the assessment service answers it."""
        return cls(
            message=one.message,
            type=EventType(one.type),
            occurred_at=Instant(one.occurred_at),
            attempts=one.attempts,
            status=one.status or None,
            trouble=one.trouble or None,
            tried_at=Instant(one.tried_at),
            delivered_at=Instant(one.delivered_at) if one.delivered_at else None,
        )


@strawberry.type(description="一个推送：本市的事件发生后，按 Standard Webhooks 签名送到一个网址。")
class Webhook:
    """Where events are sent, and how far it has come."""

    city: strawberry.Private[str]
    code: str = strawberry.field(description="编号，全市唯一。")
    url: str = strawberry.field(description="送到哪个网址。")
    types: list[EventType] = strawberry.field(description="送哪几类事件；空为全部。")
    registered_by: str = strawberry.field(description="谁登记的。")
    registered_at: Instant = strawberry.field(description="登记的时刻。")
    suspended: bool = strawberry.field(description="是否因连续失败约三天、或对方答复 410 而停送；补送后恢复。")
    failures: int = strawberry.field(description="连续失败了几次。")
    next_at: Instant | None = strawberry.field(description="何时再试；随时或停送为 null。")
    trouble: str | None = strawberry.field(description="最近一次为何未成。")
    position: str = strawberry.field(description="送到了日志何处；补送时可给出它或更早的位置。")

    @classmethod
    def of(cls, city: str, one: pb.Webhook) -> Self:
        """The webhook as the assessment service answers it."""
        return cls(
            city=city,
            code=one.code,
            url=one.url,
            types=[EventType(kind) for kind in one.types],
            registered_by=one.registered_by,
            registered_at=Instant(one.registered_at),
            suspended=one.suspended,
            failures=one.failures,
            next_at=Instant(one.next_at) if one.next_at else None,
            trouble=one.trouble or None,
            position=one.position,
        )

    @resolved("签名用的密钥，形如 whsec_…；看过即留痕。")
    async def secret(self, info: Info) -> str:
        request = pb.GetWebhookSecretRequest(city=self.city, code=self.code)
        answer = await info.context.calls.invoke(info.context.services.assessment.get_webhook_secret, request)
        return answer.secret

    @resolved("送过的事，同一来源的后发生的在前。")
    async def deliveries(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[WebhookDelivery]:
        page = requested(first, after, last, before)
        request = pb.ListWebhookDeliveriesRequest(
            city=self.city, code=self.code, first=page.first, after=page.after, last=page.last, before=page.before
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_webhook_deliveries, request)
        return connection([WebhookDelivery.of(one) for one in answer.deliveries], lambda one: one.message, answer)


@strawberry.input(description="登记一个推送。")
class RegisterWebhookInput(Command):
    """Has events sent to an address."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="编号，全市唯一。")
    url: str = strawberry.field(description="送到哪个网址，https；内网地址须由运行管理员先行许可。")
    types: list[EventType] = strawberry.field(default_factory=list, description="送哪几类事件；不给为全部。")


@strawberry.input(description="给一个推送换密钥；旧密钥再签一天，两个签名同送。")
class RotateWebhookSecretInput(Command):
    """Has what is sent signed by a new secret."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="推送的编号。")


@strawberry.input(description="让一个推送立即继续：从某个位置补送，或从停下的地方接着送。")
class ReplayWebhookInput(Command):
    """Has it go on."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="推送的编号。")
    position: str | None = strawberry.field(
        default=None, description="从日志的哪个位置之后补送，即推送头 biaochi-position 的值；不给则接着送。"
    )


@strawberry.input(description="撤销一个推送。")
class RemoveWebhookInput(Command):
    """Sends nothing to it any more."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="推送的编号。")


@strawberry.type(description="办理推送的答复。")
class WebhookPayload(Written):
    """The webhook after it."""

    code: str = strawberry.field(description="推送的编号。")
    city: strawberry.Private[str]

    @resolved("办理后的推送；已撤销的为 null。")
    async def webhook(self, info: Info) -> Webhook | None:
        return next((one for one in await _webhooks(info, self.city) if one.code == self.code), None)


@strawberry.type
class WebhookQuery:
    """Queries about webhooks."""

    @resolved("本市登记的推送，按编号排列。")
    async def webhooks(self, info: Info, city: City) -> list[Webhook]:
        return await _webhooks(info, city)


@strawberry.type
class WebhookMutation:
    """Commands about webhooks."""

    @mutation("登记一个推送：登记之后发生的事送到所给的网址，至少一次，webhook-id 不变。")
    async def register_webhook(self, info: Info, given: Annotated[RegisterWebhookInput, INPUT]) -> WebhookPayload:
        command = pb.RegisterWebhook(types=[str(one.value) for one in given.types])
        return await _written(info, given.city, filled(command, given))

    @mutation("给一个推送换密钥。")
    async def rotate_webhook_secret(
        self, info: Info, given: Annotated[RotateWebhookSecretInput, INPUT]
    ) -> WebhookPayload:
        return await _written(info, given.city, filled(pb.RotateWebhookSecret(), given))

    @mutation("让一个推送立即继续，或从某个位置补送；补送的 webhook-id 与当初相同。")
    async def replay_webhook(self, info: Info, given: Annotated[ReplayWebhookInput, INPUT]) -> WebhookPayload:
        return await _written(info, given.city, filled(pb.ReplayWebhook(), given))

    @mutation("撤销一个推送，连同其投送记录。")
    async def remove_webhook(self, info: Info, given: Annotated[RemoveWebhookInput, INPUT]) -> WebhookPayload:
        return await _written(info, given.city, filled(pb.RemoveWebhook(), given))


_Filled = pb.RegisterWebhook | pb.RotateWebhookSecret | pb.ReplayWebhook | pb.RemoveWebhook


async def _written(info: Info, city: str, command: _Filled) -> WebhookPayload:
    receipt = await info.context.calls.write(city, command)
    return WebhookPayload.by(receipt, code=receipt.code, city=city)


async def _webhooks(info: Info, city: str) -> list[Webhook]:
    request = pb.ListWebhooksRequest(city=city)
    answer = await info.context.calls.invoke(info.context.services.assessment.list_webhooks, request)
    return [Webhook.of(city, one) for one in answer.webhooks]
