"""Decodes the events the gateway receives from protobuf."""

from dataclasses import dataclass

from biaochi.scoring.v1.events_pb2 import Moved, Shift, Standing, StandingsChanged, StandingsMoved
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.positions import Positions

TOPIC = "biaochi.scoring.v1"
STANDINGS_MOVED = f"{TOPIC}.StandingsMoved"
STANDINGS_CHANGED = f"{TOPIC}.StandingsChanged"


@dataclass(frozen=True)
class StandingsChange:
    """How a published total of one period moved, and by whose command.

    `own`: those whose own result changed; `ranks`, `ranks_before` and `moved` say how the places of `others` did.
    """

    city: str
    cycle: str
    index: str
    period: str
    own: tuple[Standing, ...]
    gone: tuple[str, ...]
    caller: str
    trace_id: str
    position: str
    ranks: tuple[Shift, ...] = ()
    ranks_before: tuple[Shift, ...] = ()
    moved: tuple[Moved, ...] = ()
    others: int = 0


def standings_change(record: ReceivedEvent) -> StandingsChange | None:
    """The change a record is about; None for every other type of event.

    A build before this one, which may still run next to it, names everybody who moved as changed.
    """
    if record.type == STANDINGS_MOVED:
        message = StandingsMoved.FromString(record.data)
    elif record.type == STANDINGS_CHANGED:
        old = StandingsChanged.FromString(record.data)
        message = StandingsMoved(
            cycle=old.cycle, index=old.index, period=old.period, changed=old.changed, gone=old.gone
        )
    else:
        return None
    return StandingsChange(
        city=record.city,
        cycle=message.cycle,
        index=message.index,
        period=message.period,
        own=tuple(message.changed),
        gone=tuple(message.gone),
        caller=record.caller,
        trace_id=record.call.trace_id,
        position=str(Positions.of({(record.topic, record.partition): record.sequence})),
        ranks=tuple(message.ranks),
        ranks_before=tuple(message.ranks_before),
        moved=tuple(message.moved),
        others=message.others,
    )
