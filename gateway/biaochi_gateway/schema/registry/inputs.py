"""What is said of an organization in a command: who, what, and from which day on."""

import strawberry

from biaochi_gateway.schema.common.commands import Command
from biaochi_gateway.schema.common.scalars import Date
from biaochi_gateway.schema.registry.organizations import OrganizationKind


@strawberry.input(description="成立一个组织。")
class EstablishOrganizationInput(Command):
    """Establishes an organization."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="代码，全市唯一，不得与已用过的相同。")
    name: str = strawberry.field(description="名称。")
    kind: OrganizationKind = strawberry.field(description="类别。")
    parent: strawberry.ID | None = strawberry.field(default=None, description="上级组织的全局编号；只有工委没有上级。")
    on: Date = strawberry.field(description="成立之日。")


@strawberry.input(description="成立一个临时组织。")
class EstablishTemporaryOrganizationInput(Command):
    """Establishes a temporary organization."""

    code: str = strawberry.field(description="代码，全市唯一，不得与已用过的相同。")
    name: str = strawberry.field(description="名称。")
    parent: strawberry.ID = strawberry.field(description="上级组织的全局编号。")
    on: Date = strawberry.field(description="成立之日。")
    until: Date = strawberry.field(description="已不存在的第一天。")


@strawberry.input(description="为一个组织更名。")
class RenameOrganizationInput(Command):
    """Renames an organization."""

    organization: strawberry.ID = strawberry.field(description="组织的全局编号。")
    name: str = strawberry.field(description="新的名称。")
    on: Date = strawberry.field(description="更名之日。")


@strawberry.input(description="为一个组织改换上级。")
class MoveOrganizationInput(Command):
    """Moves an organization."""

    organization: strawberry.ID = strawberry.field(description="组织的全局编号。")
    parent: strawberry.ID = strawberry.field(description="新上级的全局编号。")
    on: Date = strawberry.field(description="改换之日。")


@strawberry.input(description="合并几个同类的组织。下级、党员与任职一并转入。")
class MergeOrganizationInput(Command):
    """Merges organizations."""

    sources: list[strawberry.ID] = strawberry.field(description="被合并的各组织的全局编号。")
    into: str = strawberry.field(description="并入的组织的代码；给了 name 则以此代码新成立。")
    name: str | None = strawberry.field(default=None, description="新组织的名称；并入已有的组织则不给。")
    parent: strawberry.ID | None = strawberry.field(default=None, description="新组织的上级；不给则同原上级。")
    on: Date = strawberry.field(description="合并之日。")


@strawberry.input(description="拆分所成的一个组织。")
class SplitPartInput:
    """One part of a split."""

    code: str = strawberry.field(description="代码，全市唯一，不得与已用过的相同。")
    name: str = strawberry.field(description="名称。")
    children: list[strawberry.ID] = strawberry.field(default_factory=list, description="归入它的各下级组织的全局编号。")
    members: list[strawberry.ID] = strawberry.field(default_factory=list, description="归入它的各党员的全局编号。")


@strawberry.input(description="把一个组织拆分为几个同类的组织。每个下级、每名党员都须恰好归入其一。")
class SplitOrganizationInput(Command):
    """Splits an organization."""

    organization: strawberry.ID = strawberry.field(description="被拆分的组织的全局编号。")
    parts: list[SplitPartInput] = strawberry.field(description="拆分所成的各组织。")
    on: Date = strawberry.field(description="拆分之日。")


@strawberry.input(description="撤销一个组织。还有下级或党员则不予撤销。")
class AbolishOrganizationInput(Command):
    """Abolishes an organization."""

    organization: strawberry.ID = strawberry.field(description="组织的全局编号。")
    on: Date = strawberry.field(description="已不存在的第一天。")
