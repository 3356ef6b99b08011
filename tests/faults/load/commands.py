"""What the writers do: checks, ledger entries, ratings, reversals and reorganizations without end, hardly one refused.

Each writer has organizations and places of its own, so that no two contend for one; what it did is remembered once its
outcome is known, so that a check is reversed before it is recorded anew; what was left unknown may be refused later.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.faults.judging.checker import FACT, ORGANIZATION, REVERSAL
from tests.small_city import (
    BRANCHES,
    CHECKED,
    CITY,
    ESTABLISH,
    KEPT,
    ORGANS,
    QUARTERS,
    RECORD_CHECK,
    RECORD_LEDGER_ENTRY,
    RENAME,
    REVERSE_FACT,
    fact_id,
    organization_id,
)

RENAMING = "rename"
WRITERS = 8

MERGE = """
mutation Merge($input: MergeOrganizationInput!) { mergeOrganization(input: $input) { already position } }"""
RATE = "mutation Rate($input: SubmitRatingInput!) { submitRating(input: $input) { already position } }"


@dataclass(frozen=True)
class Command:
    """One mutation under its token, and what is to be remembered once it is acknowledged."""

    kind: str
    token: str
    query: str
    given: dict[str, Any]
    done: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Place:
    """Where one fact can stand: a check of a branch, or a rating one organ owes another."""

    subject: str
    indicator: str
    period: str
    rater: str = ""


class Writer:
    """One of the eight writers. Not for two threads at once."""

    def __init__(self, number: int, random: Random, ratings: Sequence[Place]) -> None:
        """`ratings` are all that the rotation asks for; every eighth is this writer's."""
        branches = [branch for place, branch in enumerate(BRANCHES) if place % WRITERS == number]
        checks = [Place(*place) for place in itertools.product(branches, CHECKED, QUARTERS)]
        self._branches = branches
        self._ratings = list(ratings[number::WRITERS])
        self._checks = checks
        self._random = random
        self._number = number
        self._count = itertools.count()
        self._standing: dict[Place, str] = {}
        self._entries: list[str] = []
        self._founded: list[str] = []

    def next(self, round_: str) -> Command:
        """Return the next command; its token is new for ever."""
        token, draw = f"{round_}-w{self._number}-{next(self._count)}", self._random.random()
        if draw < 0.40:
            return self._enter(token)
        if draw < 0.72:
            return self._take_place(token, self._checks)
        if draw < 0.84:
            return self._take_place(token, self._ratings)
        if draw < 0.92 and self._entries:
            return self._reverse(token, self._entries.pop(self._random.randrange(len(self._entries))))
        return self._reorganize(token)

    def _enter(self, token: str) -> Command:
        about = {"indicator": self._random.choice(KEPT), "period": self._random.choice(QUARTERS)}
        amount = self._random.choice(("0.5", "1"))
        subject = organization_id(self._random.choice(self._branches))
        given = {"idempotencyKey": token, "subject": subject, "amount": amount, **about}
        return Command(FACT, token, RECORD_LEDGER_ENTRY, given, lambda: self._entries.append(token))

    def _take_place(self, token: str, places: Sequence[Place]) -> Command:
        """Record where nothing stands, else reverse what stands there."""
        place = self._random.choice(places)
        if number := self._standing.pop(place, ""):
            return self._reverse(token, number)
        given = {
            "idempotencyKey": token,
            "subject": organization_id(place.subject),
            "indicator": place.indicator,
            "period": place.period,
            "amount": self._random.choice(("1", "2", "3")),
        }
        if place.rater:
            given["rater"] = organization_id(place.rater)
        query = RATE if place.rater else RECORD_CHECK
        return Command(FACT, token, query, given, lambda: self._standing.update({place: token}))

    def _reverse(self, token: str, number: str) -> Command:
        given = {"idempotencyKey": token, "fact": fact_id(number), "reason": "登记有误"}
        return Command(REVERSAL, token, REVERSE_FACT, given)

    def _reorganize(self, token: str) -> Command:
        if self._random.random() < 0.4:
            organization = organization_id(self._random.choice(self._branches))
            given = {"idempotencyKey": token, "organization": organization, "name": f"新名{token}", "on": "2020-06-01"}
            return Command(RENAMING, token, RENAME, given)
        about = {"idempotencyKey": f"establish-{token}", "parent": organization_id(self._random.choice(ORGANS))}
        if len(self._founded) >= 2:
            sources = [organization_id(self._founded.pop()) for _ in range(2)]
            merging = {**about, "sources": sources, "into": token, "name": f"合并{token}", "on": "2020-10-01"}
            return Command(ORGANIZATION, f"establish-{token}", MERGE, merging)
        new = {"city": CITY, "code": token, "name": f"新支部{token}", "kind": "BRANCH", "on": "2020-07-01"}
        remember = lambda: self._founded.append(token)  # noqa: E731 - what is to be done once it is known
        return Command(ORGANIZATION, f"establish-{token}", ESTABLISH, {**about, **new}, remember)
