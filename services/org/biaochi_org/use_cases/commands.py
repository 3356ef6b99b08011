"""The deeds of the registry. Each takes a batch and writes it whole or not at all; what it refuses, its rule says."""

from biaochi_chassis.store.batch import BatchAnswer

from biaochi_org.domain import lifecycle, merging, people, splitting
from biaochi_org.domain.commands import (
    AbolishOrganization,
    EndMembership,
    EndPost,
    EstablishOrganization,
    EstablishTemporaryOrganization,
    MergeOrganizations,
    MoveOrganization,
    RegisterPerson,
    RenameOrganization,
    SplitOrganization,
    StartMembership,
    StartPost,
)
from biaochi_org.use_cases.context import CommandBatch, ServiceContext, carry_out


async def establish_organizations(service: ServiceContext, sent: CommandBatch[EstablishOrganization]) -> BatchAnswer:
    """Establish organizations (设立组织)."""
    return await carry_out(service, sent, lifecycle.establish)


async def establish_temporary_organizations(
    service: ServiceContext, sent: CommandBatch[EstablishTemporaryOrganization]
) -> BatchAnswer:
    """Establish organizations with an end (设立临时组织)."""
    return await carry_out(service, sent, lifecycle.establish_temporary)


async def rename_organizations(service: ServiceContext, sent: CommandBatch[RenameOrganization]) -> BatchAnswer:
    """Rename organizations (更名)."""
    return await carry_out(service, sent, lifecycle.rename)


async def move_organizations(service: ServiceContext, sent: CommandBatch[MoveOrganization]) -> BatchAnswer:
    """Place organizations under other parents (改变隶属)."""
    return await carry_out(service, sent, lifecycle.move)


async def merge_organizations(service: ServiceContext, sent: CommandBatch[MergeOrganizations]) -> BatchAnswer:
    """Merge organizations (合并)."""
    return await carry_out(service, sent, merging.merge)


async def split_organizations(service: ServiceContext, sent: CommandBatch[SplitOrganization]) -> BatchAnswer:
    """Split organizations (分设)."""
    return await carry_out(service, sent, splitting.split)


async def abolish_organizations(service: ServiceContext, sent: CommandBatch[AbolishOrganization]) -> BatchAnswer:
    """Abolish organizations (撤销)."""
    return await carry_out(service, sent, lifecycle.abolish)


async def register_persons(service: ServiceContext, sent: CommandBatch[RegisterPerson]) -> BatchAnswer:
    """Register persons (登记人员)."""
    return await carry_out(service, sent, people.register_person)


async def start_memberships(service: ServiceContext, sent: CommandBatch[StartMembership]) -> BatchAnswer:
    """Begin memberships (转入)."""
    return await carry_out(service, sent, people.start_membership)


async def end_memberships(service: ServiceContext, sent: CommandBatch[EndMembership]) -> BatchAnswer:
    """End memberships (转出)."""
    return await carry_out(service, sent, people.end_membership)


async def start_posts(service: ServiceContext, sent: CommandBatch[StartPost]) -> BatchAnswer:
    """Begin posts (任职)."""
    return await carry_out(service, sent, people.start_post)


async def end_posts(service: ServiceContext, sent: CommandBatch[EndPost]) -> BatchAnswer:
    """End posts (免职)."""
    return await carry_out(service, sent, people.end_post)
