"""What a city's kinds of work must be to one another: parents and children that exist, facts that a model takes."""

from collections.abc import Iterable, Sequence

from biaochi_sdk.work.checks import known, once
from biaochi_sdk.work.kinds import Kind


def check_kinds(kinds: Sequence[Kind], indicators: Iterable[str]) -> None:
    """Refuse kinds that share a key, hang on none, or let a fact follow for an indicator that no model takes."""
    every = {kind.key: kind for kind in kinds}
    keys = list(every)
    once("the city", "kind of work", [kind.key for kind in kinds])
    taken = set(indicators)
    for kind in kinds:
        known(kind.key, "work a gate looks at", [gate.work for gate in kind.gates if gate.work], keys)
        if kind.parent:
            known(kind.key, "parent", (kind.parent,), keys)
        known(kind.key, "facts", [follow.indicator for follow in kind.follows], taken)
        below = [one.key for one in kinds if one.parent == kind.key]
        ruled = [*(one.kind for one in kind.proportions), *(one.kind for one in kind.children)]
        known(kind.key, "children of a rule", ruled, below)
        _check_above(kind, every.get(kind.parent))


def _check_above(kind: Kind, above: Kind | None) -> None:
    """Refuse what a kind asks of its parent, where that has no such state or field."""
    if above:
        steps = (above.opening, *above.steps)
        states = [state for step in (kind.opening, *kind.steps) for state in step.under]
        known(kind.key, f"states of {above.key}", states, [step.to for step in steps])
        fields = [one.key for step in steps for one in step.fields]
        known(kind.key, f"a list of {above.key}", [one.among for one in kind.listed], fields)
