"""The day is Shanghai's, whatever the machine thinks."""

from datetime import UTC, date, datetime
from pathlib import Path

from biaochi_chassis.foundation.clock import FixedClock, SystemClock
from biaochi_chassis.foundation.settings import Settings


def test_the_day_changes_at_midnight_in_shanghai() -> None:
    before = FixedClock(datetime(2020, 12, 31, 15, 59, 59, tzinfo=UTC))
    after = FixedClock(datetime(2020, 12, 31, 16, 0, tzinfo=UTC))

    assert (before.today(), after.today()) == (date(2020, 12, 31), date(2021, 1, 1))


def test_every_clock_speaks_utc() -> None:
    fixed = FixedClock(datetime.fromisoformat("2021-01-01T00:00:00+08:00"))

    assert fixed.now() == datetime(2020, 12, 31, 16, tzinfo=UTC)
    assert fixed.now().tzinfo is UTC
    assert SystemClock().now().tzinfo is UTC


def test_a_clock_in_a_file_is_where_its_hands_were_moved(tmp_path: Path) -> None:
    hands = tmp_path / "clock"
    clock = Settings.read({"BIAOCHI_CLOCK": f"@{hands}"}).clock()
    for text, day in (("2021-01-04T23:00:00Z", date(2021, 1, 5)), ("2021-03-01T00:00:00+08:00", date(2021, 3, 1))):
        hands.write_text(text + "\n")
        assert (clock.now(), clock.today()) == (datetime.fromisoformat(text), day)


def test_a_clock_in_a_file_that_is_not_there_is_the_machines(tmp_path: Path) -> None:
    before = SystemClock().now()
    there = Settings.read({"BIAOCHI_CLOCK": f"@{tmp_path / 'clock'}"}).clock().now()

    assert before <= there <= SystemClock().now()
