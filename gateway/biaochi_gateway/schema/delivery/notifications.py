"""One's own notifications in the graph: the list, what was read, and how one wants to be notified."""

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


@strawberry.enum(description="通知的一类。")
class NotificationKind(Enum):
    """What somebody is notified of."""

    WORK_BEGUN = strawberry.enum_value("work.begun", description="本单位的工作开始，有了期限。")
    WORK_NEAR = strawberry.enum_value("work.near", description="本单位的工作临期。")
    WORK_LATE = strawberry.enum_value("work.late", description="本单位的工作逾期。")
    WORK_OPENED = strawberry.enum_value("work.opened", description="别人给本单位开了一件工作，如问题、任务。")
    FACT_RECORDED = strawberry.enum_value("fact.recorded", description="别人对本单位登记了一笔。")
    FACT_REVERSED = strawberry.enum_value("fact.reversed", description="对本单位的一笔登记被冲销。")
    RESULTS_NOTICE_BEGAN = strawberry.enum_value("results.notice_began", description="成绩开始公示。")
    RESULTS_SIGNED = strawberry.enum_value("results.signed", description="成绩待另一人签署。")
    RESULTS_FINAL = strawberry.enum_value("results.final", description="成绩定案。")
    OBJECTION_RAISED = strawberry.enum_value("objection.raised", description="有异议待答复。")
    OBJECTION_DECIDED = strawberry.enum_value("objection.decided", description="本单位或本人的异议已答复。")
    DOCUMENT_DRAFTED = strawberry.enum_value("document.drafted", description="文件待另一人签署。")
    SIGNATURE_AWAITED = strawberry.enum_value(
        "signature.awaited", description="别人签了须两人办理的事，待您或另一位有权的人签署。"
    )
    LETTER_IN_FORCE = strawberry.enum_value("letter.in_force", description="给本单位的函生效。")


@strawberry.enum(description="通知经何处送达。")
class NotificationChannel(Enum):
    """The way to a person."""

    LIST = strawberry.enum_value("", description="只在平台的通知列表里。")
    EMAIL = strawberry.enum_value("email", description="电子邮件。")
    WEBHOOK = strawberry.enum_value("webhook", description="本市登记的、收个人通知的推送，由其转交。")


@strawberry.enum(description="多久送一次。")
class NotificationRhythm(Enum):
    """How often one is notified."""

    AT_ONCE = strawberry.enum_value("at_once", description="随时。")
    DAILY = strawberry.enum_value("daily", description="每日汇成一封。")
    WEEKLY = strawberry.enum_value("weekly", description="每周汇成一封。")


@strawberry.type(description="给您的一条通知：只有代码、日期和名称，详情凭代码再查。")
class Notification:
    """What the caller was notified of."""

    number: str = strawberry.field(description="编号，标记已读时用。")
    kind: NotificationKind = strawberry.field(description="哪一类。")
    cycle: str | None = strawberry.field(description="考核周期的代码；与周期无关的为 null。")
    about: list[str] = strawberry.field(description="涉及您名下哪些单位和人，编号。")
    title: str = strawberry.field(description="标题。")
    sentence: str = strawberry.field(description="一句话说明。")
    occurred_at: Instant = strawberry.field(description="事件发生的时刻。")
    read_at: Instant | None = strawberry.field(description="标记已读的时刻；未读为 null。")

    @classmethod
    def of(cls, one: pb.Notification) -> Self:
        """The notification as the assessment service answers it."""
        return cls(
            number=one.number,
            kind=NotificationKind(one.kind),
            cycle=one.cycle or None,
            about=list(one.about),
            title=one.title,
            sentence=one.sentence,
            occurred_at=Instant(one.occurred_at),
            read_at=Instant(one.read_at) if one.read_at else None,
        )


@strawberry.type(description="您选定的收法；没有选过的，是平台的缺省：只在列表里，晚十点到早七点免打扰。")
class NotificationChoice:
    """How the caller wants to be notified."""

    channel: NotificationChannel = strawberry.field(description="经何处送达。")
    address: str | None = strawberry.field(description="邮件地址，或本市推送的编号；只在列表里的为 null。")
    rhythm: NotificationRhythm = strawberry.field(description="多久送一次。")
    at: str = strawberry.field(description="汇总在几点送，北京时间，时:分。")
    weekday: int = strawberry.field(description="每周的汇总在星期几送，1 是星期一。")
    quiet_from: str | None = strawberry.field(description="免打扰时段从几点起；没有为 null。")
    quiet_until: str | None = strawberry.field(description="免打扰时段到几点止，可以跨过午夜；没有为 null。")
    muted: list[NotificationKind] = strawberry.field(description="不送哪几类；列表里仍有。")

    @classmethod
    def of(cls, one: pb.GetNotificationChoiceAnswer) -> Self:
        """The choice as the assessment service answers it."""
        return cls(
            channel=NotificationChannel(one.channel),
            address=one.address or None,
            rhythm=NotificationRhythm(one.rhythm),
            at=one.at,
            weekday=one.weekday,
            quiet_from=one.quiet_from or None,
            quiet_until=one.quiet_until or None,
            muted=[NotificationKind(kind) for kind in one.muted],
        )


