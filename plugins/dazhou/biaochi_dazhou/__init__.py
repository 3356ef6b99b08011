"""Dazhou (达州): three indices, what they combine to, and the rules about organizations and cadres around them."""

from collections.abc import Sequence

from biaochi_sdk import Case, City, Notice, default, hookimpl, published

from biaochi_dazhou import cases_people, cases_performance, cases_rules, cases_unit
from biaochi_dazhou.approval import Approval
from biaochi_dazhou.duty import Duty
from biaochi_dazhou.members import Member, Members
from biaochi_dazhou.performance import Performance
from biaochi_dazhou.sources import NOTICE
from biaochi_dazhou.structure import Structure, WorkCommittee
from biaochi_dazhou.unit import Unit
from biaochi_dazhou.uses import CONSEQUENCES
from biaochi_dazhou.village import Helping, Stationed
from biaochi_dazhou.work import WORK

MODELS = (Performance, Duty, Member, Members, Unit, Structure, WorkCommittee, Approval, Stationed, Helping)

ANNOUNCED = ("stationed", "helping")
"""Results of village work are announced in the whole city (考核结果在全市通报); no article says it of the others."""


@hookimpl
def biaochi_city() -> City:
    """Dazhou with its ten models and the work of its year."""
    notice = Notice(default(5, NOTICE), to="scored", public=ANNOUNCED)
    title = published("达州市")
    return City(slug="dazhou", title=title, models=MODELS, work=WORK, notice=notice, consequences=CONSEQUENCES)


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases of all ten."""
    return (*cases_performance.CASES, *cases_people.CASES, *cases_unit.CASES, *cases_rules.CASES)
