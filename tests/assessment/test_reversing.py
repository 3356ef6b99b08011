"""A fact is taken back once, with a reason, by who may record it."""

from dataclasses import replace

import pytest
from biaochi_assessment.domain.commands import RecordCheck, ReverseFact
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.recording import record
from biaochi_assessment.domain.refusals import AlreadyReversed, CycleClosed, NotAllowedToRecord, UnknownFact
from biaochi_assessment.domain.reversing import reverse_fact
from biaochi_chassis.foundation.refusal import BadRequest

from tests.assessment.town import DEVELOPER, NOW, context

CHECK = RecordCheck(idempotency_key="1", subject="B01", indicator="meetings", period="2020-Q3", amount="4.5")
FACT = record(context(), DEVELOPER, CHECK)


def test_a_reversal_has_a_number_of_its_own_and_leaves_the_fact_as_it_was() -> None:
    ledger = context(FACT)
    reversal = reverse_fact(ledger, DEVELOPER, ReverseFact("r", "1", "录错"))

    assert (reversal.number, reversal.fact, reversal.cycle, reversal.reason) == ("r", "1", "2020", "录错")
    assert ledger.reversed_fact(reversal) == FACT


def test_a_reversed_check_makes_room_for_the_right_one() -> None:
    ledger = context(FACT)
    reverse_fact(ledger, DEVELOPER, ReverseFact("r", "1", "录错"))

    assert record(ledger, DEVELOPER, replace(CHECK, idempotency_key="2", amount="5")).number == "2"


def test_a_fact_is_reversed_once_and_a_reversal_never() -> None:
    ledger = context(FACT)
    reverse_fact(ledger, DEVELOPER, ReverseFact("r", "1", "录错"))

    with pytest.raises(AlreadyReversed, match="编号 r"):
        reverse_fact(ledger, DEVELOPER, ReverseFact("s", "1", "录错"))
    with pytest.raises(UnknownFact):
        reverse_fact(ledger, DEVELOPER, ReverseFact("s", "r", "录错"))


def test_a_reversal_needs_a_reason_a_role_and_an_open_cycle() -> None:
    with pytest.raises(BadRequest):
        reverse_fact(context(FACT), DEVELOPER, ReverseFact("r", "1", " "))
    with pytest.raises(NotAllowedToRecord):
        reverse_fact(context(FACT), Recorder("某人", frozenset(), NOW), ReverseFact("r", "1", "录错"))
    with pytest.raises(CycleClosed):
        reverse_fact(context(FACT, closed=True), DEVELOPER, ReverseFact("r", "1", "录错"))
