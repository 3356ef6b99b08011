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
from biaochi_org.use_cases.unit_of_work import Ask, Desk, carry_out


async def establish_organizations(desk: Desk, ask: Ask[EstablishOrganization]) -> BatchAnswer:
    """Establish organizations (设立组织)."""
    return await carry_out(desk, ask, lifecycle.establish)


async def establish_temporary_organizations(desk: Desk, ask: Ask[EstablishTemporaryOrganization]) -> BatchAnswer:
    """Establish organizations with an end (设立临时组织)."""
    return await carry_out(desk, ask, lifecycle.establish_temporary)


async def rename_organizations(desk: Desk, ask: Ask[RenameOrganization]) -> BatchAnswer:
    """Rename organizations (更名)."""
    return await carry_out(desk, ask, lifecycle.rename)


async def move_organizations(desk: Desk, ask: Ask[MoveOrganization]) -> BatchAnswer:
    """Place organizations under other parents (改变隶属)."""
    return await carry_out(desk, ask, lifecycle.move)


async def merge_organizations(desk: Desk, ask: Ask[MergeOrganizations]) -> BatchAnswer:
    """Merge organizations (合并)."""
    return await carry_out(desk, ask, merging.merge)


async def split_organizations(desk: Desk, ask: Ask[SplitOrganization]) -> BatchAnswer:
    """Split organizations (分设)."""
    return await carry_out(desk, ask, splitting.split)


async def abolish_organizations(desk: Desk, ask: Ask[AbolishOrganization]) -> BatchAnswer:
    """Abolish organizations (撤销)."""
    return await carry_out(desk, ask, lifecycle.abolish)


async def register_persons(desk: Desk, ask: Ask[RegisterPerson]) -> BatchAnswer:
    """Register persons (登记人员)."""
    return await carry_out(desk, ask, people.register_person)


async def start_memberships(desk: Desk, ask: Ask[StartMembership]) -> BatchAnswer:
    """Begin memberships (转入)."""
    return await carry_out(desk, ask, people.start_membership)


async def end_memberships(desk: Desk, ask: Ask[EndMembership]) -> BatchAnswer:
    """End memberships (转出)."""
    return await carry_out(desk, ask, people.end_membership)


async def start_posts(desk: Desk, ask: Ask[StartPost]) -> BatchAnswer:
    """Begin posts (任职)."""
    return await carry_out(desk, ask, people.start_post)


async def end_posts(desk: Desk, ask: Ask[EndPost]) -> BatchAnswer:
    """End posts (免职)."""
    return await carry_out(desk, ask, people.end_post)
