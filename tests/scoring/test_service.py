"""The service whole, in this process: installs Lanzhou, reads the log, answers its callers, is rebuilt from it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial

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
from biaochi_chassis.runtime.web import ServiceApp
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.publishing.relay import Relay
from biaochi_lanzhou.branch import Branch
from biaochi_scoring.app import build
from biaochi_scoring.events.decode import ASSESSMENT, ORG
from biaochi_scoring.stores import digest, rebuild
from biaochi_sdk.host.discovery import Discovery, discover
from biaochi_sdk.host.installed import InstalledPlugins

from tests.callers import IDENTITY, at_home, caller
from tests.retrying import retried
from tests.scoring.scorer import CALL
from tests.scoring.town import Town
from tests.servers.databases import in_files

CLOCK = FixedClock(datetime(2021, 2, 1, tzinfo=UTC))
CITY = "lanzhou"

Home = dict[str, str]


@dataclass
class Office:
    """A started service, its client, and what the other services have published so far."""

    settings: Settings
    log: EmbeddedLog
    service: Service
    client: ScoringServiceClient
    town: Town
    call: Call

    async def publish(self) -> None:
        """Let the other services publish what the town's log holds and they have not published yet."""
        for topic in (ORG, ASSESSMENT):
            name = topic.split(".")[1]
            producer = Database(name, in_files(self.settings.data)(name), f"biaochi_{name}.migrations")
            await producer.start()
            published = await producer.write(CALL, partial(UnitOfWork.publish, events=self.town.events(topic)))
            self.town.records[topic].clear()
            await Relay(producer, self.log).drain()
            self.call = self.call.after(published.positions)
            await producer.close()

    async def standings(self, period: str = "") -> wire.ListStandingsAnswer:
        """A list, as far as everything published."""
        request = wire.ListStandingsRequest(city=CITY, cycle="2020", index="branch", period=period)
        return await retried(self.client.list_standings, request, self.call)


def loaded(allow: tuple[str, ...] | None, _installed: InstalledPlugins) -> Discovery:
    """The cities of this environment, which are loaded once a worker."""
    return _discovered(allow)


_discovered = cache(discover)


@asynccontextmanager
async def open_office(home: Home) -> AsyncIterator[Office]:
    settings = Settings.read(home)
    settings.data.mkdir(parents=True, exist_ok=True)
    at_home(settings.home)
    async with EmbeddedLog(settings.log_file) as log:
        service = build(settings, log, CLOCK, loaded)
        try:
            await service.start()
            assert isinstance(service.app, ServiceApp)
            client = Clients(IDENTITY).of(ScoringServiceClient, service.app)
            office = Office(settings, log, service, client, Town(Branch.graph, CITY), caller())
            await ready(service)
            yield office
        finally:
            await service.stop()


async def ready(service: Service) -> None:
    """Wait until the plugins are installed and published."""
    for _ in range(1000):
        if not (await service.health.troubles() or await service.health.limits()):
            return
        await asyncio.sleep(0.02)
    raise AssertionError((await service.health.troubles(), await service.health.limits()))


async def small_year(office: Office) -> None:
    town = office.town
    town.establish("01-01", "01-02", "01-03")
    town.open_cycle(2020)
    town.fact("check", "c1", "01-02", "2020-Q1", indicator="three_meetings", amount="5.5")
    town.rung("r1", "01-01", "2020", "demonstration")
    await office.publish()


