"""Random callers ask the registry about persons: what they get is what an oracle that knows nothing of it allows."""

from collections.abc import Awaitable
from dataclasses import dataclass
from random import Random

import pytest
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.call import AUTHORIZATION
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.runtime import grants

from tests.callers import caller
from tests.org.office import CITY, Office
from tests.statements import hush, overheard

EVERY_ROLE = ("developer", *access_table().roles)
NO_READERS = ("viewer", "security_administrator", "system_administrator")
WHOLE_NAMES = ("registry", "developer")
REHEARSERS = ("registry", "work_committee", "scheme_owner", "developer")
SUBTREES = ("organ_committee", "branch")
ABOVE = {"W": "", "O1": "W", "O2": "W", "B1": "O1", "B2": "O1", "B3": "O2"}
PERSONS = {"P1": "B1", "P2": "B1", "P3": "B2", "P4": "B3"}
NAMES = {code: f"样例党员{number:05}" for number, code in enumerate(PERSONS, 17)}
READS = 60


@dataclass(frozen=True)
class Reader:
    """Somebody with one role, in a city, for all of it or for some."""

    role: str
    city: str
    scope: tuple[str, ...]

    @classmethod
    def chosen(cls, dice: Random) -> "Reader":
        """Anybody."""
        scope = dice.sample((*ABOVE, *PERSONS, "NOT-THERE"), dice.randint(0, 3))
        return cls(dice.choice(EVERY_ROLE), dice.choice((CITY, CITY, CITY, "elsewhere")), tuple(scope))

    @property
    def reads(self) -> bool:
        """Whether the role reads of persons here at all."""
        return self.city == CITY and self.role not in NO_READERS

    def covers(self, code: str) -> bool:
        """Whether the role is held for it, or for an organization above it where that counts."""
        return not self.scope or code in self.scope or (self.role in SUBTREES and self.covers_above(code))

    def covers_above(self, code: str) -> bool:
        """Whether the role is held for one of the organizations above it."""
        above = ABOVE.get(code, "")
        return bool(above) and (above in self.scope or self.covers_above(above))

    def shown(self, person: str) -> str:
        """A name as the reader is shown it."""
        name = NAMES[person]
        return name if self.role in WHOLE_NAMES else f"{name[:2]}{'*' * (len(name) - 2)}"


@pytest.fixture
async def town(office: Office) -> Office:
    """Three branches under two committees, four members, each of whom holds a post."""
    kinds = {"": "WORK_COMMITTEE", "W": "ORGAN_COMMITTEE"}
    await office.establish(*((code, kinds.get(above, "BRANCH"), above) for code, above in ABOVE.items()))
    registered = [wire.RegisterPerson(idempotency_key=f"r-{code}", code=code, name=NAMES[code]) for code in PERSONS]
    request = wire.RegisterPersonsRequest(city=CITY, deeds=registered)
    await office.client.register_persons(request, headers=office.headers)
    joined, posted = wire.StartMembershipsRequest(city=CITY), wire.StartPostsRequest(city=CITY)
    for code, branch in PERSONS.items():
        place = {"person": code, "organization": branch, "on": "2020-02-01"}
        joined.deeds.add(idempotency_key=f"m-{code}", kind="FORMAL", **place)
        posted.deeds.add(idempotency_key=f"o-{code}", role="SECRETARY", **place)
    await office.client.start_memberships(joined, headers=office.headers)
    await office.client.start_posts(posted, headers=office.headers)
    return office


async def outcome(query: Awaitable[list[tuple[str, str]]]) -> object:
    """The codes and names that are answered, or the code of the refusal."""
    try:
        return sorted(await query)
    except Refused as refused:
        return refused.code


