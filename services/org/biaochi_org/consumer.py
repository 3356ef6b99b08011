"""What the registry receives: cities that were published. All else on the topic is passed over."""

from collections.abc import Sequence

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.store.database import UnitOfWork

from biaochi_org.events.decode import cities_published
from biaochi_org.use_cases.handlers import city_published


def scoring_received(tx: UnitOfWork, records: Sequence[ReceivedEvent]) -> None:
    """Learn the cities of a batch, in order: the last title counts."""
    city_published(tx, cities_published(records))
