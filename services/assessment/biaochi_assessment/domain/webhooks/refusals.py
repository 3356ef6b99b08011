"""Every way something about a webhook is refused: one class a rule, with its stable code."""

from biaochi_chassis.foundation.refusal import Refused


class UnknownWebhook(Refused):
    """No webhook of the city has this code."""

    code = "UNKNOWN_WEBHOOK"


class WebhookTargetRefused(Refused):
    """Nothing is sent to this address: it is inside some network, or what is sent could be read on the way."""

    code = "WEBHOOK_TARGET_REFUSED"


class WebhooksNotSetUp(Refused):
    """This platform has no key to seal the secrets of webhooks with."""

    code = "WEBHOOKS_NOT_SET_UP"
