"""What needs the whole cohort at once, on integers that order as the exact values do: places and quota seats."""

from math import floor

import numpy as np
import numpy.typing as npt

from biaochi_sdk.columns import Bools
from biaochi_sdk.terms import Term

Order = npt.NDArray[np.int64]
OUTSIDE, MEETING, ADMITTED, HOLDER = range(4)


def places(order: Order, judged: Bools | None) -> Order:
    """Competition places 1-2-2-4, highest first; 0 where there is no value."""
    known = order if judged is None else order[judged]
    if len(known) == 0:
        return np.zeros(len(order), np.int64)
    least, most = int(known.min()), int(known.max())
    if most - least <= 4 * len(known) + 1000:
        better = len(known) - np.cumsum(np.bincount(known - least))
        place = better[np.clip(order, least, most) - least] + 1
    else:
        ordered = np.sort(known)
        place = len(ordered) - np.searchsorted(ordered, order, side="right") + 1
    return place if judged is None else np.where(judged, place, 0)


def seats(share: Term, holders: Bools, candidates: Bools, order: Order) -> npt.NDArray[np.int8]:
    """Holders keep their seats; the best candidates fill the rest; those tied at the cut go to the meeting."""
    running = candidates & ~holders
    room = max(floor(share.value * len(order)) - int(holders.sum()), 0)
    result = np.where(holders, HOLDER, OUTSIDE).astype(np.int8)
    if room == 0:
        return result
    ordered = np.sort(order[running])[::-1]
    if len(ordered) <= room:
        result[running] = ADMITTED
        return result
    cut = ordered[room - 1]
    if cut == ordered[room]:
        result[running & (order == cut)] = MEETING
        result[running & (order > cut)] = ADMITTED
    else:
        result[running & (order >= cut)] = ADMITTED
    return result
