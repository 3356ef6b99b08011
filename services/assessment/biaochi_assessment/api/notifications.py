"""The methods about the caller's own notifications, each one use case."""

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.runtime.web import reads_for_caller
from biaochi_chassis.store.database import Connection

from biaochi_assessment.api.writing import Context, WritingMethods
from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.notifications.commands import ChooseNotifications, MarkNotification
from biaochi_assessment.domain.notifications.matters import Notification
from biaochi_assessment.domain.notifications.words import said
from biaochi_assessment.use_cases import notifications
from biaochi_assessment.use_cases.notifications import NotificationUseCases


class NotificationMethods(WritingMethods):
    """What somebody was notified of, and how they want to be: of whoever calls, and of nobody else."""

    _notifications: NotificationUseCases

    async def choose_notifications(self, request: pb.ChooseNotificationsRequest, ctx: Context) -> WriteAnswer:
        """Keep how the caller wants to be notified."""
        return await self._write(request, ctx, (ChooseNotifications, self._notifications.choose))

    async def mark_notifications(self, request: pb.MarkNotificationsRequest, ctx: Context) -> WriteAnswer:
        """Mark notifications as read or unread."""
        return await self._write(request, ctx, (MarkNotification, notifications.mark_notifications))

    @reads_for_caller
    def list_notifications(
        self, connection: Connection, request: pb.ListNotificationsRequest, call: Call
    ) -> pb.ListNotificationsAnswer:
        """List what the caller was notified of."""
        found = notifications.list_notifications(
            connection, request.city, call.caller, Page.of(request), unread=request.unread
        )
        return pb.ListNotificationsAnswer(
            notifications=[_notification(one) for one in found.items],
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )

    @reads_for_caller
    def get_notification_choice(
        self, connection: Connection, request: pb.GetNotificationChoiceRequest, call: Call
    ) -> pb.GetNotificationChoiceAnswer:
        """Show what the caller chose, or what holds of whoever chose nothing."""
        choice = notifications.choice_of(connection, request.city, call.caller)
        return message_of(pb.GetNotificationChoiceAnswer, choice)


def _notification(one: Notification) -> pb.Notification:
    title, sentence = said(one)
    return pb.Notification(
        number=one.number,
        kind=one.kind,
        cycle=one.cycle,
        about=one.about,
        title=title,
        sentence=sentence,
        occurred_at=instant(one.occurred_at),
        read_at=instant(one.read_at) if one.read_at else "",
    )
