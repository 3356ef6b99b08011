"""Random readers ask for random sheets and facts by every path: they reach what an oracle allows them, and no more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from biaochi_chassis.identity.development import development_key, development_token
from biaochi_chassis.identity.user import Grant

from tests.running import Running, Subscription
from tests.small_city import BRANCHES, CITY, CYCLE, ORGANS, RECORD_CHECK, ROOT, fact_id, organization_id

READS = 40
LISTENERS = 6
NO_READERS = {"viewer", "security_administrator", "system_administrator"}
OF_SUBTREES = {"organ_committee", "branch"}
ROLES = (
    *("work_committee", "class_administrator", "organ_committee", "branch", "reporter", "rater", "member"),
    *("discipline_officer", "supervisor", "registry", "auditor", "viewer"),
    *("security_administrator", "system_administrator"),
)
SUBJECTS = BRANCHES[:8]
LIST = f'city: "{CITY}", cycle: "{CYCLE}", index: "branch"'
STANDINGS = (
    f"{{ standings({LIST}, first: 50) {{ edges {{ node {{ id subject {{ code }} sheet {{ id total }} }} }} }} }}"
)
SHEET = f"query ($of: String!) {{ sheet({LIST}, subject: $of) {{ total }} }}"
NODES = """query ($sheet: ID!, $standing: ID!, $fact: ID!) {
  sheet: node(id: $sheet) { ... on Sheet { total } }
  standing: node(id: $standing) { ... on Standing { sheet { total } } }
  fact: node(id: $fact) { ... on Fact { amount } } }"""
FACTS = f'query ($of: String!) {{ facts(city: "{CITY}", cycle: "{CYCLE}", subject: $of) {{ totalCount }} }}'
CHANGES = f"subscription {{ standingsChanged({LIST}) {{ own {{ subject {{ code }} sheet {{ total }} }} }} }}"


def checked(subject: str, number: int) -> dict[str, str]:
    """A check of one of the city's branches."""
    about = {"subject": organization_id(subject), "indicator": "theory_study", "period": "2020-Q3"}
    return {**about, "idempotencyKey": f"check-{subject}-{number}", "amount": "3"}


@dataclass(frozen=True)
class Reader:
    """Somebody with one role, for all of the city or for some of it."""

    role: str
    scope: tuple[str, ...]

    @classmethod
    def chosen(cls, dice: Random) -> "Reader":
        """Anybody."""
        places = (ROOT, *ORGANS, *SUBJECTS, "NOT-THERE")
        return cls(dice.choice(ROLES), tuple(dice.sample(places, dice.randint(0, 2))))

    def reaches(self, branch: str) -> bool:
        """Whether what is about a branch is theirs to read."""
        above = {ROOT, branch.split("-")[0]} if self.role in OF_SUBTREES else set()
        return self.role not in NO_READERS and (not self.scope or bool({branch, *above} & set(self.scope)))


@dataclass(frozen=True)
class City:
    """The platform, the ids of what is in it by the branch it is about, and up to where it was written."""

    running: Running
    standings: dict[str, str]
    sheets: dict[str, str]
    position: str

    def token(self, reader: Reader) -> str:
        """A token of theirs."""
        grant = Grant(reader.role, CITY, frozenset(reader.scope))
        return development_token(development_key(self.running.home), "biaochi", reader.role, grant)

    def answer(self, reader: Reader, query: str, **variables: str) -> dict[str, Any]:
        """The data of their answer; what is refused is null there."""
        bearer = {"authorization": f"Bearer {self.token(reader)}", "biaochi-position": self.position}
        return dict(self.running.answer(query, variables, **bearer)["data"])


@pytest.fixture(scope="module")
def city(small: Running) -> City:
    """The small city, in which every branch of two organs has a check."""
    for branch in SUBJECTS:
        written = small.execute(RECORD_CHECK, {"input": checked(branch, 1)})["recordCheck"]
    nodes = [edge["node"] for edge in small.execute(STANDINGS)["standings"]["edges"]]
    standings = {node["subject"]["code"]: node["id"] for node in nodes}
    sheets = {node["subject"]["code"]: node["sheet"]["id"] for node in nodes}
    return City(small, standings, sheets, written["position"])


@pytest.fixture(params=range(2))
def readers(request: pytest.FixtureRequest) -> Iterator[tuple[Reader, str]]:
    """Whoever asks for whatever, by a seed."""
    dice = Random(request.param)
    return ((Reader.chosen(dice), dice.choice(SUBJECTS)) for _ in range(READS))


def test_a_sheet_is_reached_by_its_root_its_id_and_the_id_of_its_standing_by_the_same_readers(
    city: City, readers: Iterator[tuple[Reader, str]]
) -> None:
    for reader, branch in readers:
        ids = {"sheet": city.sheets[branch], "standing": city.standings[branch], "fact": fact_id(f"check-{branch}-1")}
        root, nodes = city.answer(reader, SHEET, of=branch), city.answer(reader, NODES, **ids)
        standing = nodes["standing"]
        reached = {
            "root": bool(root["sheet"]),
            "id": bool(nodes["sheet"]),
            "standing": bool(standing and standing["sheet"]),
            "fact": bool(nodes["fact"]),
        }

        # Who administers reads no standing either, and the public none that still moves.
        assert set(reached.values()) == {reader.reaches(branch)}, (reader, branch, reached)


def test_a_list_of_facts_and_its_count_hold_what_is_theirs(city: City, readers: Iterator[tuple[Reader, str]]) -> None:
    for reader, branch in readers:
        found = city.answer(reader, FACTS, of=branch)["facts"]

        assert (found and found["totalCount"]) == (1 if reader.reaches(branch) else None), (reader, branch)


def test_the_sheets_nested_in_a_list_are_theirs_alone(city: City, readers: Iterator[tuple[Reader, str]]) -> None:
    for reader, _ in list(readers)[: READS // 4]:
        found = city.answer(reader, STANDINGS)["standings"]
        shown = {edge["node"]["subject"]["code"] for edge in (found or {"edges": []})["edges"] if edge["node"]["sheet"]}

        assert shown == {branch for branch in city.sheets if reader.reaches(branch)}, reader


def test_a_change_carries_the_sheets_of_those_who_may_read_them(city: City) -> None:
    dice = Random(7)
    listening = [
        (reader, Subscription(city.running, CHANGES, city.token(reader)))
        for reader in [Reader.chosen(dice) for _ in range(LISTENERS)]
        if reader.role not in {"security_administrator", "system_administrator", "viewer"}
    ]
    branch = SUBJECTS[0]
    city.running.execute(RECORD_CHECK, {"input": {**checked(branch, 2), "period": "2020-Q2"}})
    for reader, subscription in listening:
        change = subscription.answer()
        subscription.close()
        shown = {one["subject"]["code"] for one in change["data"]["standingsChanged"]["own"] if one["sheet"]}

        assert shown == ({branch} if reader.reaches(branch) else set()), (reader, json.dumps(change))
