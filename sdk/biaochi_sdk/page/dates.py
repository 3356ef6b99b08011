"""What a rule counts in days and in the order of dates: service from and to, totals that never leave their bounds."""

from typing import Any

from biaochi_sdk.page.expressions import Expression, operand
from biaochi_sdk.page.vocabulary import Recorded, evaluated_at, given, policy
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark


def days_held(by: Recorded, gaps: str | None = None, missing: str | None = None, at: str | None = None) -> Expression:
    """The days of the evaluated period inside recorded spans: each fact's case is one, "2020-03-01/2020-08-31".

    Both days are inside. Spans that overlap are refused. gaps: spans with days between them add_up, or a gap forfeits
    what was before it. Missing: zero or not_judged.
    """
    if gaps not in ("add_up", "forfeit"):
        raise ModelRefused(f"days_held(gaps={gaps!r}): say what a gap means, gaps='add_up' or 'forfeit'")
    means = policy(missing, ("zero", "not_judged"), "days_held()")
    return given("spans", "ledger", means, by, (), gaps=gaps, **evaluated_at(at))


def days_of_period() -> Expression:
    """How many days the evaluated period has."""
    return Expression("period_days")


def moves(low: Mark, high: Mark, step: Mark, by: Recorded, at: str | None = None, reasoned: bool = False) -> Expression:
    """Amounts up and down one after the other, in the order of their periods; the node is their plain sum."""
    said: dict[str, Any] = {"reasoned": "yes"} if reasoned else {}
    return given("moves", "ledger", "zero", by, (low, high, step), **said, **evaluated_at(at))


def running_total(of: Expression, start: Expression | Mark, least: Mark, most: Mark) -> Expression:
    """What a total becomes when each of moves() is added in turn and it never leaves its bounds on the way.

    start: where it begins, inside the bounds: a number, or last_cycle(…) to carry it over.
    """
    if of.op != "input" or of.data.get("how") != "moves" or of.titled is None:
        raise ModelRefused("running_total() of what is no named moves(…): make moves(…) an attribute first")
    parts = (Expression("moved", least, most, of_node=of, part=part) for part in ("sum", "from_least", "from_most"))
    return Expression("running", operand(start), *parts, least, most)
