"""What must hold before a fact is one."""

from datetime import date
from typing import Any

import pytest
from biaochi_assessment.domain.commands import GrantHonour, RecordCheck, RecordLedgerEntry, RecordRung, RecordVeto
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.recording import grant_honour, record
from biaochi_assessment.domain.refusals import (
    AlreadyExists,
    CycleClosed,
    InputIsDerived,
    NotAllowedToRecord,
    OutsidePeriod,
    UnknownChoice,
    UnknownIndicator,
    UnknownOrganization,
    UnknownPeriod,
    UnknownSubject,
    WrongCadence,
    WrongKind,
)
from biaochi_chassis.foundation.refusal import BadRequest, Refused

from tests.assessment.town import DEVELOPER, NOW, STATES, context, established


def check(**changes: str) -> RecordCheck:
    """A good check, but for what is changed."""
    good: dict[str, Any] = {
        "idempotency_key": "1",
        "subject": "B01",
        "indicator": "meetings",
        "period": "2020-Q3",
        "amount": "4.5",
    }
    return RecordCheck(**good | changes)


def rung(**changes: str) -> RecordRung:
    """A good opening rung, but for what is changed."""
    good: dict[str, Any] = {
        "idempotency_key": "1",
        "subject": "B01",
        "indicator": "rung",
        "period": "2020",
        "rung": "demo",
    }
    return RecordRung(**good | changes)


def test_a_check_keeps_who_and_when() -> None:
    fact = record(context(), DEVELOPER, check(occurred_on="2020-09-01", evidence="附件3"))

    assert (fact.number, fact.kind, fact.cycle) == ("1", "check", "2020")
    assert (fact.recorded_by, fact.recorded_at, fact.occurred_on) == ("developer", NOW, date(2020, 9, 1))
    assert fact.texts()["amount"] == "4.5"


@pytest.mark.parametrize("given", ["", "第一条"])
def test_a_fact_does_not_repeat_the_clause_of_its_model(given: str) -> None:
    assert record(context(), DEVELOPER, check(clause=given)).clause == ""


def test_a_clause_that_is_given_goes_before_the_model_s() -> None:
    assert record(context(), DEVELOPER, check(clause="第九条")).clause == "第九条"


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"subject": "B99"}, UnknownSubject),
        ({"subject": "J1"}, WrongKind),
        ({"indicator": "nothing"}, UnknownIndicator),
        ({"indicator": "dues"}, WrongKind),
        ({"indicator": "heads"}, InputIsDerived),
        ({"period": "2019-Q3"}, UnknownPeriod),
        ({"period": "2020-09"}, WrongCadence),
    ],
)
def test_what_does_not_fit_the_cycle_is_refused(wrong: dict[str, str], rule: type[Refused]) -> None:
    with pytest.raises(rule) as refused:
        record(context(), DEVELOPER, check(**wrong))
    assert refused.value.sentence.count("：") >= 1


def test_a_closed_cycle_takes_nothing() -> None:
    with pytest.raises(CycleClosed, match="2020"):
        record(context(closed=True), DEVELOPER, check())


def test_only_the_role_that_the_model_names_may_record() -> None:
    with pytest.raises(NotAllowedToRecord, match="work_committee"):
        record(context(), Recorder("某人", frozenset({"rater"}), NOW), check())

    assert record(context(), Recorder("某人", frozenset({"work_committee"}), NOW), check())


def test_a_second_check_of_the_same_place_is_refused_by_the_number_of_the_first() -> None:
    ledger = context()
    record(ledger, DEVELOPER, check())

    with pytest.raises(AlreadyExists, match="编号 1"):
        record(ledger, DEVELOPER, check(idempotency_key="2", amount="5"))
    assert record(ledger, DEVELOPER, check(idempotency_key="3", period="2020-Q4"))


