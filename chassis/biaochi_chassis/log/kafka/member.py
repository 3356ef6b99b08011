"""A member of a consumer group in a thread of its own: only for who reads what, and for staying alive in the group.

It fetches nothing and commits only for those who look at lag; positions lie in the readers' databases. What it says
is advice: while a group shares anew, a member keeps what it had, and the readers' databases fence.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence

from kafka import ConsumerRebalanceListener, KafkaConsumer, TopicPartition

from biaochi_chassis.log.contract import LogDisagrees, LogUnavailable
from biaochi_chassis.log.kafka.cluster import PATIENCE_MS, Cluster, speaking

POLL_MS = 100
PAUSE = 0.4
"""Seconds between two polls of who has a share: heartbeats go on without them, and the next poll says what changed."""
AGAIN = 0.5

_logger = logging.getLogger(__name__)

Assigned = Callable[[frozenset[TopicPartition]], None]


class Membership:
    """A place in the group `group`; `assigned` is called in its thread whenever the group has shared anew."""

    def __init__(self, cluster: Cluster, group: str, topics: Sequence[str], assigned: Assigned) -> None:
        """Begin to join."""
        self._cluster = cluster
        self._group = cluster.prefix + group
        self._topics = topics
        self._assigned = assigned
        self._stop = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._belong, name=f"log-member-{group}", daemon=True)
        self._thread.start()

    def start_over(self) -> None:
        """Leave and join anew, with nothing known of the topics."""
        self._over.set()

    def leave(self) -> None:
        """Leave at once; the others share anew without waiting. Blocks until it is done."""
        self._stop.set()
        self._thread.join()

    def _belong(self) -> None:
        while not self._stop.is_set():
            self._over.clear()
            try:
                with speaking(self._cluster):
                    for topic in self._topics:
                        self._cluster.ensure(topic)
                    self._belong_with(self._join())
            except (LogUnavailable, LogDisagrees) as trouble:
                _logger.warning("%s cannot join, will try again: %s", self._group, trouble)
                self._stop.wait(AGAIN)

    def _join(self) -> KafkaConsumer:
        session = round(self._cluster.session * 1000)
        return self._cluster.consumer(
            group_id=self._group,
            session_timeout_ms=session,
            # A group that shares anew waits this long for a member that is alive and stuck.
            max_poll_interval_ms=2 * session,
            heartbeat_interval_ms=max(100, min(1000, session // 5)),
            auto_offset_reset="latest",
        )

    def _belong_with(self, consumer: KafkaConsumer) -> None:
        try:
            names = [self._cluster.name(topic) for topic in self._topics]
            listener = _Listener(consumer, self._assigned)
            consumer.subscribe(names, listener=listener)
            # Who leads a group before it knows the topics shares nothing out.
            consumer.end_offsets(
                [place for topic in self._topics for place in self._cluster.places(topic)], PATIENCE_MS
            )
            while not self._stop.is_set() and not self._over.is_set():
                consumer.poll(timeout_ms=POLL_MS)
                if listener.settled and consumer.assignment():
                    self._stop.wait(PAUSE)
        finally:
            consumer.close(autocommit=False, timeout_ms=2000)


class _Listener(ConsumerRebalanceListener):
    """Hands on what the group decided; must be quick and must not raise."""

    def __init__(self, consumer: KafkaConsumer, share: Assigned) -> None:
        self._consumer = consumer
        self._share = share
        self.settled = False
        """False while the group shares anew: that takes several polls of all its members, none of which may be late."""

    def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:  # noqa: ARG002
        """Keep them until the group has decided anew, and make sure that it does.

        kafka-python 3.0.12 forgets that it is joining when changed topics were the reason and a poll ends between the
        two requests of a join: it is thrown out of the group, never joins again and never says so.
        """
        self.settled = False
        self._consumer._coordinator.request_rejoin()  # type: ignore[attr-defined]  # noqa: SLF001

    def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Fetch none of them here."""
        places = frozenset(assigned)
        self._consumer.pause(*places)
        self.settled = True
        self._share(places)
