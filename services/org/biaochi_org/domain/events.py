"""What the registry publishes after a command. State follows from these alone."""

from dataclasses import dataclass

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


DomainEvent = OrganizationsChanged | PersonRegistered | MembershipChanged | PostChanged