@strawberry.input(description="选定自己的收法，取代以前的选择。")
class ChooseNotificationsInput(Command):
    """How the caller wants to be notified."""

    city: str = strawberry.field(description="城市的短名。")
    channel: NotificationChannel = strawberry.field(description="经何处送达。")
    address: str | None = strawberry.field(default=None, description="邮件地址，或本市推送的编号。")
    rhythm: NotificationRhythm = strawberry.field(
        default=NotificationRhythm.DAILY, description="多久送一次；不给为每日。"
    )
    at: str = strawberry.field(default="08:30", description="汇总在几点送，北京时间，时:分；不给为 08:30。")
    weekday: int = strawberry.field(default=1, description="每周的汇总在星期几送，1 是星期一；不给为 1。")
    quiet_from: str | None = strawberry.field(default=None, description="免打扰时段从几点起；不给为没有。")
    quiet_until: str | None = strawberry.field(default=None, description="免打扰时段到几点止，可以跨过午夜。")
    muted: list[NotificationKind] = strawberry.field(default_factory=list, description="不送哪几类；列表里仍有。")


@strawberry.input(description="标记自己的一条通知。")
class MarkNotificationInput(Command):
    """Whether the caller has read it."""

    city: str = strawberry.field(description="城市的短名。")
    number: str = strawberry.field(description="通知的编号。")
    read: bool = strawberry.field(default=True, description="已读，还是改回未读；标为已读的不再送。")


@strawberry.type(description="选定收法的答复。")
class ChooseNotificationsPayload(Written):
    """The choice after it."""

    city: strawberry.Private[str]

    @resolved("现在的收法。")
    async def choice(self, info: Info) -> NotificationChoice | None:
        return await _choice(info, self.city)


@strawberry.type(description="标记一条通知的答复。")
class MarkNotificationPayload(Written):
    """Which one it was."""

    number: str = strawberry.field(description="通知的编号。")


@strawberry.type
class NotificationQuery:
    """Queries about one's own notifications."""

    @resolved("给您自己的通知，新的在前；按您登记的角色和范围，当时可以知道的才有。")
    async def notifications(
        self,
        info: Info,
        city: City,
        unread_only: Annotated[bool, strawberry.argument(description="只要未读的。")] = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Notification]:
        page = requested(first, after, last, before)
        request = pb.ListNotificationsRequest(
            city=city, unread=unread_only, first=page.first, after=page.after, last=page.last, before=page.before
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_notifications, request)
        return connection([Notification.of(one) for one in answer.notifications], lambda one: one.number, answer)

    @resolved("您自己选定的收法。")
    async def notification_choice(self, info: Info, city: City) -> NotificationChoice:
        return await _choice(info, city)


@strawberry.type
class NotificationMutation:
    """Commands about one's own notifications."""

    @mutation("选定自己在一个城市的通知收法：经何处、多久一次、免打扰时段、不要哪几类。")
    async def choose_notifications(
        self, info: Info, given: Annotated[ChooseNotificationsInput, INPUT]
    ) -> ChooseNotificationsPayload:
        command = pb.ChooseNotifications(
            channel=str(given.channel.value),
            rhythm=str(given.rhythm.value),
            muted=[str(one.value) for one in given.muted],
        )
        receipt = await info.context.calls.write(given.city, filled(command, given))
        return ChooseNotificationsPayload.by(receipt, city=given.city)

    @mutation("标记自己的一条通知为已读，或改回未读。")
    async def mark_notification(
        self, info: Info, given: Annotated[MarkNotificationInput, INPUT]
    ) -> MarkNotificationPayload:
        receipt = await info.context.calls.write(given.city, filled(pb.MarkNotification(), given))
        return MarkNotificationPayload.by(receipt, number=receipt.code)


async def _choice(info: Info, city: str) -> NotificationChoice:
    request = pb.GetNotificationChoiceRequest(city=city)
    answer = await info.context.calls.invoke(info.context.services.assessment.get_notification_choice, request)
    return NotificationChoice.of(answer)
