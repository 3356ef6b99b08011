"""Inputs made of ledger events, of quoted scores, of chosen steps and of signed decisions."""

from collections.abc import Mapping

from biaochi_sdk.errors import ModelRefused
from biaochi_sdk.expressions import Expression
from biaochi_sdk.marks import Mark
from biaochi_sdk.scales import Scale
from biaochi_sdk.vocabulary import Levels, Recorded, Titled, given, policy, signatures_of

ONCE = ("each", "case", "case_and_department")


def bonus(
    levels: Titled,
    by: Recorded,
    cap: Mark,
    once: str | None = None,
    counting: str = "sum",
    factor: Mark | None = None,
    shared: Mark | None = None,
) -> Expression:
    """Points of honours by level with its title, capped; whether it counts in the graded score is for the rule to say.

    once: each event, once per case, or once per case and department; of one case the highest counts. counting: sum, or
    highest only. factor: what an event is multiplied by where its condition holds. shared: co-owners share evenly,
    rounded to these places. No event is no points.
    """
    if not levels:
        raise ModelRefused("a bonus without levels: write levels={'city': (published('市级'), default(4)), …}")
    known = Levels.read(levels, "bonus()")
    named = {"most": cap, **_worth(known), **_extra(factor, shared)}
    return _events("bonus", named, known, by, once, counting)


def cases(
    full: Mark,
    by: Recorded,
    step: Mark | None = None,
    levels: Titled | None = None,
    least: Mark | None = None,
    once: str | None = None,
    factor: Mark | None = None,
    zero_at: Mark | None = None,
) -> Expression:
    """The full mark less what each case takes, floored at 0.

    What a case takes is its level's, each with its title, or an amount from least in steps chosen with a reason.
    once: as in bonus(). factor:
    for what a higher body found. zero_at: at that many cases the item is empty.
    """
    if (levels is None) == (step is None):
        raise ModelRefused("cases() takes either levels={…} or a step for the amounts: write one of them")
    amounts = {} if step is None else {"least": least or step, "step": step}
    known = Levels.read(levels or {}, "cases()")
    ends = {} if zero_at is None else {"zero_at": zero_at}
    named = {"most": full, **_worth(known), **_extra(factor, None), **ends, **amounts}
    return _events("ledger", named, known, by, once, "sum", deducted="yes", reasoned="yes" if least else None)


def _worth(levels: Levels) -> dict[str, Mark]:
    return {f"level {level}": points for level, points in levels.worth.items()}


def _extra(factor: Mark | None, shared: Mark | None) -> dict[str, Mark]:
    return {**({"factor": factor} if factor else {}), **({"places": shared} if shared else {})}


def _events(
    kind: str,
    named: Mapping[str, Mark],
    levels: Levels,
    by: Recorded,
    once: str | None,
    counting: str,
    **data: str | None,
) -> Expression:
    if once not in ONCE or counting not in ("sum", "highest"):
        raise ModelRefused(
            f"events with once={once!r}, counting={counting!r}: say what the same case means, once= one of "
            f"{', '.join(ONCE)}, and counting='sum' or 'highest'"
        )
    said = {name: value for name, value in data.items() if value}
    titles = {"titles": levels.titles} if levels.titles else {}
    parts = {"parts": list(named), "levels": list(levels.worth), "once": once, "counting": counting, **titles}
    return given("events", kind, "zero", by, tuple(named.values()), **parts, **said)


def count(most: Mark, step: Mark, by: Recorded) -> Expression:
    """How many, added up over the facts and capped at most; none recorded is 0."""
    return given("sum", "ledger", "zero", by, (most, step))


def quoted(low: Mark, high: Mark, step: Mark, by: Recorded, missing: str | None = None) -> Expression:
    """A score quoted from another assessment, the latest one. Missing: zero or not_judged."""
    means = policy(missing, ("zero", "not_judged"), "quoted()")
    return given("quoted", "check", means, by, (low, high, step))


def chosen(scale: Scale, by: Recorded, missing: str | None = None) -> Expression:
    """A step recorded for the subject: its class, or a grade somebody gave. Missing: not_judged or a step."""
    means = policy(missing, ("not_judged", *scale.steps), f"chosen() over {scale.name}")
    made = given("chosen", "choice", means, by, ())
    made.scale = scale
    return made


def decided(scale: Scale, by: Recorded, signatures: Mark) -> Expression:
    """A step decided by hand, with a reason and that many signatures beside the recorder's; none is not judged."""
    made = given("chosen", "decision", "not_judged", by, (), signatures=signatures_of(signatures), reasoned="yes")
    made.scale = scale
    return made


def decided_number(low: Mark, high: Mark, step: Mark, by: Recorded, signatures: Mark) -> Expression:
    """A number decided by hand inside the bounds of the rule, with a reason and signatures; none is not judged."""
    signed = {"signatures": signatures_of(signatures), "reasoned": "yes"}
    return given("quoted", "decision", "not_judged", by, (low, high, step), **signed)


def allowed(by: Recorded, signatures: Mark) -> Expression:
    """Whether an exception was allowed by hand, with a reason and signatures; none is no."""
    return given("any", "decision", "zero", by, (), signatures=signatures_of(signatures), reasoned="yes")


def overruled(value: Expression, decision: Expression) -> Expression:
    """What was decided, else what was computed; the computed value stays visible as its own node."""
    return decision.or_else(value)
