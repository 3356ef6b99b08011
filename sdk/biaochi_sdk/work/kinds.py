"""Kinds of work (工作事项): what is filled in, which steps lead from state to state, and which facts follow from them.

A number that follows from what was done is never typed: the step that does it records the fact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.values.subjects import ORGANIZATIONS

NOUNS = {
    "activity": "活动",
    "contest": "评比展示",
    "entry": "参评",
    "matter": "群众事项",
    "pair": "结对联系",
    "visit": "走访",
    "practice": "典型经验",
    "problem": "问题",
    "list": "清单",
    "task": "任务",
    "inspection": "检查",
    "nomination": "推荐提名",
    "round": "轮次",
    "meeting": "会议",
    "report": "报告",
    "document": "文件",
    "honour": "荣誉",
    "opinion": "意见",
}
"""What a kind of work is one of, so that all cities' problems can be asked for alike."""

TEXT, NUMBER, DAY, ORGANIZATION, PERSON, PEOPLE, ORGANIZATIONS_FIELD, CHOICE, ITEM = (
    "text",
    "number",
    "day",
    "organization",
    "person",
    "people",
    "organizations",
    "choice",
    "item",
)
TAKES = (TEXT, NUMBER, DAY, ORGANIZATION, PERSON, PEOPLE, ORGANIZATIONS_FIELD, CHOICE, ITEM)
SPECIAL = ("organization", "code", "title", "words", "on", "due_on", "parent")
"""What every item has besides its own fields; a fact that follows may say it too."""

SAYS = (
    *("amount", "level", "choice", "rater", "panel", "points", "share", "task", "title", "due_on"),
    *("case", "department", "owners", "raised", "reason", "clause", "note"),
)
"""What a following fact may be told."""
COUNTED = ("year", "half-year", "quarter", "two-months", "month", "half-month")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is filled in at a step: its key, what it is called, and what it takes, one of TAKES.

    choices: key to title, for the take "choice" alone. optional: it may be left empty.
    """

    key: str
    title: str
    takes: str = TEXT
    choices: tuple[tuple[str, str], ...] = ()
    optional: bool = False

    def __post_init__(self) -> None:
        """Refuse a key that is no plain name, an unknown take, and choices where none are made."""
        _named(self.key, "a field of work")
        if self.takes not in TAKES or self.key in SPECIAL:
            raise ModelRefused(f"the field {self.key!r} takes {self.takes!r}: write one of {', '.join(TAKES)}")
        if (self.takes == CHOICE) != bool(self.choices):
            raise ModelRefused(f"the field {self.key!r}: choices belong to the take 'choice', and it needs them")

    def data(self) -> dict[str, Any]:
        """The field as it is published."""
        choices = [{"key": key, "title": title} for key, title in self.choices]
        said = {"key": self.key, "title": self.title, "takes": self.takes, "optional": self.optional}
        return _filled(said | {"choices": choices})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody does to an item: from one of the states `origins` (none: it opens the item) to the state `to`.

    by: the role that may. signatures: of how many others. closes: the item is done with it, and no deadline is left.
    """

    key: str
    title: str
    to: str
    origins: tuple[str, ...] = ()
    by: str = ""
    fields: tuple[Field, ...] = ()
    signatures: int = 0
    closes: bool = False

    def data(self) -> dict[str, Any]:
        """The step as it is published."""
        said = {name: getattr(self, name) for name in ("key", "title", "to", "by", "signatures", "closes")}
        return _filled(said | {"origins": list(self.origins), "fields": [one.data() for one in self.fields]})


@dataclass(frozen=True, slots=True)
class Of:
    """The value of a field, or of what every item has (SPECIAL), where a following fact is told something."""

    field: str


@dataclass(frozen=True, slots=True)
class Follow:
    """A fact of an indicator that a step records by itself. Make it with `follows`.

    subject: a field that names whom it is about, one fact for each; empty: the item's organization.
    only: a field and the values of it under which it follows.
    """

    indicator: str
    step: str
    says: tuple[tuple[str, str | Of], ...] = ()
    subject: str = ""
    only: tuple[str, tuple[str, ...]] | None = None

    def data(self) -> dict[str, Any]:
        """The fact as it is published."""
        says = [
            _filled({"name": name, "field": value.field} if isinstance(value, Of) else {"name": name, "text": value})
            for name, value in self.says
        ]
        said: dict[str, Any] = {"indicator": self.indicator, "step": self.step, "says": says, "subject": self.subject}
        if self.only:
            said |= {"only": self.only[0], "only_values": list(self.only[1])}
        return _filled(said)


