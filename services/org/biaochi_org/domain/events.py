"""What the registry publishes after a command. State follows from these alone."""

from dataclasses import dataclass, replace
from datetime import date

from biaochi_chassis.identity.granted import GrantChanged

from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.tenure import Membership, Post


@dataclass(frozen=True)
class OrganizationsChanged:
    """Organizations changed together; `after` has the state of each one after the command."""

    subject: str
    after: tuple[OrganizationState, ...]


class OrganizationEstablished(OrganizationsChanged):
    """An organization began to exist."""


class TemporaryOrganizationEstablished(OrganizationsChanged):
    """An organization began to exist whose end is known."""


class OrganizationRenamed(OrganizationsChanged):
    """An organization has another name."""


class OrganizationMoved(OrganizationsChanged):
    """An organization has another parent."""


class OrganizationMerged(OrganizationsChanged):
    """Several became one; the subject is the successor."""


class OrganizationSplit(OrganizationsChanged):
    """One became several; the subject is the source."""


class OrganizationAbolished(OrganizationsChanged):
    """An organization ended without a successor."""


@dataclass(frozen=True)
class PersonRegistered:
    """A person got a code."""

    person: str
    name: str

    @property
    def subject(self) -> str:
        """The person's code."""
        return self.person


@dataclass(frozen=True)
class PersonErased:
    """What was said of a person is gone; the code stays, and whatever counts under it."""

    person: str

    @property
    def subject(self) -> str:
        """The person's code."""
        return self.person


@dataclass(frozen=True)
class MembershipChanged:
    """A membership as it is after the command."""

    membership: Membership

    @property
    def subject(self) -> str:
        """The person's code."""
        return self.membership.person


class MembershipStarted(MembershipChanged):
    """A person became a member."""


class MembershipEnded(MembershipChanged):
    """A person ceased to be a member."""


@dataclass(frozen=True)
class PostChanged:
    """A post as it is after the command."""

    post: Post

    @property
    def subject(self) -> str:
        """The person's code."""
        return self.post.person


class PostStarted(PostChanged):
    """A person took up a post."""


class PostEnded(PostChanged):
    """A person left a post."""


@dataclass(frozen=True)
class Correction:
    """What was put right: of whom, what it was, what it is, and why. Of a tenure also where, and in which role."""

    subject: str
    what: str
    before: str
    after: str
    reason: str
    organization: str = ""
    role: str = ""


@dataclass(frozen=True)
class PersonNameCorrected(PersonRegistered):
    """A person had been named wrongly."""

    correction: Correction


@dataclass(frozen=True)
class OrganizationNameCorrected(OrganizationsChanged):
    """An organization had been named wrongly; `after` has every state that had the wrong name."""

    correction: Correction


@dataclass(frozen=True)
class MembershipStartCorrected(MembershipChanged):
    """A membership had been registered as beginning on another day."""

    was: date
    correction: Correction


@dataclass(frozen=True)
class PostStartCorrected(PostChanged):
    """A post had been registered as beginning on another day."""

    was: date
    correction: Correction


@dataclass(frozen=True)
class MembershipEndCorrected(MembershipChanged):
    """A membership had been registered as ending on another day."""

    was: date
    correction: Correction


@dataclass(frozen=True)
class PostEndCorrected(PostChanged):
    """A post had been registered as ending on another day."""

    was: date
    correction: Correction


@dataclass(frozen=True)
class OrganizationDateCorrected(OrganizationsChanged):
    """An organization was established, renamed, moved or abolished on another day; `after` has its whole history."""

    was: date
    correction: Correction

    def published(self) -> tuple[OrganizationState, ...]:
        """What holds from the wrong day on, before the whole history: for those who keep one state a day."""
        return (self._from_wrong_day(), *self.after)

    def _from_wrong_day(self) -> OrganizationState:
        """What was there already, or goes on; before the first day it is over as it begins."""
        known = [state for state in self.after if state.since <= self.was]
        if not known:
            return replace(self.after[0], since=self.was, until=self.was)
        return replace(known[-1], since=self.was)


DomainEvent = OrganizationsChanged | PersonRegistered | PersonErased | MembershipChanged | PostChanged
Published = DomainEvent | GrantChanged
"""What stands in the registry, and who holds which role."""

Corrected = (
    PersonNameCorrected
    | OrganizationNameCorrected
    | MembershipStartCorrected
    | PostStartCorrected
    | MembershipEndCorrected
    | PostEndCorrected
    | OrganizationDateCorrected
)
