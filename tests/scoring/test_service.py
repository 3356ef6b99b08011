"""The service whole, in this process: installs Lanzhou, hears the log, answers at its door, is rebuilt from it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from biaochi.scoring.v1 import service_pb2 as wire
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import FixedClock
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.embedded import EmbeddedLog
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.runtime.service import Service
from biaochi_chassis.store.database import Database
from biaochi_chassis.store.relay import Relay
from biaochi_lanzhou.branch import Branch
from biaochi_scoring.app import build, digest, rebuild
from biaochi_scoring.events.decode import ASSESSMENT, ORG

from tests.scoring.scorer import CALL
from tests.scoring.town import Town

CLOCK = FixedClock(datetime(2021, 2, 1, tzinfo=UTC))
CITY = "lanzhou"

Home = dict[str, str]


@dataclass
class Door:
    """A started service, its client, and what the other services have told so far."""

    settings: Settings
    log: EmbeddedLog
    service: Service
    client: ScoringServiceClient
    town: Town
    call: Call

    async def publish(self) -> None:
        """Let the other services tell what the town's log holds and they have not told yet."""
        for topic in (ORG, ASSESSMENT):
            name = topic.split(".")[1]
            teller = Database(name, self.settings.database(name), "biaochi_scoring.migrations")
            await teller.start()
            async with teller.transaction(CALL) as tx:
                tx.publish(self.town.events(topic))
            self.town.records[topic].clear()
            await Relay(teller, self.log).drain()
            self.call = self.call.after(tx.positions)
            await teller.close()

    async def standings(self, period: str = "") -> wire.ListStandingsAnswer:
        """A list, as far as everything told."""
        request = wire.ListStandingsRequest(city=CITY, cycle="2020", index="branch", period=period)
        return await self.client.list_standings(request, headers=self.call.headers())


@asynccontextmanager
async def open_door(home: Home) -> AsyncIterator[Door]:
    settings = Settings.read(home)
    settings.data.mkdir(parents=True, exist_ok=True)
    async with EmbeddedLog(settings.log_file) as log:
        service = build(settings, log, CLOCK)
        try:
            await service.start()
            client = Clients().of(ScoringServiceClient, service.app)
            door = Door(settings, log, service, client, Town(Branch.graph, CITY), Call.developer())
            await ready(service)
            yield door
        finally:
            await service.stop()


async def ready(service: Service) -> None:
    """Wait until the plugins are installed and told."""
    for _ in range(1000):
        if not await service.health.troubles():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(await service.health.troubles())


async def small_year(door: Door) -> None:
    town = door.town
    town.establish("01-01", "01-02", "01-03")
    town.open_cycle(2020)
    town.fact("check", "c1", "01-02", "2020-Q1", indicator="three_meetings", amount="5.5")
    town.rung("r1", "01-01", "2020", "demonstration")
    await door.publish()


async def test_a_reader_finds_what_it_has_written(home: Home) -> None:
    async with open_door(home) as door:
        await small_year(door)
        answer = await door.standings("2020-Q1")
        assert [(one.subject, one.total, one.rank) for one in answer.standings] == [
            ("01-02", "17.5", 1),
            ("01-01", "12", 2),
            ("01-03", "12", 2),
        ]
        for points in range(2, 5):
            door.town.fact("check", f"n{points}", "01-03", f"2020-Q{points}", indicator="theory_study", amount="4")
            await door.publish()
            answer = await door.standings(f"2020-Q{points}")
            assert (answer.standings[0].subject, answer.standings[0].total) == ("01-03", "16")


