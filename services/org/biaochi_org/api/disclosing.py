"""Which answers of the registry show personal data: names whole, which only its own staff are shown."""

from collections.abc import Callable, Collection
from typing import Any

from biaochi_chassis.event.call import Call
from biaochi_chassis.identity.disclosure import WHOLE_NAMES
from biaochi_chassis.runtime.auditing import Disclosing


def _to_the_registry(codes: Callable[[Any], Collection[str]]) -> Callable[[Any, Call], Collection[str]]:
    return lambda answer, call: codes(answer) if call.may(WHOLE_NAMES) else ()


DISCLOSING: Disclosing = {
    "BatchGetPersons": _to_the_registry(lambda answer: [person.code for person in answer.persons]),
    "BatchListMemberships": _to_the_registry(lambda answer: [one.person for one in answer.memberships if one.name]),
    "BatchListPosts": _to_the_registry(lambda answer: [one.person for one in answer.posts if one.name]),
    "BatchListCorrections": _to_the_registry(lambda answer: [one.subject for one in answer.corrections]),
}
"""By method, the persons whose names an answer shows."""
