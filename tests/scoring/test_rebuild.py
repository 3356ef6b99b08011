"""A rebuild next to a service that goes on serving: nothing is published twice, and what was wrong is mended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi.scoring.v1 import service_pb2 as scoring_service
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.log.partitions import partition_of
from biaochi_chassis.store.blue_green import StandbyStore
from biaochi_scoring.domain.refusals import RebuildOvertaken
from biaochi_scoring.store.tables import DERIVED, RECEIVED, registry_state, sheet
from biaochi_scoring.stores import digest, rebuild
from biaochi_scoring.use_cases.rebuild import Rebuilt
from sqlalchemy import Connection, Executable, delete, func, update

from tests.scoring.scorer import database_in
from tests.scoring.test_service import CITY, Home, Office, open_office, small_year

TOPIC = "biaochi.scoring.v1"


@asynccontextmanager
async def serving(home: Home) -> AsyncIterator[Office]:
    """A service that has judged a small year."""
    async with open_office(home) as office:
        await small_year(office)
        await office.standings()
        await spread(office)
        yield office


async def spread(office: Office) -> None:
    """Wait until all that scoring has published is in the log."""
    assert office.service.relay
    await office.service.relay.copy()


async def rebuilt(office: Office, place: type[StandbyStore] = StandbyStore) -> Rebuilt:
    """What a rebuild finds that another process makes."""
    return await rebuild(office.settings, EmbeddedLog(office.settings.log_file), place)


async def published(office: Office) -> list[scoring.StandingsMoved]:
    """Every move of a list that was published."""
    records = await office.log.read(TOPIC, partition_of(CITY), 0, 1000)
    kind = scoring.StandingsMoved.DESCRIPTOR.full_name
    return [
        scoring.StandingsMoved.FromString(record.value or b"")
        for record in records
        if record.headers["ce_type"] == kind
    ]


async def spoil(office: Office, *statements: Executable) -> None:
    """Change the store behind everybody's back."""
    database = database_in(office.settings.database)

    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    await database.update(work)
    await database.close()


async def test_a_serving_service_goes_on_and_publishes_nothing_anew(home: Home) -> None:
    async with serving(home) as office:
        stored, before = await digest(office.settings), await published(office)

        done = await rebuilt(office)

        assert (done.before, done.after) == (stored, stored)
        assert await published(office) == before
        office.town.fact("check", "c2", "01-03", "2020-Q2", indicator="theory_study", amount="4")
        await office.publish()
        assert (await office.standings("2020-Q2")).standings[0].total == "16"
        await spread(office)
        assert len(await published(office)) > len(before)


async def test_what_was_not_received_yet_is_published_once(home: Home) -> None:
    async with serving(home) as office:
        pass
    office.town.fact("check", "c2", "01-03", "2020-Q2", indicator="theory_study", amount="4")
    async with EmbeddedLog(office.settings.log_file) as log:
        office.log = log
        before = await published(office)
        await office.publish()
        await rebuilt(office)
        news = (await published(office))[len(before) :]
        await rebuilt(office)
        assert (await published(office))[len(before) :] == news
    assert sorted(one.period for one in news) == ["2020", "2020-Q2", "2020-Q3"]


async def test_what_was_wrong_is_mended_and_published_once(home: Home) -> None:
    async with serving(home) as office:
        stored, before = await digest(office.settings), await published(office)
        first = sheet.c.period == "2020-Q1"
        await spoil(
            office,
            update(sheet)
            .where(first, sheet.c.subject == "01-01")
            .values(values=func.replace(sheet.c["values"], '"12"', '"99"'), total="99"),
            delete(sheet).where(first, sheet.c.subject == "01-03"),
        )

        done = await rebuilt(office)

        assert done.before != done.after == stored
        news = {one.period: one for one in (await published(office))[len(before) :]}
        mended = news.pop("2020-Q1")
        assert [(one.subject, one.total, one.rank) for one in mended.changed] == [
            ("01-01", "12", 2),
            ("01-03", "12", 2),
        ]
        assert list(mended.gone) == []
        # Others of a wrong list moved with it: in the lists that compare themselves with it, or are made of it.
        assert news.keys() <= {"2020-Q2", "2020"}
        assert [one for one in news.values() if one.changed or one.gone] == []
        again = await rebuilt(office)
        assert (again.before, again.after) == (stored, stored)


