"""What scoring publishes, on topic biaochi.scoring.v1: plain values as protobuf messages of the log."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice

from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.event import Event
from biaochi_chassis.event.messages import message_of
from biaochi_sdk.graph.graph import Graph, Rotation
from biaochi_sdk.inputs.fitting import measured
from biaochi_sdk.inputs.together import Together
from biaochi_sdk.values.facts import Accept
from google.protobuf.json_format import ParseDict
from google.protobuf.message import Message

from biaochi_scoring.domain.facts import clause
from biaochi_scoring.domain.judging.place_moves import PlaceMoves, Shift
from biaochi_scoring.domain.judging.rankings import Placed, Ranking
from biaochi_scoring.domain.models import OPENING_RUNG, OPENING_RUNG_TITLE, City, Model
from biaochi_scoring.domain.results.consequences import ConsequenceDue
from biaochi_scoring.domain.standings import Standing
from biaochi_scoring.events.decode import SCORING

# What one StandingsMoved may name; a change of more subjects is published in several.
MOST_STANDINGS = 1000
_KEPT = 10_000
"""Standings whose messages are held at a time."""


@dataclass(frozen=True, slots=True)
class EventContext:
    """What events are published under: on whose account, in which trace, and when."""

    call: Call
    time: datetime

    def say(self, city: str, subject: str, message: Message) -> Event:
        """An event of this service's topic."""
        kind = message.DESCRIPTOR.full_name
        return Event(SCORING, city, subject, kind, message.SerializeToString(deterministic=True), self.call, self.time)


def city_published(event_context: EventContext, city: City) -> Event:
    """A city is installed."""
    message = scoring.CityPublished(
        slug=city.slug,
        title=city.title,
        plugin=city.plugin,
        version=city.version,
        calendar=city.calendar,
        work=[ParseDict(kind, scoring.WorkKind()) for kind in json.loads(city.work)],
        notice=ParseDict(rule, scoring.NoticeRule()) if (rule := json.loads(city.notice)) else None,
        consequences=[ParseDict(one, scoring.ConsequenceRule()) for one in json.loads(city.consequences)],
    )
    return event_context.say(city.slug, city.slug, message)


def model_published(event_context: EventContext, model: Model, graph: Graph) -> Event:
    """A model is installed, with everything others need of it."""
    message = scoring.ModelPublished(
        city=model.city,
        code=model.code,
        hash=model.hash,
        subject_kind=model.subject_kind,
        since=model.since.isoformat(),
        until=model.until.isoformat() if model.until else "",
        accepts=accepts(graph),
        rotations=[_rotation(rotation) for rotation in graph.rotations],
        graph=model.graph,
    )
    return event_context.say(model.city, model.code, message)


def accepts(graph: Graph) -> list[scoring.Accept]:
    """What a model's indicators take, and the opening rung if it has a ladder."""
    found = [accept_message(accept, graph.together.get(accept.indicator)) for accept in graph.accepts]
    if graph.rungs:
        found.append(opening_rung_message(graph))
    return found


def accept_message(accept: Accept, together: Together | None = None) -> scoring.Accept:
    """What one indicator takes; bounds are given only where the amount of a fact counts."""
    message = scoring.Accept(
        indicator=accept.indicator,
        title=accept.title,
        kind=accept.kind,
        cadences=accept.cadences,
        recorded_by=accept.who,
        clause=clause(accept.clause),
        share=accept.share or "",
        how=accept.how,
        levels=_levels(accept),
        choices=_choices(accept, accept.choices),
        panels=_choices(accept, accept.panels),
        signatures=accept.signatures,
        reasoned=accept.reasoned,
        may=accept.may,
        nonzero=accept.nonzero,
    )
    if accept.ranges:
        message.MergeFrom(scoring.Accept(step=accept.step, unit=accept.unit))
    elif measured(accept):
        message.MergeFrom(scoring.Accept(lowest=accept.lo, highest=accept.hi, step=accept.step, unit=accept.unit))
    if accept.privacy:
        message.privacy.CopyFrom(_privacy(accept.privacy))
    if together:
        message.together.CopyFrom(message_of(scoring.Together, together))
    return message


def _choices(accept: Accept, keys: Iterable[str]) -> list[scoring.Choice]:
    return [scoring.Choice(key=key, title=accept.titles[key]) for key in keys]


def _levels(accept: Accept) -> list[scoring.Choice]:
    ranges = {level: accept.ranges.get(level, ("", "")) for level in accept.levels}
    return [
        scoring.Choice(key=level, title=accept.titles[level], lowest=lowest, highest=highest)
        for level, (lowest, highest) in ranges.items()
    ]


