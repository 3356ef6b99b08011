"""How far somebody has written or read: for each partition of each topic, the producer's sequence.

The text form travels in headers and answers: `biaochi.org.v1/3/57,biaochi.assessment.v1/3/1200`, sorted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from biaochi_chassis.foundation.refusal import BadRequest

TopicPartition = tuple[str, int]

# No more digits than a 64-bit number has.
_ONE = re.compile(r"([a-z][a-z0-9._-]{0,199})/([0-9]{1,4})/([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True)
class Positions:
    """An immutable map (topic, partition) -> sequence. A place that is not in it is 0: nothing yet."""

    _sequences: tuple[tuple[TopicPartition, int], ...] = ()

    @classmethod
    def of(cls, sequences: Mapping[TopicPartition, int]) -> Self:
        """Take a copy of the map, sorted, without the places where nothing was written."""
        return cls(tuple(sorted((place, sequence) for place, sequence in sequences.items() if sequence > 0)))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text form. Raises BadRequest for anything else; of a place named twice the later sequence counts."""
        if not text:
            return cls()
        sequences: dict[TopicPartition, int] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            match = _ONE.fullmatch(part)
            if match is None:
                raise BadRequest(
                    f"“{part[:80]}”不是日志位置：应形如 biaochi.org.v1/3/57，多个以逗号分隔。请原样传回所得到的位置。"
                )
            place = (match[1], int(match[2]))
            sequences[place] = max(sequences.get(place, 0), int(match[3]))
        return cls.of(sequences)

    def merge(self, other: "Positions") -> "Positions":
        """Return what covers both: the later sequence of every place."""
        if not other:
            return self
        merged = dict(self._sequences)
        for place, sequence in other.items():
            merged[place] = max(merged.get(place, 0), sequence)
        return Positions.of(merged)

    def at(self, topic: str, partition: int) -> int:
        """Return the sequence of one place, 0 when there is none."""
        return next((sequence for place, sequence in self._sequences if place == (topic, partition)), 0)

    def items(self) -> tuple[tuple[TopicPartition, int], ...]:
        """Return ((topic, partition), sequence), sorted by place."""
        return self._sequences

    def __bool__(self) -> bool:
        """Whether anything was written at all."""
        return bool(self._sequences)

    def __str__(self) -> str:
        """Return the text form, empty when there is nothing."""
        return ",".join(f"{topic}/{partition}/{sequence}" for (topic, partition), sequence in self.items())


NOWHERE = Positions()
"""Nothing written, nothing read."""