async def test_a_reader_finds_what_it_has_written(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        answer = await office.standings("2020-Q1")
        assert [(one.subject, one.total, one.rank) for one in answer.standings] == [
            ("01-02", "17.5", 1),
            ("01-01", "12", 2),
            ("01-03", "12", 2),
        ]
        for points in range(2, 5):
            office.town.fact("check", f"n{points}", "01-03", f"2020-Q{points}", indicator="theory_study", amount="4")
            await office.publish()
            answer = await office.standings(f"2020-Q{points}")
            assert (answer.standings[0].subject, answer.standings[0].total) == ("01-03", "16")


async def test_a_fact_of_a_sheet_that_names_no_clause_falls_under_the_one_of_its_model(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        said = {"indicator": "theory_study", "amount": "4"}
        office.town.fact("check", "own", "01-02", "2020-Q1", **said, clause="样例办法第九条")
        await office.publish()
        request = wire.BatchGetSheetsRequest(city=CITY, cycle="2020", index="branch", subjects=["01-02"])
        (sheet,) = (await retried(office.client.batch_get_sheets, request, office.call)).sheets
        clauses = {fact.number: fact.clause for node in nodes(sheet.explanation) for fact in node.facts}
        model_s = next(one.clause for one in Branch.graph.accepts if one.indicator == "three_meetings")
        assert clauses == {"c1": f"{model_s.document}，{model_s.place}", "own": "样例办法第九条"}


async def test_a_sheet_opens_down_to_facts_and_sources(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        request = wire.BatchGetSheetsRequest(city=CITY, cycle="2020", index="branch", subjects=["01-02", "99"])
        (sheet,) = (await retried(office.client.batch_get_sheets, request, office.call)).sheets
        facts = [(node.key, fact.number, fact.recorded_by) for node in nodes(sheet.explanation) for fact in node.facts]
        assert facts == [("three_meetings", "c1", "样例办公室")]
        assert all(node.source.document and node.source.place for node in nodes(sheet.explanation))
        assert sheet.receipt.model_hash == Branch.graph.hash
        assert set(sheet.receipt.versions) == {"biaochi-sdk", "graph"}
        assert sheet.grade_explanation.children[0].key == "reached"
        assert sheet.rung_explanation.formula


async def test_an_explanation_shows_the_periods_looked_back_on_and_what_others_reached(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        request = wire.BatchGetSheetsRequest(
            city=CITY, cycle="2020", index="branch", period="2020", subjects=["01-02"], nodes=["year_mean", "seat"]
        )
        (sheet,) = (await retried(office.client.batch_get_sheets, request, office.call)).sheets
        mean, seat = sheet.nodes
        assert "[2020-Q1 17.5、" in mean.formula
        assert seat.formula


def nodes(root: wire.Explanation) -> list[wire.Explanation]:
    return [root, *(found for child in root.children for found in nodes(child))]


async def test_rungs_models_cities_and_plugins_answer(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        headers = office.call.headers()
        request = wire.BatchListRungsRequest(city=CITY, subjects=["01-01"])
        spells = (await office.client.batch_list_rungs(request, headers=headers)).spells
        assert [(spell.rung, spell.title, spell.since, spell.period) for spell in spells] == [
            ("demonstration", "示范性党支部", "2020-01-01", ""),
            ("standardized", "标准化党支部", "2020-07-01", "2020-Q2"),
            ("ordinary", "一般党支部", "2020-10-01", "2020-Q3"),
        ]
        models = (await office.client.batch_get_models(wire.BatchGetModelsRequest(city=CITY), headers=headers)).models
        known = {model.code: model for model in models}
        assert "opening_rung" in {node.key for node in known["branch"].nodes if node.accept.kind == "rung"}
        (city,) = (await office.client.list_cities(wire.ListCitiesRequest(), headers=headers)).cities
        assert (city.slug, city.title, {model.code for model in city.models}) == (CITY, "兰州市", set(known))
        plugins = (await office.client.list_plugins(wire.ListPluginsRequest(), headers=headers)).plugins
        assert [(plugin.city, plugin.quarantine_reason) for plugin in plugins] == [(CITY, "")]


WITHOUT_A_RESULT = (
    (wire.ListStandingsRequest(city="nowhere"), "UNKNOWN_CITY"),
    (wire.ListStandingsRequest(cycle="1999"), "UNKNOWN_CYCLE"),
    (wire.ListStandingsRequest(index="nothing"), "UNKNOWN_INDEX"),
    (wire.ListStandingsRequest(period="2020-09"), "UNKNOWN_PERIOD"),
    (wire.ListStandingsRequest(after="99"), "BAD_REQUEST"),
    (wire.ListStandingsRequest(first=1001), "REQUEST_TOO_LARGE"),
    (wire.ListStandingsRequest(rung="golden"), "UNKNOWN_STEP"),
    (wire.ListStandingsRequest(grade="golden"), "UNKNOWN_STEP"),
)


async def test_a_query_without_a_result_is_refused_by_name(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        for wanted, code in WITHOUT_A_RESULT:
            request = wire.ListStandingsRequest(city=CITY, cycle="2020", index="branch")
            request.MergeFrom(wanted)
            with pytest.raises(Refused) as refused:
                await office.client.list_standings(request, headers=office.call.headers())
            assert refused.value.code == code, wanted


async def test_a_second_start_publishes_nothing_anew(home: Home) -> None:
    async with open_office(home) as office:
        first = sum((await office.log.end_offsets("biaochi.scoring.v1")).values())
    async with open_office(home) as office:
        assert first == sum((await office.log.end_offsets("biaochi.scoring.v1")).values())


async def test_a_rebuild_from_the_log_gives_the_same_bytes_and_publishes_nothing(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        await office.standings()
    async with EmbeddedLog(office.settings.log_file) as log:
        published = await log.end_offsets("biaochi.scoring.v1")
    stored = await digest(office.settings)
    done = await rebuild(office.settings, EmbeddedLog(office.settings.log_file))
    assert (done.before, done.after) == (stored, stored)
    assert done.events == 4 + sum(published.values())
    async with open_office(home) as again:
        again.call = office.call
        assert (await again.standings("2020-Q1")).total == 3
        assert await again.log.end_offsets("biaochi.scoring.v1") == published


async def test_with_the_plugin_uninstalled_a_stored_result_recomputes_to_the_same_bytes(home: Home) -> None:
    request = wire.BatchGetSheetsRequest(city=CITY, cycle="2020", index="branch", subjects=["01-01", "01-02"])
    async with open_office(home) as office:
        await small_year(office)
        listed = await office.standings()
        sheets = await retried(office.client.batch_get_sheets, request, office.call)
    stored = await digest(office.settings)
    bare_home = {**home, "BIAOCHI_PLUGINS": ""}
    async with open_office(bare_home) as bare:
        plugins = await bare.client.list_plugins(wire.ListPluginsRequest(), headers=bare.call.headers())
        assert list(plugins.plugins) == []
    done = await rebuild(bare.settings, EmbeddedLog(bare.settings.log_file))
    assert (done.before, done.after) == (stored, stored)
    async with open_office(bare_home) as bare:
        bare.call = office.call
        assert (await bare.standings()).SerializeToString() == listed.SerializeToString()
        assert await bare.client.batch_get_sheets(request, headers=bare.call.headers()) == sheets
        bare.town.fact("check", "c2", "01-03", "2020-Q2", indicator="theory_study", amount="4")
        await bare.publish()
        assert (await bare.standings("2020-Q2")).standings[0].total == "16"


async def test_what_if_and_versions_answer_over_the_wire(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
        headers = office.call.headers()
        request = wire.SimulateRequest(city=CITY, cycle="2020", index="branch", period="2020-Q1", open=["01-02"])
        request.reversed.append("c1")
        request.added.add(subject="01-03", indicator="three_meetings", period="2020-Q1", amount="6")
        request.parameters.add(node="reached", value="18")
        answer = await office.client.simulate(request, headers=headers)
        assert [(one.subject, one.before.total, one.after.total, list(one.changed)) for one in answer.moves] == [
            ("01-03", "12", "18", ["TOTAL", "RANK"]),
            ("01-02", "17.5", "12", ["TOTAL", "RANK"]),
        ]
        assert (answer.subjects, answer.movers, answer.rose, answer.fell, answer.grades) == (3, 2, 1, 1, 0)
        assert answer.model_hash_before == Branch.graph.hash != answer.model_hash_after
        assert [rule.key for rule in answer.rules] == ["reached"]
        assert [sheet.standing.total for sheet in answer.sheets] == ["12"]
        versions = wire.ListModelVersionsRequest(city=CITY, code="branch")
        (version,) = (await office.client.list_model_versions(versions, headers=headers)).versions
        assert (version.hash, list(version.cycles), version.superseded_by) == (Branch.graph.hash, ["2020"], "")
        assert version.rule_book.startswith("# ")


async def test_a_rebuild_first_does_what_was_still_to_be_done(home: Home) -> None:
    async with open_office(home) as office:
        await small_year(office)
    office.town.fact("check", "c2", "01-03", "2020-Q2", indicator="theory_study", amount="4")
    async with EmbeddedLog(office.settings.log_file) as log:
        office.log = log
        await office.publish()
    done = await rebuild(office.settings, EmbeddedLog(office.settings.log_file))
    assert done.before == done.after


async def test_models_that_use_others_are_installed_with_them(home: Home) -> None:
    async with open_office({**home, "BIAOCHI_PLUGINS": "laixi"}) as office:
        (city,) = (await office.client.list_cities(wire.ListCitiesRequest(), headers=office.call.headers())).cities
        codes = [model.code for model in city.models]
        assert {"section", "organ", "branch", "committee", "work_committee"} <= set(codes)
