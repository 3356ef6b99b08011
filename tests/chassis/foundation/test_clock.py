"""The day is Shanghai's, whatever the machine thinks."""

from datetime import UTC, date, datetime

from biaochi_chassis.foundation.clock import FixedClock, SystemClock


def test_the_day_changes_at_midnight_in_shanghai() -> None:
    before = FixedClock(datetime(2020, 12, 31, 15, 59, 59, tzinfo=UTC))
    after = FixedClock(datetime(2020, 12, 31, 16, 0, tzinfo=UTC))

    assert (before.today(), after.today()) == (date(2020, 12, 31), date(2021, 1, 1))


def test_every_clock_speaks_utc() -> None:
    fixed = FixedClock(datetime.fromisoformat("2021-01-01T00:00:00+08:00"))

    assert fixed.now() == datetime(2020, 12, 31, 16, tzinfo=UTC)
    assert fixed.now().tzinfo is UTC
    assert SystemClock().now().tzinfo is UTC
