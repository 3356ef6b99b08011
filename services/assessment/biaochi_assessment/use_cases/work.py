"""The commands about work, in batches: opened, advanced, withdrawn, and what follows in the same transaction."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.batch import Batch, Command
from biaochi_chassis.store.database import UnitOfWork

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import Cycle, cycle_before
from biaochi_assessment.domain.decision import DecisionContext, Known, Recorder
from biaochi_assessment.domain.facts import TASK, Fact, Neighbour, Place, StoredFact, completion_slot, task_slot
from biaochi_assessment.domain.models import Model
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.results.consequences import ConsequenceState
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem, WithdrawWorkItem
from biaochi_assessment.domain.work.context import WorkContext
from biaochi_assessment.domain.work.items import FinalLists, Followed, Taken, WorkItem, WorkStep
from biaochi_assessment.domain.work.steps import advance_item, open_item, withdraw_item
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_assessment.store import consequences as consequence_store
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store import work as work_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.work_texts import opened_items, sealed_taken
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.decision import rules_of
from biaochi_assessment.use_cases.keeping import keep_facts, keep_reversals
from biaochi_assessment.use_cases.rules import Rules

DECIDE: Mapping[type, Callable[[WorkContext, Recorder, Any], Taken]] = {
    OpenWorkItem: open_item,
    AdvanceWorkItem: advance_item,
    WithdrawWorkItem: withdraw_item,
}
"""What decides each command about work."""


def take(context: WorkContext, recorder: Recorder, command: Command) -> Taken:
    """Return what a command about work does, entered whole in the context. Raises what its rules do."""
    with context.facts.whole():
        return DECIDE[type(command)](context, recorder, command)


def take_steps(sent: CommandContext, tx: UnitOfWork, batch: Batch[Command]) -> None:
    """Open, advance or withdraw items; each answers with the item's code."""
    known = _load(tx.connection, sent, [command for _, command in batch.fresh])
    judged = _judged(sent, batch, known.context())
    # Which places the facts that follow need is known once they are judged: where one is taken, all is judged again.
    while known.look_at(tx.connection, sent.city, judged.context.facts):
        judged = _judged(sent, batch, known.context())
    batch.refusals += judged.refusals
    for index, one in judged.taken.items():
        batch.done(index, one.item.code)
    keep_steps(sent, tx, judged.context, list(judged.taken.values()), judged.positions)


@dataclass
class _Judged:
    """What became of a batch's commands, by their places in it, and the position of each step in its item."""

    context: WorkContext
    taken: dict[int, Taken] = field(default_factory=dict)
    positions: list[int] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)


def _judged(sent: CommandContext, batch: Batch[Command], context: WorkContext) -> _Judged:
    judged = _Judged(context)
    for index, command in batch.fresh:
        try:
            recorder = sent.recorder_about(_organization(context, command))
            one = take(context, recorder, command)
        except Refused as refused:
            judged.refusals.append(refused.at(index))
        else:
            judged.taken[index] = _signed_first(batch, context, index, one)
            judged.positions.append(len(context.steps(one.item.code)))
    return judged


def weighing(sent: CommandContext, tx: UnitOfWork, commands: Sequence[Command]) -> AbstractSet[str]:
    """The keys of what takes two: it bars, excepts or excuses somebody by what follows from it, or takes that back."""
    rules, city = rules_of(tx.connection, sent)
    weighty = rules.weighty
    # Of nearly all steps their key says that none of any kind takes two: their items need not be read.
    keys = frozenset[str]().union(*weighty.values())
    may = [one for one in commands if not isinstance(one, AdvanceWorkItem) or one.step in keys]
    named = _covered(sent, work_store.items_of(tx.connection, sent.city, _named(may)), commands)
    kinds = {item.code: item.kind for item in named}
    some = [one for one in may if _kind(one, kinds) in weighty]
    taken = defaultdict[str, set[str]](set)
    withdrawn = [one.item for one in some if isinstance(one, WithdrawWorkItem)]
    for step in work_store.steps_of(tx.connection, sent.city, withdrawn):
        taken[step.item].add(step.step)
    return {one.idempotency_key for one in some if _steps(one, city, taken[_item(one)]) & weighty[_kind(one, kinds)]}


