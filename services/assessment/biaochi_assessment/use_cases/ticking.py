"""The turn of a day: what falls due is said once, and lateness recorded, by whichever replica comes first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.cycles import Cycle
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.facts import Fact
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work.lateness import facts_of_lateness
from biaochi_assessment.domain.work.notices import WorkNotice, notices
from biaochi_assessment.domain.work.succession import come_back, succeed
from biaochi_assessment.domain.work_kinds import HANDED_FROM, ORGANIZATION_KINDS, Kind
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import notices as notice_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import work as work_store
from biaochi_assessment.store.work_texts import opened_items
from biaochi_assessment.use_cases.bulletins import draft_bulletins
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.keeping import keep_facts
from biaochi_assessment.use_cases.rules import Rules
from biaochi_assessment.use_cases.work import keep_steps


@dataclass(frozen=True)
class _Year:
    """A cycle with the kinds of work that are owed in it or excuse from it, and who there is."""

    rules: Rules
    cycle: Cycle
    kinds: Mapping[str, Kind]
    registry: Registry

    def facts(self, sent: CommandContext, said: Sequence[WorkNotice]) -> list[Fact]:
        """What follows from these being late."""
        context = DecisionContext(Known((self.cycle,), self.rules.pinned((self.cycle,)), self.registry))
        return [fact for one in said for fact in facts_of_lateness(context, sent.recorder, self.kinds[one.kind], one)]


def tick(sent: CommandContext, tx: UnitOfWork, today: date) -> list[WorkNotice]:
    """Say what is to be said of this year and, in January, of the year before, while they are open; return what was.

    The bulletins of periods that are over are drafted, too.

    Idempotent: a day that is ticked twice, late or by two replicas says nothing twice. Writers take turns, and what was
    said stands in the same transaction as the event that says it.
    """
    rules = sent.rules.find(tx.connection, sent.city)
    declared = rules.city.work if rules.city else {}
    _hand_over(sent, tx, rules, declared, today)
    kinds = {key: kind for key, kind in declared.items() if kind.every or kind.waiver}
    subjects = {subject for kind in kinds.values() if kind.every for subject in kind.subjects}
    said: list[WorkNotice] = []
    for cycle in rules.cycles:
        if cycle.closed_at is not None or cycle.code not in _turning(today):
            continue
        if rules.city:
            draft_bulletins(sent, tx, rules.city, cycle, today)
        if subjects:
            registry = registry_store.registry(tx.connection, sent.city, (), subjects)
            said += _tick_year(sent, tx, _Year(rules, cycle, kinds, registry), today)
    return said


def _hand_over(sent: CommandContext, tx: UnitOfWork, rules: Rules, declared: Mapping[str, Kind], today: date) -> None:
    """Let open items of organizations that are no more pass on or be withdrawn, as their kinds say.

    What had passed on or been withdrawn of an organization that is there again comes back.
    """
    kinds = [one.key for one in declared.values() if one.succession]
    left = work_store.items_left(tx.connection, sent.city, kinds, today)
    moved = work_store.items_moved(tx.connection, sent.city, kinds)
    items = {item.code: item for item in (*left, *moved)}
    if not items:
        return
    steps = work_store.steps_of(tx.connection, sent.city, items)
    facts = fact_store.facts_of(tx.connection, sent.city, [number for step in steps for number in step.facts])
    standing = fact_store.standing(tx.connection, sent.city, {one.fact.slot for one in facts} - {""})
    whose = {code for item in items.values() for code in (item.organization, *item.fields.get(HANDED_FROM, ()))}
    registry = registry_store.registry(tx.connection, sent.city, whose, ORGANIZATION_KINDS)
    known = Known(rules.cycles, rules.pinned(rules.cycles), registry, standing, facts)
    context = WorkContext(DecisionContext(known), declared, items.values(), steps)
    by = sent.recorder
    tried = (come_back(context, by, item, today) or succeed(context, by, item, today) for item in items.values())
    taken = [one for one in tried if one]
    keep_steps(sent, tx, context, taken, [len(context.steps(one.item.code)) for one in taken])


def _tick_year(sent: CommandContext, tx: UnitOfWork, year: _Year, today: date) -> list[WorkNotice]:
    items: defaultdict[str, list[WorkItem]] = defaultdict(list)
    there = work_store.items_of_cycles(tx.connection, sent.city, [year.cycle.code], year.kinds)
    for item in opened_items(sent.keys(tx.connection), there):
        items[item.organization].append(item)
    known = notice_store.keys_of(tx.connection, sent.city, year.cycle.code)
    said = list(notices(year.kinds, year.cycle, year.registry, items, known, today))
    notice_store.keep_notices(tx.connection, sent.city, said)
    tx.publish(sent.event_context.fell_due(notice) for notice in said)
    facts = year.facts(sent, said)
    standing = fact_store.standing(tx.connection, sent.city, [fact.slot for fact in facts if fact.slot])
    fresh = [fact for fact in facts if fact.slot not in standing]
    keep_facts(sent, tx, fresh)
    return said


def _turning(today: date) -> tuple[str, ...]:
    """The cycles that a day belongs to: no deadline is later than its year, and who missed one hears it in January."""
    return (str(today.year), str(today.year - 1)) if today.month == 1 else (str(today.year),)
