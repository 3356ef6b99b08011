"""Days on which a city opens no such work (无会日、无会周)."""

from datetime import date, timedelta

from biaochi_assessment.domain.refusals import QuietDay
from biaochi_assessment.domain.work_kinds import Kind, Quiet


def check_quiet(kind: Kind, on: date) -> None:
    """Raise QuietDay on a day that the kind keeps free, with the next one that it does not."""
    quiet = next((one for one in kind.quiet if _is_quiet(one, on)), None)
    if quiet:
        free = on
        while any(_is_quiet(one, free) for one in kind.quiet):
            free += timedelta(days=1)
        sentence = f"{on} 属“{quiet.title}”，不安排“{kind.title}”：请改在 {free} 或其后。"
        raise QuietDay(sentence, field="on", details={"quiet": quiet.title, "free": free.isoformat()})


def _is_quiet(quiet: Quiet, day: date) -> bool:
    monday = day - timedelta(days=day.weekday())
    week = (monday.day - 1) // 7 + 1
    return (not quiet.weekdays or day.isoweekday() in quiet.weekdays) and (not quiet.weeks or week in quiet.weeks)
