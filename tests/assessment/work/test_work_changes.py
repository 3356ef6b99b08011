"""What was promised of a calendar when the year changes: an abolished unit, a holiday that moves, a year announced."""

from dataclasses import replace
from datetime import date

import pytest
from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_assessment.domain.work.calendar import work_due
from biaochi_assessment.domain.work.items import WorkItem
from biaochi_assessment.domain.work.notices import LATE, NEAR, notices
from biaochi_assessment.domain.work.spans import spans
from biaochi_assessment.domain.work_kinds import Kind, Step
from biaochi_assessment.domain.working_days import Deadline, working_day_until
from chinese_calendar import constants

from tests.assessment.town import NOW, cycle_2020

REPORT = Kind(
    "report",
    "季度报告",
    "report",
    "DEFAULT",
    "",
    ("BRANCH",),
    Step("report", "报告", (), "reported", closes=True),
    every="quarter",
    due_working_days=3,
    remind_working_days=2,
)
KINDS = {REPORT.key: REPORT}
CYCLE = cycle_2020()


def registry(until: date | None = None) -> Registry:
    """One branch, that is abolished on a day."""
    return Registry([RegistryState("B01", "BRANCH", date(2018, 1, 1), until)])


def reported(code: str, on: date) -> WorkItem:
    """A report made on a day."""
    return WorkItem(
        code=code,
        kind="report",
        noun="report",
        cycle="2020",
        organization="B01",
        title="",
        words="",
        parent="",
        state="reported",
        opened_on=on,
        opened_by="developer",
        opened_at=NOW,
        closed_on=on,
    )


def test_who_is_abolished_in_mid_cycle_owes_what_fell_due_before_and_nothing_after() -> None:
    due = work_due([REPORT], CYCLE, registry(date(2020, 5, 1)), "B01", [], date(2020, 12, 1))

    assert [(one.period, one.state) for one in due] == [("2020-Q1", "LATE")]


def test_what_an_abolished_unit_did_stays_done() -> None:
    done = [reported("R1", date(2020, 3, 30))]
    due = work_due([REPORT], CYCLE, registry(date(2020, 5, 1)), "B01", done, date(2020, 12, 1))

    assert [(one.period, one.state, one.item) for one in due] == [("2020-Q1", "DONE", "R1")]


def test_a_deadline_that_moved_after_it_was_set_is_said_again_and_once() -> None:
    day = date(2020, 4, 1)
    first = list(notices(KINDS, CYCLE, registry(), {}, (), day))
    known = {one.key for one in first}
    before_it_moved = {(kind, period, stage, date(2020, 4, 2)) for kind, period, stage, _ in known}

    assert [(one.period, one.stage) for one in first if one.stage == NEAR] == [("2020-Q1", NEAR)]
    assert list(notices(KINDS, CYCLE, registry(), {}, known, day)) == []
    again = list(notices(KINDS, CYCLE, registry(), {}, before_it_moved, day))
    assert [one.key for one in again] == [one.key for one in first]


def test_a_year_is_provisional_until_its_holidays_are_known_and_is_reckoned_again_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = working_day_until(date(2098, 12, 31))
    monkeypatch.setitem(constants.holidays, date(2098, 12, 31), constants.Holiday.new_years_day.value)
    monkeypatch.setitem(constants.workdays, date(2098, 12, 27), constants.Holiday.new_years_day.value)

    assert before == Deadline(date(2098, 12, 31), provisional=True)
    assert working_day_until(date(2098, 12, 31)) == Deadline(date(2098, 12, 30), provisional=False)


def test_what_is_late_follows_the_deadline_as_it_is_read_and_is_kept_nowhere() -> None:
    (first, *_) = work_due([REPORT], CYCLE, registry(), "B01", [], date(2020, 4, 7))
    later = replace(REPORT, due_working_days=4)
    (moved, *_) = work_due([later], CYCLE, registry(), "B01", [], date(2020, 4, 7))

    assert (first.deadline.on, first.state) == (date(2020, 4, 3), "LATE")
    assert (moved.deadline.on, moved.state) == (date(2020, 4, 7), "DUE")


def test_who_is_late_is_said_to_be_late_though_it_was_made_up_for_before_the_tick() -> None:
    items = {"B01": [reported("R1", date(2020, 4, 8))]}
    (said,) = [one for one in notices(KINDS, CYCLE, registry(), items, (), date(2020, 4, 9)) if one.stage == LATE]

    assert said.organizations == ("B01",)


def test_a_reminder_is_owed_before_each_holiday_that_is_announced() -> None:
    before = [(one.code, one.starts_on, one.last_day) for one in spans("2020", "holiday")]
    assert before[:2] == [
        ("2020-F1", date(2020, 1, 1), date(2020, 1, 23)),
        ("2020-F2", date(2020, 1, 24), date(2020, 4, 3)),
    ]
    assert [last.month for _, _, last in before] == [1, 4, 4, 6, 9]

    reminder = replace(REPORT, every="holiday", due_working_days=0)
    due = work_due([reminder], CYCLE, registry(), "B01", [reported("R1", date(2020, 1, 20))], date(2020, 4, 7))
    assert [(one.period, one.deadline.on, one.state) for one in due][:2] == [
        ("2020-F1", date(2020, 1, 23), "DONE"),
        ("2020-F2", date(2020, 4, 3), "LATE"),
    ]


def test_before_a_holiday_that_nobody_knows_nothing_is_owed() -> None:
    assert spans("2099", "holiday") == ()
