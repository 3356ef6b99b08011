"""What the services would say of a folder's rows after one another: their own rules over what would stand by then."""

from collections.abc import Mapping
from typing import Any

from biaochi_chassis.foundation.refusal import Refused

from biaochi_cli.rehearsing.assessment import RehearsedAssessment, slots_of
from biaochi_cli.rehearsing.registry import DECIDED, RehearsedRegistry

# What the rehearsal may not know of although the service does: it holds what the rows name, and no older history.
UNKNOWN = frozenset(
    {
        "UNKNOWN_ORGANIZATION",
        "UNKNOWN_SUBJECT",
        "UNKNOWN_PERSON",
        "UNKNOWN_TASK",
        "UNKNOWN_CYCLE",
        "UNKNOWN_PERIOD",
        "UNKNOWN_MODEL",
        "UNKNOWN_INDICATOR",
    }
)


class PlaceTaken(Refused):
    """An earlier row of the same import would stand in the place of this one."""

    code = "ALREADY_EXISTS"


class Rehearsal:
    """Judges rows in the order in which they would be written. A refused row leaves nothing behind."""

    def __init__(self, registry: RehearsedRegistry, assessment: RehearsedAssessment) -> None:
        """Begin with what the services know."""
        self._registry = registry
        self._assessment = assessment
        self._taken: dict[str, str] = {}

    def judge(self, command: str, fields: Mapping[str, Any], where: str, *, accepted: bool) -> Refused | None:
        """Return the refusal that a row would meet, or None, and let it have happened.

        `accepted`: what is written already suffices for the service; then nothing unknown here counts against the row.
        """
        slots = frozenset() if command in DECIDED or command == "OpenCycle" else slots_of(command, fields)
        earlier = next((self._taken[slot] for slot in sorted(slots) if slot in self._taken), None)
        if earlier:
            return PlaceTaken(f"{earlier}已经登记了同一件事：同一对象、指标、期间只登记一次，请删去其中一行。")
        try:
            if command in DECIDED:
                self._registry.judge(command, fields)
            else:
                self._assessment.judge(command, fields, self._registry.states)
        except Refused as refused:
            if not accepted or refused.code not in UNKNOWN:
                return refused
        self._taken.update(dict.fromkeys(slots, where))
        return None
