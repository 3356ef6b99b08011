"""What a city's kinds of work must be to one another: parents and children that exist, facts that a model takes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.subjects import ORGANIZATIONS, is_person, kinds_of
from biaochi_sdk.work.checks import known, once
from biaochi_sdk.work.fields import PEOPLE, PERSON
from biaochi_sdk.work.following import Follow
from biaochi_sdk.work.kinds import Kind
from biaochi_sdk.work.pace import Burden


def check_kinds(
    kinds: Sequence[Kind], indicators: Iterable[str], judged: Mapping[str, Collection[str]] | None = None
) -> None:
    """Refuse kinds that share a key, hang on none, or let a fact follow for an indicator that no model takes.

    judged: of which kinds the subjects of the models are that take an indicator; a fact about nobody they judge is
    refused too.
    """
    every = {kind.key: kind for kind in kinds}
    keys = list(every)
    once("the city", "kind of work", [kind.key for kind in kinds])
    taken = set(indicators)
    _check_burdens(kinds)
    for kind in kinds:
        known(kind.key, "work a gate looks at", [gate.work for gate in kind.gates if gate.work], keys)
        if kind.parent:
            known(kind.key, "parent", (kind.parent,), keys)
        known(kind.key, "facts", [follow.indicator for follow in kind.follows], taken)
        for follow in kind.follows:
            _check_subject(kind, follow, (judged or {}).get(follow.indicator))
        below = [one.key for one in kinds if one.parent == kind.key]
        siblings = [one.key for one in kinds if kind.parent and one.parent == kind.parent]
        known(kind.key, "what a top share is of", [one.of for one in kind.top_shares], siblings)
        ruled = [*(one.kind for one in kind.proportions), *(one.kind for one in kind.children)]
        known(kind.key, "children of a rule", ruled, below)
        _check_above(kind, every.get(kind.parent))
        if kind.excuse:
            choices = [key for one in kind.opening.fields if one.key == kind.excuse.of for key, _ in one.choices]
            known(kind.key, "work that it excuses from", choices, [one.key for one in kinds if one.every])


def check_looked_at(kinds: Iterable[Kind], consequences: Iterable[str]) -> None:
    """Refuse a gate that looks at what follows from no result of the city."""
    keys = list(consequences)
    for kind in kinds:
        looked_at = [key for gate in kind.gates for key in gate.consequences]
        known(kind.key, "what follows from results and a gate looks at", looked_at, keys)


def check_lists(kinds: Iterable[Kind], models: Iterable[str]) -> None:
    """Refuse a quota that is a share of the list of no model of the city."""
    codes = list(models)
    for kind in kinds:
        known(kind.key, "the list a quota is a share of", [one.of_list for one in kind.quotas if one.of_list], codes)


def _check_subject(kind: Kind, follow: Follow, judged: Collection[str] | None) -> None:
    """Refuse a fact that is about nobody whom a model judges by it."""
    if judged is None:
        return
    takes = {one.key: one.takes for step in (kind.opening, *kind.steps) for one in step.fields}.get(follow.subject, "")
    if not any(may_be_about(subject, takes, kind.subjects) for subject in judged):
        about = "a person" if takes in (PERSON, PEOPLE) else ", ".join(ORGANIZATIONS if takes else kind.subjects)
        raise ModelRefused(
            f"{kind.key}: a fact of {follow.indicator!r} follows about {about}, and who is judged "
            f"by it is {', '.join(sorted(judged))}: give subject="
        )


def may_be_about(judged: str, takes: str, subjects: Collection[str]) -> bool:
    """Whether a fact may be about somebody whom a model judges.

    `takes`: what the field takes that names whom it is about; empty where that is the item's own unit, one of
    `subjects`.
    """
    if takes in (PERSON, PEOPLE):
        return any(map(is_person, kinds_of(judged)))
    return judged in (ORGANIZATIONS if takes else subjects)


def _check_above(kind: Kind, above: Kind | None) -> None:
    """Refuse what a kind asks of its parent, where that has no such state or field."""
    if above:
        steps = (above.opening, *above.steps)
        states = [state for step in (kind.opening, *kind.steps) for state in step.under]
        known(kind.key, f"states of {above.key}", states, [step.to for step in steps])
        fields = [one.key for step in steps for one in step.fields]
        known(kind.key, f"a list of {above.key}", [one.among for one in kind.listed], fields)


def _check_burdens(kinds: Sequence[Kind]) -> None:
    """Refuse one burden that two kinds limit differently."""
    found: dict[str, Burden] = {}
    for burden in (one for kind in kinds for one in kind.burdens):
        first = found.setdefault(burden.key, burden)
        if replace(first, sums="") != replace(burden, sums=""):
            raise ModelRefused(f"the burden {burden.key!r} is declared twice, with other titles or limits: share one")
