"""Prints asyncapi.yaml: the catalogue of README.md and the contracts, for tools that read AsyncAPI 3."""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
PARTITIONS = 12
_ALWAYS = (
    *("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_partitionkey", "ce_sequence"),
    *("ce_caller", "ce_traceparent", "content-type"),
)
_ENVELOPE = (*_ALWAYS, "ce_subjectsequence")
_ROW = re.compile(r"^\| `([\w.]+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)


class Topic(NamedTuple):
    """A row of the first table."""

    name: str
    key: str
    producer: str
    promise: str


class EventType(NamedTuple):
    """A row of the second table."""

    name: str
    subject: str
    received_by: str
    promise: str

    @property
    def topic(self) -> str:
        """The topic it is published on."""
        return self.name.rpartition(".")[0]

    @property
    def message(self) -> str:
        """Its name in the contract."""
        return self.name.rpartition(".")[2]

    @property
    def consumers(self) -> list[str]:
        """The parts of the platform that consume it."""
        return [] if self.received_by == "nobody" else self.received_by.split(", ")


def catalogue() -> tuple[list[Topic], list[EventType]]:
    """The two tables of README.md."""
    rows = _ROW.findall((HERE / "README.md").read_text(encoding="utf-8"))
    topics = [Topic(*row) for row in rows if row[0].endswith(".v1")]
    return topics, [EventType(*row) for row in rows if not row[0].endswith(".v1")]


def document() -> dict[str, Any]:
    """The whole document."""
    topics, events = catalogue()
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Biaochi", "version": project["version"], "description": project["description"]},
        "defaultContentType": "application/protobuf",
        "channels": {topic.producer: _channel(topic, events) for topic in topics},
        "operations": {name: said for topic in topics for name, said in _operations(topic, events).items()},
        "components": {
            "messages": {event.message: _message(event) for event in events},
            "messageTraits": {topic.producer: _envelope(topic) for topic in topics},
            "schemas": {topic.producer: _contract(topic) for topic in topics},
        },
    }


def _channel(topic: Topic, events: list[EventType]) -> dict[str, Any]:
    published = [event.message for event in events if event.topic == topic.name]
    return {
        "address": topic.name,
        "description": topic.promise,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in published},
        "bindings": {"kafka": {"topic": topic.name, "partitions": PARTITIONS}},
    }


def _operations(topic: Topic, events: list[EventType]) -> dict[str, Any]:
    published = [event for event in events if event.topic == topic.name]
    consumers = sorted({consumer for event in published for consumer in event.consumers})
    operations = {f"{topic.producer}Tells": _operation("send", topic, published)}
    for consumer in consumers:
        received = [event for event in published if consumer in event.consumers]
        operations[f"{consumer}Hears{topic.producer.title()}"] = _operation("receive", topic, received)
    return operations


def _operation(action: str, topic: Topic, events: list[EventType]) -> dict[str, Any]:
    channel = f"#/channels/{topic.producer}"
    messages = [{"$ref": f"{channel}/messages/{event.message}"} for event in events]
    return {"action": action, "channel": {"$ref": channel}, "messages": messages}


def _message(event: EventType) -> dict[str, Any]:
    producer = event.topic.split(".")[1]
    return {
        "name": event.name,
        "summary": event.promise,
        "description": f"ce_subject: {event.subject}.",
        "traits": [{"$ref": f"#/components/messageTraits/{producer}"}],
        "payload": {"$ref": f"#/components/schemas/{producer}"},
    }


def _envelope(topic: Topic) -> dict[str, Any]:
    headers: dict[str, dict[str, str]] = {name: {"type": "string"} for name in _ENVELOPE}
    headers["ce_specversion"] = {"const": "1.0"}
    headers["ce_source"] = {"const": f"/biaochi/{topic.producer}"}
    headers["content-type"] = {"const": "application/protobuf"}
    return {
        "headers": {"type": "object", "required": list(_ALWAYS), "properties": headers},
        "bindings": {"kafka": {"key": {"type": "string", "description": topic.key}}},
    }


def _contract(topic: Topic) -> dict[str, Any]:
    """The contract as it is written; an event's message has the name of the event."""
    text = (HERE / topic.name.replace(".", "/") / "events.proto").read_text(encoding="utf-8")
    return {"schemaFormat": "application/vnd.google.protobuf;version=3", "schema": text}


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A long text is a block, so that a contract can be read."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


if __name__ == "__main__":
    yaml.add_representer(str, _text, yaml.SafeDumper)
    yaml.safe_dump(document(), sys.stdout, sort_keys=False, allow_unicode=True, width=120)
