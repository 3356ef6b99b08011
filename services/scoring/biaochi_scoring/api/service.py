"""The methods of the scoring service: request, use case, response. Scoring has no writes; it knows what it received."""

import asyncio
from dataclasses import replace
from typing import Any

from biaochi.common.v1.common_pb2 import ListAuditTrailAnswer, ListAuditTrailRequest
from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.runtime.audit_page import list_audit_trail
from biaochi_chassis.runtime.web import reads, reads_for_caller
from biaochi_chassis.store.database import Database
from connectrpc.request import RequestContext

from biaochi_scoring.api import lifts, responses, results, simulations
from biaochi_scoring.api.reports import Reports
from biaochi_scoring.api.requests import listed, shifts
from biaochi_scoring.domain.values import day
from biaochi_scoring.events.encode import standing_message
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.answering.boards import show_board
from biaochi_scoring.use_cases.answering.lifts import LiftSearch
from biaochi_scoring.use_cases.answering.live_lists import check_live
from biaochi_scoring.use_cases.answering.opened import count_opened
from biaochi_scoring.use_cases.answering.result_history import result_history, result_lines
from biaochi_scoring.use_cases.install import Plugins
from biaochi_scoring.use_cases.list_pages import Moved
from biaochi_scoring.use_cases.open_sheets import Requested, open_sheets
from biaochi_scoring.use_cases.past_orders import order_at
from biaochi_scoring.use_cases.queries import Answering
from biaochi_scoring.use_cases.reports import Reporting
from biaochi_scoring.use_cases.simulate import Simulating

Context = RequestContext[Any, Any]


