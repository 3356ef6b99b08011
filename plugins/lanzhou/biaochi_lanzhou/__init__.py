"""Lanzhou (兰州): the 6543 mechanism, as nine models and the cases worked by hand that pin their numbers."""

from collections.abc import Sequence

from biaochi_sdk import Case, City, Notice, default, hookimpl, published

from biaochi_lanzhou import cases, cases_duties, cases_organs
from biaochi_lanzhou.branch import Branch
from biaochi_lanzhou.duties import BranchDuty, CommitteeDuty, LeadingDuty, WorkDuty
from biaochi_lanzhou.model_organ import ModelOrgan
from biaochi_lanzhou.organ import Organ
from biaochi_lanzhou.review import Review
from biaochi_lanzhou.sources import NOTICE
from biaochi_lanzhou.team import Team
from biaochi_lanzhou.work import WORK

MODELS = (Branch, Organ, BranchDuty, CommitteeDuty, LeadingDuty, WorkDuty, Review, Team, ModelOrgan)
CASES = (*cases.CASES, *cases_duties.CASES, *cases_organs.CASES)


@hookimpl
def biaochi_city() -> City:
    """Lanzhou with its nine models and the work of its year."""
    notice = Notice(default(5, NOTICE), to="public")
    return City(slug="lanzhou", title=published("兰州市"), models=MODELS, work=WORK, notice=notice)


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases of all nine."""
    return CASES
