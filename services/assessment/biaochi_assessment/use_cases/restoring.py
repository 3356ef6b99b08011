"""Makes this service's tables of its own events again: for a database that is older than the log."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.store.reconcile import Restored

from biaochi_assessment.domain.cycles import Cycle, by_code
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.events.own import Closed, OwnEvent, Reversed, own_event
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store.connection import Connection


def restore(connection: Connection, records: Sequence[ReceivedEvent]) -> Restored:
    """Take facts, reversals and cycles in, in this order. The number of each fact and reversal is its command's key."""
    commands: list[tuple[str, str, str]] = []
    read = [(record.city, own_event(record)) for record in records]
    for (city, _), group in groupby(read, key=lambda one: (one[0], type(one[1]))):
        events = [event for _, event in group]
        _take_in(connection, city, events)
        numbers = [number for number in map(_number, events) if number]
        commands += [(city, number, number) for number in numbers]
    return Restored(commands)


def _take_in(connection: Connection, city: str, events: Sequence[OwnEvent]) -> None:
    """Take in events of one kind."""
    fact_store.add_facts(connection, city, [event for event in events if isinstance(event, Fact)])
    reversed_facts = [event for event in events if isinstance(event, Reversed)]
    reversals, freed = [one.reversal for one in reversed_facts], [one.fact for one in reversed_facts]
    fact_store.add_reversals(connection, city, reversals, freed)
    for event in events:
        match event:
            case Cycle():
                cycle_store.keep_cycle(connection, city, event)
            case Closed(code, at, facts_hash):
                opened = by_code(cycle_store.cycles(connection, city, [code]))[code]
                cycle_store.close_cycle(connection, city, replace(opened, closed_at=at, facts_hash=facts_hash))


def _number(event: OwnEvent) -> str:
    match event:
        case Fact(number=number):
            return number
        case Reversed(reversal=reversal):
            return reversal.number
        case _:
            return ""
