"""The topics of a platform on Apache Kafka: every record and every topic's id, and topics made anew of them."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition

SECONDS = 20
_FOR_EVER = {"retention.ms": "-1", "retention.bytes": "-1"}
Record = dict[str, Any]


def keep(address: str, prefix: str) -> dict[str, bytes]:
    """Return the topics whose names begin with the prefix, without it: what they are, and their records in order."""
    with closing(KafkaAdminClient(bootstrap_servers=address)) as admin:
        names = sorted(name for name in admin.list_topics() if name.startswith(prefix))
        about = {topic["name"]: topic for topic in admin.describe_topics(names)}
    topics = {
        name.removeprefix(prefix): {"id": str(about[name]["topic_id"]), "partitions": len(about[name]["partitions"])}
        for name in names
    }
    lines = [json.dumps(record, ensure_ascii=False) for record in read(address, prefix, topics)]
    return {
        "topics.json": json.dumps(topics, indent=1).encode(),
        "records.jsonl": "".join(f"{line}\n" for line in lines).encode(),
    }


def read(address: str, prefix: str, topics: Mapping[str, Any]) -> Iterator[Record]:
    """Every record of the topics, partition by partition."""
    with closing(KafkaConsumer(bootstrap_servers=address, enable_auto_commit=False, metrics_enabled=False)) as consumer:
        for name, about in topics.items():
            for partition in range(about["partitions"]):
                for raw in _read(consumer, TopicPartition(prefix + name, partition)):
                    yield {
                        "topic": name,
                        "partition": partition,
                        "offset": raw.offset,
                        "key": raw.key.decode(),
                        "headers": [[header, value.decode()] for header, value in raw.headers],
                        "value": base64.b64encode(raw.value).decode(),
                    }


def _read(consumer: KafkaConsumer, place: TopicPartition) -> Iterator[Any]:
    end = consumer.end_offsets([place])[place]
    consumer.assign([place])
    consumer.seek_to_beginning(place)
    while (consumer.position(place) or 0) < end:
        yield from consumer.poll(timeout_ms=1000).get(place, [])


def append(address: str, prefix: str, records: Iterable[Record]) -> None:
    """Send records to their partitions. Fails when one does not come to stand at its offset, if it has one."""
    with closing(KafkaProducer(bootstrap_servers=address, acks="all", metrics_enabled=False)) as producer:
        sent = [(record, _send(producer, prefix, record)) for record in records]
        for record, future in sent:
            stands = future.get(timeout=SECONDS)
            assert stands.offset == record.get("offset", stands.offset), (record, stands)


def _send(producer: KafkaProducer, prefix: str, record: Record) -> Any:  # noqa: ANN401 - as kafka-python says
    return producer.send(
        prefix + record["topic"],
        partition=record["partition"],
        key=record["key"].encode(),
        value=base64.b64decode(record["value"]),
        headers=[(name, value.encode()) for name, value in record["headers"]],
    )


def restore(files: Mapping[str, bytes], address: str, prefix: str) -> dict[str, str]:
    """Make topics of the same records at the same offsets; return by which id each topic's old id is to be replaced."""
    topics = json.loads(files["topics.json"])
    with closing(KafkaAdminClient(bootstrap_servers=address)) as admin:
        wanted = {
            prefix + name: {"num_partitions": about["partitions"], "configs": _FOR_EVER}
            for name, about in topics.items()
        }
        admin.create_topics(wanted)
        admin.wait_for_topics(list(wanted), SECONDS * 1000)
        made = {topic["name"]: str(topic["topic_id"]) for topic in admin.describe_topics(list(wanted))}
    append(address, prefix, map(json.loads, files["records.jsonl"].splitlines()))
    return {about["id"]: made[prefix + name] for name, about in topics.items()}
