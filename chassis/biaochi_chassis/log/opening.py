"""Which log a process speaks to: Apache Kafka when the settings name brokers, else the file of this machine."""

from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.kafka.cluster import Cluster
from biaochi_chassis.log.kafka.driver import KafkaLog


def log_of(settings: Settings) -> EmbeddedLog | KafkaLog:
    """Return the log, not started. Raises SettingsRefused outside development for a file, or a way without TLS."""
    settings.check_log()
    if not settings.kafka:
        return EmbeddedLog(settings.log_file)
    return KafkaLog(Cluster(settings.kafka, settings.kafka_prefix, settings.kafka_session, settings.kafka_security))
