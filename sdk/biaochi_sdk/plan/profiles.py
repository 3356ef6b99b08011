"""Parts of a whole as rounded shares that add up: by largest remainders, or rounded as they accumulate."""

import numpy as np

from biaochi_sdk.plan.cohort import Order


def by_largest_remainder(weights: Order, units: int) -> Order:
    """Whole units for each part (a row) of each subject (a column); of equal remainders the first part gets one."""
    total = weights.sum(axis=0)
    found: Order = weights * units // total
    rest = weights * units - found * total
    order = np.argsort(-rest, axis=0, kind="stable")
    place = np.argsort(order, axis=0, kind="stable")
    found += place < units - found.sum(axis=0)
    return found


def as_they_accumulate(weights: Order, units: int) -> Order:
    """Each part is the rounded sum up to it less the rounded sum before it, a half upwards."""
    total = weights.sum(axis=0)
    ends: Order = (2 * np.cumsum(weights, axis=0) * units + total) // (2 * total)
    ends[1:] -= ends[:-1].copy()
    return ends


APPORTIONED = {"largest_remainder": by_largest_remainder, "cumulative": as_they_accumulate}
"""How the shares of a profile are rounded, by name."""
