"""Which reports show what is sealed: who rated how, to those whom the model promised it to."""

from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.runtime.auditing import Disclosing


def _reports(answer: wire.BatchReportAnswer, _call: Call) -> list[str]:
    """The codes of the raters that are shown though not everybody may know them."""
    return [
        rater.rater
        for report in answer.reports
        if report.raters.seen_by
        for rater in report.raters.raters
        if rater.rater
    ]


DISCLOSING: Disclosing = {"BatchReport": _reports}
"""By method, the raters that an answer shows."""
