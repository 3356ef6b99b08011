"""One becomes several (分设). Decides: the events, or a refusal."""

from collections.abc import Iterable, Mapping

from biaochi_chassis.foundation.refusal import BadRequest

from biaochi_org.domain import values
from biaochi_org.domain.commands import SplitOrganization, SplitPart
from biaochi_org.domain.events import DomainEvent, OrganizationSplit
from biaochi_org.domain.lifecycle import begin
from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.people import members_go, posts_end
from biaochi_org.domain.refusals import StillInUse, UnknownOrganization, UnknownPerson
from biaochi_org.domain.registry import Registry
from biaochi_org.domain.succession import Going, children_go, children_of, refuse_repeated, source_living

FEWEST_PARTS = 2


def split(registry: Registry, command: SplitOrganization) -> tuple[DomainEvent, ...]:
    """One becomes two or more of its kind under the same parent.

    Every child and every open member is named in exactly one part. Open posts end: the parts elect their own.
    """
    on = values.day(command.on, "on")
    source = source_living(registry, command.source, on, "source")
    going = Going([source], on)
    parts = _parts(registry, command, going)
    children = _assigned_children(registry, command, going)
    members = _assigned_members(registry, command, going)
    after = (
        *parts,
        *going.ended(tuple(part.code for part in parts)),
        *children_go(registry, on, children),
    )
    return (
        OrganizationSplit(source.code, after),
        *members_go(registry, going, members.__getitem__),
        *posts_end(registry, source, on),
    )


def _parts(registry: Registry, command: SplitOrganization, going: Going) -> list[OrganizationState]:
    if len(command.parts) < FEWEST_PARTS:
        raise BadRequest(f"分设须有两个以上新组织，这里有 {len(command.parts)} 个：请补足。", field="parts")
    refuse_repeated([part.code for part in command.parts], "parts")
    return [begin(registry, _part(part, going), "parts") for part in command.parts]


def _part(part: SplitPart, going: Going) -> OrganizationState:
    source, on = going.sources[0], going.on
    return OrganizationState(part.code, part.name, source.kind, source.parent, on, on, predecessors=going.codes)


def _assigned_children(registry: Registry, command: SplitOrganization, going: Going) -> Mapping[str, str]:
    assigned = _assigned(((child, part.code) for part in command.parts for child in part.children), "children")
    children = children_of(registry, going)
    for child in sorted(assigned.keys() - children):
        raise UnknownOrganization.not_a_child(child, command.source)
    _refuse_left([child for child in children if child not in assigned], "下级组织", "children")
    return assigned


def _assigned_members(registry: Registry, command: SplitOrganization, going: Going) -> Mapping[str, str]:
    assigned = _assigned(((member, part.code) for part in command.parts for member in part.members), "members")
    members = [membership.person for membership in registry.memberships.of_organization(command.source, going.on)]
    for person in sorted(assigned.keys() - members):
        raise UnknownPerson.not_a_member(person, command.source)
    _refuse_left([person for person in members if person not in assigned], "成员", "members")
    return assigned


def _assigned(pairs: Iterable[tuple[str, str]], field: str) -> dict[str, str]:
    listed = list(pairs)
    refuse_repeated([code for code, _ in listed], field)
    return dict(listed)


def _refuse_left(codes: list[str], what: str, field: str) -> None:
    if codes:
        sentence = f"有 {len(codes)} 个{what}没有分到新组织，如「{codes[0]}」：请把每一个分到且只分到一个新组织。"
        raise StillInUse(sentence, field=field)
