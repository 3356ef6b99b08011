"""Gathers what the figures of trust in a cycle's results are counted from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from biaochi_chassis.store.personal.keys import PersonKeys

from biaochi_assessment.domain.cycles import Cycle, by_code, named
from biaochi_assessment.domain.models import Accept, Model
from biaochi_assessment.domain.results.trust import Reasoned, TrustFigures, trust_figures
from biaochi_assessment.domain.work.burden import BurdenOfYear, borne_in_year, burdens_of, subjects_of
from biaochi_assessment.domain.work.waivers import excuses, written
from biaochi_assessment.domain.work_kinds import Kind
from biaochi_assessment.store import cycles as cycle_store
from biaochi_assessment.store import models as model_store
from biaochi_assessment.store import registry as registry_store
from biaochi_assessment.store import results as result_store
from biaochi_assessment.store import work as work_store
from biaochi_assessment.store.connection import Connection
from biaochi_assessment.store.texts import opened_facts
from biaochi_assessment.store.work_texts import opened_items
from biaochi_assessment.use_cases.decision import known_city
from biaochi_assessment.use_cases.work_queries import list_quotas


def trust(connection: Connection, city: str, code: str, today: date) -> TrustFigures:
    """Return the figures of a cycle as they are now. Raises UnknownCity, UnknownCycle."""
    kinds = known_city(connection, city).work
    cycle = named(code, by_code(cycle_store.cycles(connection, city, [code])))
    models = model_store.models(connection, city, [pinned.hash for pinned in cycle.models])
    life = result_store.life_of(connection, city, code, cycle.facts_hash)
    keys, marks = PersonKeys(connection, city), result_store.marks_and_reasons(connection, city, code)
    facts = opened_facts(keys, marks)
    figures = trust_figures(life.objections, facts, _accepts(models), _burdens(connection, city, cycle, kinds, today))
    excepted = (*_excepted(connection, city, code, today), *_excused(connection, city, cycle, kinds, today))
    return replace(figures, reasoned=[*figures.reasoned, *excepted])


def _excepted(connection: Connection, city: str, cycle: str, today: date) -> list[Reasoned]:
    """What was led past a quota of the year's work, by kind, with its reasons in order of code."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for filled, reasons in list_quotas(connection, city, cycle, today):
        of_kind = found.setdefault((filled.kind.key, filled.kind.title), {})
        of_kind.update(zip((item.code for item in filled.exceptions), reasons, strict=True))
    return [
        Reasoned(key, title, tuple(some[code] for code in sorted(some))) for (key, title), some in found.items() if some
    ]


def _excused(connection: Connection, city: str, cycle: Cycle, kinds: Mapping[str, Kind], today: date) -> list[Reasoned]:
    """Who was excused of work in the cycle, by the kind that excuses, with what was written for it in order of code."""
    waiving = [kind for kind in kinds.values() if kind.waiver]
    items = work_store.items_of_any(connection, city, [kind.key for kind in waiving])
    found = {one.item for one in excuses(waiving, items, today) if one.overlaps(cycle.whole)}
    opened = opened_items(PersonKeys(connection, city), [item for item in items if item.code in found])
    opened.sort(key=lambda item: item.code)
    reasons = {kind.key: tuple(written(kind, item) for item in opened if item.kind == kind.key) for kind in waiving}
    return [Reasoned(key, kinds[key].title, some) for key, some in reasons.items() if some]


def _accepts(models: Sequence[Model]) -> dict[str, Accept]:
    """By indicator; where several models take one, what the first by code says of it."""
    ordered = sorted(models, key=lambda one: one.code, reverse=True)
    return {accept.indicator: accept for model in ordered for accept in model.accepts}


def _burdens(
    connection: Connection, city: str, cycle: Cycle, kinds: Mapping[str, Kind], today: date
) -> list[BurdenOfYear]:
    year = cycle.whole.starts_on.year
    counted = [key for key, kind in kinds.items() if kind.burdens]
    items = work_store.items_of_cycles(connection, city, [str(year), str(year - 1)], counted)
    days = {year: min(cycle.whole.last_day, today), year - 1: date(year - 1, 12, 31)}
    return borne_in_year(kinds, items, year, _units(connection, city, kinds.values(), days))


def _units(
    connection: Connection, city: str, kinds: Iterable[Kind], days: Mapping[int, date]
) -> dict[tuple[str, int], int]:
    """On how many organizations each burden falls, on these days of the years."""
    falls = {key: subjects_of(kinds, key) for key in burdens_of(kinds)}
    registry = registry_store.registry(connection, city, kinds={kind for some in falls.values() for kind in some})
    return {
        (key, year): len(registry.cohort_of(subjects, day))
        for key, subjects in falls.items()
        for year, day in days.items()
    }
