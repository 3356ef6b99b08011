"""Sends records to one partition and returns when all replicas have them. A failure ends its producer for good."""

import threading
from collections.abc import Sequence
from contextlib import suppress

from kafka import KafkaProducer
from kafka.errors import KafkaConnectionError, KafkaError, KafkaTimeoutError

from biaochi_chassis.log.contract import Origin, Outgoing
from biaochi_chassis.log.kafka.cluster import DELIVERY_MS, PATIENCE_MS, Cluster, speaking
from biaochi_chassis.log.kafka.wire import headers_of


class Writer:
    """One producer for all partitions; may be used by several threads, each with partitions of its own."""

    def __init__(self, cluster: Cluster) -> None:
        """Connect when first needed."""
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
                self._end(producer)
                raise
            except RuntimeError as ended:
                # So kafka-python calls it that another thread has ended the producer meanwhile.
                raise KafkaConnectionError(str(ended)) from ended

    def close(self) -> None:
        """Disconnect; what is not acknowledged yet is given up."""
        with self._lock:
            producer = self._producer
        if producer is not None:
            self._end(producer)

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

    def _end(self, producer: KafkaProducer) -> None:
        """Return when it has ended with all it holds, whichever thread ends it.

        Asked to close while it holds something, kafka-python 3.0.12 raises and goes on.
        """
        with self._lock:
            if self._producer is not producer:
                return
            self._producer = None
            sender = producer._sender  # type: ignore[attr-defined]  # noqa: SLF001
            sender.force_close()
            sender.join(PATIENCE_MS / 1000)
            with suppress(KafkaTimeoutError):
                producer.close(timeout=0)