def follows(
    indicator: str,
    at: str,
    *,
    subject: str = "",
    only: tuple[str, tuple[str, ...]] | None = None,
    **says: str | int | Of,
) -> Follow:
    """The fact of this indicator that follows from a step, told this: a text, a whole number, or `Of` a field."""
    for name, value in says.items():
        if name not in SAYS or isinstance(value, float | bool):
            raise ModelRefused(f"a fact of {indicator!r} cannot be told {name}={value!r}: it takes {', '.join(SAYS)}")
    given = tuple((name, str(value) if isinstance(value, int) else value) for name, value in says.items())
    return Follow(indicator, at, given, subject, only)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of work. Its title carries where the city says that it is done.

    subjects: kinds of organization it is opened for. parent: the kind its items hang on, "" for none.
    once_per: at most one item of an organization in a period of this cadence. most, most_per: at most so many.
    due_days: an item is due so many days after it was opened, where nobody names a day; 0: no deadline.
    every: each of its subjects, but for the exempt codes, owes one item for each period of this cadence, until so many
    due_working_days after the period; 0: until its last working day.
    """

    key: str
    title: Mark
    noun: str
    subjects: tuple[str, ...]
    opening: Step
    steps: tuple[Step, ...] = ()
    follows: tuple[Follow, ...] = ()
    parent: str = ""
    once_per: str = ""
    most: int = 0
    most_per: str = ""
    due_days: int = 0
    every: str = ""
    due_working_days: int = 0
    exempt: tuple[str, ...] = ()
    states: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse what cannot be worked by: names that lead nowhere, steps that nobody reaches."""
        _named(self.key, "a kind of work")
        marked(self.title, f"the title of the work {self.key}").title()
        if self.noun not in NOUNS:
            raise ModelRefused(f"{self.key} is a {self.noun!r}: write one of {', '.join(NOUNS)}")
        _known(self.key, "subjects", self.subjects, ORGANIZATIONS)
        for name in ("once_per", "most_per", "every"):
            if value := getattr(self, name):
                _known(self.key, name, (value,), COUNTED)
        if bool(self.most) != bool(self.most_per):
            raise ModelRefused(f"{self.key} limits {self.most} items per {self.most_per!r}: say both, or neither")
        if not self.every and (self.due_working_days or self.exempt):
            raise ModelRefused(f"{self.key} has due_working_days or exempt without every: say how often it is owed")
        self._check_steps()
        for follow in self.follows:
            self._check_follow(follow)

    def _check_steps(self) -> None:
        every = (self.opening, *self.steps)
        _once(self.key, "step", [step.key for step in every])
        _once(self.key, "field", [one.key for step in every for one in step.fields])
        if self.opening.origins:
            raise ModelRefused(f"{self.key}: the opening step comes from no state, not from {self.opening.origins}")
        reached = {step.to for step in every}
        for step in self.steps:
            if not step.origins:
                raise ModelRefused(f"{self.key}: the step {step.key!r} comes from no state: give origins")
            _known(self.key, f"origins of {step.key}", step.origins, reached)
        _known(self.key, "states", [state for state, _ in self.states], reached)

    def _check_follow(self, follow: Follow) -> None:
        every = (self.opening, *self.steps)
        _known(self.key, "step of a fact", (follow.step,), [step.key for step in every])
        fields = {one.key for step in every for one in step.fields}
        named = [value.field for _, value in follow.says if isinstance(value, Of)]
        _known(self.key, f"what {follow.indicator} is told", named, fields | set(SPECIAL))
        whom = [follow.subject] if follow.subject else []
        _known(self.key, f"whom {follow.indicator} is about", whom, fields)
        _known(self.key, f"when {follow.indicator} follows", [follow.only[0]] if follow.only else [], fields)

    def data(self) -> dict[str, Any]:
        """The kind as it is published: what services read, and nothing else."""
        source = self.title.source
        said: dict[str, Any] = {
            "key": self.key,
            "title": self.title.title(),
            "noun": self.noun,
            "provenance": str(self.title.provenance),
            "source": f"{source.document}，{source.place}" if source else "",
            "subjects": list(self.subjects),
            "parent": self.parent,
            "once_per": self.once_per,
            "most": self.most,
            "most_per": self.most_per,
            "due_days": self.due_days,
            "every": self.every,
            "due_working_days": self.due_working_days,
            "exempt": list(self.exempt),
            "opening": self.opening.data(),
            "steps": [step.data() for step in self.steps],
            "follows": [follow.data() for follow in self.follows],
            "states": [{"key": key, "title": title} for key, title in self.states],
        }
        return _filled(said)


def check_kinds(kinds: Sequence[Kind], indicators: Iterable[str]) -> None:
    """Refuse kinds that share a key, hang on none, or let a fact follow for an indicator that no model takes."""
    keys = [kind.key for kind in kinds]
    _once("the city", "kind of work", keys)
    taken = set(indicators)
    for kind in kinds:
        if kind.parent:
            _known(kind.key, "parent", (kind.parent,), keys)
        _known(kind.key, "facts", [follow.indicator for follow in kind.follows], taken)


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    """What is not empty: what is published has one spelling."""
    return {name: value for name, value in said.items() if value}


def _named(key: str, use: str) -> None:
    if not (key.isascii() and key.isidentifier() and key.islower()):
        raise ModelRefused(f"{key!r} names {use}, and is no lower-case ASCII name: write it like front_line")


def _known(kind: str, what: str, given: Iterable[str], known: Iterable[str]) -> None:
    there = sorted(set(known))
    for one in given:
        if one not in there:
            raise ModelRefused(f"{kind}: {what} names {one!r}, which is none of {', '.join(there)}")


def _once(where: str, what: str, keys: Sequence[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise ModelRefused(f"{where} has two of the {what} {key!r}: give one of them another name")
