"""The methods about webhooks, each one use case."""

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.runtime.web import reads, reads_for_caller
from biaochi_chassis.store.database import Connection

from biaochi_assessment.api.writing import Context, WritingMethods
from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.webhooks.commands import (
    RegisterWebhook,
    RemoveWebhook,
    ReplayWebhook,
    RotateWebhookSecret,
)
from biaochi_assessment.domain.webhooks.deliveries import Delivery
from biaochi_assessment.domain.webhooks.webhooks import Webhook
from biaochi_assessment.use_cases import webhooks
from biaochi_assessment.use_cases.webhooks import WebhookUseCases


class WebhookMethods(WritingMethods):
    """From the registration to what was delivered."""

    _webhooks: WebhookUseCases

    async def register_webhooks(self, request: pb.RegisterWebhooksRequest, ctx: Context) -> WriteAnswer:
        """Register webhooks."""
        return await self._write(request, ctx, (RegisterWebhook, self._webhooks.register))

    async def rotate_webhook_secrets(self, request: pb.RotateWebhookSecretsRequest, ctx: Context) -> WriteAnswer:
        """Give webhooks new secrets."""
        return await self._write(request, ctx, (RotateWebhookSecret, self._webhooks.rotate))

    async def replay_webhooks(self, request: pb.ReplayWebhooksRequest, ctx: Context) -> WriteAnswer:
        """Have webhooks go on, from a position or where they stand."""
        return await self._write(request, ctx, (ReplayWebhook, webhooks.replay_webhooks))

    async def remove_webhooks(self, request: pb.RemoveWebhooksRequest, ctx: Context) -> WriteAnswer:
        """Remove webhooks."""
        return await self._write(request, ctx, (RemoveWebhook, webhooks.remove_webhooks))

    @reads
    def list_webhooks(self, connection: Connection, request: pb.ListWebhooksRequest) -> pb.ListWebhooksAnswer:
        """List the webhooks of a city, without their secrets."""
        found = webhooks.list_webhooks(connection, request.city)
        return pb.ListWebhooksAnswer(webhooks=[_webhook(*one) for one in found])

    @reads_for_caller
    def get_webhook_secret(
        self, connection: Connection, request: pb.GetWebhookSecretRequest, _call: Call
    ) -> pb.GetWebhookSecretAnswer:
        """Show what a webhook signs with now; audited."""
        webhook = webhooks.webhook_named(connection, request.city, request.code)
        secret = self._webhooks.secrets.opened(webhook.secret, webhook.about)
        return pb.GetWebhookSecretAnswer(code=webhook.code, secret=secret)

    @reads
    def list_webhook_deliveries(
        self, connection: Connection, request: pb.ListWebhookDeliveriesRequest
    ) -> pb.ListWebhookDeliveriesAnswer:
        """List what was sent to a webhook."""
        found = webhooks.list_deliveries(connection, request.city, request.code, Page.of(request))
        return pb.ListWebhookDeliveriesAnswer(
            deliveries=[_delivery(one) for one in found.items],
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )


def _webhook(webhook: Webhook, position: Positions) -> pb.Webhook:
    return pb.Webhook(
        code=webhook.code,
        url=webhook.url,
        types=webhook.types,
        registered_by=webhook.registered_by,
        registered_at=instant(webhook.registered_at),
        suspended=webhook.suspended,
        failures=webhook.failures,
        next_at=instant(webhook.next_at) if webhook.next_at else "",
        trouble=webhook.trouble,
        position=str(position),
    )


def _delivery(one: Delivery) -> pb.WebhookDelivery:
    return pb.WebhookDelivery(
        message=one.message,
        type=one.type,
        occurred_at=instant(one.occurred_at),
        attempts=one.attempts,
        status=one.status,
        trouble=one.trouble,
        tried_at=instant(one.tried_at),
        delivered_at=instant(one.delivered_at) if one.delivered_at else "",
    )
