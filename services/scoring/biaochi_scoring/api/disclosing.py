"""Which answers are audited: who rated how, shown to whom the model promised it, and what the scored open."""

from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.runtime.auditing import Disclosing

from biaochi_scoring.domain.results.opened import SHEETS, THE_SCORED, place


def _reports(answer: wire.BatchReportAnswer, _call: Call) -> list[str]:
    """The codes of the raters that are shown though not everybody may know them."""
    return [
        rater.rater
        for report in answer.reports
        if report.raters.seen_by
        for rater in report.raters.raters
        if rater.rater
    ]


def _sheets(answer: wire.BatchGetSheetsAnswer, call: Call) -> list[str]:
    """The sheets that somebody opens who is scored, or stands for who is: so that it can be counted how many do."""
    if call.within is None or call.roles.isdisjoint(THE_SCORED):
        return []
    return [place(sheet.standing.cycle, sheet.standing.subject) for sheet in answer.sheets]


DISCLOSING: Disclosing = {"BatchReport": _reports, SHEETS: _sheets}
"""By method, the raters and the sheets that an answer shows."""
