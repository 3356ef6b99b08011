"""One organization begins, is renamed, is moved, ends. Each function decides: the events, or a refusal."""

from dataclasses import replace
from datetime import date

from biaochi_chassis.foundation.refusal import BadRequest

from biaochi_org.domain import values
from biaochi_org.domain.commands import (
    AbolishOrganization,
    EstablishOrganization,
    EstablishTemporaryOrganization,
    MoveOrganization,
    RenameOrganization,
)
from biaochi_org.domain.events import (
    DomainEvent,
    OrganizationAbolished,
    OrganizationEstablished,
    OrganizationMoved,
    OrganizationRenamed,
    TemporaryOrganizationEstablished,
)
from biaochi_org.domain.kinds import OrganizationKind
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.people import posts_end
from biaochi_org.domain.refusals import StillInUse, WrongKind, WrongParent
from biaochi_org.domain.registry import Registry

Events = tuple[DomainEvent, ...]


def establish(registry: Registry, command: EstablishOrganization) -> Events:
    """Begin an organization. Its code must be new, its parent must exist; only a work committee needs none."""
    on = values.day(command.on, "on")
    state = begin(registry, OrganizationState(command.code, command.name, _kind(command.kind), command.parent, on, on))
    place(registry, state, on)
    return (OrganizationEstablished(state.code, (state,)),)


def establish_temporary(registry: Registry, command: EstablishTemporaryOrganization) -> Events:
    """Begin a temporary organization that ends by itself on `until`, a later day."""
    on, until = values.day(command.on, "on"), values.day(command.until, "until")
    if until <= on:
        raise BadRequest(f"临时组织的终止日 {until} 不晚于设立日 {on}：请填写设立日之后的日期。", field="until")
    kind = OrganizationKind.TEMPORARY
    state = begin(registry, OrganizationState(command.code, command.name, kind, command.parent, on, on, until))
    place(registry, state, on)
    return (TemporaryOrganizationEstablished(state.code, (state,)),)


def rename(registry: Registry, command: RenameOrganization) -> Events:
    """Give it another name from that day on."""
    on = values.day(command.on, "on")
    state = registry.organizations.living(command.code, on, "code")
    after = replace(state, name=values.name(command.name, "name"), since=on)
    return (OrganizationRenamed(after.code, (after,)),)


def move(registry: Registry, command: MoveOrganization) -> Events:
    """Place it, with all below it, under another parent. Refused when it would come to lie under itself."""
    on = values.day(command.on, "on")
    state = registry.organizations.living(command.code, on, "code")
    after = replace(state, parent=command.parent, since=on)
    place(registry, after, on)
    if command.code in registry.organizations.above(command.parent, on):
        sentence = f"「{command.parent}」就是组织「{command.code}」或在其之下：不能隶属于自己，请另选上级。"
        raise WrongParent(sentence, field="parent")
    return (OrganizationMoved(after.code, (after,)),)


def abolish(registry: Registry, command: AbolishOrganization) -> Events:
    """End it. Refused while it has children or open memberships; open posts end with it."""
    on = values.day(command.on, "on")
    state = registry.organizations.living(command.code, on, "code")
    _refuse_in_use(registry, command.code, on)
    after = replace(state, since=on, until=on)
    return (OrganizationAbolished(after.code, (after,)), *posts_end(registry, state, on))


def begin(registry: Registry, state: OrganizationState, field: str = "code") -> OrganizationState:
    """Return the state when its code was never given before and code and name are fit to be kept."""
    registry.new_code(values.code(state.code, field), field)
    values.name(state.name, "name")
    return state


def place(registry: Registry, state: OrganizationState, on: date) -> None:
    """Refuse a place that cannot hold it: the parent must exist as long as its child does."""
    if not state.parent:
        if state.kind is not OrganizationKind.WORK_COMMITTEE:
            sentence = f"组织「{state.code}」没有写上级：只有机关工委（WORK_COMMITTEE）可以没有上级，请填写上级编码。"
            raise WrongParent(sentence, field="parent")
        return
    parent = registry.organizations.living(state.parent, on, "parent")
    if parent.until is not None and (state.until is None or state.until > parent.until):
        sentence = f"上级「{parent.code}」到 {parent.until} 终止，早于下级「{state.code}」：请选存续更久的上级。"
        raise WrongParent(sentence, field="parent")


def _kind(text: str) -> OrganizationKind:
    if text == OrganizationKind.TEMPORARY:
        raise WrongKind("临时党组织（TEMPORARY）须有终止日：请用“设立临时组织”登记。", field="kind")
    if text not in set(OrganizationKind):
        listed = "、".join(OrganizationKind)
        raise WrongKind(f"没有「{text}」这一组织类别：请从 {listed} 中选一个。", field="kind")
    return OrganizationKind(text)


def _refuse_in_use(registry: Registry, code: str, on: date) -> None:
    if children := registry.organizations.children(code, on):
        sentence = f"组织「{code}」还有 {len(children)} 个下级，如「{children[0]}」：请先移走或撤销下级，再撤销它。"
        raise StillInUse(sentence, field="code")
    if members := registry.memberships.of_organization(code, on):
        sentence = f"组织「{code}」还有 {len(members)} 名成员，如「{members[0].person}」：请先转出成员，再撤销它。"
        raise StillInUse(sentence, field="code")
