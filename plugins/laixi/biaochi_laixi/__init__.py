"""Laixi (莱西): three optimisations and the four-type organ: nine models, the work of a year, the cases of both."""

from collections.abc import Sequence

from biaochi_sdk import Bulletin, Case, City, Notice, default, hookimpl, published

from biaochi_laixi.branch import Branch
from biaochi_laixi.cases import CASES
from biaochi_laixi.committees import Committee, Temporary, WorkCommittee
from biaochi_laixi.leader import Leader
from biaochi_laixi.member import Member
from biaochi_laixi.operation import Operation
from biaochi_laixi.organ import Organ
from biaochi_laixi.section import Section
from biaochi_laixi.sources import CADENCE, NOTICE
from biaochi_laixi.uses import CONSEQUENCES
from biaochi_laixi.work import KINDS


@hookimpl
def biaochi_city() -> City:
    """Laixi with its nine models and its kinds of work."""
    models = (Member, Section, Organ, Operation, Branch, Committee, Leader, Temporary, WorkCommittee)
    bulletins = (
        Bulletin("half-month", published("每半月调度提醒", CADENCE)),
        Bulletin("month", published("每月考核通报", CADENCE)),
    )
    notice = Notice(default(5, NOTICE), to="public", bulletins=bulletins)
    title = published("莱西市")
    return City(slug="laixi", title=title, models=models, work=KINDS, notice=notice, consequences=CONSEQUENCES)


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases of all models."""
    return CASES
