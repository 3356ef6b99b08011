"""What commands about work are judged against: kinds, items and their steps, up to date after each command."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.decision import DecisionContext
from biaochi_assessment.domain.refusals import UnknownWorkItem, UnknownWorkKind
from biaochi_assessment.domain.work.items import FinalLists, Followed, Taken, WorkItem, WorkStep
from biaochi_assessment.domain.work_kinds import WITHDRAWN, Kind


class WorkContext:
    """`facts`: what the facts that follow are judged against. Commands of one batch see each other's effects."""

    def __init__(
        self,
        facts: DecisionContext,
        kinds: Mapping[str, Kind],
        items: Iterable[WorkItem],
        steps: Iterable[WorkStep] = (),
        consequences: Sequence[Followed] = (),
        lists: Mapping[str, FinalLists] | None = None,
    ) -> None:
        """Begin with what is known. `items`: those named, of limited kinds, looked at, and below what is named.

        `consequences`: what followed from final results for whom gates look at. `lists`: by the cycle of an item, the
        final lists of the year before.
        """
        self.facts = facts
        self.consequences = consequences
        self.lists = lists or {}
        self._kinds = kinds
        self._items = {item.code: item for item in items}
        self._of: defaultdict[tuple[str, str], dict[str, WorkItem]] = defaultdict(dict)
        self._of_kind: defaultdict[str, dict[str, WorkItem]] = defaultdict(dict)
        self._below: defaultdict[tuple[str, str], dict[str, WorkItem]] = defaultdict(dict)
        for item in self._items.values():
            self._place(item)
        self._steps: defaultdict[str, list[WorkStep]] = defaultdict(list)
        for step in steps:
            self._steps[step.item].append(step)

    def fork(self, facts: DecisionContext) -> "WorkContext":
        """Return the same state over these facts, to go on from apart."""
        steps = (step for some in self._steps.values() for step in some)
        return WorkContext(facts, self._kinds, self._items.values(), steps, self.consequences, self.lists)

    @property
    def kinds(self) -> Iterable[Kind]:
        """Every kind of work that the city declares."""
        return self._kinds.values()

    def kind(self, key: str, field: str = "kind") -> Kind:
        """Return the kind. Raises UnknownWorkKind."""
        return kind_of(self._kinds, key, field)

    def item(self, code: str, field: str = "item") -> WorkItem:
        """Return the item. Raises UnknownWorkItem."""
        if code not in self._items:
            raise unknown_item(code, field)
        return self._items[code]

    def has(self, code: str) -> bool:
        """Whether there is an item of this code."""
        return code in self._items

    def of_organization(self, kind: str, organization: str) -> Sequence[WorkItem]:
        """Return the items of a limited kind and an organization that were not withdrawn."""
        return [item for item in self._of[kind, organization].values() if item.state != WITHDRAWN]

    def of_kind(self, kind: str) -> Sequence[WorkItem]:
        """Return the items of a kind that a gate looks at, whosever they are."""
        return list(self._of_kind[kind].values())

    def below(self, parent: str, kind: str) -> Sequence[WorkItem]:
        """Return the items of a kind that hang on an item and were not withdrawn."""
        return [item for item in self._below[parent, kind].values() if item.state != WITHDRAWN]

    def steps(self, item: str) -> Sequence[WorkStep]:
        """Return the steps of a named item in the order they were taken."""
        return self._steps[item]

    def keep(self, taken: Taken) -> Taken:
        """Enter a step that was judged good, and return it."""
        item = taken.item
        self._items[item.code] = item
        self._place(item)
        self._steps[item.code].append(taken.step)
        return taken

    def _place(self, item: WorkItem) -> None:
        self._of[item.kind, item.organization][item.code] = item
        self._of_kind[item.kind][item.code] = item
        self._below[item.parent, item.kind][item.code] = item


def kind_of(kinds: Mapping[str, Kind], key: str, field: str = "kind") -> Kind:
    """Return the kind of this key. Raises UnknownWorkKind."""
    if key not in kinds:
        known = "、".join(f"{kind.key}（{kind.title}）" for kind in kinds.values()) or "（没有）"
        raise UnknownWorkKind(f"没有工作事项“{shown(key)}”：该城市有 {known}，请核对。", field=field)
    return kinds[key]


def unknown_item(code: str, field: str = "item") -> UnknownWorkItem:
    """The refusal of an item that is not there, or not for the caller."""
    return UnknownWorkItem(f"没有编号为“{shown(code)}”的工作事项：请先登记，或核对编号。", field=field)
