"""What puts a cohort in order: places, seats, grades with quotas; a tie always has a declared meaning."""

from collections.abc import Mapping, Sequence
from typing import Any

from biaochi_sdk.page.expressions import Expression, unsaid
from biaochi_sdk.page.scales import SEATS, by_name
from biaochi_sdk.page.vocabulary import when
from biaochi_sdk.plan.cohort import ROUNDINGS
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark

TIES = ("meeting", "all", "none")


def rank(
    value: Expression,
    ties: str | None = None,
    breakers: Sequence[Expression] = (),
    within: Expression | None = None,
    smallest: Mark | None = None,
    small: str | None = None,
    entries: Expression | None = None,
) -> Expression:
    """The place in the cohort, highest first; not judged has no place.

    ties: competition (1-2-2-4), dense (1-2-2-3), or ordinal with tie-breakers; who is equal in all of them shares the
    place, and tied() says so. within: places inside each class. smallest, small: a class with fewer is unranked, or all
    such classes are ranked together. entries: subjects of one class of it take one place, as merged() values do.
    """
    if ties not in ("competition", "dense", "ordinal") or (ties == "ordinal") != bool(breakers):
        raise ModelRefused(
            f"rank() with ties={ties!r} and {len(breakers)} tie-breakers: say how equals are placed, "
            "ties='competition', 'dense', or 'ordinal' with breakers=(…)"
        )
    others: list[Mark] = []
    settings: dict[str, Any] = {"ties": ties}
    if smallest is not None:
        if small not in ("unranked", "together") or within is None:
            raise ModelRefused(f"smallest= with small={small!r}: say within=, and small='unranked' or 'together'")
        others, settings = [smallest], {"ties": ties, "small": small}
    if entries is not None and smallest is not None:
        raise ModelRefused("rank() with entries= and smallest=: a class of one entry is no small class, drop one")
    together: dict[str, Any] = {} if entries is None else {"entries": "yes"}
    args = _tailed((value,), breakers, [*others, *([] if entries is None else [entries])], within)
    return Expression("rank", *args, **settings, **together, **_said(breakers, within))


def merged(value: Expression, entry: Expression, places: Mark, weight: Expression | None = None) -> Expression:
    """Several subjects judged as one: the rounded mean of those of an entry, by weight where one is named.

    Who is of no entry keeps its own value.

    entry: a class that names the entry of those that are merged, and of nobody else: chosen(…, missing="not_judged").
    """
    how = "mean" if weight is None else "weighted"
    weights = [] if weight is None else [weight]
    mean = Expression("statistic", value, *weights, entry, how=how, grouped="yes").round(places)
    return when(entry.judged(), mean, value)


def tied(place: Expression) -> Expression:
    """Whether somebody else has the very same place: the meeting decides, and the sheets of both say so."""
    if place.op != "rank":
        raise ModelRefused(f"tied() of {place.op}: ask it of a rank(…)")
    if "entries" in place.data:
        raise ModelRefused("tied() of a rank with entries=: those of one entry are meant to share, compare it yourself")
    settings: dict[str, Any] = {name: value for name, value in place.data.items() if name in ("breakers", "grouped")}
    count = int(str(settings.get("breakers", 0)))
    group = place.args[-1:] if "grouped" in settings else ()
    return Expression("tied", *place.args[: 1 + count], *group, **settings)


def quota(
    share: Mark,
    holders: Expression | None,
    candidates: Expression,
    best: Expression,
    ties: str | None = None,
    breakers: Sequence[Expression] = (),
    within: Expression | None = None,
    rounding: str | None = None,
    least: Mark | None = None,
    soft: bool = False,
    by: str = "share",
    of: str | None = None,
) -> Expression:
    """Seats for a share of the cohort, or of each class: holders first, then candidates by best and the tie-breakers.

    holders: None where nobody holds a seat yet. of: the share is of all subjects, or of those whose best is judged.
    by: seats makes the number one of seats instead of a share. ties at the cut: meeting, all of them, or none.
    rounding: floor, half_up or ceil, and at least that many. soft: a guideline, so that who is beyond it goes to the
    meeting instead of staying outside.
    """
    _decided_ties("quota()", ties)
    settings = {"ties": ties, **({"soft": "yes"} if soft else {}), **_share("quota()", by, of, rounding)}
    holding = Expression("never") if holders is None else holders
    args = _tailed((share, holding, candidates, best), breakers, [least] if least else [], within)
    return Expression("quota", *args, scale=SEATS, **settings, **_said(breakers, within))


