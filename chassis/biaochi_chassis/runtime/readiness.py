"""What every service checks: it is ready when it can answer; what it is late with, or refuses, it says."""

from biaochi_chassis.consumer.consumer import Consumer
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.publishing.comparison import Comparison
from biaochi_chassis.store.publishing.relay import Relay


def health_of(database: Database, comparison: Comparison, relay: Relay, consumer: Consumer) -> Health:
    """Return the checks of a service: of its database, and of the log as far as that was there at the start."""
    health = Health()
    health.add("database", database.check)
    health.add("log", comparison.check)
    health.add("consumer", comparison.once_agreed(consumer.joined))
    health.watch("writes", comparison.held)
    health.watch("consumer", consumer.check)
    health.watch("relay", relay.check)
    return health
