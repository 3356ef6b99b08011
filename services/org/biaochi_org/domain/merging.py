"""Several become one (合并). Decides: the events, or a refusal."""

from dataclasses import replace

from biaochi_chassis.foundation.refusal import BadRequest

from biaochi_org.domain import values
from biaochi_org.domain.commands import MergeOrganizations
from biaochi_org.domain.events import DomainEvent, OrganizationMerged
from biaochi_org.domain.lifecycle import begin, place
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.people import members_go, posts_go
from biaochi_org.domain.refusals import WrongKind, WrongParent
from biaochi_org.domain.registry import Registry
from biaochi_org.domain.succession import Going, children_go, children_of, refuse_repeated, source_living


def merge(registry: Registry, command: MergeOrganizations) -> tuple[DomainEvent, ...]:
    """Two or more of one kind become a new one, or one or more go into an existing one of that kind.

    Children, open memberships and open posts of the sources go over to the successor on that day.
    """
    on = values.day(command.on, "on")
    _refuse_miscounted(command)
    going = Going([source_living(registry, code, on, "sources") for code in command.sources], on)
    successor = _begun(registry, command, going) if command.name else _existing(registry, command, going)
    _refuse_mixed(going, successor)
    _refuse_beneath(registry, going, successor)
    children = dict.fromkeys(children_of(registry, going), successor.code)
    after = (successor, *going.ended((successor.code,)), *children_go(registry, on, children))
    return (
        OrganizationMerged(successor.code, after),
        *members_go(registry, going, lambda _: successor.code),
        *posts_go(registry, going, successor.code),
    )


def _refuse_miscounted(command: MergeOrganizations) -> None:
    refuse_repeated((*command.sources, command.into), "sources")
    fewest = 2 if command.name else 1
    if len(command.sources) < fewest:
        sentence = f"合并写了 {len(command.sources)} 个来源组织，至少要 {fewest} 个：请补足来源组织。"
        raise BadRequest(sentence, field="sources")
    if command.parent and not command.name:
        sentence = f"并入已有组织「{command.into}」时上级不变：请不要填写上级「{command.parent}」，或另行登记改变隶属。"
        raise BadRequest(sentence, field="parent")


def _begun(registry: Registry, command: MergeOrganizations, going: Going) -> OrganizationState:
    parent = command.parent or _own_parent(going)
    kind = going.sources[0].kind
    new = OrganizationState(command.into, command.name, kind, parent, going.on, going.on, predecessors=going.codes)
    place(registry, begin(registry, new, "into"), going.on)
    return new


def _own_parent(going: Going) -> str:
    parents = sorted({source.parent for source in going.sources})
    if len(parents) > 1:
        listed = "、".join(f"「{parent}」" for parent in parents)
        raise WrongParent(f"来源组织分属不同上级 {listed}：请写明合并后的上级。", field="parent")
    return parents[0]


def _existing(registry: Registry, command: MergeOrganizations, going: Going) -> OrganizationState:
    state = source_living(registry, command.into, going.on, "into")
    predecessors = tuple(dict.fromkeys((*state.predecessors, *going.codes)))
    return replace(state, since=going.on, predecessors=predecessors)


def _refuse_mixed(going: Going, successor: OrganizationState) -> None:
    for source in going.sources:
        if source.kind is not successor.kind:
            sentence = (
                f"「{source.code}」是{source.kind.title_zh}，「{successor.code}」是{successor.kind.title_zh}："
                "只有同类组织可以合并，请核对来源组织。"
            )
            raise WrongKind(sentence, field="sources")


def _refuse_beneath(registry: Registry, going: Going, successor: OrganizationState) -> None:
    above = registry.organizations.above(successor.parent, going.on)
    for source in going.codes:
        if source in above:
            sentence = f"合并后的组织「{successor.code}」在来源组织「{source}」之下，将失去上级：请先改变它的隶属。"
            raise WrongParent(sentence, field="into")
