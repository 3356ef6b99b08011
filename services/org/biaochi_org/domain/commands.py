"""Commands as they were sent, word for word: not yet judged. Each says which codes have to be known to judge it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Command:
    """One thing to be done. Its fields are its content: the same key with other ones is another command."""

    idempotency_key: str

    def organizations(self) -> Iterable[str]:
        """Codes of the organizations that it names."""
        return ()

    def contents(self) -> Iterable[str]:
        """Codes of the organizations whose children, members and posts matter too."""
        return ()

    def persons(self) -> Iterable[str]:
        """Codes of the persons that it names."""
        return ()


@dataclass(frozen=True)
class EstablishOrganization(Command):
    """Establish (设立) an organization on a day."""

    code: str
    name: str
    kind: str
    parent: str
    on: str

    def organizations(self) -> Iterable[str]:
        """The new one and its parent."""
        return (self.code, self.parent)


@dataclass(frozen=True)
class EstablishTemporaryOrganization(Command):
    """Establish a temporary organization (临时党组织) that ends by itself on `until`."""

    code: str
    name: str
    parent: str
    on: str
    until: str

    def organizations(self) -> Iterable[str]:
        """The new one and its parent."""
        return (self.code, self.parent)


@dataclass(frozen=True)
class RenameOrganization(Command):
    """Rename (更名)."""

    code: str
    name: str
    on: str

    def organizations(self) -> Iterable[str]:
        """The one renamed."""
        return (self.code,)


@dataclass(frozen=True)
class MoveOrganization(Command):
    """Place under another parent (改变隶属)."""

    code: str
    parent: str
    on: str

    def organizations(self) -> Iterable[str]:
        """The one moved and its new parent."""
        return (self.code, self.parent)


@dataclass(frozen=True)
class MergeOrganizations(Command):
    """Merge (合并) sources of one kind: into a new one when `name` is given, else into the existing one."""

    sources: tuple[str, ...]
    into: str
    name: str
    parent: str
    on: str

    def organizations(self) -> Iterable[str]:
        """The sources, the successor and its parent."""
        return (*self.sources, self.into, self.parent)

    def contents(self) -> Iterable[str]:
        """The sources, and the successor that may have the same members."""
        return (*self.sources, self.into)


@dataclass(frozen=True)
class SplitPart:
    """One part of a split, with the children and members that go over to it."""

    code: str
    name: str
    children: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class SplitOrganization(Command):
    """Split (分设) one into two or more of its kind."""

    source: str
    parts: tuple[SplitPart, ...]
    on: str

    def organizations(self) -> Iterable[str]:
        """The source and its parts."""
        return (self.source, *(part.code for part in self.parts))

    def contents(self) -> Iterable[str]:
        """The source."""
        return (self.source,)


@dataclass(frozen=True)
class AbolishOrganization(Command):
    """Abolish (撤销)."""

    code: str
    on: str

    def organizations(self) -> Iterable[str]:
        """The one abolished."""
        return (self.code,)

    def contents(self) -> Iterable[str]:
        """The one abolished."""
        return (self.code,)


@dataclass(frozen=True)
class RegisterPerson(Command):
    """Give a person a code."""

    personal: ClassVar[tuple[str, ...]] = ("name",)
    code: str
    name: str

    def persons(self) -> Iterable[str]:
        """The one registered."""
        return (self.code,)


@dataclass(frozen=True)
class InOrganization(Command):
    """A command about one person in one organization."""

    person: str
    organization: str

    def organizations(self) -> Iterable[str]:
        """Where."""
        return (self.organization,)

    def persons(self) -> Iterable[str]:
        """Who."""
        return (self.person,)


@dataclass(frozen=True)
class StartMembership(InOrganization):
    """Become a member (转入)."""

    kind: str
    on: str


@dataclass(frozen=True)
class EndMembership(InOrganization):
    """Cease to be a member (转出); `on` is the first day without."""

    on: str


@dataclass(frozen=True)
class StartPost(InOrganization):
    """Take up a post (任职)."""

    role: str
    on: str


@dataclass(frozen=True)
class EndPost(InOrganization):
    """Leave a post (免职); `on` is the first day without."""

    role: str
    on: str


@dataclass(frozen=True)
class CorrectPersonName(Command):
    """Put right the name of a person (更正姓名)."""

    personal: ClassVar[tuple[str, ...]] = ("name", "reason")
    code: str
    name: str
    reason: str

    def persons(self) -> Iterable[str]:
        """The one named wrongly."""
        return (self.code,)


@dataclass(frozen=True)
class ErasePerson(Command):
    """Erase (抹除) a person: their code stays, what was said of them goes for good. It takes two of the registry."""

    four_eyes: ClassVar[bool] = True
    code: str

    def persons(self) -> Iterable[str]:
        """The one erased."""
        return (self.code,)


@dataclass(frozen=True)
class CorrectOrganizationName(Command):
    """Put right the name that an organization has on a day (更正名称), as long as it has that name."""

    code: str
    name: str
    on: str
    reason: str

    def organizations(self) -> Iterable[str]:
        """The one named wrongly."""
        return (self.code,)


@dataclass(frozen=True)
class CorrectMembershipStart(InOrganization):
    """Put right the first day of a membership (更正转入日期): `on` as registered, `to` as it should be."""

    personal: ClassVar[tuple[str, ...]] = ("reason",)
    on: str
    to: str
    reason: str


@dataclass(frozen=True)
class CorrectPostStart(InOrganization):
    """Put right the first day of a post (更正任职日期): `on` as registered, `to` as it should be."""

    personal: ClassVar[tuple[str, ...]] = ("reason",)
    role: str
    on: str
    to: str
    reason: str


@dataclass(frozen=True)
class CorrectMembershipEnd(InOrganization):
    """Put right the end of a membership (更正转出日期): `on` as registered, `to` as it should be."""

    personal: ClassVar[tuple[str, ...]] = ("reason",)
    on: str
    to: str
    reason: str


@dataclass(frozen=True)
class CorrectPostEnd(InOrganization):
    """Put right the end of a post (更正免职日期): `on` as registered, `to` as it should be."""

    personal: ClassVar[tuple[str, ...]] = ("reason",)
    role: str
    on: str
    to: str
    reason: str


@dataclass(frozen=True)
class CorrectOrganizationDate(Command):
    """Put right the day on which it was established, renamed, moved or abolished (更正组织日期)."""

    code: str
    on: str
    to: str
    reason: str

    def organizations(self) -> Iterable[str]:
        """The one dated wrongly."""
        return (self.code,)

    def contents(self) -> Iterable[str]:
        """Whoever is in it says when it was there."""
        return (self.code,)


@dataclass(frozen=True)
class GrantRole(Command):
    """Grant (授予) a role; its key is the code of the grant. It takes two security administrators."""

    four_eyes: ClassVar[bool] = True
    holder: str
    role: str
    subjects: tuple[str, ...]
    since: str
    until: str


@dataclass(frozen=True)
class RevokeGrant(Command):
    """Take a grant back (收回)."""

    grant: str
