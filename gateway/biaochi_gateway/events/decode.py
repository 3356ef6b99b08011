"""Decodes the events the gateway receives from protobuf."""

from dataclasses import dataclass, field

from biaochi.assessment.v1.events_pb2 import (
    Consequence,
    ConsequenceAdvanced,
    ConsequencesFollowed,
    WorkFellDue,
    WorkItem,
    WorkItemAdvanced,
    WorkItemOpened,
    WorkNotice,
    WorkStep,
)
from biaochi.scoring.v1.events_pb2 import Moved, Shift, Standing, StandingsChanged, StandingsMoved
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.positions import Positions

from biaochi_gateway.events.shared import Shared

SCORING, ASSESSMENT = "biaochi.scoring.v1", "biaochi.assessment.v1"
TOPICS = (SCORING, ASSESSMENT)
STANDINGS_MOVED = f"{SCORING}.StandingsMoved"
STANDINGS_CHANGED = f"{SCORING}.StandingsChanged"
STANDINGS = (STANDINGS_MOVED, STANDINGS_CHANGED)
WORK_TAKEN: dict[str, type[WorkItemOpened | WorkItemAdvanced]] = {
    f"{ASSESSMENT}.WorkItemOpened": WorkItemOpened,
    f"{ASSESSMENT}.WorkItemAdvanced": WorkItemAdvanced,
}
WORK_FELL_DUE = f"{ASSESSMENT}.WorkFellDue"
FOLLOWED, ADVANCED = f"{ASSESSMENT}.ConsequencesFollowed", f"{ASSESSMENT}.ConsequenceAdvanced"
WORK = (*WORK_TAKEN, WORK_FELL_DUE)
CONSEQUENCES = (FOLLOWED, ADVANCED)
"""The types of events that are handed on, by what they are a change of; all others are passed over."""
HANDED_ON = (*STANDINGS, *WORK, *CONSEQUENCES)


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
    shared: Shared = field(default_factory=Shared, compare=False, repr=False)


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
        position=_position(record),
        ranks=tuple(message.ranks),
        ranks_before=tuple(message.ranks_before),
        moved=tuple(message.moved),
        others=message.others,
    )


@dataclass(frozen=True)
class WorkChange:
    """That an item was opened or a step taken on it, or that something was said of the calendar: one of the two."""

    city: str
    position: str
    item: WorkItem | None = None
    step: WorkStep | None = None
    notice: WorkNotice | None = None
    shared: Shared = field(default_factory=Shared, compare=False, repr=False)

    @property
    def kind(self) -> str:
        """The kind of work that it is about."""
        return self.item.kind if self.item else self.notice.kind if self.notice else ""

    @property
    def organizations(self) -> tuple[str, ...]:
        """Whom it concerns."""
        return (self.item.organization,) if self.item else tuple(self.notice.organizations) if self.notice else ()


def work_change(record: ReceivedEvent) -> WorkChange | None:
    """The change of a year's work that a record is about; None for every other type of event."""
    if record.type in WORK_TAKEN:
        taken = WORK_TAKEN[record.type].FromString(record.data)
        return WorkChange(record.city, _position(record), taken.item, taken.step)
    if record.type == WORK_FELL_DUE:
        return WorkChange(record.city, _position(record), notice=WorkFellDue.FromString(record.data).notice)
    return None


@dataclass(frozen=True)
class ConsequencesChange:
    """What followed from final results of a cycle, or the one that a step was taken on, as it is after it."""

    city: str
    position: str
    cycle: str
    consequences: tuple[Consequence, ...]
    shared: Shared = field(default_factory=Shared, compare=False, repr=False)


def consequences_change(record: ReceivedEvent) -> ConsequencesChange | None:
    """The change of what follows from results that a record is about; None for every other type of event."""
    position = _position(record)
    if record.type == FOLLOWED:
        followed = ConsequencesFollowed.FromString(record.data)
        return ConsequencesChange(record.city, position, followed.cycle, tuple(followed.consequences))
    if record.type == ADVANCED:
        advanced = ConsequenceAdvanced.FromString(record.data).consequence
        return ConsequencesChange(record.city, position, advanced.cycle, (advanced,))
    return None


def _position(record: ReceivedEvent) -> str:
    return str(Positions.of({(record.topic, record.partition): record.sequence}))
