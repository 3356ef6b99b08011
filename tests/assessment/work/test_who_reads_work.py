"""Random callers ask about work: what they get is what an oracle that knows nothing of the service allows."""

from collections.abc import Awaitable
from dataclasses import dataclass
from random import Random

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.policy import access_table

from tests.assessment.office import Office
from tests.assessment.town import CITY
from tests.assessment.work.test_work import found
from tests.callers import caller

EVERY_ROLE = ("developer", *access_table().roles)
NO_READERS = ("viewer", "security_administrator", "system_administrator")
ITEMS = {f"P{number}": f"B{number % 3 + 1:02}" for number in range(1, 7)}
ORGANIZATIONS = sorted(set(ITEMS.values()))
READS = 60


@dataclass(frozen=True)
class Reader:
    """Somebody with one role, in a city, for all of it or for some."""

    role: str
    city: str
    scope: tuple[str, ...]

    @property
    def reads(self) -> bool:
        """Whether the role reads of work here at all."""
        return self.city == CITY.slug and self.role not in NO_READERS

    def covers(self, organization: str) -> bool:
        """Whether the role is held for it."""
        return not self.scope or organization in self.scope


class Questions:
    """What a reader asks about work; every answer is the codes of items."""

    def __init__(self, office: Office, reader: Reader) -> None:
        """As this reader."""
        somebody = caller(reader.role, reader.city, *reader.scope)
        self._client = office.client
        self._headers = office.call.by(somebody.caller, somebody.roles, somebody.token).headers()

    async def items(self, codes: list[str]) -> list[str]:
        """Items by their codes."""
        request = pb.BatchGetWorkItemsRequest(city=CITY.slug, codes=codes)
        return [one.code for one in (await self._client.batch_get_work_items(request, headers=self._headers)).items]

    async def steps(self, codes: list[str]) -> list[str]:
        """The items of which there are steps."""
        request = pb.ListWorkStepsRequest(city=CITY.slug, items=codes)
        return [one.item for one in (await self._client.list_work_steps(request, headers=self._headers)).steps]

    async def of_each(self, organizations: list[str]) -> list[str]:
        """What several organizations have."""
        request = pb.BatchListWorkItemsRequest(
            city=CITY.slug, cycle="2020", noun="problem", organizations=organizations
        )
        return [one.code for one in (await self._client.batch_list_work_items(request, headers=self._headers)).items]

    async def listed(self, organization: str, search: str) -> list[str]:
        """What an organization has, or all have, with this in its words; the total is of what is listed."""
        request = pb.ListWorkItemsRequest(city=CITY.slug, organization=organization, search=search)
        answer = await self._client.list_work_items(request, headers=self._headers)
        assert answer.total == len(answer.items)
        return [one.code for one in answer.items]


async def outcome(query: Awaitable[list[str]]) -> object:
    """The codes that are answered, or the code of the refusal."""
    try:
        return sorted(await query)
    except Refused as refused:
        return refused.code


@pytest.mark.parametrize("seed", range(2))
async def test_work_is_reached_by_every_way_as_the_oracle_allows(working: Office, seed: int) -> None:
    for code, organization in ITEMS.items():
        await working.write("open_work_items", found(code, organization=organization))
    dice = Random(seed)
    for _ in range(READS):
        scope = dice.sample([*ORGANIZATIONS, "NOT-THERE"], dice.randint(0, 2))
        city = dice.choice((CITY.slug, CITY.slug, CITY.slug, "elsewhere"))
        reader = Reader(dice.choice(EVERY_ROLE), city, tuple(scope))
        questions, codes = Questions(working, reader), dice.sample(list(ITEMS), 3)
        places, place = dice.sample(ORGANIZATIONS, 2), dice.choice(["", *ORGANIZATIONS])
        theirs = sorted(code for code in codes if reader.covers(ITEMS[code]))
        there = sorted(code for code, at in ITEMS.items() if at in places and reader.covers(at))
        whole = sorted(code for code, at in ITEMS.items() if place in ("", at))
        lists = reader.reads and (not reader.scope or place in reader.scope)

        expected = [theirs, theirs, there] if reader.reads else ["FORBIDDEN"] * 3
        assert [
            await outcome(questions.items([*codes, "not-there"])),
            await outcome(questions.steps([*codes, "not-there"])),
            await outcome(questions.of_each(places)),
        ] == expected, reader
        assert await outcome(questions.listed(place, "记录不全")) == (whole if lists else "FORBIDDEN"), reader
