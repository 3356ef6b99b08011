"""Bulletins at the turn of a day: of every period that is over and has none, drafted once by whoever comes first."""

from collections import defaultdict
from datetime import date, datetime, time

from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.documents.bulletins import Found, Owed, PeriodOver, periods_over, write_bulletin
from biaochi_assessment.domain.documents.documents import Document
from biaochi_assessment.domain.work.calendar import work_due
from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work.notices import whoever_owes
from biaochi_assessment.store import documents as document_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import work as work_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.use_cases.context import CommandContext


def draft_bulletins(sent: CommandContext, tx: UnitOfWork, city: City, cycle: Cycle, today: date) -> list[Document]:
    """Draft the bulletins that the city declares of the periods that are over; return those that were not there.

    Nobody has signed them: they are in force once two persons have.
    """
    rules = city.notice.bulletins if city.notice else ()
    opened_on = cycle.opened_at.astimezone(SHANGHAI).date()
    over = list(periods_over(rules, cycle, opened_on, today))
    known = document_store.known_codes(tx.connection, sent.city, [one.code for one in over])
    due = [one for one in over if one.code not in known]
    if not due:
        return []
    owed = _owed(tx.connection, city, cycle, today)
    drafted = [
        write_bulletin(city, cycle, one, _found(tx.connection, sent.city, one, owed), sent.recorder, today)
        for one in due
    ]
    document_store.add_documents(tx.connection, sent.city, drafted)
    tx.publish(sent.event_context.document_drafted(one) for one in drafted)
    return drafted


def _found(connection: Connection, city: str, over: PeriodOver, owed: Owed) -> Found:
    first, last = over.period.starts_on, over.period.last_day
    begins, ends = (datetime.combine(day, time(), SHANGHAI) for day in (first, over.period.ends_before))
    recorded = fact_store.count_recorded(connection, city, begins, ends)
    return Found([one for one in owed if first <= one[1].deadline.on <= last], recorded)


def _owed(connection: Connection, city: City, cycle: Cycle, today: date) -> Owed:
    """What everybody owes in the cycle, as of today."""
    kinds = {key: kind for key, kind in city.work.items() if kind.every or kind.waiver}
    subjects = {subject for kind in kinds.values() if kind.every for subject in kind.subjects}
    if not subjects:
        return []
    registry = registry_store.registry(connection, city.slug, (), subjects)
    items: defaultdict[str, list[WorkItem]] = defaultdict(list)
    for item in work_store.items_of_cycles(connection, city.slug, [cycle.code], kinds):
        items[item.organization].append(item)
    return [
        (organization, due)
        for organization in whoever_owes([kind for kind in kinds.values() if kind.every], cycle, registry)
        for due in work_due(kinds.values(), cycle, registry, organization, items.get(organization, ()), today)
    ]
