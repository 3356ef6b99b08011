"""What people are notified of, and who is: whoever may read it by the one table of access, and whom it concerns."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from functools import cached_property

from biaochi_chassis.identity.granted import RoleGranted


class Whom(Enum):
    """Which of those who may read it are notified."""

    CONCERNED = auto()
    """Those whose role is held for one of the organizations and persons that it is about."""
    ASSESSED = auto()
    """Those whose role is held for some organizations or persons, whichever."""
    CITY = auto()
    """Those whose role is held for the whole city: it is theirs to act."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that people are notified of.

    `method`: whoever may call it may know; empty where the matter itself names one, with its service.
    """

    method: str
    whom: Whom


KINDS: Mapping[str, Kind] = {
    "work.begun": Kind("ListWorkNotices", Whom.CONCERNED),
    "work.near": Kind("ListWorkNotices", Whom.CONCERNED),
    "work.late": Kind("ListWorkNotices", Whom.CONCERNED),
    "work.opened": Kind("ListWorkItems", Whom.CONCERNED),
    "fact.recorded": Kind("ListFacts", Whom.CONCERNED),
    "fact.reversed": Kind("ListFacts", Whom.CONCERNED),
    "results.notice_began": Kind("GetResultLife", Whom.ASSESSED),
    "results.signed": Kind("SignResults", Whom.CITY),
    "results.final": Kind("GetResultLife", Whom.ASSESSED),
    "objection.raised": Kind("DecideObjections", Whom.CITY),
    "objection.decided": Kind("ListObjections", Whom.CONCERNED),
    "document.drafted": Kind("SignDocuments", Whom.CITY),
    "letter.in_force": Kind("ListWorkItems", Whom.CONCERNED),
    "signature.awaited": Kind("", Whom.CITY),
}

Allows = Callable[[str, str], bool]
"""Of a method, with its service where it is of another, and a role, whether whoever holds the role may call it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What one event says to people. `by`: who did it, and is not notified; `raised_by`: who asked, and is.

    `number`: where the event stands, the same whenever it is read; `particulars`: what its sentence is filled with.
    """

    number: str
    kind: str
    at: datetime
    cycle: str
    about: tuple[str, ...] = ()
    particulars: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    raised_by: str = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """A matter as one receiver may know it: `about` holds what is theirs alone. `read_at`: none while unread."""

    receiver: str
    number: str
    kind: str
    occurred_at: datetime
    cycle: str
    about: tuple[str, ...]
    particulars: Mapping[str, str]
    read_at: datetime | None = None


@dataclass(frozen=True)
class Audience:
    """Who holds what in a city on a day. `parents`: the one above each; `subtrees`: roles held for all below."""

    grants: Sequence[RoleGranted]
    parents: Mapping[str, str]
    subtrees: Collection[str]
    allows: Allows
    day: date

    def of(self, matter: Matter) -> Iterator[Notification]:
        """Yield the matter as each of those may know it whom it is for, in order of receiver."""
        kind, theirs = KINDS[matter.kind], defaultdict[str, set[str]](set)
        method = kind.method or matter.particulars["method"]
        above = {code: frozenset(self._chain(code)) for code in matter.about}
        raised = [grant for grant in self._holding if matter.raised_by and grant.holder == matter.raised_by]
        for grant in (*self._held(kind.whom, above), *raised):
            if self.allows(method, grant.role):
                covered = self._covered(grant, above)
                if covered or kind.whom is not Whom.CONCERNED:
                    theirs[grant.holder] |= covered
        for holder in sorted(theirs.keys() - {matter.by}):
            about = tuple(code for code in matter.about if code in theirs[holder])
            yield Notification(holder, matter.number, matter.kind, matter.at, matter.cycle, about, matter.particulars)

    def still_knows(self, one: Notification) -> bool:
        """Whether a receiver may still know, and is still concerned."""
        matter = Matter(one.number, one.kind, one.occurred_at, one.cycle, one.about, one.particulars)
        return any(again.receiver == one.receiver and again.about == one.about for again in self.of(matter))

    @cached_property
    def _holding(self) -> Sequence[RoleGranted]:
        return [grant for grant in self.grants if grant.holds_on(self.day)]

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[RoleGranted]]:
        """The grants that are held for each organization or person by name."""
        found = defaultdict[str, list[RoleGranted]](list)
        for grant in self._holding:
            for subject in grant.subjects:
                found[subject].append(grant)
        return dict(found)

    def _held(self, whom: Whom, above: Mapping[str, Iterable[str]]) -> Iterator[RoleGranted]:
        """The grants of those who may be meant; `above`: whom it is about, each with those above."""
        if whom is Whom.CONCERNED:
            codes = {code for chain in above.values() for code in chain}
            return (grant for code in codes for grant in self._by_subject.get(code, ()))
        return (grant for grant in self._holding if bool(grant.subjects) is (whom is Whom.ASSESSED))

    def _covered(self, grant: RoleGranted, above: Mapping[str, frozenset[str]]) -> set[str]:
        if not grant.subjects:
            return set(above)
        subjects = set(grant.subjects)
        if grant.role in self.subtrees:
            return {code for code, chain in above.items() if chain & subjects}
        return subjects & above.keys()

    def _chain(self, code: str) -> Iterator[str]:
        """The organization or person, and all organizations above."""
        seen = set[str]()
        while code and code not in seen:
            seen.add(code)
            yield code
            code = self.parents.get(code, "")
