"""Requests of the wire as deeds of the domain, word for word."""

from biaochi.org.v1 import service_pb2 as wire

from biaochi_org.domain import deeds


def establish(asked: wire.EstablishOrganization) -> deeds.EstablishOrganization:
    """设立组织."""
    return deeds.EstablishOrganization(
        asked.idempotency_key, asked.code, asked.name, asked.kind, asked.parent, asked.on
    )


def establish_temporary(asked: wire.EstablishTemporaryOrganization) -> deeds.EstablishTemporaryOrganization:
    """设立临时组织."""
    return deeds.EstablishTemporaryOrganization(
        asked.idempotency_key, asked.code, asked.name, asked.parent, asked.on, asked.until
    )


def rename(asked: wire.RenameOrganization) -> deeds.RenameOrganization:
    """更名."""
    return deeds.RenameOrganization(asked.idempotency_key, asked.code, asked.name, asked.on)


def move(asked: wire.MoveOrganization) -> deeds.MoveOrganization:
    """改变隶属."""
    return deeds.MoveOrganization(asked.idempotency_key, asked.code, asked.parent, asked.on)


def merge(asked: wire.MergeOrganizations) -> deeds.MergeOrganizations:
    """合并."""
    return deeds.MergeOrganizations(
        asked.idempotency_key, tuple(asked.sources), asked.into, asked.name, asked.parent, asked.on
    )


def split(asked: wire.SplitOrganization) -> deeds.SplitOrganization:
    """分设."""
    parts = tuple(
        deeds.SplitPart(part.code, part.name, tuple(part.children), tuple(part.members)) for part in asked.parts
    )
    return deeds.SplitOrganization(asked.idempotency_key, asked.source, parts, asked.on)


def abolish(asked: wire.AbolishOrganization) -> deeds.AbolishOrganization:
    """撤销."""
    return deeds.AbolishOrganization(asked.idempotency_key, asked.code, asked.on)


def register(asked: wire.RegisterPerson) -> deeds.RegisterPerson:
    """登记人员."""
    return deeds.RegisterPerson(asked.idempotency_key, asked.code, asked.name)


def start_membership(asked: wire.StartMembership) -> deeds.StartMembership:
    """转入."""
    return deeds.StartMembership(asked.idempotency_key, asked.person, asked.organization, asked.kind, asked.on)


def end_membership(asked: wire.EndMembership) -> deeds.EndMembership:
    """转出."""
    return deeds.EndMembership(asked.idempotency_key, asked.person, asked.organization, asked.on)


def start_post(asked: wire.StartPost) -> deeds.StartPost:
    """任职."""
    return deeds.StartPost(asked.idempotency_key, asked.person, asked.organization, asked.role, asked.on)


def end_post(asked: wire.EndPost) -> deeds.EndPost:
    """免职."""
    return deeds.EndPost(asked.idempotency_key, asked.person, asked.organization, asked.role, asked.on)
