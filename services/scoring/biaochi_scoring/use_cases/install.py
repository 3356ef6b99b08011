"""Installs what plugins bring: what is new is written and published in one transaction, once, whoever else starts."""

import logging
from collections.abc import Iterable
from datetime import date

from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import Database, UnitOfWork
from biaochi_chassis.store.unit_of_work import published_up_to
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.discovery import CityRelease, Discovery

from biaochi_scoring.domain.models import City, Model, calendar_of
from biaochi_scoring.events.decode import SCORING
from biaochi_scoring.events.encode import EventContext, city_published, model_published
from biaochi_scoring.store import models
from biaochi_scoring.store.connection import Connection

_logger = logging.getLogger(__name__)


class Plugins:
    """The plugins of this process: those installed and those in quarantine."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Know of none before they are installed."""
        self.discovery = Discovery((), ())
        self.installed = False
        self.positions = Positions()
        self._database = database
        self._clock = clock

    async def adopt(self, discovery: Discovery) -> None:
        """Show what was loaded, without writing: what the store has of it can be read before anything is published."""
        self._known(discovery, await self._database.read(lambda connection: _published(connection, discovery)))

    async def install(self, discovery: Discovery) -> None:
        """Write and publish every city and model that the store does not have; keep the reasons of the quarantined."""
        for quarantined in discovery.quarantined:
            _logger.error("plugin %s is kept out: %s", quarantined.name, quarantined.reason)
        call = Call.internal("scoring")
        before, written = await self._database.write(call, lambda tx: self._install_all(tx, discovery))
        self._known(discovery, (*before, written))

    def _known(self, discovery: Discovery, published: Iterable[Positions]) -> None:
        for positions in published:
            self.positions = self.positions.merge(positions)
        self.discovery = discovery
        self.installed = True

    async def check(self) -> str | None:
        """None when the plugins were loaded; one in quarantine does not keep the others from working."""
        return None if self.installed else "the plugins are still being loaded"

    def _install_all(self, tx: UnitOfWork, discovery: Discovery) -> list[Positions]:
        """Write what is new; answer up to where each city was published before."""
        known = {city.slug: city for city in models.load_cities(tx.connection)}
        for release in discovery.cities:
            self._install(tx, release, known.get(release.slug))
        return _published(tx.connection, discovery)

    def _install(self, tx: UnitOfWork, release: CityRelease, known: City | None) -> None:
        event_context = EventContext(tx.call, self._clock.now())
        graphs = [Graph.parse(model.graph) for model in release.models]
        named = (release.slug, release.title, release.plugin, release.version)
        city = City(*named, calendar_of(graphs), release.work, release.notice, release.consequences)
        if city != known:
            models.put_city(tx.connection, city)
            tx.publish([city_published(event_context, city)])
        # a cycle opens on what was published last: another version, be it the one before, is published whole
        another = known is not None and known.version != release.version
        there = () if another else models.known_hashes(tx.connection, release.slug)
        for graph in graphs:
            if graph.hash not in there:
                model = model_of(release.slug, graph)
                models.put_model(tx.connection, model)
                tx.publish([model_published(event_context, model, graph)])


def _published(connection: Connection, discovery: Discovery) -> list[Positions]:
    """Up to where each city was published before."""
    return [published_up_to(connection, SCORING, release.slug) for release in discovery.cities]


def model_of(city: str, graph: Graph) -> Model:
    """A graph as a model of a city that is not published yet."""
    until = date.fromisoformat(graph.until) if graph.until else None
    since = date.fromisoformat(graph.since)
    return Model(city, graph.hash, graph.code, graph.subject_kind, since, until, graph.text)
