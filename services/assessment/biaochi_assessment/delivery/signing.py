"""The headers that a message to a webhook has: what Standard Webhooks asks for, signed by its secrets of the moment."""

from datetime import UTC, datetime

from standardwebhooks import Webhook as Signer

from biaochi_assessment.domain.webhooks.deliveries import Message
from biaochi_assessment.domain.webhooks.secrets import Secrets
from biaochi_assessment.domain.webhooks.webhooks import Webhook


def signed(secrets: Secrets, webhook: Webhook, message: Message, at: datetime) -> dict[str, str]:
    """The headers; while two secrets hold, both sign. Raises WebhooksNotSetUp."""
    body = message.body.decode()
    opened = (secrets.opened(sealed, webhook.about) for sealed in webhook.secrets_at(at))
    signatures = (Signer(secret).sign(message.id, at.astimezone(UTC), body) for secret in opened)
    return {
        "content-type": "application/json",
        "webhook-id": message.id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