def takes_two(rules: Rules, city: City, context: WorkContext, command: Command) -> bool:
    """Whether a command takes two, as `weighing` finds it, before it is entered in a context that knows its item."""
    code = _item(command)
    known = {code: context.item(code).kind} if context.has(code) else {}
    two = rules.weighty.get(_kind(command, known))
    if two is None:
        return False
    return bool(two & _steps(command, city, {step.step for step in context.steps(code)}))


def _named(commands: Iterable[Command]) -> set[str]:
    return {_item(one) for one in commands} - {""}


def _item(command: Command) -> str:
    """The item that a command names; none where it opens one."""
    return str(getattr(command, "item", ""))


def _kind(command: Command, kinds: Mapping[str, str]) -> str:
    """Of which kind the item is that a command opens or names."""
    return command.kind if isinstance(command, OpenWorkItem) else kinds.get(_item(command), "")


def _steps(command: Command, city: City, taken: AbstractSet[str]) -> AbstractSet[str]:
    """The step that a command is; of a withdrawal those of its item, which it takes back."""
    match command:
        case OpenWorkItem():
            return {city.work[command.kind].opening.key}
        case AdvanceWorkItem():
            return {command.step}
    return taken


def _signed_first(batch: Batch[Command], context: WorkContext, index: int, taken: Taken) -> Taken:
    """The same; an exception from a quota is signed by whoever sent it first, too."""
    first, step = batch.signed.get(index), taken.step
    declared = context.kind(taken.item.kind).by_key.get(step.step)
    if first is None or declared is None or not declared.exception:
        return taken
    return replace(taken, step=replace(step, signed=(*step.signed, first.signer)))


def _organization(context: WorkContext, command: Command) -> str:
    """Whose item a command opens or names. Raises UnknownWorkItem."""
    if isinstance(command, OpenWorkItem):
        return command.organization
    return context.item(_item(command)).organization


def keep_steps(
    sent: CommandContext, tx: UnitOfWork, context: WorkContext, taken: Sequence[Taken], positions: Sequence[int]
) -> None:
    """Store and publish steps that were judged good, each with its position in its item, and what came of them."""
    if not taken:
        return
    _, city = rules_of(tx.connection, sent)
    sealed = sealed_taken(sent.keys(tx.connection), city.work, taken)
    work_store.keep_taken(tx.connection, sent.city, sealed, positions)
    tx.publish(sent.event_context.taken(sealed))
    facts: list[Fact] = []
    for one in taken:
        if one.reversals:
            keep_facts(sent, tx, facts)
            facts = []
            # What is taken back goes first: the fact that stands instead needs its slot.
            freed = [context.facts.reversed_fact(reversal) for reversal in one.reversals]
            keep_reversals(sent, tx, one.reversals, freed)
        facts += one.facts
    keep_facts(sent, tx, facts)


@dataclass
class _Known:
    """What the commands are judged against; `cycles`, `models`, `registry`: as `DecisionContext` takes them."""

    cycles: Sequence[Cycle]
    models: Sequence[Model]
    registry: Registry
    kinds: Mapping[str, Kind]
    items: Sequence[WorkItem]
    steps: Sequence[WorkStep]
    followed: Sequence[Followed]
    lists: Mapping[str, FinalLists]
    facts: list[StoredFact]
    standing: dict[str, str] = field(default_factory=dict)
    neighbours: list[Neighbour] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    """Of which it is known what stands there."""

    def context(self) -> WorkContext:
        """What is known, before any of the commands."""
        known = Known(self.cycles, self.models, self.registry, self.standing, self.facts, self.neighbours)
        facts = DecisionContext(known)
        return WorkContext(facts, self.kinds, self.items, self.steps, self.followed, self.lists)

    def look_at(self, connection: Connection, city: str, judged: DecisionContext) -> bool:
        """Know what stands where it was looked while judging; whether that is more than was known."""
        places = judged.looked_around - self.places
        neighbours = fact_store.neighbours(connection, city, places)
        self.neighbours += neighbours
        self.places |= places
        return self.look_in(connection, city, judged.found_free) or bool(neighbours)

    def look_in(self, connection: Connection, city: str, slots: Collection[str]) -> bool:
        """Know what stands in these slots, with the tasks among it; whether that is more than was known."""
        found = fact_store.standing(connection, city, set(slots) - self.standing.keys())
        tasks = [number for slot, number in found.items() if slot.startswith(TASK)]
        self.facts += fact_store.facts_of(connection, city, tasks)
        self.standing |= found
        return bool(found)


