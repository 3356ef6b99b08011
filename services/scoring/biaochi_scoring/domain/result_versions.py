"""Versions of frozen results: what stands otherwise from one to the next, by the lines their hashes are made over."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SHOWN = {"total": "总分", "grade": "等次", "rung": "台阶", "rank": "名次"}
"""What a result shows beside its nodes, with its title."""

Place = tuple[str, str, str]
"""Index, period, subject."""


@dataclass(frozen=True, slots=True)
class ResultVersion:
    """Results as they once stood; `frozen_at` in RFC 3339, UTC."""

    version: int
    results_hash: str
    facts_hash: str
    frozen_at: str
    sheets: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is another one; none where there was or is no result."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ResultChange:
    """What of one result is different in a version."""

    place: Place
    model: str
    differences: Sequence[Difference]


def change(place: Place, before: str, after: str) -> ResultChange:
    """What is different between two lines of one place; an empty line is no result."""
    was, now = _values(before), _values(after)
    keys = dict.fromkeys((*was, *now))
    found = [Difference(key, was.get(key), now.get(key)) for key in keys if was.get(key) != now.get(key)]
    model: str = json.loads(after or before)["model"]
    return ResultChange(place, model, found)


def _values(line: str) -> Mapping[str, str | None]:
    if not line:
        return {}
    fields = json.loads(line)
    shown = {key: None if fields[key] is None else str(fields[key]) for key in SHOWN}
    nodes: Mapping[str, str | None] = json.loads(fields["values"])
    return {**shown, **nodes}
