"""Lanzhou (兰州): the 6543 mechanism, as models and the cases worked by hand that pin their numbers."""

from collections.abc import Sequence

from biaochi_sdk import Case, City, hookimpl, published

from biaochi_lanzhou import cases, cases_duties, cases_organs
from biaochi_lanzhou.branch import Branch
from biaochi_lanzhou.duties import BranchDuty
from biaochi_lanzhou.model_organ import ModelOrgan
from biaochi_lanzhou.organ import Organ
from biaochi_lanzhou.review import Review

MODELS = (Branch, Organ, BranchDuty, Review, ModelOrgan)
CASES = (*cases.CASES, *cases_duties.CASES, *cases_organs.CASES)


@hookimpl
def biaochi_city() -> City:
    """Lanzhou with its models."""
    return City(slug="lanzhou", title=published("兰州市"), models=MODELS)


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases of all of them."""
    return CASES
