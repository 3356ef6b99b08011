"""The words of the city's own models, as people write them: what an indicator, a step, a level or a class is called."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from biaochi.scoring.v1.events_pb2 import WorkKind
from biaochi_sdk.values.subjects import SUBJECTS, kinds_of

from biaochi_cli.importing.cells import BadCell

CHOICES, LEVELS, PANELS = "choices", "levels", "panels"


@dataclass(frozen=True)
class Indicator:
    """What one indicator of one model takes; choices, levels and panels are keys by their titles."""

    kind: str
    title: str
    key: str
    subject_kind: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    panels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """Every indicator of the city's models, and of which kind the subjects are, as far as it is known.

    `work`: the kinds of work that the city declares.
    """

    indicators: tuple[Indicator, ...] = ()
    subject_kinds: Mapping[str, str] = field(default_factory=dict)
    work: tuple[WorkKind, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether two models call different indicators the same."""
        meant = {(one.kind, one.title) for one in self.indicators}
        return len({(one.kind, one.title, one.key) for one in self.indicators}) > len(meant)

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts of the city's own that its models judge."""
        kinds = (kind for one in self.indicators for kind in kinds_of(one.subject_kind) if one.subject_kind)
        return tuple(dict.fromkeys(kind for kind in kinds if kind not in SUBJECTS))

    def meant(self, kind: str, name: str, subject: str) -> tuple[Indicator, ...]:
        """The indicators of this title or key that take facts of this kind, those of the subject's models if there are.

        The subject's kind decides where two models use the same title.
        """
        named = self._named.get((kind, name), ())
        if len(named) < 2:
            return named
        own = tuple(one for one in named if one.subject_kind == self.subject_kinds.get(subject))
        return own or named

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], tuple[Indicator, ...]]:
        """The indicators by kind of fact and each of their names, in the order of the models."""
        found: defaultdict[tuple[str, str], list[Indicator]] = defaultdict(list)
        for one in self.indicators:
            for name in {one.title, one.key}:
                found[one.kind, name].append(one)
        return {names: tuple(of_name) for names, of_name in found.items()}

    def indicator(self, kind: str, name: str, subject: str) -> str:
        """The key of an indicator. Raises BadCell when no model has it, or when several mean something else by it."""
        keys = sorted({one.key for one in self.meant(kind, name, subject)})
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise BadCell(f"几套模型各有名为“{name}”的指标，不知是哪一个：请改写指标的键，{'、'.join(keys)} 之一。")
        known = dict.fromkeys(one.title for one in self.indicators if one.kind == kind)
        raise BadCell(f"本市的考核模型没有这样的指标：可以写的是 {'、'.join(known) or '（无）'}。")

    def named(self, indicators: Iterable[Indicator], what: str, name: str) -> str:
        """The key of a step, a level or a class of voters (what) of these indicators. Raises BadCell likewise."""
        known: list[tuple[str, str]] = [pair for one in indicators for pair in getattr(one, what).items()]
        keys = sorted({key for title, key in known if name in (title, key)})
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise BadCell(f"几套模型对“{name}”各有所指：请改写它的键，{'、'.join(keys)} 之一。")
        titles = dict.fromkeys(title for title, _ in known)
        raise BadCell(f"这项指标没有这样写的：可以写的是 {'、'.join(titles) or '（无）'}。")
