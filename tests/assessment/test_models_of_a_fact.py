"""A record is for every model that judges its subject by its indicator; which ones is decided once, when recorded."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from biaochi_assessment.domain.commands import RecordCheck, RecordChoice, RecordLedgerEntry, ReverseFact
from biaochi_assessment.domain.decision import DecisionContext, Known, Recorder
from biaochi_assessment.domain.facts import StoredFact
from biaochi_assessment.domain.models import Accept, Choice, Model
from biaochi_assessment.domain.recording import record
from biaochi_assessment.domain.refusals import AmountOutOfRange, NotAllowedToRecord, WrongKind
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.reversing import reverse_fact

from tests.assessment.town import BRANCH, DEVELOPER, MODELS, NOW, POINTS, STATES, accept, cycle_2020

CHECK = RecordCheck(idempotency_key="1", subject="B01", indicator="meetings", period="2020-Q3", amount="4.5")


def also_by(*accepts: Accept, kind: str = "BRANCH") -> Model:
    """Another model of the city, `works`, that takes this."""
    return replace(BRANCH, code="works", hash="hash-of-works", subject_kind=kind, accepts=accepts)


def context(*others: Model, facts: Sequence[StoredFact] = ()) -> DecisionContext:
    """The city's open cycle under its models and these."""
    models = (*MODELS, *others)
    return DecisionContext(Known((cycle_2020(models),), models, Registry(STATES), {}, facts))


def test_a_record_of_one_model_names_it() -> None:
    assert record(context(), DEVELOPER, CHECK).models == ("branch",)


def test_a_record_that_two_models_count_names_both_and_is_one_fact() -> None:
    fact = record(context(also_by(accept("meetings", "check", **POINTS))), DEVELOPER, CHECK)

    assert (fact.number, fact.models) == ("1", ("branch", "works"))


def test_a_model_of_other_subjects_does_not_count_it_though_the_key_is_the_same() -> None:
    other = also_by(accept("meetings", "choice", choices=(Choice("good", "好"),)), kind="ORGAN_COMMITTEE")

    assert record(context(other), DEVELOPER, CHECK).models == ("branch",)


def test_a_model_that_takes_another_kind_or_other_periods_does_not_count_it() -> None:
    for other in (accept("meetings", "ledger", **POINTS), accept("meetings", "check", **POINTS, cadences=("year",))):
        assert record(context(also_by(other)), DEVELOPER, CHECK).models == ("branch",)


def test_the_kind_of_the_record_decides_between_models_of_one_subject() -> None:
    entry = RecordLedgerEntry(idempotency_key="1", subject="B01", indicator="meetings", period="2020-Q3", amount="4.5")
    known = context(also_by(accept("meetings", "ledger", **POINTS)))

    assert record(known, DEVELOPER, entry).models == ("works",)
    with pytest.raises(WrongKind, match="请改用对应的登记方式"):
        record(
            known, DEVELOPER, RecordChoice(idempotency_key="2", subject="B01", indicator="meetings", period="2020-Q3")
        )


def test_it_must_fit_every_model_that_counts_it() -> None:
    narrow = accept("meetings", "check", **POINTS | {"highest": Decimal(4)})
    strict = accept("meetings", "check", **POINTS, recorded_by="department")

    with pytest.raises(AmountOutOfRange, match="应在 0 到 4 之间"):
        record(context(also_by(narrow)), DEVELOPER, CHECK)
    with pytest.raises(NotAllowedToRecord, match="只有角色 department 可以"):
        record(context(also_by(strict)), Recorder("工委", frozenset({"work_committee"}), NOW), CHECK)


def test_only_the_models_that_count_a_fact_say_who_may_take_it_back() -> None:
    strict = also_by(accept("meetings", "check", **POINTS, recorded_by="department"))
    fact = record(context(), DEVELOPER, CHECK)
    office = Recorder("工委", frozenset({"work_committee"}), NOW)

    reversal = reverse_fact(context(strict, facts=[StoredFact(fact, None)]), office, ReverseFact("r", "1", "录错"))

    assert reversal.fact == "1"
    older = StoredFact(replace(fact, models=()), None)
    with pytest.raises(NotAllowedToRecord):
        reverse_fact(context(strict, facts=[older]), office, ReverseFact("r", "1", "录错"))
