"""A city's own kinds of work over the assessment service in this process: items are opened and taken step by step.

Over files alone: what work asks of a database is the service's, whose own tests run on both.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from biaochi.assessment.v1 import events_pb2 as events
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.org.v1 import events_pb2 as org
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain.models import Model
from biaochi_sdk import Kind
from google.protobuf.json_format import ParseDict

from tests.assessment.office import Office, city_published, established, open_office, published
from tests.assessment.town import CITY
from tests.assessment.town import established as state
from tests.callers import caller
from tests.servers.databases import in_files

ORGANIZATIONS = {"GW": "WORK_COMMITTEE", "DZ1": "LEADING_GROUP", "DZ2": "LEADING_GROUP"}
PEOPLE = ("S1", "S2", "V1", "V2", "V3", "V4")
"""Two secretaries and four who vote."""


@dataclass
class Year:
    """The year of a city in which a test works. Values of a field are joined by blanks."""

    office: Office

    async def open(
        self, kind: str, code: str, organization: str, parent: str = "", on: str = "2020-03-02", **fields: str
    ) -> None:
        """Open an item, as its unit."""
        await self.office.write("open_work_items", _opened(kind, code, organization, parent, on, fields))

    async def open_by_two(self, kind: str, code: str, organization: str, **fields: str) -> None:
        """Open an item that takes two persons."""
        await self.office.write_by_two("open_work_items", _opened(kind, code, organization, "", "2020-03-02", fields))

    async def take(
        self, item: str, step: str, on: str = "2020-03-20", signed: str = "", key: str = "", **fields: str
    ) -> None:
        """Take a step, as whoever opened the item; `signed`: who signs besides."""
        command = pb.AdvanceWorkItem(
            idempotency_key=key or f"{item}/{step}",
            item=item,
            step=step,
            on=on,
            signed=[signed] if signed else [],
            fields=_values(fields),
        )
        await self.office.write("advance_work_items", command)

    def as_caller(self, role: str) -> "Year":
        """The same year worked on by somebody in this role."""
        return Year(replace(self.office, call=caller(role).after(self.office.call.positions)))

    async def items(self, **wanted: object) -> dict[str, events.WorkItem]:
        """Items by code."""
        request = pb.ListWorkItemsRequest(city=CITY.slug, cycle="2020", **wanted)  # type: ignore[arg-type]
        answer = await self.office.invoke(self.office.client.list_work_items, request)
        return {item.code: item for item in answer.items}

    async def facts(self, indicator: str) -> list[pb.StoredFact]:
        """The facts of an indicator."""
        request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", indicator=indicator)
        return list((await self.office.invoke(self.office.client.list_facts, request)).facts)


@asynccontextmanager
async def year_of(work: tuple[Kind, ...], home: Path, models: tuple[Model, ...] = ()) -> AsyncIterator[Year]:
    """The year 2020 of a small city with these kinds of work, its organizations of four kinds and its people."""
    async with open_office(home, in_files(home)) as office:
        city = city_published()
        city.work.extend(ParseDict(kind.data(), scoring.WorkKind()) for kind in work)
        await office.receive("scoring", [(CITY.slug, city), *((model.code, published(model)) for model in models)])
        await office.receive("org", [(code, established(state(code, kind))) for code, kind in ORGANIZATIONS.items()])
        members = (
            org.MembershipStarted(person=one, organization="B01", kind="FULL", since="2019-01-01") for one in PEOPLE
        )
        await office.receive("org", [(member.person, member) for member in members])
        await office.open_2020()
        yield Year(office)


def _opened(kind: str, code: str, organization: str, parent: str, on: str, fields: dict[str, str]) -> pb.OpenWorkItem:
    return pb.OpenWorkItem(
        idempotency_key=code,
        kind=kind,
        code=code,
        organization=organization,
        parent=parent,
        on=on,
        words=fields.pop("words", ""),
        signed=[signed] if (signed := fields.pop("signed", "")) else [],
        fields=_values(fields),
    )


def _member(person: str) -> org.MembershipStarted:
    return org.MembershipStarted(person=person, organization="B01", kind="FULL", since="2019-01-01")


def _values(fields: dict[str, str]) -> list[events.FieldValue]:
    return [events.FieldValue(key=key, values=value.split(" ")) for key, value in fields.items()]