class Questions:
    """What a reader asks of the registry."""

    def __init__(self, office: Office, reader: Reader) -> None:
        """As this reader."""
        token = caller(reader.role, reader.city, *reader.scope).headers()[AUTHORIZATION]
        self._client, self._headers = office.client, {**office.headers, AUTHORIZATION: token}

    async def persons(self, codes: list[str]) -> list[tuple[str, str]]:
        """Persons by their codes, with what they belong to and hold; each of them named three times alike."""
        request = wire.BatchGetPersonsRequest(city=CITY, codes=codes)
        found = (await self._client.batch_get_persons(request, headers=self._headers)).persons
        for each in found:
            names = {one.name for one in each.memberships} | {one.name for one in each.posts}
            assert names == {each.name}, "a person is named in two ways"
        return [(each.code, each.name) for each in found]

    async def members(self, organizations: list[str]) -> list[tuple[str, str]]:
        """The members of organizations."""
        request = wire.BatchListMembershipsRequest(city=CITY, organizations=organizations)
        found = (await self._client.batch_list_memberships(request, headers=self._headers)).memberships
        return [(each.person, each.name) for each in found]

    async def posts(self, organizations: list[str]) -> list[tuple[str, str]]:
        """Who holds a post in organizations."""
        request = wire.BatchListPostsRequest(city=CITY, organizations=organizations)
        found = (await self._client.batch_list_posts(request, headers=self._headers)).posts
        return [(each.person, each.name) for each in found]

    async def loaded(self, codes: list[str]) -> list[tuple[str, str]]:
        """Persons as an import is rehearsed with them, without names."""
        request = wire.LoadRegistryRequest(city=CITY, persons=codes)
        return [(code, "") for code in (await self._client.load_registry(request, headers=self._headers)).persons]


@pytest.mark.parametrize("seed", range(2))
async def test_persons_are_reached_by_their_codes_and_organizations_as_the_oracle_allows(
    town: Office, seed: int
) -> None:
    dice = Random(seed)
    for _ in range(READS):
        reader = Reader.chosen(dice)
        questions = Questions(town, reader)
        codes, places = dice.sample(list(PERSONS), 2), dice.sample(list(ABOVE), 3)
        by_code = sorted((code, reader.shown(code)) for code in codes if reader.covers(code))
        inside = sorted(
            (code, reader.shown(code)) for code, at in PERSONS.items() if at in places and reader.covers(at)
        )

        assert await outcome(questions.persons(codes)) == (by_code if reader.reads else "FORBIDDEN"), reader
        assert await outcome(questions.members(places)) == (inside if reader.reads else "FORBIDDEN"), reader
        assert await outcome(questions.posts(places)) == (inside if reader.reads else "FORBIDDEN"), reader


@pytest.mark.parametrize("way", ["persons", "members", "posts"])
async def test_what_is_not_theirs_looks_like_what_is_not_there(town: Office, way: str) -> None:
    questions = Questions(town, Reader("branch", CITY, ("B1",)))
    hidden = {"persons": "P4"}.get(way, "B3")

    assert await getattr(questions, way)([hidden]) == await getattr(questions, way)(["NOT-THERE"]) == []


@pytest.mark.parametrize("seed", range(2))
async def test_what_an_import_is_rehearsed_with_is_for_whoever_may_see_all_of_it(town: Office, seed: int) -> None:
    dice = Random(seed)
    for _ in range(READS):
        reader, codes = Reader.chosen(dice), sorted(dice.sample([*PERSONS], 2))
        allowed = reader.city == CITY and reader.role in REHEARSERS and not reader.scope
        found = await outcome(Questions(town, reader).loaded([*codes, "not-there"]))

        assert found == ([(code, "") for code in codes] if allowed else "FORBIDDEN"), reader


async def test_persons_of_others_are_read_with_the_statements_of_nobody(
    town: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise what was granted is read again after some seconds, whoever is asked about.
    monkeypatch.setattr(grants, "REMEMBERED", float("inf"))
    questions = Questions(town, Reader("branch", CITY, ("B1", "P1")))
    queries = [(questions.persons, "P4"), (questions.members, "B3"), (questions.posts, "B3")]
    await questions.persons(["P1"])
    await hush("org")
    for query, others in queries:
        took = []
        for code in (others, "NOT-THERE"):
            with overheard() as said:
                assert await query([code]) == []
            took.append(said)

        assert took[0] == took[1], query
