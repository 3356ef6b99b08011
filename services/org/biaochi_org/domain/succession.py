"""What merge and split share: one ends with successors, its children go on elsewhere, both sides keep the codes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from biaochi_chassis.foundation.refusal import BadRequest

from biaochi_org.domain.organization import OrganizationState
from biaochi_org.domain.refusals import WrongKind
from biaochi_org.domain.registry import Registry


@dataclass(frozen=True)
class Going:
    """Organizations that end together on a day, and whose children and people go on elsewhere."""

    sources: Sequence[OrganizationState]
    on: date

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of those that end."""
        return tuple(source.code for source in self.sources)

    def ended(self, successors: tuple[str, ...]) -> tuple[OrganizationState, ...]:
        """Return the last states of those that end."""
        return tuple(replace(source, since=self.on, until=self.on, successors=successors) for source in self.sources)


def source_living(registry: Registry, code: str, on: date, field: str) -> OrganizationState:
    """Return one that may end with a successor: not a temporary one, which ends by itself."""
    state = registry.organizations.living(code, on, field)
    if state.temporary:
        raise WrongKind(f"「{code}」是临时组织，到期自行终止：不能合并或分设，可以撤销。", field=field)
    return state


def children_of(registry: Registry, going: Going) -> list[str]:
    """Return codes of all children of those that end, but for those that end themselves."""
    below = {child for code in going.codes for child in registry.organizations.children(code, going.on)}
    return sorted(below.difference(going.codes))


def children_go(registry: Registry, on: date, to: Mapping[str, str]) -> tuple[OrganizationState, ...]:
    """Return the children under the parents that `to` names. Raises DateBeforeHistory for one changed later."""
    return tuple(
        replace(registry.organizations.living(child, on, "on"), parent=parent, since=on)
        for child, parent in sorted(to.items())
    )


def refuse_repeated(codes: Sequence[str], field: str) -> None:
    """Raise BadRequest when a code is named twice."""
    code, times = max(Counter(codes).items(), key=lambda item: item[1], default=("", 0))
    if times > 1:
        raise BadRequest(f"「{code}」写了 {times} 次：每个编码只写一次。", field=field)