async def test_a_sheet_opens_down_to_facts_and_sources(home: Home) -> None:
    async with open_door(home) as door:
        await small_year(door)
        request = wire.BatchGetSheetsRequest(city=CITY, cycle="2020", index="branch", subjects=["01-02", "99"])
        (sheet,) = (await door.client.batch_get_sheets(request, headers=door.call.headers())).sheets
        facts = [(node.key, fact.number, fact.recorded_by) for node in nodes(sheet.explanation) for fact in node.facts]
        assert facts == [("three_meetings", "c1", "样例办公室")]
        assert all(node.source.document and node.source.place for node in nodes(sheet.explanation))
        assert sheet.receipt.model_hash == Branch.graph.hash
        assert set(sheet.receipt.versions) == {"biaochi-sdk", "graph"}
        assert sheet.grade_explanation.children[0].key == "reached"
        assert sheet.rung_explanation.formula


def nodes(root: wire.Explanation) -> list[wire.Explanation]:
    return [root, *(found for child in root.children for found in nodes(child))]


async def test_rungs_models_cities_and_plugins_answer(home: Home) -> None:
    async with open_door(home) as door:
        await small_year(door)
        headers = door.call.headers()
        asked = wire.BatchListRungsRequest(city=CITY, subjects=["01-01"])
        spells = (await door.client.batch_list_rungs(asked, headers=headers)).spells
        assert [(spell.rung, spell.title, spell.since, spell.period) for spell in spells] == [
            ("demonstration", "示范性党支部", "2020-01-01", ""),
            ("standardized", "标准化党支部", "2020-07-01", "2020-Q2"),
            ("ordinary", "一般党支部", "2020-10-01", "2020-Q3"),
        ]
        models = (await door.client.batch_get_models(wire.BatchGetModelsRequest(city=CITY), headers=headers)).models
        known = {model.code: model for model in models}
        assert "opening_rung" in {node.key for node in known["branch"].nodes if node.accept.kind == "rung"}
        (city,) = (await door.client.list_cities(wire.ListCitiesRequest(), headers=headers)).cities
        assert (city.slug, city.title, {model.code for model in city.models}) == (CITY, "兰州市", set(known))
        plugins = (await door.client.list_plugins(wire.ListPluginsRequest(), headers=headers)).plugins
        assert [(plugin.city, plugin.quarantine_reason) for plugin in plugins] == [(CITY, "")]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (wire.ListStandingsRequest(city="nowhere"), "UNKNOWN_CITY"),
        (wire.ListStandingsRequest(cycle="1999"), "UNKNOWN_CYCLE"),
        (wire.ListStandingsRequest(index="nothing"), "UNKNOWN_INDEX"),
        (wire.ListStandingsRequest(period="2020-09"), "UNKNOWN_PERIOD"),
        (wire.ListStandingsRequest(after="99"), "BAD_REQUEST"),
        (wire.ListStandingsRequest(first=1001), "REQUEST_TOO_LARGE"),
        (wire.ListStandingsRequest(rung="golden"), "UNKNOWN_STEP"),
        (wire.ListStandingsRequest(grade="golden"), "UNKNOWN_STEP"),
    ],
)
async def test_what_cannot_be_answered_is_refused_by_name(
    home: Home, asked: wire.ListStandingsRequest, code: str
) -> None:
    async with open_door(home) as door:
        await small_year(door)
        request = wire.ListStandingsRequest(city=CITY, cycle="2020", index="branch")
        request.MergeFrom(asked)
        with pytest.raises(Refused) as refused:
            await door.client.list_standings(request, headers=door.call.headers())
        assert refused.value.code == code


async def test_a_second_start_publishes_nothing_anew(home: Home) -> None:
    async with open_door(home) as door:
        first = sum((await door.log.end_offsets("biaochi.scoring.v1")).values())
    async with open_door(home) as door:
        assert first == sum((await door.log.end_offsets("biaochi.scoring.v1")).values())


async def test_a_rebuild_from_the_log_gives_the_same_bytes_and_tells_nothing(home: Home) -> None:
    async with open_door(home) as door:
        await small_year(door)
        await door.standings()
    async with EmbeddedLog(door.settings.log_file) as log:
        told = await log.end_offsets("biaochi.scoring.v1")
    stored = await digest(door.settings)
    done = await rebuild(door.settings, EmbeddedLog(door.settings.log_file))
    assert (done.before, done.after) == (stored, stored)
    assert done.events == 4 + sum(told.values())
    async with open_door(home) as again:
        again.call = door.call
        assert (await again.standings("2020-Q1")).total == 3
        assert await again.log.end_offsets("biaochi.scoring.v1") == told