def cascade(
    grade: Expression,
    best: Expression,
    limits: Mapping[str, Mark],
    ties: str | None = None,
    breakers: Sequence[Expression] = (),
    within: Expression | None = None,
    rounding: str | None = None,
    by: str = "share",
    of: str | None = None,
) -> Expression:
    """Grades limited to shares of the cohort: who has no seat falls to the next grade and runs for a seat there.

    of: the shares are of all subjects, or of those whose grade and best are judged. by: seats makes the limits numbers
    of seats instead of shares. rounding: floor, half_up or ceil. With ties='meeting' who is equal at the cut falls,
    and at_cut() marks all of them for the meeting.
    """
    _decided_ties("cascade()", ties)
    if grade.scale is None:
        raise ModelRefused(f"cascade() over {grade.op}, which has no steps: give it bands(…) or another grade")
    by_name(limits, "cascade(limits=)", "{step: default('0.3'), …}")
    for step in limits:
        grade.scale.position(step)
    settings = {"ties": ties, "limited": list(limits), **_share("cascade()", by, of, rounding)}
    args = _tailed((grade, best), breakers, list(limits.values()), within)
    return Expression("cascade", *args, scale=grade.scale, **settings, **_said(breakers, within))


def at_cut(limited: Expression) -> Expression:
    """Whether the subject is tied at the cut of a cascade, for the meeting to decide."""
    if limited.op != "cascade":
        raise ModelRefused(f"at_cut() of {limited.op}: ask it of a cascade(…)")
    return Expression("cut", *limited.args, scale=limited.scale, **limited.data)


def _share(what: str, by: str, of: str | None, rounding: str | None) -> dict[str, str]:
    """How many seats there are: a fixed number, or a share of whom, rounded how; only what is not the old default."""
    if by not in ("share", "seats"):
        raise ModelRefused(f"a quota by {by!r}: write by='share', or by='seats' for a fixed number")
    if by == "seats":
        if of or rounding:
            raise ModelRefused(f"{what} by='seats' with of={of!r}, rounding={rounding!r}: a number has neither")
        return {"seats": "yes"}
    if of is None:
        unsaid(what, "its share counts all subjects, also those not judged", "of='all' or of='judged'")
    elif of not in ("all", "judged"):
        raise ModelRefused(f"a quota of={of!r}: say whom the share counts, of='all' or of='judged'")
    if rounding is None:
        unsaid(what, "seats are rounded down", f"rounding= one of {', '.join(ROUNDINGS)}")
    elif rounding not in ROUNDINGS:
        raise ModelRefused(f"{what} with rounding={rounding!r}: write one of {', '.join(ROUNDINGS)}")
    rounded = {"rounding": rounding} if rounding and rounding != "floor" else {}
    return {**rounded, **({"counted": "judged"} if of == "judged" else {})}


def _decided_ties(what: str, ties: str | None) -> None:
    if ties not in TIES:
        raise ModelRefused(
            f"{what} with ties={ties!r}: say what a tie at the cut means, ties='meeting', 'all' or 'none'"
        )


def _tailed(
    leading: Sequence[Expression | Mark],
    breakers: Sequence[Expression],
    others: Sequence[Mark | Expression],
    within: Expression | None,
) -> list[Expression | Mark]:
    return [*leading, *breakers, *others, *([within] if within is not None else [])]


def _said(breakers: Sequence[Expression], within: Expression | None) -> dict[str, Any]:
    said = {"breakers": str(len(breakers))} if breakers else {}
    return {**said, **({"grouped": "yes"} if within is not None else {})}
