"""Many commands of several kinds at once: all are judged before any is written, with one call for each kind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.rpc.refusals import RefusedByService
from google.protobuf.message import Message

from biaochi_gateway.execution.calls import ServiceCalls

ACCEPTED, WRITTEN, ALREADY, AWAITING = "ACCEPTED", "WRITTEN", "ALREADY", "AWAITING"
REFUSED, UNJUDGED = "REFUSED", "UNJUDGED"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one command: the code of what was written, or why it was refused."""

    what: str
    code: str = ""
    refused: Refused | None = None


@dataclass
class BulkWrite:
    """Commands in a city, by their place among all that were sent; `outcomes` says by place what became of each."""

    calls: ServiceCalls
    city: str
    commands: Mapping[int, Message]
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    positions: Positions = field(default_factory=Positions)

    def __post_init__(self) -> None:
        self._kinds: defaultdict[str, list[int]] = defaultdict(list)
        for place, command in self.commands.items():
            self._kinds[command.DESCRIPTOR.full_name].append(place)

    @property
    def refused(self) -> bool:
        """Whether any of them is refused, so that none may be written."""
        return any(one.what in (REFUSED, UNJUDGED) for one in self.outcomes.values())

    async def judge(self) -> None:
        """Judge every command and write nothing. Raises what the services raise that may succeed a little later."""
        for places in self._kinds.values():
            await self._judge(places)

    async def write(self) -> None:
        """Write one kind after the other, each whole or not at all.

        What has come to be refused since it was judged ends it: later kinds stay judged, and are written by sending
        the very same commands again. Raises what `judge` does.
        """
        for places in self._kinds.values():
            if not await self._write(places):
                return

    async def _judge(self, places: Sequence[int]) -> None:
        try:
            answer = await self.calls.write_all(self.city, [self.commands[place] for place in places], dry_run=True)
        except Refused as refused:
            self.outcomes |= dict.fromkeys(places, Outcome(UNJUDGED))
            self._refuse(places, refused)
            return
        for place, one in zip(places, answer.written, strict=True):
            self.outcomes[place] = Outcome(ALREADY if one.already else ACCEPTED, one.code if one.already else "")
        for message in answer.refusals:
            self._refuse(places, RefusedByService(message))

    async def _write(self, places: Sequence[int]) -> bool:
        try:
            answer = await self.calls.write_all(self.city, [self.commands[place] for place in places], dry_run=False)
        except Refused as refused:
            self._refuse(places, refused)
            return False
        self.positions = self.positions.merge(Positions.parse(answer.position))
        for place, one in zip(places, answer.written, strict=True):
            what = ALREADY if one.already else AWAITING if one.awaits_signature else WRITTEN
            self.outcomes[place] = Outcome(what, one.code)
        return True

    def _refuse(self, places: Sequence[int], refused: Refused) -> None:
        """Refuse the command that is meant, or all of them where it is none of them alone."""
        if refused.retryable:
            raise refused
        meant = places if refused.index is None else [places[refused.index]]
        for place in meant:
            self.outcomes[place] = Outcome(REFUSED, refused=refused)
