"""What follows from final results, as it travels: what scoring froze, and this service's own events made and read."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.event.event import ReceivedEvent

from biaochi_assessment.domain.facts import instant
from biaochi_assessment.domain.results.consequences import Consequence, ConsequenceDue, ConsequenceState

_RULE = tuple(name for name in ConsequenceDue.__dataclass_fields__ if name not in ("subject", "step"))
_INSTANTS = ("followed_at", "done_at", "ended_at")
_PLAIN = tuple(name for name in Consequence.__dataclass_fields__ if name not in ("due", *_INSTANTS))


def due_of(message: scoring.ResultsFrozen) -> tuple[ConsequenceDue, ...]:
    """Return what follows once these results are final."""
    return tuple(
        ConsequenceDue(subject=one.subject, step=one.step, **{name: getattr(one.rule, name) for name in _RULE})
        for one in message.consequences
    )


def consequence_message(one: Consequence) -> pb.Consequence:
    """Return a consequence as it travels, also in responses."""
    instants = {name: instant(at) if (at := getattr(one, name)) else "" for name in _INSTANTS}
    return pb.Consequence(**asdict(one.due), **{name: getattr(one, name) for name in _PLAIN}, **instants)


def followed_message(cycle: str, consequences: Sequence[Consequence]) -> pb.ConsequencesFollowed:
    """Return what followed as it is published."""
    return pb.ConsequencesFollowed(cycle=cycle, consequences=map(consequence_message, consequences))


def own_consequence_event(record: ReceivedEvent) -> list[Consequence] | None:
    """Return the consequences of one of this service's events as they are after it; None for other events."""
    if record.type == pb.ConsequencesFollowed.DESCRIPTOR.full_name:
        return [_consequence(one) for one in pb.ConsequencesFollowed.FromString(record.data).consequences]
    if record.type == pb.ConsequenceAdvanced.DESCRIPTOR.full_name:
        return [_consequence(pb.ConsequenceAdvanced.FromString(record.data).consequence)]
    return None


def _consequence(message: pb.Consequence) -> Consequence:
    due = ConsequenceDue(**{name: getattr(message, name) for name in ConsequenceDue.__dataclass_fields__})
    plain = {name: getattr(message, name) for name in _PLAIN} | {"state": ConsequenceState(message.state)}
    instants: dict[str, Any] = {
        name: datetime.fromisoformat(at) if (at := getattr(message, name)) else None for name in _INSTANTS
    }
    return Consequence(due=due, **plain, **instants)