def test_ledger_entries_may_stand_side_by_side_for_any_of_their_cadences() -> None:
    ledger = context()
    for number, period in enumerate(("2020-09", "2020-09", "2020-Q3")):
        entry = RecordLedgerEntry(
            idempotency_key=str(number), subject="B01", indicator="dues", period=period, amount="1"
        )
        assert record(ledger, DEVELOPER, entry).period == period


def test_a_subject_must_exist_on_some_day_of_the_period() -> None:
    merged = (
        established("B50", "BRANCH", date(2018, 1, 1)),
        established("B50", "BRANCH", date(2020, 8, 1), date(2020, 8, 1)),
    )
    states = (*STATES, *merged)

    assert record(context(states=states), DEVELOPER, check(subject="B50"))
    with pytest.raises(UnknownSubject, match="2020-Q4 期间不存在"):
        record(context(states=states), DEVELOPER, check(subject="B50", period="2020-Q4"))


@pytest.mark.parametrize("day", ["2020-06-30", "2020-10-01"])
def test_what_happened_on_a_day_outside_its_period_is_refused(day: str) -> None:
    with pytest.raises(OutsidePeriod, match="2020-07-01 至 2020-09-30") as refused:
        record(context(), DEVELOPER, check(occurred_on=day))

    assert refused.value.field == "occurred_on"


def test_a_veto_has_no_amount() -> None:
    fact = record(
        context(),
        DEVELOPER,
        RecordVeto(idempotency_key="1", subject="B01", indicator="veto", period="2020-09", note="通报"),
    )

    assert (fact.kind, fact.amount, fact.note) == ("veto", None, "通报")


def test_an_opening_rung_is_one_of_the_model_s_and_belongs_to_the_whole_cycle() -> None:
    ledger = context()
    assert record(ledger, DEVELOPER, rung()).rung == "demo"

    with pytest.raises(AlreadyExists):
        record(ledger, DEVELOPER, rung(rung="ordinary"))
    with pytest.raises(UnknownChoice, match=r"demo（示范）"):
        record(ledger, DEVELOPER, rung(subject="B02", rung="示范"))
    with pytest.raises(WrongCadence):
        record(ledger, DEVELOPER, rung(subject="B02", period="2020-Q1"))


def test_any_organization_may_be_honoured_but_only_one_that_exists() -> None:
    ledger = context()
    fact = grant_honour(ledger, DEVELOPER, GrantHonour("1", "J1", "2020", "示范点", "city", "2020-12-01"))

    assert (fact.kind, fact.subject, fact.level, fact.occurred_on) == ("honour", "J1", "city", date(2020, 12, 1))
    with pytest.raises(UnknownOrganization):
        grant_honour(ledger, DEVELOPER, GrantHonour("2", "X9", "2020", "示范点"))
    with pytest.raises(WrongCadence):
        grant_honour(ledger, DEVELOPER, GrantHonour("3", "J1", "2020-Q4", "示范点"))
    with pytest.raises(BadRequest):
        grant_honour(ledger, DEVELOPER, GrantHonour("4", "J1", "2020", " "))


@pytest.mark.parametrize("field", ["note", "evidence", "clause"])
@pytest.mark.parametrize("written", ["长" * 501, "a\x00b", "响铃\x07"])
def test_a_text_too_long_or_with_control_characters_is_refused(field: str, written: str) -> None:
    with pytest.raises(BadRequest) as refused:
        record(context(), DEVELOPER, check(**{field: written}))

    assert refused.value.field == field
    assert "\x00" not in refused.value.sentence
    assert len(refused.value.sentence) < 200


@pytest.mark.parametrize("case", ["c" * 65, "a\nb"])
def test_a_case_is_named_by_a_short_visible_code(case: str) -> None:
    with pytest.raises(BadRequest) as refused:
        record(context(), DEVELOPER, check(case=case))

    assert refused.value.field == "case"


def test_a_text_may_have_lines_and_any_sign_people_write() -> None:
    assert record(context(), DEVELOPER, check(note="第一行\n第二行 😀")).note == "第一行\n第二行 😀"
