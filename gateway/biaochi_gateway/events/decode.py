"""Decodes the events the gateway receives from protobuf."""

from dataclasses import dataclass

from biaochi.scoring.v1.events_pb2 import Standing, StandingsChanged
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.positions import Positions

TOPIC = "biaochi.scoring.v1"
STANDINGS_CHANGED = f"{TOPIC}.StandingsChanged"


@dataclass(frozen=True)
class StandingsChange:
    """Standings of one published total of one period that are other than before, and by whose command."""

    city: str
    cycle: str
    index: str
    period: str
    changed: tuple[Standing, ...]
    gone: tuple[str, ...]
    caller: str
    trace_id: str
    position: str


def standings_change(record: ReceivedEvent) -> StandingsChange | None:
    """The change a record is about; None for every other type of event."""
    if record.type != STANDINGS_CHANGED:
        return None
    message = StandingsChanged.FromString(record.data)
    return StandingsChange(
        city=record.city,
        cycle=message.cycle,
        index=message.index,
        period=message.period,
        changed=tuple(message.changed),
        gone=tuple(message.gone),
        caller=record.caller,
        trace_id=record.call.trace_id,
        position=str(Positions.of({(record.topic, record.partition): record.sequence})),
    )