async def test_with_the_plugin_uninstalled_a_stored_result_recomputes_to_the_same_bytes(home: Home) -> None:
    asked = wire.BatchGetSheetsRequest(city=CITY, cycle="2020", index="branch", subjects=["01-01", "01-02"])
    async with open_door(home) as door:
        await small_year(door)
        listed = await door.standings()
        sheets = await door.client.batch_get_sheets(asked, headers=door.call.headers())
    stored = await digest(door.settings)
    bare_home = {**home, "BIAOCHI_PLUGINS": ""}
    async with open_door(bare_home) as bare:
        plugins = await bare.client.list_plugins(wire.ListPluginsRequest(), headers=bare.call.headers())
        assert list(plugins.plugins) == []
    done = await rebuild(bare.settings, EmbeddedLog(bare.settings.log_file))
    assert (done.before, done.after) == (stored, stored)
    async with open_door(bare_home) as bare:
        bare.call = door.call
        assert (await bare.standings()).SerializeToString() == listed.SerializeToString()
        assert await bare.client.batch_get_sheets(asked, headers=bare.call.headers()) == sheets
        bare.town.fact("check", "c2", "01-03", "2020-Q2", indicator="theory_study", amount="4")
        await bare.publish()
        assert (await bare.standings("2020-Q2")).standings[0].total == "16"


async def test_what_if_and_versions_answer_over_the_wire(home: Home) -> None:
    async with open_door(home) as door:
        await small_year(door)
        headers = door.call.headers()
        request = wire.SimulateRequest(city=CITY, cycle="2020", index="branch", period="2020-Q1", open=["01-02"])
        request.reversed.append("c1")
        request.added.add(subject="01-03", indicator="three_meetings", period="2020-Q1", amount="6")
        request.parameters.add(node="reached", value="18")
        answer = await door.client.simulate(request, headers=headers)
        assert [(one.subject, one.before.total, one.after.total, list(one.changed)) for one in answer.moves] == [
            ("01-03", "12", "18", ["TOTAL", "RANK"]),
            ("01-02", "17.5", "12", ["TOTAL", "RANK"]),
        ]
        assert (answer.subjects, answer.movers, answer.rose, answer.fell, answer.grades) == (3, 2, 1, 1, 0)
        assert answer.model_hash_before == Branch.graph.hash != answer.model_hash_after
        assert [rule.key for rule in answer.rules] == ["reached"]
        assert [sheet.standing.total for sheet in answer.sheets] == ["12"]
        asked = wire.ListModelVersionsRequest(city=CITY, code="branch")
        (version,) = (await door.client.list_model_versions(asked, headers=headers)).versions
        assert (version.hash, list(version.cycles), version.superseded_by) == (Branch.graph.hash, ["2020"], "")
        assert version.rule_book.startswith("# ")


async def test_a_rebuild_first_does_what_was_still_to_be_done(home: Home) -> None:
    async with open_door(home) as door:
        await small_year(door)
    door.town.fact("check", "c2", "01-03", "2020-Q2", indicator="theory_study", amount="4")
    async with EmbeddedLog(door.settings.log_file) as log:
        door.log = log
        await door.publish()
    done = await rebuild(door.settings, EmbeddedLog(door.settings.log_file))
    assert done.before == done.after


async def test_models_that_use_others_are_installed_with_them(home: Home) -> None:
    async with open_door({**home, "BIAOCHI_PLUGINS": "laixi"}) as door:
        (city,) = (await door.client.list_cities(wire.ListCitiesRequest(), headers=door.call.headers())).cities
        codes = [model.code for model in city.models]
        assert {"section", "organ", "branch", "committee", "work_committee"} <= set(codes)
