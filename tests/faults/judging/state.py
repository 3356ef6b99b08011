"""What the platform says and holds once it is quiet, as plain values: all that the checker sees besides the history."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self


@dataclass(frozen=True)
class Published:
    """A producer's partition: how far it has published, and how many rows still lie in its outbox."""

    source: str
    topic: str
    part: int
    last: int
    waiting: int = 0

    def ids(self) -> list[str]:
        """Return the ids of all events published, in order."""
        return [f"{self.source}/{self.topic}/{self.part}/{number}" for number in range(1, self.last + 1)]


@dataclass(frozen=True)
class Reader:
    """What one consumer has taken in: ids with an effect, dead letters with their reasons, and how far it has read."""

    taken: Sequence[str]
    dead: Mapping[str, str]
    reached: Mapping[str, int]


@dataclass(frozen=True)
class State:
    """Everything the invariants speak of. Places are `topic/partition`."""

    commands: Sequence[str] = ()
    facts: Sequence[str] = ()
    reversals: Sequence[str] = ()
    organizations: Sequence[str] = ()
    scored: Sequence[str] = ()
    scored_reversals: Sequence[str] = ()
    published: Sequence[Published] = ()
    log: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The ids of the records in each place, in order."""
    readers: Mapping[str, Reader] = field(default_factory=dict)
    ends: Mapping[str, int] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    recomputed: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    """What the gateway answers to random questions."""
    truths: Mapping[str, str] = field(default_factory=dict)
    """What the services' databases say to the same questions."""
    troubles: Mapping[str, str] = field(default_factory=dict)
    """By part: why it is not well, though nothing is broken any more."""
    before: Mapping[str, int] = field(default_factory=dict)
    """What each process held, and how slow the gateway was, when nothing had been broken yet."""
    levels: Mapping[str, int] = field(default_factory=dict)
    """The same now."""

    def to_json(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what `to_json` wrote."""
        plain: dict[str, Any] = json.loads(text)
        published = [Published(**one) for one in plain.pop("published")]
        readers = {name: Reader(**one) for name, one in plain.pop("readers").items()}
        return replace(cls(**plain), published=published, readers=readers)
