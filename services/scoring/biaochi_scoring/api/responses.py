"""Domain objects as messages of a response: exact numbers as text, empty where there is none."""

from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any, TypedDict

from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_chassis.foundation.pages import Found, Item
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.discovery import CityRelease, Quarantined
from biaochi_sdk.terms.catalogue import Entry
from biaochi_sdk.values.provenance import Provenance, Source

from biaochi_scoring.domain.cycles import Cycle
from biaochi_scoring.domain.explanations import Explanation
from biaochi_scoring.domain.facts import PUBLISHED, Fact
from biaochi_scoring.domain.ladder import RungSpell
from biaochi_scoring.domain.models import City, Model
from biaochi_scoring.domain.standings import Standing
from biaochi_scoring.events.encode import accept_message, opening_rung_message, standing_message
from biaochi_scoring.use_cases.list_pages import Listing
from biaochi_scoring.use_cases.open_sheets import OpenSheet
from biaochi_scoring.use_cases.pages import Sliced
from biaochi_scoring.use_cases.past_orders import Placed
from biaochi_scoring.use_cases.queries import Version


def city(one: City, models: list[tuple[Model, Graph]]) -> wire.City:
    """An installed city with its models."""
    summaries = [summary(graph) for _, graph in models]
    return wire.City(slug=one.slug, title=one.title, plugin=one.plugin, version=one.version, models=summaries)


def summary(graph: Graph) -> wire.ModelSummary:
    """A model in short."""
    return wire.ModelSummary(
        code=graph.code,
        hash=graph.hash,
        subject_kind=graph.subject_kind,
        since=graph.since,
        until=graph.until or "",
        indexes=graph.indexes,
    )


def model(one: Model, graph: Graph) -> wire.Model:
    """A model whole, with every node and its rule book."""
    return wire.Model(
        city=one.city,
        code=one.code,
        hash=one.hash,
        title=graph.title,
        subject_kind=one.subject_kind,
        since=one.since.isoformat(),
        until=_day(one.until),
        source=source(graph.source),
        indexes=graph.indexes,
        nodes=[*(_node(entry) for entry in graph.nodes), *_opening_rung(graph)],
        rule_book=graph.rulebook(),
    )


def version(one: Version) -> wire.ModelVersion:
    """A published version of a model, with its rule book."""
    return wire.ModelVersion(
        hash=one.model.hash,
        since=one.model.since.isoformat(),
        until=_day(one.model.until),
        superseded_by=one.superseded_by or "",
        cycles=one.cycles,
        title=one.graph.title,
        rule_book=one.graph.rulebook(),
    )


def _opening_rung(graph: Graph) -> list[wire.ModelNode]:
    """The rung a subject enters a cycle on is no node of the graph, but a fact that may be recorded all the same."""
    if not graph.rungs:
        return []
    accept = opening_rung_message(graph)
    return [
        wire.ModelNode(
            key=accept.indicator,
            title=accept.title,
            provenance=Provenance.DEFAULT.value,
            source=source(graph.source),
            cadence=graph.calendar.cycle,
            words="按登记",
            accept=accept,
        )
    ]


def _node(entry: Entry) -> wire.ModelNode:
    numbers = [
        wire.RuleNumber(value=number.value, provenance=number.provenance, source=source(number.source))
        for number in entry.numbers
    ]
    return wire.ModelNode(
        key=entry.key,
        title=entry.title,
        provenance=entry.provenance,
        source=source(entry.source),
        cadence=",".join(entry.cadences),
        words=entry.words,
        max=entry.full or "",
        accept=accept_message(entry.accept) if entry.accept else None,
        index=entry.index or "",
        numbers=numbers,
    )


class AroundPage(TypedDict):
    """What an answer says of its page."""

    total: int
    has_more: bool
    has_previous: bool
    listing: str


