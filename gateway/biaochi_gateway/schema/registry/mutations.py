"""Commands on organizations: each is dated, and answers with the organization as it is from that day on."""

from collections.abc import Sequence
from typing import Annotated

import strawberry
from biaochi.org.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Dated
from biaochi_gateway.schema.common.commands import INPUT, city_of, code_in, filled, organization
from biaochi_gateway.schema.common.fields import mutation
from biaochi_gateway.schema.registry.inputs import (
    AbolishOrganizationInput,
    EstablishOrganizationInput,
    EstablishTemporaryOrganizationInput,
    MergeOrganizationInput,
    MoveOrganizationInput,
    RenameOrganizationInput,
    SplitOrganizationInput,
    SplitPartInput,
)
from biaochi_gateway.schema.registry.payloads import (
    OrganizationPayload,
    SplitOrganizationPayload,
    written_organization,
    written_parts,
)


@strawberry.type
class RegistryMutation:
    """Commands on organizations."""

    @mutation("成立一个组织。")
    async def establish_organization(
        self, info: Info, given: Annotated[EstablishOrganizationInput, INPUT]
    ) -> OrganizationPayload:
        command = filled(pb.EstablishOrganization(parent=code_in(given.city, given.parent)), given)
        return await written_organization(info, Dated(given.city, given.code, given.on), command)

    @mutation("成立一个临时组织，期满自行终止。")
    async def establish_temporary_organization(
        self, info: Info, given: Annotated[EstablishTemporaryOrganizationInput, INPUT]
    ) -> OrganizationPayload:
        parent = organization(given.parent)
        command = filled(pb.EstablishTemporaryOrganization(parent=parent.code), given)
        return await written_organization(info, Dated(parent.city, given.code, given.on), command)

    @mutation("为一个组织更名。")
    async def rename_organization(
        self, info: Info, given: Annotated[RenameOrganizationInput, INPUT]
    ) -> OrganizationPayload:
        named = organization(given.organization)
        command = filled(pb.RenameOrganization(code=named.code), given)
        return await written_organization(info, Dated(named.city, named.code, given.on), command)

    @mutation("为一个组织改换上级。")
    async def move_organization(
        self, info: Info, given: Annotated[MoveOrganizationInput, INPUT]
    ) -> OrganizationPayload:
        named = organization(given.organization)
        command = filled(pb.MoveOrganization(code=named.code, parent=code_in(named.city, given.parent)), given)
        return await written_organization(info, Dated(named.city, named.code, given.on), command)

    @mutation("合并几个同类的组织；合并前的成绩留在原组织名下，由 predecessors 可达。")
    async def merge_organization(
        self, info: Info, given: Annotated[MergeOrganizationInput, INPUT]
    ) -> OrganizationPayload:
        city = city_of(given.sources)
        command = merging(city, given)
        return await written_organization(info, Dated(city, given.into, given.on), command, tuple(command.sources))

    @mutation("把一个组织拆分为几个同类的组织。")
    async def split_organization(
        self, info: Info, given: Annotated[SplitOrganizationInput, INPUT]
    ) -> SplitOrganizationPayload:
        named = organization(given.organization)
        command = filled(pb.SplitOrganization(source=named.code, parts=parts(named.city, given.parts)), given)
        keys = [Dated(named.city, part.code, given.on) for part in given.parts]
        return await written_parts(info, Dated(named.city, named.code, given.on), keys, command)

    @mutation("撤销一个组织。")
    async def abolish_organization(
        self, info: Info, given: Annotated[AbolishOrganizationInput, INPUT]
    ) -> OrganizationPayload:
        named = organization(given.organization)
        command = filled(pb.AbolishOrganization(code=named.code), given)
        return await written_organization(info, Dated(named.city, named.code, given.on), command, (named.code,))


def merging(city: str, given: MergeOrganizationInput) -> pb.MergeOrganizations:
    """The command that merges; raises BadRequest when the organizations are of more than one city."""
    sources = [code_in(city, source) for source in given.sources]
    return filled(pb.MergeOrganizations(sources=sources, parent=code_in(city, given.parent)), given)


def parts(city: str, given: Sequence[SplitPartInput]) -> list[pb.SplitPart]:
    """The parts of a split; raises BadRequest when something in them is of another city."""
    return [
        pb.SplitPart(
            code=part.code,
            name=part.name,
            children=[code_in(city, child) for child in part.children],
            members=[code_in(city, member, "Person") for member in part.members],
        )
        for part in given
    ]