def _load(connection: Connection, sent: CommandContext, commands: Sequence[Command]) -> _Known:
    """Load what the commands are judged against. Raises UnknownCity."""
    rules, city = rules_of(connection, sent)
    items = opened_items(sent.keys(connection), _items(connection, sent, city, commands))
    named = _named(commands)
    steps = work_store.steps_of(connection, sent.city, [item.code for item in items if item.code in named])
    years = {str(getattr(one, "on", ""))[:4] for one in commands} | _excused_years(city, commands, items)
    cycles = rules.cycles_of(years | {item.cycle for item in items})
    models = rules.pinned(cycles)
    opened = {one.kind for one in commands if isinstance(one, OpenWorkItem)}
    kinds = opened | {item.kind for item in items}
    codes = _codes(items, commands)
    listed = [one.code for one in cycles if city.sharing_lists(kinds)]
    known = _Known(
        cycles=cycles,
        models=models,
        registry=registry_store.registry(connection, sent.city, codes, city.cohorts_judged_by(models, kinds, opened)),
        kinds=city.work,
        items=items,
        steps=steps,
        followed=followed_for(connection, sent.city, city.consequences_looked_at(kinds), codes),
        lists=final_lists(connection, sent.city, rules.cycles, listed),
        facts=fact_store.facts_of(connection, sent.city, _to_take_back(city, commands, items, steps)),
    )
    slots = {slot for item in items for slot in (task_slot(item.code), completion_slot(item.code))}
    known.look_in(connection, sent.city, slots)
    return known


def _to_take_back(
    city: City, commands: Sequence[Command], items: Iterable[WorkItem], steps: Iterable[WorkStep]
) -> set[str]:
    """The facts that followed from earlier steps which these commands take back or replace."""
    kinds = {item.code: city.work[item.kind].by_key for item in items if item.kind in city.work}
    withdrawn = {one.item for one in commands if isinstance(one, WithdrawWorkItem)}
    replaced = {
        (one.item, earlier)
        for one in commands
        if isinstance(one, AdvanceWorkItem) and (step := kinds.get(one.item, {}).get(one.step))
        for earlier in step.replaces
    }
    taken_back = (one for one in steps if one.item in withdrawn or (one.item, one.step) in replaced)
    return {number for step in taken_back for number in step.facts}


def final_lists(
    connection: Connection, city: str, cycles: Collection[Cycle], of: Iterable[str]
) -> dict[str, FinalLists]:
    """Return by each of these cycles the final lists of the one before it; of none where its results are not final."""
    before = {code: cycle_before([one.code for one in cycles], code) for code in of}
    found = {code: result_store.final_lists(connection, city, code) for code in {*before.values()} - {""}}
    return {code: FinalLists(last, found.get(last, {})) for code, last in before.items()}


def followed_for(connection: Connection, city: str, keys: Collection[str], subjects: Collection[str]) -> list[Followed]:
    """What of these keys followed from final results for these subjects."""
    return [
        Followed(
            code=one.code,
            key=one.due.key,
            title=one.due.title,
            subject=one.due.subject,
            cycle=one.cycle,
            ended=one.ended_at is not None,
            waived=one.state is ConsequenceState.WAIVED,
        )
        for one in consequence_store.consequences_for(connection, city, keys, subjects)
    ]


