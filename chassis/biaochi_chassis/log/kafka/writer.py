"""Sends records to one partition and returns when all replicas have them. A failure ends its producer for good."""

import threading
from collections.abc import Sequence
from contextlib import suppress

from kafka import KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError

from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.kafka.cluster import DELIVERY_MS, PATIENCE_MS, Cluster, speaking
from biaochi_chassis.log.kafka.wire import headers_of


class Writer:
    """One producer for all partitions; may be used by several threads, each with partitions of its own."""

    def __init__(self, cluster: Cluster) -> None:
        """Connect when first asked."""
        self._cluster = cluster
        self._producer: KafkaProducer | None = None
        self._lock = threading.Lock()

    def send(self, origin: Origin, records: Sequence[Outgoing]) -> None:
        """Append in order. Raises LogUnavailable when it is not known of each one that it is there."""
        with speaking(self._cluster):
            self._cluster.ensure(origin.topic)
            producer = self._open()
            try:
                self._send(producer, origin, records)
            except KafkaError:
                # What this producer still holds must not come after what the next one sends.
                self._drop(producer)
                raise

    def close(self) -> None:
        """Disconnect; what is not acknowledged yet is given up."""
        with self._lock:
            producer, self._producer = self._producer, None
        if producer is not None:
            _end(producer)

    def _send(self, producer: KafkaProducer, origin: Origin, records: Sequence[Outgoing]) -> None:
        name = self._cluster.name(origin.topic)
        sent = [
            producer.send(
                name,
                partition=origin.partition,
                key=record.key.encode(),
                value=record.value,
                headers=headers_of(origin, record),
            )
            for record in records
        ]
        for future in sent:
            future.get(timeout=DELIVERY_MS / 1000)  # type: ignore[no-untyped-call]

    def _open(self) -> KafkaProducer:
        with self._lock:
            if self._producer is None:
                self._producer = self._cluster.producer()
            return self._producer

    def _drop(self, producer: KafkaProducer) -> None:
        with self._lock:
            if self._producer is producer:
                self._producer = None
        _end(producer)


def _end(producer: KafkaProducer) -> None:
    """End it with all it holds. Asked to close while it holds something, kafka-python 3.0.12 raises and goes on."""
    sender = producer._sender  # type: ignore[attr-defined]  # noqa: SLF001
    sender.force_close()
    sender.join(PATIENCE_MS / 1000)
    with suppress(KafkaTimeoutError):
        producer.close(timeout=0)
