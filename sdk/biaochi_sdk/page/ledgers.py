"""Inputs made of ledger events, of quoted scores, of chosen steps and of signed decisions."""

from collections.abc import Mapping, Sequence
from typing import Any

from biaochi_sdk.page.expressions import Expression
from biaochi_sdk.page.scales import Levels, Ranged, Scale
from biaochi_sdk.page.vocabulary import Recorded, evaluated_at, given, policy
from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark

ONCE = ("each", "case", "case_and_department")


def bonus(
    levels: Ranged,
    by: Recorded,
    cap: Mark,
    once: str | None = None,
    counting: str = "sum",
    factor: Mark | None = None,
    shared: Mark | None = None,
    at: str | None = None,
    step: Mark | None = None,
    unique_across: Sequence[Expression] = (),
) -> Expression:
    """Points of honours by level with its title, capped; whether it counts in the graded score is for the rule to say.

    once: each event, once per case, or once per case and department; of one case the highest counts. counting: sum, or
    highest only. factor: what an event is multiplied by where its condition holds. shared: co-owners share evenly,
    rounded to these places. step: of the amounts chosen in the range of a level. unique_across: no case may stand under
    these inputs, too. No event is no points.
    """
    if not levels:
        raise ModelRefused("a bonus without levels: write levels={'city': (published('市级'), default(4)), …}")
    known = Levels.read(levels, "bonus()")
    named = {"most": cap, **_worth(known, step), **_extra(factor, shared)}
    return _events("bonus", named, known, by, once, counting, {**_unique(unique_across), **evaluated_at(at)})


def cases(
    full: Mark,
    by: Recorded,
    step: Mark | None = None,
    levels: Ranged | None = None,
    least: Mark | None = None,
    once: str | None = None,
    factor: Mark | None = None,
    zero_at: Mark | None = None,
    at: str | None = None,
    unique_across: Sequence[Expression] = (),
    waived_by: Expression | None = None,
) -> Expression:
    """The full mark less what each case takes, floored at 0.

    What a case takes is its level's, each with its title, or an amount from least in steps chosen with a reason; where
    a level has a range, the amount in it, in steps. once, unique_across: as in bonus(). factor: for what a higher body
    found. zero_at: at that many cases the item is empty. waived_by: the waiver(…) of which a case costs nothing, or no
    more than is left of it.
    """
    known = Levels.read(levels or {}, "cases()")
    if not known.ranges and (levels is None) == (step is None):
        raise ModelRefused("cases() takes either levels={…} or a step for the amounts: write one of them")
    amounts = {} if step is None or levels else {"least": least or step, "step": step}
    ends = {} if zero_at is None else {"zero_at": zero_at}
    named = {"most": full, **_worth(known, step), **_extra(factor, None), **ends, **amounts}
    reasoned = {"reasoned": "yes"} if least else {}
    waived = {} if waived_by is None else {"waived": waived_by}
    data = {"deducted": "yes", **reasoned, **_unique(unique_across), **waived, **evaluated_at(at)}
    return _events("ledger", named, known, by, once, "sum", data)


def _unique(across: Sequence[Expression]) -> dict[str, Any]:
    return {"unique": list(across)} if across else {}


def _case_known(once: str | None) -> None:
    if once not in ONCE:
        raise ModelRefused(f"facts with once={once!r}: say what the same case means, once= one of {', '.join(ONCE)}")


def _worth(levels: Levels, step: Mark | None) -> dict[str, Mark]:
    if bool(levels.ranges) != (step is not None) and levels.titles:
        raise ModelRefused("a level with a range and step= belong together: write both or neither")
    ranges = levels.ranges.items()
    ends = {f"{end} {level}": pair[at] for level, pair in ranges for at, end in enumerate(("low", "high"))}
    stepped = {"step": step} if levels.ranges and step is not None else {}
    return {**{f"level {level}": points for level, points in levels.worth.items()}, **ends, **stepped}


def _extra(factor: Mark | None, shared: Mark | None) -> dict[str, Mark]:
    return {**({"factor": factor} if factor else {}), **({"places": shared} if shared else {})}


