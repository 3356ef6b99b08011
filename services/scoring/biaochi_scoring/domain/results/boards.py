"""A board: one list of frozen results as a city publishes it, with its lights, in its order or in none."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LIGHTS = "light"
"""The scale of red, yellow and green."""

SCORED = "scored"
"""Boards are for those who hold any role but the public's."""


@dataclass(frozen=True, slots=True)
class Light:
    """The light that a node of the model shows, with what node and light are called."""

    node: str
    title: str
    light: str
    called: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One result on a board. No rank where the board has no order, or while it is not judged."""

    subject: str
    total: str
    grade: str
    rung: str
    rank: int | None
    lights: Sequence[Light]


@dataclass(frozen=True, slots=True)
class Lamp:
    """A node whose value is a light; `called` by light."""

    node: str
    title: str
    called: Mapping[str, str]


def board(lines: Iterable[str], lamps: Sequence[Lamp], *, ordered: bool) -> list[BoardLine]:
    """Return the lines of a list, by rank and then by code, who has none last; or by code alone.

    `lines`: the canonical lines that their hash is made over.
    """
    found = [_line(json.loads(line), lamps, ordered=ordered) for line in lines]
    return sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.subject))


def _line(fields: Mapping[str, Any], lamps: Sequence[Lamp], *, ordered: bool) -> BoardLine:
    values = json.loads(fields["values"])
    lit = [(lamp, values.get(lamp.node)) for lamp in lamps]
    return BoardLine(
        fields["subject"],
        fields["total"] or "",
        fields["grade"] or "",
        fields["rung"] or "",
        fields["rank"] if ordered else None,
        [Light(lamp.node, lamp.title, light, lamp.called[light]) for lamp, light in lit if light],
    )