class Scores:
    """Satisfies biaochi.scoring.v1.service_connect.ScoringService."""

    def __init__(self, database: Database, answering: Answering, plugins: Plugins) -> None:
        """Take what answers."""
        self.database = database
        self._answering = answering
        self._simulating = Simulating(database, answering)
        self._lifts = LiftSearch(database, answering)
        self._reports = Reports(Reporting(answering))
        self._plugins = plugins

    @reads
    def list_cities(self, connection: Connection, _request: wire.ListCitiesRequest) -> wire.ListCitiesAnswer:
        """Every installed city."""
        cities = self._answering.cities(connection)
        return wire.ListCitiesAnswer(cities=[responses.city(city, models) for city, models in cities])

    @reads
    def batch_get_models(
        self, connection: Connection, request: wire.BatchGetModelsRequest
    ) -> wire.BatchGetModelsAnswer:
        """Models in force on a day, with rule book."""
        found = self._answering.models(connection, request.city, request.codes, day(request.as_of))
        return wire.BatchGetModelsAnswer(models=[responses.model(model, graph) for model, graph in found])

    @reads_for_caller
    def list_standings(
        self, connection: Connection, request: wire.ListStandingsRequest, call: Call
    ) -> wire.ListStandingsAnswer:
        """One page of a list."""
        check_live(connection, self._answering.graphs, request.city, call.roles)
        wanted = replace(
            listed(request.city, request),
            rung=request.rung,
            grade=request.grade,
            parent=request.parent,
            search=request.search,
            subjects=frozenset(request.subjects),
            order=request.order,
            descending=request.descending,
        )
        return responses.listing(self._answering.standings(connection, wanted, Page.of(request), request.position))

    @reads_for_caller
    def list_moved(
        self, connection: Connection, request: wire.ListMovedRequest, call: Call
    ) -> wire.ListStandingsAnswer:
        """One page of those who moved in a list though their own results did not."""
        check_live(connection, self._answering.graphs, request.city, call.roles)
        moved = Moved(shifts(request.ranks), shifts(request.ranks_before), request.subjects)
        page = Page(request.first, request.after).checked()
        found = self._answering.moved(connection, listed(request.city, request), moved, page)
        return responses.page_of_standings(found)

    @reads_for_caller
    def get_order(self, connection: Connection, request: wire.GetOrderRequest, call: Call) -> wire.GetOrderAnswer:
        """One page of the order of a list, now or at a position of the last ten minutes."""
        check_live(connection, self._answering.graphs, request.city, call.roles)
        found = order_at(connection, self._answering, listed(request.city, request), request.position)
        page = Page(request.first, request.after).checked()
        return responses.order(found.position, Found.cut(found.placed, lambda placed: placed[0], page))

    @reads_for_caller
    def batch_list_standings(
        self, connection: Connection, request: wire.BatchListStandingsRequest, call: Call
    ) -> wire.BatchListStandingsAnswer:
        """What some organizations earned: everything, or in one cycle, index or period."""
        check_live(connection, self._answering.graphs, request.city, call.roles)
        found = self._answering.standings_of(connection, listed(request.city, request), request.subjects)
        return wire.BatchListStandingsAnswer(standings=[standing_message(standing) for standing in found])

    @reads
    def batch_get_sheets(
        self, connection: Connection, request: wire.BatchGetSheetsRequest
    ) -> wire.BatchGetSheetsAnswer:
        """Sheets, opened."""
        wanted = listed(request.city, request)
        requested = Requested(request.nodes, request.levels or None, request.without)
        found = open_sheets(connection, self._answering, wanted, request.subjects, requested)
        return wire.BatchGetSheetsAnswer(sheets=[responses.sheet(sheet) for sheet in found])

    @reads
    def batch_list_rungs(
        self, connection: Connection, request: wire.BatchListRungsRequest
    ) -> wire.BatchListRungsAnswer:
        """Histories of rungs."""
        found = self._answering.rungs_of(connection, request.city, request.subjects)
        return wire.BatchListRungsAnswer(spells=[responses.spell(spell, title) for spell, title in found])

    @reads
    def batch_get_results(
        self, connection: Connection, request: wire.BatchGetResultsRequest
    ) -> wire.BatchGetResultsAnswer:
        """Whether cycles are frozen, and under which hashes."""
        found = self._answering.results(connection, request.city, request.cycles)
        return wire.BatchGetResultsAnswer(results=[responses.results(cycle) for cycle in found])

    async def list_lifts(self, request: wire.ListLiftsRequest, _ctx: Context) -> wire.ListLiftsAnswer:
        """What is missing to the next step."""
        return lifts.lifts(await self._lifts.find(listed(request.city, request), request.subject))

    @reads_for_caller
    def list_board(self, connection: Connection, request: wire.ListBoardRequest, call: Call) -> wire.ListBoardAnswer:
        """A list as it is published."""
        wanted = listed(request.city, request)
        return results.board(show_board(connection, self._answering, wanted, call.roles, Page.of(request)))

    @reads
    def count_opened_sheets(
        self, connection: Connection, request: wire.CountOpenedSheetsRequest
    ) -> wire.CountOpenedSheetsAnswer:
        """How many of the scored have opened what they were given."""
        found = count_opened(connection, self._answering.graphs, request.city, request.cycle)
        return wire.CountOpenedSheetsAnswer(subjects=found.subjects, opened=found.opened)

    @reads
    def list_result_versions(
        self, connection: Connection, request: wire.ListResultVersionsRequest
    ) -> wire.ListResultVersionsAnswer:
        """Every version in which results stood, and what changed."""
        found = result_history(connection, self._answering.graphs, request.city, request.cycle, request.subject)
        return results.history(found)

    @reads
    def list_result_lines(
        self, connection: Connection, request: wire.ListResultLinesRequest
    ) -> wire.ListResultLinesAnswer:
        """A page of the lines that a version's hash is made over."""
        page = Page(request.first, str(request.after)).checked()
        which = (request.city, request.cycle, request.version)
        found = result_lines(connection, self._answering.graphs, *which, page)
        return wire.ListResultLinesAnswer(lines=found.items, has_more=found.has_more)

    async def simulate(self, request: wire.SimulateRequest, _ctx: Context) -> wire.SimulateAnswer:
        """Who would move where; nothing is stored."""
        message = simulations.message(request, self._answering.clock.now())
        answer = await self._simulating.simulate(message)
        return await asyncio.to_thread(simulations.answer, answer)

    @reads
    def list_model_versions(
        self, connection: Connection, request: wire.ListModelVersionsRequest
    ) -> wire.ListModelVersionsAnswer:
        """Every published version of a model."""
        found = self._answering.versions(connection, request.city, request.code)
        return wire.ListModelVersionsAnswer(versions=[responses.version(version) for version in found])

    @reads_for_caller
    def batch_report(
        self, connection: Connection, request: wire.BatchReportRequest, call: Call
    ) -> wire.BatchReportAnswer:
        """Documents and comparisons, in the order asked."""
        return wire.BatchReportAnswer(reports=self._reports.answer(connection, request.city, request.questions, call))

    async def list_plugins(self, _request: wire.ListPluginsRequest, _ctx: Context) -> wire.ListPluginsAnswer:
        """The plugins of this process."""
        discovery = self._plugins.discovery
        installed = [responses.plugin(release) for release in discovery.cities]
        kept_out = [responses.quarantined(one) for one in discovery.quarantined]
        return wire.ListPluginsAnswer(plugins=[*installed, *kept_out], position=str(self._plugins.positions))

    @reads
    def list_audit_trail(self, connection: Connection, request: ListAuditTrailRequest) -> ListAuditTrailAnswer:
        """Who did, read or was refused what in this service."""
        return list_audit_trail(connection, request)