def _privacy(privacy: Mapping[str, str]) -> scoring.Privacy:
    seen_by = filter(None, privacy["seen_by"].split(","))
    return scoring.Privacy(names=privacy["names"], seen_by=seen_by, comments=privacy["comments"])


def opening_rung_message(graph: Graph) -> scoring.Accept:
    """What may be recorded as the rung on which a subject enters a cycle."""
    return scoring.Accept(
        indicator=OPENING_RUNG,
        title=OPENING_RUNG_TITLE,
        kind="rung",
        cadences=[graph.calendar.cycle],
        recorded_by="work_committee",
        choices=[scoring.Choice(key=rung.key, title=rung.title) for rung in graph.rungs],
        clause=clause(graph.source),
    )


def _rotation(rotation: Rotation) -> scoring.Rotation:
    turns = [
        scoring.RotationTurn(ordinal=ordinal, shifts=shifts) for ordinal, shifts in sorted(rotation.shifts.items())
    ]
    return scoring.Rotation(indicator=rotation.indicator, cadence=rotation.cadence, turns=turns)


@dataclass(frozen=True, slots=True)
class Board:
    """One published list: an index of a cycle of a city in one period."""

    city: str
    cycle: str
    index: str
    period: str


def standings_moved(
    event_context: EventContext, board: Board, moved: tuple[Ranking, PlaceMoves], standings: Iterable[Standing]
) -> Iterable[Event]:
    """How a list moved: the standings of who changed themselves, and in compact form how the places of others did.

    At most 1000 of either, and of those who are gone, in one event; the shifts and the count stand in the first.
    """
    ranking, moves = moved
    # Of more than are kept none would be found again.
    said = standing_message if len(moves.changed) <= _KEPT else _standing_message
    left = iter(standings)
    exceptions = [_moved_message(ranking.placed(row)) for row in moves.exceptions.tolist()]
    for start in range(0, max(len(moves.changed), len(moves.gone), len(exceptions), 1), MOST_STANDINGS):
        some = slice(start, start + MOST_STANDINGS)
        message = scoring.StandingsMoved(
            cycle=board.cycle,
            index=board.index,
            period=board.period,
            changed=map(said, islice(left, MOST_STANDINGS)),
            gone=moves.gone[some],
            moved=exceptions[some],
        )
        if not start:
            message.ranks.extend(_shift_message(shift) for shift in moves.ranks)
            message.ranks_before.extend(_shift_message(shift) for shift in moves.ranks_before)
            message.others = moves.others
        yield event_context.say(board.city, f"{board.cycle}/{board.index}/{board.period}", message)


def _shift_message(shift: Shift) -> scoring.Shift:
    return scoring.Shift(first=shift.first, last=shift.last, by=shift.by)


def _moved_message(placed: Placed) -> scoring.Moved:
    movement = placed.ranking.movement(placed.row)
    return scoring.Moved(subject=placed.subject, rank=placed.rank or 0, movement=movement)


@lru_cache(_KEPT)
def standing_message(standing: Standing) -> scoring.Standing:
    """A standing as it crosses the wire: empty or 0 where nothing was judged.

    Made once for all messages that it is in: nobody may change it.
    """
    return _standing_message(standing)


def _standing_message(standing: Standing) -> scoring.Standing:
    return scoring.Standing(
        subject=standing.subject,
        total=standing.total or "",
        grade=standing.grade or "",
        rung=standing.rung or "",
        rank=standing.rank or 0,
        movement=standing.movement,
        cycle=standing.cycle,
        index=standing.index,
        period=standing.period,
        marks=standing.marks,
    )


@dataclass(frozen=True, slots=True)
class Frozen:
    """The hashes under which a closed cycle stands, over how many sheets, and how many are on each model's list."""

    city: str
    cycle: str
    results_hash: str
    facts_hash: str
    sheets: int
    version: int
    consequences: Sequence[ConsequenceDue] = ()
    lists: Mapping[str, int] = field(default_factory=dict)


def results_frozen(event_context: EventContext, frozen: Frozen) -> Event:
    """A closed cycle's results stand for ever."""
    message = scoring.ResultsFrozen(
        cycle=frozen.cycle,
        results_hash=frozen.results_hash,
        facts_hash=frozen.facts_hash,
        sheets=frozen.sheets,
        version=frozen.version,
        consequences=[
            scoring.ConsequenceDue(
                subject=one.subject, rule=message_of(scoring.ConsequenceRule, one.rule), step=one.step
            )
            for one in frozen.consequences
        ],
        lists=[scoring.ListSize(model=model, subjects=size) for model, size in sorted(frozen.lists.items())],
    )
    return event_context.say(frozen.city, frozen.cycle, message)