def _events(
    kind: str,
    named: Mapping[str, Mark],
    levels: Levels,
    by: Recorded,
    once: str | None,
    counting: str,
    data: dict[str, Any],
) -> Expression:
    _case_known(once)
    if counting not in ("sum", "highest"):
        raise ModelRefused(f"events with counting={counting!r}: write 'sum', or 'highest' alone")
    titles = {"titles": levels.titles} if levels.titles else {}
    parts: dict[str, Any] = {
        "parts": list(named),
        "levels": list(levels.titles),
        "once": once,
        "counting": counting,
        **titles,
    }
    return given("events", kind, "zero", by, tuple(named.values()), **parts, **data)


def count(
    most: Mark,
    step: Mark,
    by: Recorded,
    once: str = "each",
    reasoned: bool = False,
    at: str | None = None,
    surplus: str = "capped",
    unique_across: Sequence[Expression] = (),
) -> Expression:
    """How many, added up over the facts and capped at most; none recorded is 0.

    once: as in bonus(); of one case the highest counts. reasoned: every fact needs a reason. surplus: what is above
    most is capped, or refused with the fact that goes above. unique_across: no case may stand under these inputs, too.
    """
    _case_known(once)
    if surplus not in ("capped", "refused"):
        raise ModelRefused(f"count(surplus={surplus!r}): write 'capped' or 'refused'")
    said: dict[str, Any] = {**({"once": once} if once != "each" else {}), **({"reasoned": "yes"} if reasoned else {})}
    said |= {"surplus": surplus} if surplus == "refused" else {}
    said |= _unique(unique_across)
    return given("sum", "ledger", "zero", by, (most, step), **said, **evaluated_at(at))


def quoted(
    low: Mark,
    high: Mark,
    step: Mark,
    by: Recorded,
    missing: str | None = None,
    at: str | None = None,
    nonzero: bool = False,
) -> Expression:
    """A score quoted from another assessment, the latest one. Missing: zero or not_judged.

    nonzero: a fact of 0 is refused, since it would say nothing.
    """
    means = policy(missing, ("zero", "not_judged"), "quoted()")
    return given("quoted", "check", means, by, (low, high, step), **_nonzero(nonzero), **evaluated_at(at))


def _nonzero(nonzero: bool) -> dict[str, Any]:
    return {"nonzero": "yes"} if nonzero else {}


def chosen(scale: Scale, by: Recorded, missing: str | None = None, at: str | None = None) -> Expression:
    """A step recorded for the subject: its class, or a grade somebody gave. Missing: not_judged or a step."""
    means = policy(missing, ("not_judged", *scale.steps), f"chosen() over {scale.name}")
    made = given("chosen", "choice", means, by, (), **evaluated_at(at))
    made.scale = scale
    return made


def decided(scale: Scale, by: Recorded, signatures: Mark | None, at: str | None = None) -> Expression:
    """A step decided by hand, with a reason and that many signatures beside the recorder's; none is not judged."""
    made = given("chosen", "decision", "not_judged", by, (), signatures, reasoned="yes", **evaluated_at(at))
    made.scale = scale
    return made


def decided_number(
    low: Mark,
    high: Mark,
    step: Mark,
    by: Recorded,
    signatures: Mark | None,
    at: str | None = None,
    nonzero: bool = False,
) -> Expression:
    """A number decided by hand inside the bounds of the rule, with a reason and signatures; none is not judged.

    nonzero: a decision of 0 is refused. signatures: None where nobody signs beside the recorder.
    """
    said = {"reasoned": "yes", **_nonzero(nonzero), **evaluated_at(at)}
    return given("quoted", "decision", "not_judged", by, (low, high, step), signatures, **said)


def allowed(by: Recorded, signatures: Mark | None, at: str | None = None) -> Expression:
    """Whether an exception was allowed by hand, with a reason and signatures; none is no."""
    return given("any", "decision", "zero", by, (), signatures, reasoned="yes", **evaluated_at(at))


def overruled(value: Expression, decision: Expression) -> Expression:
    """What was decided, else what was computed; the computed value stays visible as its own node."""
    return decision.or_else(value)
