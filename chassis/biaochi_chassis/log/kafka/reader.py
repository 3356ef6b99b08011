"""Reads any partition from any offset, and finds where partitions end. For one thread; remembers where it was."""

import time
from contextlib import suppress

from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from biaochi_chassis.log.contract import LogDisagrees, LogUnavailable
from biaochi_chassis.log.kafka.cluster import PATIENCE_MS, Cluster, described, speaking
from biaochi_chassis.log.kafka.wire import Raw

MOST_BYTES = 16 * 1024 * 1024
"""A read ends early at about this much, so that large events do not fill the memory."""


class Reader:
    """One consumer without a group."""

    def __init__(self, cluster: Cluster) -> None:
        """Connect when first needed."""
        self._cluster = cluster
        self._consumer: KafkaConsumer | None = None
        self._admin: KafkaAdminClient | None = None
        self._next: tuple[TopicPartition, int] | None = None
        self._marks: dict[TopicPartition, tuple[int, int]] = {}
        """From where to which end of a partition nothing stands but what transactions leave: offsets, no records."""

    def identity(self, topic: str) -> str:
        """Return the id that the cluster gave the topic when it was made."""
        with speaking(self._cluster):
            self._cluster.ensure(topic)
            if self._admin is None:
                self._admin = self._cluster.admin()
            return str(described(self._admin, self._cluster.name(topic))["topic_id"])

    def ends(self, topic: str) -> dict[int, int]:
        """Return for every partition where reading goes on behind its last record, as far as that is known."""
        with speaking(self._cluster):
            self._cluster.ensure(topic)
            ends = self._open().end_offsets(self._cluster.places(topic), timeout_ms=PATIENCE_MS)
        return {place.partition: self._before_marks(place, end) for place, end in ends.items()}

    def read(self, topic: str, partition: int, offset: int, limit: int) -> list[Raw]:
        """Return up to `limit` records from `offset` on; none at the end."""
        with speaking(self._cluster):
            self._cluster.ensure(topic)
            place = TopicPartition(self._cluster.name(topic), partition)
            end = self._open().end_offsets([place], timeout_ms=PATIENCE_MS)[place]
            if offset >= end:
                return []
            records = self._read((place, offset), end, limit)
        if not records:
            self._marks[place] = min(offset, self._before_marks(place, end)), end
        return records

    def close(self) -> None:
        """Disconnect; what is read next is read by new clients, whether or not these end well."""
        clients = (self._consumer, self._admin)
        self._consumer, self._admin, self._next = None, None, None
        self._marks.clear()
        for client in clients:
            if client is not None:
                with suppress(KafkaError):
                    client.close()

    def _before_marks(self, place: TopicPartition, end: int) -> int:
        first, last = self._marks.get(place, (end, end))
        return first if last == end else end

    def _read(self, at: tuple[TopicPartition, int], end: int, limit: int) -> list[Raw]:
        place, offset = at
        consumer = self._open()
        if self._next != at:
            consumer.assign([place])
            consumer.seek(place, offset)
            self._next = at
        deadline = time.monotonic() + PATIENCE_MS / 1000
        records: list[Raw] = []
        while not records:
            if time.monotonic() > deadline:
                self._next = None
                raise LogUnavailable(f"Kafka at {self._cluster.address} has records of {place} but sends none")
            records = list(consumer.poll(timeout_ms=500, max_records=limit).get(place, []))
            if not records and (consumer.position(place) or 0) >= end:
                self._next = None
                return []
        self._next = (place, records[-1].offset + 1)
        begin = offset if records[0].offset == offset else consumer.beginning_offsets([place], PATIENCE_MS)[place]
        if begin > offset:
            raise LogDisagrees(
                f"{place.topic}/{place.partition} begins at {begin}, but {offset} was asked for: records "
                "were deleted. Its retention must be unlimited; restore the log from a backup."
            )
        return records

    def _open(self) -> KafkaConsumer:
        if self._consumer is None:
            self._consumer = self._cluster.consumer(
                auto_offset_reset="earliest", fetch_max_bytes=MOST_BYTES, max_partition_fetch_bytes=MOST_BYTES // 2
            )
        return self._consumer