def around(page: Sliced[Item]) -> AroundPage:
    """What an answer says of its page."""
    found = page.found
    return AroundPage(total=found.total, has_more=found.has_more, has_previous=found.has_previous, listing=page.listing)


def listing(one: Listing) -> wire.ListStandingsAnswer:
    """A page of a list."""
    return page_of_standings(one.found, one.position)


def page_of_standings(found: Found[Standing], position: str = "") -> wire.ListStandingsAnswer:
    """A page of standings."""
    standings = [standing_message(standing) for standing in found.items]
    return wire.ListStandingsAnswer(
        standings=standings,
        total=found.total,
        has_more=found.has_more,
        has_previous=found.has_previous,
        position=position,
    )


def order(position: str, shown: Found[Placed]) -> wire.GetOrderAnswer:
    """A page of the order of a list."""
    places = [wire.PlaceInOrder(subject=subject, rank=rank or 0) for subject, rank in shown.items]
    return wire.GetOrderAnswer(places=places, total=shown.total, has_more=shown.has_more, position=position)


def sheet(one: OpenSheet) -> wire.Sheet:
    """A sheet with its receipt and its explanation."""
    receipt = wire.Receipt(model_hash=one.model_hash, input_hash=one.input_hash, versions=one.versions)
    return wire.Sheet(
        standing=standing_message(one.standing),
        receipt=receipt,
        explanation=explanation(one.explanation) if one.explanation else None,
        grade_explanation=explanation(one.grade_explanation) if one.grade_explanation else None,
        rung_explanation=explanation(one.rung_explanation) if one.rung_explanation else None,
        values=[
            wire.NodeValue(key=key, title=one.titles[key], value=value or "", flag=key in one.flags)
            for key, value in one.values.items()
        ],
        nodes=[explanation(node) for node in one.nodes],
    )


def explanation(one: Explanation) -> wire.Explanation:
    """A node with everything below it."""
    return wire.Explanation(**_explained(one))


def _explained(one: Explanation) -> dict[str, Any]:
    """What the message of a node says: made of a mapping all below it stands in its place, and is copied nowhere."""
    return {
        "key": one.key,
        "title": one.title,
        "value": one.value or "",
        "max": one.full or "",
        "formula": one.words,
        "provenance": one.provenance,
        "source": {"document": one.source.document, "place": one.source.place},
        "children": [_explained(child) for child in one.children],
        "facts": [_published(each) for each in one.facts],
        "related": asdict(one.related) if one.related else None,
        "flag": one.flag,
    }


def fact(one: Fact) -> assessment.Fact:
    """A fact whole."""
    return assessment.Fact(**_published(one))


def _published(one: Fact) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PUBLISHED}


def spell(one: RungSpell, title: str) -> wire.RungSpell:
    """One stretch of the history of rungs."""
    return wire.RungSpell(
        subject=one.subject,
        index=one.index,
        rung=one.rung,
        title=title,
        since=one.since.isoformat(),
        period=one.period,
        cycle=one.cycle,
    )


def results(cycle: Cycle) -> wire.Results:
    """Whether a cycle's results stand, and under which hashes."""
    return wire.Results(
        cycle=cycle.code,
        frozen=cycle.frozen,
        results_hash=cycle.results_hash or "",
        facts_hash=cycle.closing.facts_hash if cycle.closing else "",
    )


@lru_cache
def plugin(release: CityRelease) -> wire.Plugin:
    """A plugin that was loaded; it is asked for at every look whether the platform is ready."""
    models = [summary(Graph.parse(one.graph)) for one in release.models]
    return wire.Plugin(name=release.plugin, version=release.version, city=release.slug, models=models)


def quarantined(one: Quarantined) -> wire.Plugin:
    """A plugin that is kept out, and why."""
    return wire.Plugin(name=one.name, quarantine_reason=one.reason)


def source(one: Source) -> wire.Source:
    """Where something comes from."""
    return wire.Source(document=one.document, place=one.place)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
