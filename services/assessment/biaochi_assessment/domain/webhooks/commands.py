"""Commands about webhooks, word for word as a caller sent them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RegisterWebhook:
    """Have the city's events of these types sent to an address."""

    idempotency_key: str
    code: str
    url: str
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class RotateWebhookSecret:
    """Have what is sent signed by a new secret."""

    idempotency_key: str
    code: str


@dataclass(frozen=True)
class ReplayWebhook:
    """Have everything behind a position sent again, or, without one, what is due sent now."""

    idempotency_key: str
    code: str
    position: str = ""


@dataclass(frozen=True)
class RemoveWebhook:
    """Send nothing to it any more."""

    idempotency_key: str
    code: str
