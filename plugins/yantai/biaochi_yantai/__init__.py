"""Yantai (烟台): the report and review of secretaries, what the teams take over of it, and the cases worked by hand."""

from collections.abc import Sequence

from biaochi_sdk import Case, City, Notice, default, hookimpl, published

from biaochi_yantai.cases import CASES
from biaochi_yantai.review import Review
from biaochi_yantai.sources import NOTICE
from biaochi_yantai.team import Team
from biaochi_yantai.work import WORK


@hookimpl
def biaochi_city() -> City:
    """Yantai with its two models and the work of its year."""
    notice = Notice(default(5, NOTICE), to="public")
    return City(slug="yantai", title=published("烟台市"), models=(Review, Team), work=WORK, notice=notice)


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases of both."""
    return CASES
