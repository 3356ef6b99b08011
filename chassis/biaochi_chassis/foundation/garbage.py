"""How rarely a process looks for garbage in cycles, of which ours leave little: counting references frees the rest."""

import gc

_ALLOCATIONS, _YOUNG, _OLD = 50_000, 20, 50


def collect_rarely() -> None:
    """Have what is loaded by now left out of every collection, and collect after tens of thousands of allocations.

    By default it is done every 700 times that more is made than freed: over the rows of an import, which live to its
    end, a quarter of the time that reading them takes.
    """
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, _YOUNG, _OLD)
