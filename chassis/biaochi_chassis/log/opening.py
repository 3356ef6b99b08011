"""Which log a process speaks to: Apache Kafka when the settings name brokers, else the file of this machine."""

from importlib import import_module
from typing import TYPE_CHECKING

from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.embedded import EmbeddedLog

if TYPE_CHECKING:
    from biaochi_chassis.log.kafka.driver import KafkaLog


def log_of(settings: Settings) -> "EmbeddedLog | KafkaLog":
    """Return the log, not started. Raises SettingsRefused outside development for a file, or a way without TLS."""
    settings.check_log()
    return _on_kafka(settings) if settings.kafka else EmbeddedLog(settings.log_file)


def _on_kafka(settings: Settings) -> "KafkaLog":
    """Only now is its client loaded, which takes half a second: on files nobody needs it."""
    cluster = import_module("biaochi_chassis.log.kafka.cluster")
    where = settings.kafka, settings.kafka_prefix, settings.kafka_session, lambda: settings.kafka_security
    log: KafkaLog = import_module("biaochi_chassis.log.kafka.driver").KafkaLog(cluster.Cluster(*where))
    return log
