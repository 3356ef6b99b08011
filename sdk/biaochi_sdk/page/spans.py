"""Rules that look back: over the shorter periods of this one, or at the period before."""

from collections.abc import Sequence
from typing import Any

from biaochi_sdk.page.expressions import Expression
from biaochi_sdk.page.vocabulary import cadence_of
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark


def mean_over(cadence: str, value: Expression, best: Mark | None = None) -> Expression:
    """The unrounded mean of a node over earlier outcomes of a shorter cadence, or of its best; unjudged left out."""
    return Expression("mean_over", value, *_best(best), over=cadence_of(cadence), **_picks(best))


def sum_over(cadence: str, value: Expression, best: Mark | None = None, fading: Sequence[Mark] = ()) -> Expression:
    """The sum of a node over earlier outcomes of a shorter cadence, not judged where there is none.

    best: only that many of the highest. fading: what the newest, the next and so on count for; older ones expire.
    """
    if best is not None and fading:
        raise ModelRefused("sum_over() with best= and fading=: write one of them")
    return Expression("sum_over", value, *_best(best), *fading, over=cadence_of(cadence), **_picks(best))


def every_over(cadence: str, condition: Expression) -> Expression:
    """Whether a condition held in every earlier outcome of a shorter cadence; not judged where there is none."""
    return Expression("every_over", condition, over=cadence_of(cadence))


def any_over(cadence: str, condition: Expression) -> Expression:
    """Whether a condition held in any earlier outcome of a shorter cadence; none is no."""
    return Expression("any_over", condition, over=cadence_of(cadence))


def count_over(cadence: str, condition: Expression) -> Expression:
    """In how many earlier outcomes of a shorter cadence a condition held."""
    return Expression("count_over", condition, over=cadence_of(cadence))


def prior(value: Expression) -> Expression:
    """A node's value in the period before, of the same cadence and cycle; not judged in the first."""
    return Expression("prior", value)


def streak(condition: Expression) -> Expression:
    """How many periods running the condition has held within the cycle, this one included."""
    return Expression("streak", condition)


def _best(best: Mark | None) -> list[Mark]:
    return [] if best is None else [best]


def _picks(best: Mark | None) -> dict[str, Any]:
    return {} if best is None else {"picks": "best"}
