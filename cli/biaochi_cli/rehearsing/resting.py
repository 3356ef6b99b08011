"""What a command brings, and what it rests on: of what waits for a second signature others wait with it."""

from biaochi_assessment.use_cases.work import DECIDE as DECIDE_WORK
from biaochi_chassis.store.batch import Command

_OWN = ("code", "item")
"""What a command of work is about."""


def brought(command: Command) -> set[str]:
    """By what others name a command: its number and, of work, its item."""
    of_work = _OWN if type(command) in DECIDE_WORK else ()
    return {command.idempotency_key, *(str(getattr(command, name)) for name in of_work if hasattr(command, name))}


def rests_on(command: Command) -> set[str]:
    """What a command may rest on: the fact that it takes back, or the items of work that it names."""
    if type(command) not in DECIDE_WORK:
        return {str(getattr(command, "fact", ""))} - {""}
    filled = {str(value) for one in getattr(command, "fields", ()) for value in one.values}
    return ({str(getattr(command, name, "")) for name in ("item", "parent")} | filled) - {""}