async def test_who_was_registered_wrongly_is_judged_from_then_on(home: Home) -> None:
    async with serving(home) as office:
        too_late = date(2020, 8, 1)
        late = update(registry_state).where(registry_state.c.code == "01-03").values(since=too_late)
        await spoil(office, late)
        office.town.establish("01-04")
        await office.publish()
        assert [one.subject for one in (await office.standings("2020-Q2")).standings] == ["01-01", "01-02", "01-04"]

        await rebuilt(office)

        office.town.fact("check", "c2", "01-03", "2020-Q2", indicator="theory_study", amount="4")
        await office.publish()
        assert (await office.standings("2020-Q2")).standings[0].subject == "01-03"


async def test_an_emptied_store_is_filled_while_it_serves(home: Home) -> None:
    async with serving(home) as office:
        stored, answer = await digest(office.settings), await office.standings()
        await spoil(office, *(delete(table) for table in (*RECEIVED, *DERIVED)))

        assert (await rebuilt(office)).after == stored

        assert (await office.standings()).standings == answer.standings


class CutOff(Exception):
    """The end of a process."""


class NeverReached(StandbyStore):
    """Ends the process that is about to change places."""

    def attach(self, connection: Connection) -> None:  # noqa: ARG002 - it is called, and ends
        raise CutOff


class TakenByAnother(StandbyStore):
    """Another process has just begun there anew."""

    def attach(self, connection: Connection) -> None:
        asyncio.run(self._begin_anew())
        super().attach(connection)

    async def _begin_anew(self) -> None:
        await self.clear()
        other = database_in(lambda _: self.url)
        await other.start()
        await other.close()


@pytest.mark.parametrize(("place", "end"), [(NeverReached, CutOff), (TakenByAnother, RebuildOvertaken)])
async def test_one_that_does_not_end_leaves_everything_as_it_was(
    home: Home, place: type[StandbyStore], end: type[Exception]
) -> None:
    async with serving(home) as office:
        stored, before = await digest(office.settings), await published(office)

        with pytest.raises(end):
            await rebuilt(office, place)

        assert (await digest(office.settings), await published(office)) == (stored, before)
        assert (await rebuilt(office)).after == stored


async def first_page(office: Office) -> scoring_service.ListStandingsAnswer:
    """One subject of the first quarter's list, and the position of its order."""
    return await office.client.list_standings(quarter(first=1), headers=office.call.headers())


async def rest_of(office: Office, page: scoring_service.ListStandingsAnswer) -> list[str]:
    """Whoever comes behind the page, in the order that it is of."""
    request = quarter(after=page.standings[-1].subject, position=page.position)
    answer = await office.client.list_standings(request, headers=office.call.headers())
    return [one.subject for one in answer.standings]


def quarter(**page: Any) -> scoring_service.ListStandingsRequest:  # noqa: ANN401  # fields of the message
    return scoring_service.ListStandingsRequest(city=CITY, cycle="2020", index="branch", period="2020-Q1", **page)


async def test_a_listing_goes_on_after_a_rebuild(home: Home) -> None:
    async with serving(home) as office:
        page = await first_page(office)
        await rebuilt(office)
        office.town.fact("check", "c2", "01-03", "2020-Q1", indicator="theory_study", amount="4")
        await office.publish()

        assert [one.subject for one in (await office.standings("2020-Q1")).standings] == ["01-02", "01-03", "01-01"]
        assert [one.subject for one in page.standings] == ["01-02"]
        assert await rest_of(office, page) == ["01-01", "01-03"]


async def test_a_listing_goes_on_after_a_rebuild_that_finds_who_was_missing(home: Home) -> None:
    async with serving(home) as office:
        await spoil(office, delete(sheet).where(sheet.c.period == "2020-Q1", sheet.c.subject == "01-01"))

    async with open_office(home) as office:
        page = await first_page(office)
        assert ([one.subject for one in page.standings], page.total) == (["01-02"], 2)
        await rebuilt(office)

        assert [one.subject for one in (await office.standings("2020-Q1")).standings] == ["01-02", "01-01", "01-03"]
        assert await rest_of(office, page) == ["01-03"]
