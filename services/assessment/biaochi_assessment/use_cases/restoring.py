"""Makes this service's tables of its own events again: for a database that is older than the log."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.store.publishing.reconcile import Restored

from biaochi_assessment.domain.cycles import Cycle, by_code
from biaochi_assessment.domain.documents.documents import Document, DocumentSignature
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.domain.results.life import Notice
from biaochi_assessment.domain.results.receipts import FileReceipt
from biaochi_assessment.domain.work.items import Taken
from biaochi_assessment.domain.work.notices import WorkNotice
from biaochi_assessment.events.own import Closed, Followed, OwnEvent, Reversed, Worked, own_event
from biaochi_assessment.events.results import Decided, Raised, Signed
from biaochi_assessment.store import consequences as consequence_store
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import documents as document_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import notices as notice_store
from biaochi_assessment.store import receipts as receipt_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store import work as work_store
from biaochi_assessment.store.connection import Connection


def restore(connection: Connection, records: Sequence[ReceivedEvent]) -> Restored:
    """Take facts, reversals, cycles, work and notices in, in this order.

    The number of each fact, reversal and step is its command's key; of what followed from a step, the step's is.
    """
    commands: list[tuple[str, str, str]] = []
    read = [(record.city, own_event(record)) for record in records]
    for (city, _), group in groupby(read, key=lambda one: (one[0], type(one[1]))):
        events = [event for _, event in group]
        _take_in(connection, city, events)
        commands += [(city, number, _code(event)) for event in events if (number := _number(event))]
    return Restored(commands)


def _take_in(connection: Connection, city: str, events: Sequence[OwnEvent]) -> None:
    """Take in events of one kind."""
    fact_store.add_facts(connection, city, [event for event in events if isinstance(event, Fact)])
    reversed_facts = [event for event in events if isinstance(event, Reversed)]
    reversals, freed = [one.reversal for one in reversed_facts], [one.fact for one in reversed_facts]
    fact_store.add_reversals(connection, city, reversals, freed)
    worked = [Taken(event.item, event.step) for event in events if isinstance(event, Worked)]
    if worked:
        work_store.keep_taken(connection, city, worked, work_store.positions_of(connection, city, worked))
    notice_store.keep_notices(connection, city, [event for event in events if isinstance(event, WorkNotice)])
    for event in events:
        match event:
            case Document():
                document_store.add_documents(connection, city, [event])
            case DocumentSignature():
                document_store.add_signatures(connection, city, [event])
            case Notice():
                result_store.keep_notice(connection, city, event)
            case Raised(objection):
                result_store.add_objections(connection, city, [objection])
            case Decided(objection, facts_hash):
                result_store.decide_objections(connection, city, [objection])
                if facts_hash:
                    cycle_store.change_facts_hash(connection, city, objection.cycle, facts_hash)
            case FileReceipt():
                receipt_store.add_receipts(connection, city, [event])
            case Followed(consequences):
                consequence_store.add_consequences(connection, city, consequences)
                consequence_store.change_consequences(connection, city, consequences)
            case Signed(code, signature):
                result_store.add_signature(connection, city, code, signature)
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
        case Worked(step=step):
            return step.number
        case _:
            return ""


def _code(event: OwnEvent) -> str:
    """What the command of an event answered: the code of an item, else the number."""
    return event.item.code if isinstance(event, Worked) else _number(event)
