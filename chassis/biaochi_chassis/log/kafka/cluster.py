"""Where the brokers are and how we speak to them: clients with our settings, topics with our partitions.

Every client is used by one thread only; kafka-python blocks, so that none of this may run on the event loop.
"""

import gc
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAlreadyExistsError,
    TopicAuthorizationFailedError,
    UnknownTopicOrPartitionError,
    for_code,
)
from kafka.net.compat import KafkaNetClient

from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.log.contract import LogDisagrees, LogUnavailable
from biaochi_chassis.log.partitions import PARTITIONS

Client = TypeVar("Client")

PATIENCE_MS = 5000
"""How long one request may take; trying again is the caller's."""

DELIVERY_MS = 7000
"""How long a record may take to be acknowledged; after that nobody tries to send it any more."""

# Never deleted: the log is what everything can be made again from.
_FOR_EVER = {"retention.ms": "-1", "retention.bytes": "-1", "cleanup.policy": "delete"}


@dataclass
class Cluster:
    """The brokers at `address` ("host:port,host:port"); `security` gives kafka-python's own options for
    TLS and SASL, anew for each client, so that a password may have changed."""

    address: str
    prefix: str = ""
    session: float = 10.0
    security: Callable[[], Mapping[str, Any]] = dict
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        """Know no topic yet."""
        self._known: set[str] = set()
        self._ever_known: set[str] = set()
        self._lost_since: dict[str, float] = {}
        self._left_over = False
        self._one_at_a_time = threading.Lock()

    def name(self, topic: str) -> str:
        """Return what the topic is called there."""
        return self.prefix + topic

    def places(self, topic: str) -> list[TopicPartition]:
        """Return its partitions."""
        return [TopicPartition(self.name(topic), partition) for partition in range(PARTITIONS)]

    def consumer(self, **options: object) -> KafkaConsumer:
        """Return a new consumer that commits nothing by itself."""
        return self._connected(
            KafkaConsumer,
            **options,
            metrics_enabled=False,
            enable_auto_commit=False,
            allow_auto_create_topics=False,
            request_timeout_ms=max(PATIENCE_MS, round(self.session * 2000)),
            reconnect_backoff_max_ms=1000,
        )

    def producer(self) -> KafkaProducer:
        """Return a new idempotent producer; one request at a time, so that none overtakes another."""
        return self._connected(
            KafkaProducer,
            metrics_enabled=False,
            acks="all",
            enable_idempotence=True,
            max_in_flight_requests_per_connection=1,
            batch_size=256 * 1024,
            request_timeout_ms=PATIENCE_MS,
            delivery_timeout_ms=DELIVERY_MS,
            max_block_ms=PATIENCE_MS,
            reconnect_backoff_max_ms=1000,
            allow_auto_create_topics=False,
        )

    def admin(self) -> KafkaAdminClient:
        """Return a new client for questions about topics."""
        return self._connected(KafkaAdminClient, request_timeout_ms=PATIENCE_MS)

    def ensure(self, topic: str) -> None:
        """Create the topic with twelve partitions, kept for ever, unless it is there.

        Raises LogDisagrees, and LogUnavailable as long as a record sent to a lost topic could arrive in the new one.
        """
        with self._one_at_a_time:
            if topic not in self._known:
                self._create(topic)
                self._known.add(topic)
                self._ever_known.add(topic)
                self._lost_since.pop(topic, None)

    def forget(self) -> None:
        """Look anew whether topics are there: a broker may have lost them."""
        with self._one_at_a_time:
            self._known.clear()
        self._left_over = True

    def tidy(self) -> None:
        """Close what troubles have left: kafka-python's refused sockets lie in the cycles of their exceptions."""
        if self._left_over:
            self._left_over = False
            gc.collect()

    def _create(self, topic: str) -> None:
        admin = self.admin()
        try:
            name = self.name(topic)
            if name not in admin.list_topics():
                self._outwait_senders(topic)
                self._create_missing(admin, name)
            # Also one that another process has just created has no partitions for a moment.
            admin.wait_for_topics([name], PATIENCE_MS)
            partitions = len(described(admin, name)["partitions"])
            if partitions != PARTITIONS:
                raise LogDisagrees(
                    f"The topic {name} has {partitions} partitions, but a city's place needs "
                    f"{PARTITIONS}: create it anew with {PARTITIONS}, or set BIAOCHI_KAFKA_PREFIX."
                )
        finally:
            admin.close()

    def _outwait_senders(self, topic: str) -> None:
        """A new topic takes what a producer still holds for a lost one of its name, before its own first record."""
        if topic not in self._ever_known:
            return
        now = self.clock()
        left = DELIVERY_MS / 1000 - (now - self._lost_since.setdefault(topic, now))
        if left > 0:
            raise LogUnavailable(
                f"Kafka at {self.address} lost the topic {self.name(topic)}: it will be made anew in {left:.0f} s, "
                "when nothing that was sent to the lost one can arrive any more"
            )

    def _create_missing(self, admin: KafkaAdminClient, name: str) -> None:
        wanted = {name: {"num_partitions": PARTITIONS, "configs": _FOR_EVER}}
        try:
            admin.create_topics(wanted, timeout_ms=PATIENCE_MS)
        except TopicAlreadyExistsError:
            return

    def _connected(self, make: Callable[..., Client], **options: object) -> Client:
        """Return a client, or leave nothing of it: by itself one that finds no broker keeps its thread and sockets."""
        lines: list[KafkaNetClient] = []

        def line(**settings: object) -> KafkaNetClient:
            lines.append(KafkaNetClient(**settings))
            return lines[-1]

        try:
            security = self.security()
        except SettingsRefused as refused:
            raise LogUnavailable(str(refused)) from refused
        try:
            return make(
                bootstrap_servers=self.address.split(","),
                bootstrap_timeout_ms=PATIENCE_MS,
                client_id="biaochi",
                kafka_client=line,
                **security,
                **options,
            )
        except KafkaError:
            for one in lines:
                one.close()
            raise


