"""Which texts of facts, reversals, objections and consequences are sealed, by the key of whom they are about.

They are sealed once, before they are stored and published, so that table, log and hash have the same ciphertext.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import compress
from operator import attrgetter
from typing import Any, TypeVar

from biaochi_chassis.foundation.making import changed
from biaochi_chassis.identity.disclosure import is_sealed
from biaochi_chassis.store.personal.keys import PersonKeys

from biaochi_assessment.domain.facts import SEALED, Fact, Reversal, ShownFact
from biaochi_assessment.domain.results.consequences import Consequence
from biaochi_assessment.domain.results.life import Objection

FACT, OBJECTION, CONSEQUENCE = SEALED, ("words", "evidence", "reason"), ("words", "reason")
T = TypeVar("T", Fact, Objection, Consequence)
Change = Callable[[str, str], str]
_SAID = attrgetter(*FACT)


def sealed_facts(keys: PersonKeys, facts: Sequence[Fact]) -> list[Fact]:
    """Facts as they are kept and published. Raises PersonIsErased for a text about somebody who is erased."""
    keys.provide({fact.subject for fact in facts if any(_SAID(fact))})
    return [_changed(fact, FACT, partial(_sealed, keys)) for fact in facts]


def resealed_facts(keys: PersonKeys, facts: Sequence[Fact]) -> list[Fact]:
    """Facts that are published once more: an earlier build may have kept them open."""
    return [_changed(fact, FACT, keys.resealed) for fact in facts]


def sealed_reversals(keys: PersonKeys, reversals: Iterable[Reversal], freed: Iterable[Fact]) -> list[Reversal]:
    """Reversals as they are kept and published; of a fact about somebody erased only that there was a reason."""
    return [
        replace(reversal, reason=keys.resealed(fact.subject, reversal.reason))
        for reversal, fact in zip(reversals, freed, strict=True)
    ]


def sealed_objection(keys: PersonKeys, objection: Objection) -> Objection:
    """An objection as it is kept and published."""
    return _changed(objection, OBJECTION, keys.resealed)


def sealed_consequence(keys: PersonKeys, consequence: Consequence) -> Consequence:
    """A consequence as it is kept and published."""
    return _changed(consequence, CONSEQUENCE, keys.resealed)


def opened_facts(keys: PersonKeys, facts: Sequence[Fact]) -> list[Fact]:
    """Facts as they are read here."""
    keys.load(fact.subject for fact in facts)
    return [_changed(fact, FACT, keys.readable) for fact in facts]


def opened_texts(keys: PersonKeys, found: Sequence[ShownFact]) -> list[ShownFact]:
    """Facts with their reversals, as they are shown. No key is read where nothing may be sealed."""
    said = [one.reversal is not None or any(map(one.texts.get, FACT)) for one in found]
    keys.load(one.texts["subject"] for one in compress(found, said))
    return [_opened(keys, one) if some else one for one, some in zip(found, said, strict=True)]


def opened_objections(keys: PersonKeys, found: Sequence[Objection]) -> list[Objection]:
    """Objections as they are shown."""
    keys.load(one.subject for one in found)
    return [_changed(one, OBJECTION, keys.readable) for one in found]


def opened_consequences(keys: PersonKeys, found: Sequence[Consequence]) -> list[Consequence]:
    """Consequences as they are shown."""
    keys.load(one.subject for one in found)
    return [_changed(one, CONSEQUENCE, keys.readable) for one in found]


def _sealed(keys: PersonKeys, subject: str, text: str) -> str:
    """A text sealed; the completion of a task says what the task says, which is sealed already."""
    return text if is_sealed(text) else keys.sealed(subject, text)


def _opened(keys: PersonKeys, one: ShownFact) -> ShownFact:
    subject, texts, reversal = one.texts["subject"], one.texts, one.reversal
    if said := {name: keys.readable(subject, texts[name]) for name in FACT if texts[name]}:
        texts = {**texts, **said}
    if reversal:
        reversal = {**reversal, "reason": keys.readable(subject, reversal["reason"])}
    return ShownFact(texts, reversal)


def _changed(one: T, names: Sequence[str], change: Change) -> T:
    said: dict[str, Any] = {name: change(one.subject, text) for name in names if (text := getattr(one, name))}
    return changed(one, said) if said else one
