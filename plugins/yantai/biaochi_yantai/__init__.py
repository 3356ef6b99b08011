"""Yantai (烟台): the report and review of secretaries, one model and the cases worked by hand that pin it."""

from collections.abc import Sequence

from biaochi_sdk import Case, City, hookimpl, published

from biaochi_yantai.cases import CASES
from biaochi_yantai.review import Review


@hookimpl
def biaochi_city() -> City:
    """Yantai with its model."""
    return City(slug="yantai", title=published("烟台市"), models=(Review,))


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases of the model."""
    return CASES