def _covered(sent: CommandContext, items: Iterable[WorkItem], commands: Iterable[Command]) -> list[WorkItem]:
    """The items but those that are to be advanced or withdrawn and are not the caller's: as if there were none.

    They are left out before anything else is read for them, so that they take no longer than what is not there.
    """
    named = _named(commands)
    return [item for item in items if item.code not in named or sent.call.covers(item.organization)]


def _items(connection: Connection, sent: CommandContext, declared: City, commands: Sequence[Command]) -> list[WorkItem]:
    """The items that are named; of limited kinds those of the organizations that open one; all looked at."""
    city = sent.city
    opened = [one for one in commands if isinstance(one, OpenWorkItem)]
    named = {one.code for one in opened} | {one.parent for one in opened if one.parent}
    named |= _named(commands)
    named |= {value for one in commands for given in getattr(one, "fields", ()) for value in given.values}
    limited = _limited(declared, {one.kind for one in opened})
    cycles = {one.on[:4] for one in opened}
    found = _covered(sent, work_store.items_of(connection, city, named), commands)
    siblings = work_store.items_of_kinds(connection, city, cycles, limited, {one.organization for one in opened})
    kinds = {one.kind for one in opened} | {item.kind for item in found}
    others = work_store.items_of_any(connection, city, declared.work_looked_at(kinds))
    placed = {key for key in kinds & declared.work.keys() if declared.work[key].quotas}
    placing = work_store.items_of_cycles(connection, city, cycles | {item.cycle for item in found}, placed)
    above = work_store.items_of(connection, city, {item.parent for item in found if item.parent})
    below = work_store.items_below(connection, city, _looked_below(declared, commands, found))
    every = {item.code: item for item in (*above, *below, *siblings, *others, *placing, *found)}
    return _covered(sent, every.values(), commands)


def _excused_years(declared: City, commands: Sequence[Command], items: Iterable[WorkItem]) -> set[str]:
    """The years between whose days an item excuses, or would."""
    opened = (
        (one.kind, {given.key: given.values for given in one.fields})
        for one in commands
        if isinstance(one, OpenWorkItem)
    )
    waivers = {key: kind.waiver for key, kind in declared.work.items() if kind.waiver}
    filled = [*opened, *((item.kind, item.fields) for item in items)]
    days = [
        (values.get(waiver.since, ()), values.get(waiver.until, ()))
        for key, values in filled
        if (waiver := waivers.get(key))
    ]
    return {day[:4] for some in days for one in some for day in one}


def _limited(declared: City, opened: AbstractSet[str]) -> set[str]:
    """The kinds of which a unit's items are counted before one of these is opened."""
    limited = {key for key in opened & declared.work.keys() if declared.work[key].once_per or declared.work[key].most}
    spent = {one.key for key in opened & declared.work.keys() for one in declared.work[key].burdens if one.most}
    return limited | {kind.key for kind in declared.work.values() if spent & {one.key for one in kind.burdens}}


def _looked_below(declared: City, commands: Sequence[Command], found: Iterable[WorkItem]) -> set[str]:
    """The items whose children are asked about: of a kind with a rule over them, or parents of what is unique."""
    unique = {kind.key for kind in declared.work.values() if kind.unique or kind.top_shares}
    above = {one.parent for one in commands if isinstance(one, OpenWorkItem) and one.kind in unique} - {""}
    ruled = {kind.key for kind in declared.work.values() if kind.proportions or kind.children}
    advanced = {one.item for one in commands if isinstance(one, AdvanceWorkItem)}
    topped = {kind.key for kind in declared.work.values() if kind.top_shares}
    above |= {item.parent for item in found if item.kind in topped and item.code in advanced}
    return above | {item.code for item in found if item.kind in ruled and item.code in advanced}


def _codes(items: Iterable[WorkItem], commands: Sequence[Command]) -> set[str]:
    codes = {str(getattr(one, "organization", "")) for one in commands}
    codes |= {value for one in commands for given in getattr(one, "fields", ()) for value in given.values}
    for item in items:
        codes |= {item.organization, *(value for some in item.fields.values() for value in some)}
    return codes - {""}
