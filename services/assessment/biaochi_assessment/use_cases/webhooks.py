"""The commands about webhooks, in batches, and the queries: registered, rotated, replayed, removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import UnitOfWork
from biaochi_chassis.store.unit_of_work import published_up_to

from biaochi_assessment.domain.webhooks.commands import (
    RegisterWebhook,
    RemoveWebhook,
    ReplayWebhook,
    RotateWebhookSecret,
)
from biaochi_assessment.domain.webhooks.deliveries import Delivery, Progress
from biaochi_assessment.domain.webhooks.secrets import Secrets
from biaochi_assessment.domain.webhooks.targets import Network, target_of
from biaochi_assessment.domain.webhooks.webhooks import Webhook, named, register, rewound
from biaochi_assessment.events.encode import TOPIC
from biaochi_assessment.events.webhooks import TOPICS
from biaochi_assessment.store import webhooks as store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import known_city


@dataclass(frozen=True)
class WebhookUseCases:
    """What is done with webhooks: their secrets are sealed by `secrets`, they lead to the public and to `networks`."""

    secrets: Secrets
    networks: Sequence[Network]

    def register(self, sent: CommandContext, tx: UnitOfWork, batch: Batch[RegisterWebhook]) -> None:
        """Register webhooks; each answers with its code, and is sent what happens from now on."""
        known_city(tx.connection, sent.city)
        for index, command in batch.fresh:
            with batch.refusing(index):
                target_of(command.url, self.networks)
                taken = [one.code for one in store.webhooks(tx.connection, sent.city)]
                secret = self.secrets.new(f"{sent.city}/{command.code}")
                webhook = register(command, sent.city, sent.recorder, secret, taken)
                store.add_webhook(tx.connection, webhook, _placed(sent.city, _reached(tx, sent.city)))
                batch.done(index, webhook.code)

    def rotate(self, sent: CommandContext, tx: UnitOfWork, batch: Batch[RotateWebhookSecret]) -> None:
        """Give webhooks new secrets; each answers with its code."""
        for index, command in batch.fresh:
            with batch.refusing(index):
                webhook = named(store.webhook_of(tx.connection, sent.city, command.code), command.code)
                store.change_webhook(tx.connection, webhook.rotated(self.secrets.new(webhook.about), sent.at))
                batch.done(index, webhook.code)


def replay_webhooks(sent: CommandContext, tx: UnitOfWork, batch: Batch[ReplayWebhook]) -> None:
    """Have webhooks go on at once, from a position or where they stand; each answers with its code."""
    for index, command in batch.fresh:
        with batch.refusing(index):
            webhook = named(store.webhook_of(tx.connection, sent.city, command.code), command.code)
            if command.position:
                behind = rewound(command.position, _reached(tx, sent.city))
                store.rewind(tx.connection, webhook, _placed(sent.city, behind))
            store.change_webhook(tx.connection, webhook.resumed())
            batch.done(index, webhook.code)


def remove_webhooks(sent: CommandContext, tx: UnitOfWork, batch: Batch[RemoveWebhook]) -> None:
    """Remove webhooks, with what is known of their deliveries; each answers with its code."""
    for index, command in batch.fresh:
        with batch.refusing(index):
            webhook = named(store.webhook_of(tx.connection, sent.city, command.code), command.code)
            store.remove_webhook(tx.connection, webhook)
            batch.done(index, webhook.code)


def list_webhooks(connection: Connection, city: str) -> list[tuple[Webhook, Positions]]:
    """The webhooks of a city, each with how far it has come. Raises UnknownCity."""
    known_city(connection, city)
    found = store.webhooks(connection, city)
    return [(one, _position(store.progress_of(connection, one))) for one in found]


def webhook_named(connection: Connection, city: str, code: str) -> Webhook:
    """One webhook. Raises UnknownCity, UnknownWebhook."""
    known_city(connection, city)
    return named(store.webhook_of(connection, city, code), code)


def list_deliveries(connection: Connection, city: str, code: str, page: Page) -> Found[Delivery]:
    """What was sent to a webhook. Raises UnknownCity, UnknownWebhook."""
    return store.deliveries(connection, webhook_named(connection, city, code), page.checked())


def _reached(tx: UnitOfWork, city: str) -> Positions:
    """How far the topics have come that webhooks are sent from, by what this service knows."""
    return tx.known().merge(published_up_to(tx.connection, TOPIC, city))


def _placed(city: str, positions: Positions) -> list[Progress]:
    part = partition_of(city)
    return [Progress(topic, part, positions.at(topic, part)) for topic in TOPICS]


def _position(progress: Sequence[Progress]) -> Positions:
    return Positions.of({(one.topic, one.part): one.sequence for one in progress})
