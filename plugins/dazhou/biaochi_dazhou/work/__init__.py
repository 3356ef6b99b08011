"""The work of Dazhou's year: what is done and by whom, from which the rest follows."""

from biaochi_dazhou.work.approving import CRITICISM, NOMINATION, WEAK
from biaochi_dazhou.work.checking import DAILY_CHECK, INSPECTION, POOR_RELIEF, TRACE, WRITTEN_RULE
from biaochi_dazhou.work.excusing import WAIVER
from biaochi_dazhou.work.five_in_one import (
    DELEGATES_MARK,
    DISPATCH,
    FIRST_LINE,
    LIST,
    LIST_ITEM,
    REPORTING_MARK,
    REVIEW,
    SUPERVISION,
)
from biaochi_dazhou.work.honours import CLEARANCE, CONSEQUENCE, HONOUR
from biaochi_dazhou.work.members import CLASS, MODEL_POST, VOLUNTEERING
from biaochi_dazhou.work.opinions import ASSIGNED, FIRST_CONTACT, OPINION
from biaochi_dazhou.work.setting_up import KINDS as SET_UP
from biaochi_dazhou.work.showing import BRAND, SHOWCASE, STATEMENT
from biaochi_dazhou.work.village import COMMITMENT, RECALL, ROVING, SENT

WORK = (
    *(LIST, LIST_ITEM, DISPATCH, SUPERVISION, FIRST_LINE, DELEGATES_MARK, REVIEW, REPORTING_MARK),
    *(CRITICISM, WEAK, NOMINATION, CLEARANCE, HONOUR, CONSEQUENCE, WAIVER),
    *(CLASS, VOLUNTEERING, MODEL_POST, SHOWCASE, STATEMENT, BRAND),
    *(COMMITMENT, ROVING, RECALL, SENT, INSPECTION, OPINION, ASSIGNED, FIRST_CONTACT),
    *(DAILY_CHECK, POOR_RELIEF, WRITTEN_RULE, TRACE, *SET_UP),
)
"""Every kind of work that the city declares."""
