"""A list kept by nothing but what is published of it: how a subscriber has it exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from biaochi.scoring.v1.events_pb2 import Shift, Standing, StandingsMoved

Shown = tuple[str, str, str, int, int | None]
"""Total, grade, rung, rank and movement."""


@dataclass
class KeptList:
    """One list from its beginning on."""

    standings: dict[str, Standing] = field(default_factory=dict)

    def apply(self, message: StandingsMoved) -> None:
        """Bring the list to where it is after a change."""
        for standing in self.standings.values():
            _move(standing, message)
        for gone in message.gone:
            del self.standings[gone]
        for one in message.moved:
            standing = self.standings[one.subject]
            standing.rank = one.rank
            standing.ClearField("movement")
            if one.HasField("movement"):
                standing.movement = one.movement
        self.standings.update({standing.subject: standing for standing in message.changed})

    def shown(self) -> Mapping[str, Shown]:
        """What it shows of everybody."""
        return {code: _shown(one) for code, one in self.standings.items()}


def kept_lists(messages: Iterable[StandingsMoved]) -> Mapping[tuple[str, str, str], KeptList]:
    """The lists that these messages make, by cycle, index and period."""
    found: dict[tuple[str, str, str], KeptList] = {}
    for message in messages:
        found.setdefault((message.cycle, message.index, message.period), KeptList()).apply(message)
    return found


def _move(standing: Standing, message: StandingsMoved) -> None:
    before = standing.rank + standing.movement
    if standing.rank:
        standing.rank += _shift(standing.rank, message.ranks)
    if standing.HasField("movement"):
        standing.movement = before + _shift(before, message.ranks_before) - standing.rank


def _shift(place: int, shifts: Iterable[Shift]) -> int:
    return next((shift.by for shift in shifts if shift.first <= place <= shift.last), 0)


def _shown(one: Standing) -> Shown:
    return one.total, one.grade, one.rung, one.rank, one.movement if one.HasField("movement") else None
