"""Kinds of work (工作事项): what is filled in, which steps lead from state to state, and which facts follow from them.

A number that follows from what was done is never typed: the step that does it records the fact.
"""

from dataclasses import dataclass, field
from typing import Any

from biaochi_sdk.values.errors import ModelRefused
from biaochi_sdk.values.provenance import Mark, marked
from biaochi_sdk.values.subjects import ORGANIZATIONS
from biaochi_sdk.work.checks import filled, known, named, once
from biaochi_sdk.work.excuses import Excuse
from biaochi_sdk.work.fields import CHOICE, NUMBER, SPECIAL, Field
from biaochi_sdk.work.following import Follow, Of
from biaochi_sdk.work.gates import CLOSED_BY, GATES, Gate
from biaochi_sdk.work.pace import COUNTED, EXCUSED, HOLIDAY, LATE, Burden, Quiet
from biaochi_sdk.work.quotas import Quota
from biaochi_sdk.work.rules import Children, Listed, Proportion, TopShare
from biaochi_sdk.work.turns import Turns

PASSES, WITHDRAWN = "passes", "withdrawn"
SUCCESSIONS = ("", PASSES, WITHDRAWN)
"""What becomes of an open item whose organization is no more."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What somebody does to an item: from one of the states `origins` (none: it opens the item) to the state `to`.

    by: the role that may. signatures: of how many others. closes: the item is done with it, and no deadline is left.
    under: states of the parent in which it may be taken; empty for any. apart_from: a step that somebody else took.
    replaces: what followed from earlier steps of these keys is taken back, and this step's facts stand instead.
    exception: it leads past the quotas, takes two persons, and says why in its words.
    waits: it is taken when so many working days have passed since the item's last step (公示期).
    """

    key: str
    title: str
    to: str
    origins: tuple[str, ...] = ()
    by: str = ""
    fields: tuple[Field, ...] = ()
    signatures: int = 0
    closes: bool = False
    under: tuple[str, ...] = ()
    apart_from: str = ""
    replaces: tuple[str, ...] = ()
    exception: bool = False
    waits: int = 0

    def data(self) -> dict[str, Any]:
        """The step as it is published."""
        names = ("key", "title", "to", "by", "signatures", "closes", "apart_from", "exception", "waits")
        said: dict[str, Any] = {name: getattr(self, name) for name in names}
        listed = {name: list(getattr(self, name)) for name in ("origins", "under", "replaces")}
        return filled(said | listed | {"fields": [one.data() for one in self.fields]})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of work. Its title carries where the city says that it is done.

    subjects: kinds of organization it is opened for. parent: the kind its items hang on, "" for none.
    once_per: at most one item of an organization in a period of this cadence. most, most_per: at most so many.
    gates: what must not be in the way of a step; where one led it elsewhere, only facts with only=("gates", …) follow.
    due_days: an item is due so many days after it was opened, where nobody names a day; 0: no deadline.
    every: each of its subjects, but for the exempt codes, owes one item for each period of this cadence, until so many
    due_working_days after the period; 0: until its last working day. opening_suffices: it is done once it is opened,
    though it goes on. remind_working_days: who has not done it is reminded so many working days before; 0: nobody is.
    A fact that follows at "late" is recorded of whoever is late, one at "excused" for each period that an item of
    another kind excuses from. quiet: days on which no such item is opened.
    burdens: what it asks of a unit in a period, and at most how much.
    unique: fields of the opening step whose values together no second item under the same parent may have.
    proportions, children, listed, top_shares: what must hold at a step between an item, its children and its parent.
    quotas: how many items of a year may come to a state.
    turns: whose turn it is with whom. excuse: an item of it excuses its organization from work that is owed.
    succession: an open item whose organization was merged or abolished "passes" to its one successor or else to the one
    above it, or is "withdrawn" with what followed from it; "": it stays.
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
    remind_working_days: int = 0
    opening_suffices: bool = False
    exempt: tuple[str, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    burdens: tuple[Burden, ...] = ()
    states: tuple[tuple[str, str], ...] = field(default=())
    gates: tuple[Gate, ...] = ()
    unique: tuple[str, ...] = ()
    proportions: tuple[Proportion, ...] = ()
    children: tuple[Children, ...] = ()
    listed: tuple[Listed, ...] = ()
    top_shares: tuple[TopShare, ...] = ()
    quotas: tuple[Quota, ...] = ()
    turns: Turns | None = None
    excuse: Excuse | None = None
    succession: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be worked by: names that lead nowhere, steps that nobody reaches."""
        named(self.key, "a kind of work")
        marked(self.title, f"the title of the work {self.key}").title()
        if self.noun not in NOUNS:
            raise ModelRefused(f"{self.key} is a {self.noun!r}: write one of {', '.join(NOUNS)}")
        known(self.key, "subjects", self.subjects, ORGANIZATIONS)
        for name in ("once_per", "most_per", "every"):
            if value := getattr(self, name):
                known(self.key, name, (value,), (*COUNTED, HOLIDAY) if name == "every" else COUNTED)
        if bool(self.most) != bool(self.most_per):
            raise ModelRefused(f"{self.key} limits {self.most} items per {self.most_per!r}: say both, or neither")
        if not self.every and (self.due_working_days or self.remind_working_days or self.exempt):
            what = "due_working_days, remind_working_days or exempt"
            raise ModelRefused(f"{self.key} has {what} without every: say how often it is owed")
        self._check_steps()
        for follow in self.follows:
            self._check_follow(follow)
        self._check_gates()
        self._check_rules()
        self._check_quotas()
        self._check_succession()

    def _check_steps(self) -> None:
        every = (self.opening, *self.steps)
        once(self.key, "step", [step.key for step in every])
        once(self.key, "field", [one.key for one in dict.fromkeys(one for step in every for one in step.fields)])
        if self.opening.origins:
            raise ModelRefused(f"{self.key}: the opening step comes from no state, not from {self.opening.origins}")
        reached = {step.to for step in every} | {gate.leads_to for gate in self.gates if gate.leads_to}
        for step in self.steps:
            if not step.origins:
                raise ModelRefused(f"{self.key}: the step {step.key!r} comes from no state: give origins")
            known(self.key, f"origins of {step.key}", step.origins, reached)
        known(self.key, "states", [state for state, _ in self.states], reached)

    def _check_gates(self) -> None:
        every = (self.opening, *self.steps)
        keys = [one.key for step in every for one in step.fields]
        once(self.key, "gate", [gate.key for gate in self.gates])
        for gate in self.gates:
            known(self.key, f"step of the gate {gate.key}", (gate.at,), [step.key for step in every])
            known(self.key, f"what the gate {gate.key} looks at", gate.fields, keys)
        known(self.key, "what a field opens", [one.opens for step in every for one in step.fields if one.opens], keys)

    def _check_follow(self, follow: Follow) -> None:
        every = (self.opening, *self.steps)
        by_itself = [LATE, EXCUSED] if self.every else []
        known(self.key, "step of a fact", (follow.step,), [*(step.key for step in every), *by_itself])
        fields = {one.key for step in every for one in step.fields} | ({GATES, CLOSED_BY} if self.gates else set())
        said_of = [value.field for _, value in follow.says if isinstance(value, Of)]
        known(self.key, f"what {follow.indicator} is told", said_of, fields | set(SPECIAL))
        whom = [follow.subject] if follow.subject else []
        known(self.key, f"whom {follow.indicator} is about", whom, fields)
        known(self.key, f"when {follow.indicator} follows", [follow.only[0]] if follow.only else [], fields)

    def _check_rules(self) -> None:
        every = (self.opening, *self.steps)
        keys = [step.key for step in every]
        for name, when in ((LATE, "when nothing was done"), (EXCUSED, "when nothing has to be done")):
            if name in keys:
                raise ModelRefused(f"{self.key}: a step is named {name!r}, which is what follows {when}")
        summed = [burden.sums for burden in self.burdens if burden.sums]
        numbers = [one.key for one in self.opening.fields if one.takes == NUMBER]
        known(self.key, "what a burden sums", summed, numbers)
        parted = [burden.by for burden in self.burdens if burden.by]
        choices = [one.key for one in self.opening.fields if one.takes == CHOICE and not one.optional]
        known(self.key, "what a burden is counted by", parted, choices)
        fields = {one.key for step in every for one in step.fields}
        known(self.key, "unique", self.unique, [one.key for one in self.opening.fields])
        chosen = {one.key: one.takes for one in self.opening.fields}
        if self.turns:
            self.turns.check(self.key, chosen)
        if self.excuse:
            self.excuse.check(self.key, chosen, [step.to for step in every])
        if self.unique and not self.parent:
            raise ModelRefused(f"{self.key} is unique under its parent, and there is none: give parent")
        ruled = [*(one.step for one in self.proportions), *(one.step for one in self.children)]
        known(self.key, "a step of a rule", ruled, keys)
        for step in every:
            apart = [step.apart_from] if step.apart_from else []
            known(self.key, f"what {step.key} is apart from or replaces", [*apart, *step.replaces], keys)
            if step.under and not self.parent:
                raise ModelRefused(f"{self.key}: {step.key!r} is taken under states of a parent, and there is none")
        for top in self.top_shares:
            known(self.key, "a step of a top share", [top.step], keys)
            known(self.key, "fields of a top share", [top.field, top.by], fields)
            if top.least:
                numbers = [one.key for step in every for one in step.fields if one.takes == NUMBER]
                known(self.key, "the marks of a top share", [top.field], numbers)
            if not self.parent:
                raise ModelRefused(f"{self.key}: {top.field!r} is shared out below a parent, and there is none")
        for one in self.listed:
            known(self.key, "a step of a list", [one.step], keys)
            known(self.key, "what is on a list", [one.field], fields)
            if not self.parent:
                raise ModelRefused(f"{self.key}: {one.field!r} is looked up in its parent, and there is none")

    def _check_quotas(self) -> None:
        every = (self.opening, *self.steps)
        once(self.key, "quota", [one.key for one in self.quotas])
        for one in self.quotas:
            known(self.key, f"states of the quota {one.key}", one.states, {step.to for step in every})
            known(self.key, f"what the quota {one.key} is for", [one.field] if one.field else [], self._chosen)
            known(self.key, f"values of the quota {one.key}", one.values, self._chosen.get(one.field, ()))
        limited = {state for one in self.quotas for state in one.states}
        for step in every:
            if step.waits < 0 or (step.waits and not step.origins):
                raise ModelRefused(f"{self.key}: {step.key!r} waits {step.waits} days: a later step waits, from 1 on")
            if step.exception and (step.to not in limited or not step.origins):
                raise ModelRefused(f"{self.key}: {step.key!r} is an exception from no quota: lead from a state to one")

    @property
    def _chosen(self) -> dict[str, list[str]]:
        every = (self.opening, *self.steps)
        return {one.key: [key for key, _ in one.choices] for step in every for one in step.fields if one.choices}

    def _check_succession(self) -> None:
        known(self.key, "succession", (self.succession,), SUCCESSIONS)
        if self.succession == PASSES and (self.every or self.once_per or self.most):
            raise ModelRefused(
                f"{self.key} passes to another unit, which has its own: each owes it, or may have so many. Write "
                f"succession={WITHDRAWN!r}, or none"
            )

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
            "remind_working_days": self.remind_working_days,
            "opening_suffices": self.opening_suffices,
            "exempt": list(self.exempt),
            "quiet": [one.data() for one in self.quiet],
            "burdens": [one.data() for one in self.burdens],
            "opening": self.opening.data(),
            "steps": [step.data() for step in self.steps],
            "follows": [follow.data() for follow in self.follows],
            "states": [{"key": key, "title": title} for key, title in self.states],
            "gates": [gate.data() for gate in self.gates],
            "unique": list(self.unique),
            "proportions": [one.data() for one in self.proportions],
            "children": [one.data() for one in self.children],
            "listed": [one.data() for one in self.listed],
            "top_shares": [one.data() for one in self.top_shares],
            "quotas": [one.data() for one in self.quotas],
            "turns": self.turns.data() if self.turns else {},
            "waiver": self.excuse.data() if self.excuse else {},
            "succession": self.succession,
        }
        return filled(said)