def described(admin: KafkaAdminClient, name: str) -> dict[str, Any]:
    """Return what the cluster knows of the topic. Raises the error it answers instead."""
    (found,) = admin.describe_topics([name])
    if code := found["error_code"]:
        raise for_code(code)(name)  # type: ignore[no-untyped-call]
    return dict(found)


def sentence_of(cluster: Cluster, trouble: KafkaError) -> str:
    """Return what is wrong and what would help, as far as the cluster says it."""
    may = f"the user of BIAOCHI_KAFKA_USER may not {{}} there: allow it on names that begin with “{cluster.prefix}”"
    known: dict[type[KafkaError], str] = {
        TopicAuthorizationFailedError: may.format("describe, create, read and write topics"),
        GroupAuthorizationFailedError: may.format("read in groups"),
        ClusterAuthorizationFailedError: may.format("create topics"),
        UnknownTopicOrPartitionError: "a topic is not there any more, and will be made anew",
    }
    what = known.get(type(trouble), "it does not answer as it should")
    return f"Kafka at {cluster.address}: {what} ({trouble!r})"


@contextmanager
def speaking(cluster: Cluster) -> Iterator[None]:
    """Turn Kafka's troubles into ours: everything may be tried again."""
    try:
        yield
    except KafkaError as trouble:
        # It may be that the broker has lost them.
        cluster.forget()
        raise LogUnavailable(sentence_of(cluster, trouble)) from trouble
    except KeyError as trouble:
        # So kafka-python says that its client does not know a partition yet, or no more.
        if not isinstance(trouble.args[0], TopicPartition):
            raise
        raise LogUnavailable(sentence_of(cluster, UnknownTopicOrPartitionError(trouble.args[0]))) from trouble
    cluster.tidy()
