"""Shares and counts: a part of a whole in percent, how much of a list is done, one for what holds."""

from biaochi_sdk import Expression, Mark, Provenance, Recorded, default, tasks, when


def percent(part: Expression, whole: Expression) -> Expression:
    """A share in percent, at most the whole; not judged where there is nothing to cover."""
    return (part.cap(whole) / whole * default(100)).round(default(2))


def done(title: Mark, by: Recorded) -> Expression:
    """How much of a list is done, an unrounded ratio."""
    made = tasks("COMMON", default(100), default("0.5"), by, missing="not_judged")
    return made(title, rule=Provenance.DEFAULT)


def one_if(condition: Expression) -> Expression:
    """1 where it holds, to be added up by whoever stands above."""
    return when(condition, default(1), default(0))
