"""Lanzhou (兰州): the 6543 mechanism, as two models and the cases worked by hand that pin their numbers."""

from collections.abc import Sequence

from biaochi_sdk import Case, City, hookimpl, published

from biaochi_lanzhou.branch import Branch
from biaochi_lanzhou.cases import CASES
from biaochi_lanzhou.organ import Organ


@hookimpl
def biaochi_city() -> City:
    """Lanzhou with its two models."""
    return City(slug="lanzhou", title=published("兰州市"), models=(Branch, Organ))


@hookimpl
def biaochi_cases() -> Sequence[Case]:
    """The golden cases of both models."""
    return CASES
