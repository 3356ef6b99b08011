"""Requests of the wire as deeds of the domain, word for word."""

from biaochi.org.v1 import service_pb2 as wire

from biaochi_org.domain import commands


def establish(asked: wire.EstablishOrganization) -> commands.EstablishOrganization:
    """设立组织."""
    return commands.EstablishOrganization(
        asked.idempotency_key, asked.code, asked.name, asked.kind, asked.parent, asked.on
    )


def establish_temporary(asked: wire.EstablishTemporaryOrganization) -> commands.EstablishTemporaryOrganization:
    """设立临时组织."""
    return commands.EstablishTemporaryOrganization(
        asked.idempotency_key, asked.code, asked.name, asked.parent, asked.on, asked.until
    )


def rename(asked: wire.RenameOrganization) -> commands.RenameOrganization:
    """更名."""
    return commands.RenameOrganization(asked.idempotency_key, asked.code, asked.name, asked.on)


def move(asked: wire.MoveOrganization) -> commands.MoveOrganization:
    """改变隶属."""
    return commands.MoveOrganization(asked.idempotency_key, asked.code, asked.parent, asked.on)


def merge(asked: wire.MergeOrganizations) -> commands.MergeOrganizations:
    """合并."""
    return commands.MergeOrganizations(
        asked.idempotency_key, tuple(asked.sources), asked.into, asked.name, asked.parent, asked.on
    )


def split(asked: wire.SplitOrganization) -> commands.SplitOrganization:
    """分设."""
    parts = tuple(
        commands.SplitPart(part.code, part.name, tuple(part.children), tuple(part.members)) for part in asked.parts
    )
    return commands.SplitOrganization(asked.idempotency_key, asked.source, parts, asked.on)


def abolish(asked: wire.AbolishOrganization) -> commands.AbolishOrganization:
    """撤销."""
    return commands.AbolishOrganization(asked.idempotency_key, asked.code, asked.on)


def register(asked: wire.RegisterPerson) -> commands.RegisterPerson:
    """登记人员."""
    return commands.RegisterPerson(asked.idempotency_key, asked.code, asked.name)


def start_membership(asked: wire.StartMembership) -> commands.StartMembership:
    """转入."""
    return commands.StartMembership(asked.idempotency_key, asked.person, asked.organization, asked.kind, asked.on)


def end_membership(asked: wire.EndMembership) -> commands.EndMembership:
    """转出."""
    return commands.EndMembership(asked.idempotency_key, asked.person, asked.organization, asked.on)


def start_post(asked: wire.StartPost) -> commands.StartPost:
    """任职."""
    return commands.StartPost(asked.idempotency_key, asked.person, asked.organization, asked.role, asked.on)


def end_post(asked: wire.EndPost) -> commands.EndPost:
    """免职."""
    return commands.EndPost(asked.idempotency_key, asked.person, asked.organization, asked.role, asked.on)
