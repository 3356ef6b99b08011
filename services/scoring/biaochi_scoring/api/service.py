"""The methods of the scoring service: request, use case, response. Scoring has no writes; it knows what it received."""

import asyncio
from typing import Any

from biaochi.scoring.v1 import service_pb2 as wire
from connectrpc.request import RequestContext

from biaochi_scoring.api import responses, simulations
from biaochi_scoring.api.reports import Reports
from biaochi_scoring.api.requests import day
from biaochi_scoring.events.encode import standing_message
from biaochi_scoring.store.standings import Listed, Page
from biaochi_scoring.use_cases.install import Plugins
from biaochi_scoring.use_cases.open_sheets import open_sheets
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.reports import Reporting
from biaochi_scoring.use_cases.simulate import Simulating

Context = RequestContext[Any, Any]


class Scores:
    """Satisfies biaochi.scoring.v1.service_connect.ScoringService."""

    def __init__(self, answering: Answering, plugins: Plugins) -> None:
        """Take what answers."""
        self._answering = answering
        self._simulating = Simulating(answering)
        self._reports = Reports(Reporting(answering))
        self._plugins = plugins

    async def list_cities(self, _request: wire.ListCitiesRequest, _ctx: Context) -> wire.ListCitiesAnswer:
        """Every installed city."""
        cities = await self._answering.cities()
        return wire.ListCitiesAnswer(cities=[responses.city(city, models) for city, models in cities])

    async def batch_get_models(self, request: wire.BatchGetModelsRequest, _ctx: Context) -> wire.BatchGetModelsAnswer:
        """Models in force on a day, with rule book."""
        found = await self._answering.models(request.city, request.codes, day(request.as_of))
        return wire.BatchGetModelsAnswer(models=[responses.model(model, graph) for model, graph in found])

    async def list_standings(self, request: wire.ListStandingsRequest, _ctx: Context) -> wire.ListStandingsAnswer:
        """One page of a list."""
        listed = Listed(request.city, request.cycle, request.index, request.period, request.rung, request.grade)
        listing = await self._answering.standings(listed, Page(request.first, request.after))
        standings = [standing_message(standing) for standing in listing.standings]
        return wire.ListStandingsAnswer(standings=standings, total=listing.total, has_more=listing.has_more)

    async def batch_list_standings(
        self, request: wire.BatchListStandingsRequest, _ctx: Context
    ) -> wire.BatchListStandingsAnswer:
        """Everything some organizations earned."""
        found = await self._answering.standings_of(request.city, request.subjects, request.cycle)
        return wire.BatchListStandingsAnswer(standings=[standing_message(standing) for standing in found])

    async def batch_get_sheets(self, request: wire.BatchGetSheetsRequest, _ctx: Context) -> wire.BatchGetSheetsAnswer:
        """Sheets, opened."""
        listed = Listed(request.city, request.cycle, request.index, request.period)
        found = await open_sheets(self._answering, listed, request.subjects, request.nodes)
        return wire.BatchGetSheetsAnswer(sheets=[responses.sheet(sheet) for sheet in found])

    async def batch_list_rungs(self, request: wire.BatchListRungsRequest, _ctx: Context) -> wire.BatchListRungsAnswer:
        """Histories of rungs."""
        found = await self._answering.rungs_of(request.city, request.subjects)
        return wire.BatchListRungsAnswer(spells=[responses.spell(spell, title) for spell, title in found])

    async def batch_get_results(
        self, request: wire.BatchGetResultsRequest, _ctx: Context
    ) -> wire.BatchGetResultsAnswer:
        """Whether cycles are frozen, and under which hashes."""
        found = await self._answering.results(request.city, request.cycles)
        return wire.BatchGetResultsAnswer(results=[responses.results(cycle) for cycle in found])

    async def simulate(self, request: wire.SimulateRequest, _ctx: Context) -> wire.SimulateAnswer:
        """Who would move where; nothing is stored."""
        message = simulations.message(request, self._answering.clock.now())
        answer = await self._simulating.simulate(message)
        return await asyncio.to_thread(simulations.answer, answer)

    async def list_model_versions(
        self, request: wire.ListModelVersionsRequest, _ctx: Context
    ) -> wire.ListModelVersionsAnswer:
        """Every published version of a model."""
        found = await self._answering.versions(request.city, request.code)
        return wire.ListModelVersionsAnswer(versions=[responses.version(version) for version in found])

    async def batch_report(self, request: wire.BatchReportRequest, _ctx: Context) -> wire.BatchReportAnswer:
        """Documents and comparisons, in the order asked."""
        return wire.BatchReportAnswer(reports=await self._reports.answer(request.city, request.questions))

    async def list_plugins(self, _request: wire.ListPluginsRequest, _ctx: Context) -> wire.ListPluginsAnswer:
        """The plugins of this process."""
        discovery = self._plugins.discovery
        installed = [responses.plugin(release) for release in discovery.cities]
        kept_out = [responses.quarantined(one) for one in discovery.quarantined]
        return wire.ListPluginsAnswer(plugins=[*installed, *kept_out], position=str(self._plugins.positions))
