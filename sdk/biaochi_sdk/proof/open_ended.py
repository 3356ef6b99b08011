"""Which values end only where counting ends: their highest is what can be held, and no full mark of a rule."""

from collections.abc import Sequence

from biaochi_sdk.terms.steps import DATED, OF_PERIOD, Step

COUNTED = frozenset(["rank", "streak", "votes", "count_over", "moved", *OF_PERIOD])
ADDED_UP = frozenset(["sum", "ballots", "moves", "spans"])
"""Inputs that count facts, days or months."""
TOGETHER = frozenset(["sum", "count"])


def open_ended(steps: Sequence[Step]) -> frozenset[int]:
    """The places of these steps."""
    found: set[int] = set()
    for step in steps:
        if _starts(step) or _divides(step, steps) or _goes_on(step, steps, found):
            found.add(step.place)
    return frozenset(found)


def part_of_whole(steps: Sequence[Step], step: Step) -> bool:
    """Whether a division is of something held down to its own divisor, so that it is at most 1."""
    top, bottom = step.args
    held_down = steps[top].op == "min" and bottom in steps[top].args
    counted = "period_months" if "whole" in steps[top].term.data else "period_days"
    some_days = steps[top].term.maybe("how") == "spans" and steps[bottom].op == counted
    of_best = steps[bottom].op == "statistic" and steps[bottom].term.text("how") == "max"
    best = of_best and steps[bottom].args[0] == top
    return held_down or some_days or best or _some_votes(steps, top, steps[bottom])


def _some_votes(steps: Sequence[Step], top: int, every: Step) -> bool:
    """Whether these are votes for some steps, each counted once, of all the votes."""
    if every.op != "votes" or "grade" in every.term.data:
        return False
    places, counted = [top], list[Step]()
    while places:
        step = steps[places.pop()]
        if step.op == "sum":
            places += step.args
        else:
            counted.append(step)
    whose = {name: every.term.maybe(name) for name in ("of", "panel")}
    same = all(step.op == "votes" and whose == {name: step.term.maybe(name) for name in whose} for step in counted)
    grades = [step.term.maybe("grade") for step in counted]
    return same and None not in grades and len(set(grades)) == len(grades)


def _starts(step: Step) -> bool:
    """Whether the step counts: how often, how many, or what has another unit than points."""
    if step.op == "input":
        return step.term.text("how") in ADDED_UP or step.term.text("unit") != "分"
    return step.op in COUNTED or (step.op in ("statistic", "below") and step.term.text("how") in TOGETHER)


def _divides(step: Step, steps: Sequence[Step]) -> bool:
    """Whether the step's highest is only what the smallest divisor makes, as over a mean of the cohort."""
    constant = step.op == "divide" and steps[step.args[1]].op in ("number", *DATED)
    return step.op == "divide" and not constant and not part_of_whole(steps, step)


def _goes_on(step: Step, steps: Sequence[Step], found: set[int]) -> bool:
    """Whether the step's highest comes from such a value; what is taken off lowers only the lowest."""
    if step.op in ("negate", "running") or (step.op == "divide" and part_of_whole(steps, step)):
        return False
    if step.op == "min":
        return all(place in found for place in step.args)
    places = {
        "weighted_mean": step.args[::2],
        "when": step.args[1:],
        "pick": step.args[1:],
        "points_of": step.args[1:],
        "only_if": step.args[:1],
        "portion": step.args[1:2],
        "apportion": step.args[-2:-1],
    }.get(step.op, step.args)
    return any(place in found for place in places)
