"""A city as its plugin published it: its calendar, the work that is done in its year, and how it shows results."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from biaochi_assessment.domain.facts import RATING, StoredFact
from biaochi_assessment.domain.models import Model, raters
from biaochi_assessment.domain.refusals import InputIsDerived
from biaochi_assessment.domain.work_kinds import Follow, Kind


@dataclass(frozen=True, slots=True)
class BulletinRule:
    """A bulletin that is drafted when a period of a cadence is over. `to`: public or scored.

    `provenance`, `source`: how far its title is the city's own, and where it stands.
    """

    every: str
    title: str
    to: str
    provenance: str
    source: str


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """How a city shows its results. `to`: public or scored. `decided_by`: the roles that decide on objections."""

    working_days: int
    to: str
    decided_by: tuple[str, ...]
    bulletins: tuple[BulletinRule, ...] = ()


@dataclass(frozen=True)
class City:
    """A city that a plugin has published, with the cadences of its calendar and its kinds of work by key.

    `notice`: how it shows its results; none where it does not say.
    """

    slug: str
    title: str
    calendar: tuple[str, ...]
    work: Mapping[str, Kind] = field(default_factory=dict)
    notice: NoticeRule | None = None

    @cached_property
    def derived(self) -> Mapping[str, Sequence[tuple[Kind, Follow]]]:
        """The indicators that follow from work, each with the kinds it follows from, and how."""
        derived: defaultdict[str, list[tuple[Kind, Follow]]] = defaultdict(list)
        for kind in self.work.values():
            for follow in kind.follows:
                derived[follow.indicator].append((kind, follow))
        return dict(derived)

    @cached_property
    def _typed(self) -> set[tuple[str, frozenset[str]]]:
        """What was found to be recorded by hand: derived indicators with the kinds of those they are about."""
        return set()

    def taking_turns(self, kinds: Iterable[str]) -> set[str]:
        """The kinds of organization in whose order it is somebody's turn before an item of these kinds is opened."""
        found = (self.work[key] for key in set(kinds) & self.work.keys())
        return {subject for kind in found if kind.turns for subject in kind.subjects}

    def sharing_places(self, kinds: Iterable[str]) -> set[str]:
        """The kinds of organizations and persons of whom the quotas of these kinds of work are a share."""
        found = (self.work[key] for key in set(kinds) & self.work.keys())
        return {one for kind in found for quota in kind.quotas for one in quota.among}

    def cohorts_judged_by(self, models: Collection[Model], kinds: Collection[str], opened: Iterable[str]) -> set[str]:
        """The kinds of which everybody must be known to judge work of these kinds, of which some are opened.

        models: by which the facts are judged that follow from it.
        """
        rated = {accept.indicator for one in models for accept in one.accepts if accept.kind == RATING}
        rating = raters(models) if rated & self.derived.keys() else set()
        return rating | self.taking_turns(opened) | self.sharing_places(kinds)

    def sharing_lists(self, kinds: Iterable[str]) -> bool:
        """Whether a quota of these kinds of work is a share of a final list of the year before."""
        found = (self.work[key] for key in set(kinds) & self.work.keys())
        return any(quota.of_list for kind in found for quota in kind.quotas)

    def work_looked_at(self, kinds: Iterable[str]) -> set[str]:
        """The kinds of work whose items the gates of these kinds look at, of whatever year."""
        found = (self.work[key] for key in set(kinds) & self.work.keys())
        return {gate.work for kind in found for gate in kind.gates if gate.work}

    def consequences_looked_at(self, kinds: Iterable[str]) -> set[str]:
        """The keys of what follows from results that the gates of these kinds of work look at."""
        found = (self.work[key] for key in set(kinds) & self.work.keys())
        return {key for kind in found for gate in kind.gates for key in gate.consequences}

    def check_typed(self, indicator: str, subject: Collection[str] = ()) -> None:
        """Raise InputIsDerived where facts of this indicator follow from work, so that nobody records them by hand.

        subject: of which kinds it is whom the fact is about; models of others may take an input of the same name by
        hand. None: whoever it is.
        """
        derived, about = self.derived.get(indicator, ()), (indicator, frozenset(subject))
        if not derived or about in self._typed:
            return
        for kind, follow in derived:
            if kind.follows_about(follow, subject):
                sentence = (
                    f"指标“{indicator}”由工作事项“{kind.title}”（{kind.key}）逐件产生，不能直接登记或冲销："
                    "请登记或撤回那件事项。"
                )
                raise InputIsDerived(sentence, field="indicator", details={"work": kind.key})
        self._typed.add(about)

    def check_by_hand(self, stored: StoredFact | None) -> None:
        """Raise InputIsDerived for a fact that followed from a step: the item is withdrawn instead."""
        if stored and "#" in stored.fact.number:
            self.check_typed(stored.fact.indicator)
