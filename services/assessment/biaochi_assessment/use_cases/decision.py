"""Loads what a batch is judged against: everything its commands name, each kind of thing by one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.facts import ONE_STANDS, TASK, completion_slot, rating_slot, subject_slot, task_slot
from biaochi_assessment.domain.models import raters
from biaochi_assessment.domain.refusals import UnknownCity
from biaochi_assessment.store import facts as fact_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.rules import Rules


@dataclass
class Names:
    """The things a batch names.

    `about`: the subject, indicator and period of each fact. `rounds`: whether whole cohorts are needed, since somebody
    rates.
    """

    periods: set[str] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    slots: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    about: set[tuple[str, str, str]] = field(default_factory=set)
    rounds: bool = False

    def add(self, command: object) -> None:
        """Note what one command names."""
        match command:
            case said.CompleteTask(task=task):
                self.slots.add(task_slot(task))
            case said.ReverseFact(fact=fact):
                self.numbers.add(fact)
            case said.GrantHonour(organization=organization, period=period):
                self._about(organization, period)
            case said.About(subject=subject, period=period):
                self._about(subject, period)
                self._about_subject(command)

    def _about_subject(self, command: said.About) -> None:
        self.about.add((command.subject, command.indicator, command.period))
        match command:
            case said.IssueTask(task=task):
                self.slots.add(task_slot(task))
            case said.SubmitRating(rater=rater):
                self.slots.add(rating_slot(command.indicator, command.period, rater, command.subject))
                self.organizations.add(rater)
                self.rounds = True
            case said.CastBallot(rater=rater):
                self.organizations.add(rater)
            case _ if command.kind in ONE_STANDS:
                self.slots.add(subject_slot(command.kind, command.indicator, command.period, command.subject))

    def _about(self, organization: str, period: str) -> None:
        self.organizations.add(organization)
        self.periods.add(period)


def load_context(
    connection: Connection, sent: CommandContext, rules: Rules, commands: Iterable[object]
) -> DecisionContext:
    """Return what these commands are judged against."""
    city = sent.city
    names = Names()
    for command in commands:
        names.add(command)
    standing = fact_store.standing(connection, city, names.slots)
    numbers = names.numbers | {number for slot, number in standing.items() if slot.startswith(TASK)}
    facts = fact_store.facts_of(connection, city, numbers)
    completions = {completion_slot(stored.fact.task) for stored in facts if stored.fact.kind == TASK}
    standing |= fact_store.standing(connection, city, completions)
    names.periods |= {stored.fact.period for stored in facts}
    names.organizations |= {stored.fact.subject for stored in facts}
    cycles = rules.cycles_of(names.periods)
    models = rules.pinned(cycles)
    kinds = raters(models) if names.rounds else ()
    registry = registry_store.registry(connection, city, names.organizations, kinds)
    places = {place for one in names.about for place in rules.places(*one)}
    neighbours = fact_store.neighbours(connection, city, places)
    return DecisionContext(Known(cycles, models, registry, standing, facts, neighbours))


def rules_of(connection: Connection, sent: CommandContext) -> tuple[Rules, City]:
    """Return what a batch is judged by, held in memory: asked once a batch. Raises UnknownCity."""
    rules = sent.rules.find(connection, sent.city)
    if rules.city is None:
        raise unknown_city(sent.city)
    return rules, rules.city


def known_city(connection: Connection, slug: str) -> City:
    """Return the city. Raises UnknownCity."""
    city = model_store.city(connection, slug)
    if city is None:
        raise unknown_city(slug)
    return city


def unknown_city(slug: str) -> UnknownCity:
    """Return the refusal of a city that nobody published."""
    return UnknownCity(f"没有城市“{shown(slug)}”：请核对城市代码，或先安装该城市的插件。", field="city")
