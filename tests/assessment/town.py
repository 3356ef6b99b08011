"""A small city for tests: ten branches and five organs, a model for each, the cycle 2020."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import Cycle, open_cycle
from biaochi_assessment.domain.decision import DecisionContext, Known, Recorder
from biaochi_assessment.domain.facts import Fact, StoredFact
from biaochi_assessment.domain.models import Accept, Choice, Model, Rotation
from biaochi_assessment.domain.registry import Registry, RegistryState

NOW = datetime(2021, 1, 4, 2, 30, tzinfo=UTC)
CITY = City("xianshi", "某市", ("year", "quarter", "month"))
BRANCHES = tuple(f"B{number:02}" for number in range(1, 11))
ORGANS = tuple(f"J{number}" for number in range(1, 6))
DEVELOPER = Recorder("developer", frozenset({"*"}), NOW)


def accept(indicator: str, kind: str, **fields: object) -> Accept:
    """An indicator of this kind; what is not given does not bind."""
    bare = Accept(indicator, indicator, kind, None, None, None, "分", ("quarter",), "", (), "第一条", "")
    return replace(bare, **fields)  # type: ignore[arg-type]


POINTS = {"lowest": Decimal(0), "highest": Decimal(5), "step": Decimal("0.5")}
BRANCH = Model(
    code="branch",
    hash="hash-of-branch",
    subject_kind="BRANCH",
    since=date(2018, 6, 1),
    until=None,
    sequence=2,
    accepts=(
        accept("meetings", "check", **POINTS, recorded_by="work_committee"),
        accept("dues", "ledger", **POINTS, cadences=("month", "quarter")),
        accept("veto", "veto", cadences=("month", "quarter", "year")),
        accept("heads", "registered", **POINTS),
        accept("rung", "rung", cadences=("year",), choices=(Choice("ordinary", "一般"), Choice("demo", "示范"))),
    ),
)
ORGAN = Model(
    code="organ",
    hash="hash-of-organ",
    subject_kind="ORGAN_COMMITTEE",
    since=date(2018, 6, 1),
    until=None,
    sequence=3,
    accepts=(
        accept("common", "task", **POINTS | {"highest": Decimal(20)}, share="COMMON"),
        accept("mutual", "rating", **POINTS | {"highest": Decimal(100)}),
    ),
    rotations=(Rotation("mutual", "quarter", {1: (1, 2), 2: (3, 4), 3: (1, 2), 4: (3, 4)}),),
)
MODELS = (BRANCH, ORGAN)


def established(code: str, kind: str, since: date = date(2018, 1, 1), until: date | None = None) -> RegistryState:
    """An organization from a day on."""
    return RegistryState(code, kind, since, until)


STATES = (
    *(established(code, "BRANCH") for code in BRANCHES),
    *(established(code, "ORGAN_COMMITTEE") for code in ORGANS),
)


def cycle_2020(models: Iterable[Model] = MODELS) -> Cycle:
    """The cycle 2020 as the city opens it."""
    return open_cycle("2020", CITY, tuple(models), NOW)


def context(*facts: Fact, states: Iterable[RegistryState] = STATES, closed: bool = False) -> DecisionContext:
    """The decision context of the city in its open cycle 2020, with facts that stand."""
    cycle = replace(cycle_2020(), closed_at=NOW if closed else None)
    standing = {fact.slot: fact.number for fact in facts if fact.slot}
    stored = [StoredFact(fact, None) for fact in facts]
    return DecisionContext(Known((cycle,), MODELS, Registry(states), standing, stored))
