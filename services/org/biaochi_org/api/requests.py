"""Requests of the wire as commands of the domain, word for word."""

from biaochi.org.v1 import service_pb2 as wire

from biaochi_org.domain import commands


def establish(message: wire.EstablishOrganization) -> commands.EstablishOrganization:
    """设立组织."""
    return commands.EstablishOrganization(
        message.idempotency_key, message.code, message.name, message.kind, message.parent, message.on
    )


def establish_temporary(message: wire.EstablishTemporaryOrganization) -> commands.EstablishTemporaryOrganization:
    """设立临时组织."""
    return commands.EstablishTemporaryOrganization(
        message.idempotency_key, message.code, message.name, message.parent, message.on, message.until
    )


def rename(message: wire.RenameOrganization) -> commands.RenameOrganization:
    """更名."""
    return commands.RenameOrganization(message.idempotency_key, message.code, message.name, message.on)


def move(message: wire.MoveOrganization) -> commands.MoveOrganization:
    """改变隶属."""
    return commands.MoveOrganization(message.idempotency_key, message.code, message.parent, message.on)


def merge(message: wire.MergeOrganizations) -> commands.MergeOrganizations:
    """合并."""
    return commands.MergeOrganizations(
        message.idempotency_key, tuple(message.sources), message.into, message.name, message.parent, message.on
    )


def correct_person_name(message: wire.CorrectPersonName) -> commands.CorrectPersonName:
    """更正姓名."""
    return commands.CorrectPersonName(message.idempotency_key, message.code, message.name, message.reason)


def correct_organization_name(message: wire.CorrectOrganizationName) -> commands.CorrectOrganizationName:
    """更正名称."""
    return commands.CorrectOrganizationName(
        message.idempotency_key, message.code, message.name, message.on, message.reason
    )


def correct_membership_start(message: wire.CorrectMembershipStart) -> commands.CorrectMembershipStart:
    """更正转入日期."""
    return commands.CorrectMembershipStart(
        message.idempotency_key, message.person, message.organization, message.on, message.to, message.reason
    )


def correct_post_start(message: wire.CorrectPostStart) -> commands.CorrectPostStart:
    """更正任职日期."""
    return commands.CorrectPostStart(
        message.idempotency_key,
        message.person,
        message.organization,
        message.role,
        message.on,
        message.to,
        message.reason,
    )


def split(message: wire.SplitOrganization) -> commands.SplitOrganization:
    """分设."""
    parts = tuple(
        commands.SplitPart(part.code, part.name, tuple(part.children), tuple(part.members)) for part in message.parts
    )
    return commands.SplitOrganization(message.idempotency_key, message.source, parts, message.on)


def abolish(message: wire.AbolishOrganization) -> commands.AbolishOrganization:
    """撤销."""
    return commands.AbolishOrganization(message.idempotency_key, message.code, message.on)


def register(message: wire.RegisterPerson) -> commands.RegisterPerson:
    """登记人员."""
    return commands.RegisterPerson(message.idempotency_key, message.code, message.name)


def start_membership(message: wire.StartMembership) -> commands.StartMembership:
    """转入."""
    return commands.StartMembership(
        message.idempotency_key, message.person, message.organization, message.kind, message.on
    )


def end_membership(message: wire.EndMembership) -> commands.EndMembership:
    """转出."""
    return commands.EndMembership(message.idempotency_key, message.person, message.organization, message.on)


def start_post(message: wire.StartPost) -> commands.StartPost:
    """任职."""
    return commands.StartPost(message.idempotency_key, message.person, message.organization, message.role, message.on)


def end_post(message: wire.EndPost) -> commands.EndPost:
    """免职."""
    return commands.EndPost(message.idempotency_key, message.person, message.organization, message.role, message.on)
