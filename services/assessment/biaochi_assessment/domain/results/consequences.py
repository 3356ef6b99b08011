"""What follows from final results for whom they are about: carried out by one, closed by another, or waived by two."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.city import NoticeRule
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.refusals import DutiesNotSeparated, NotAllowedToRecord
from biaochi_assessment.domain.results.commands import WAIVE, AdvanceConsequence
from biaochi_assessment.domain.results.notice import check_may_decide
from biaochi_assessment.domain.results.refusals import ConsequenceStepNotPossible, UnknownConsequence
from biaochi_assessment.domain.values import text


class ConsequenceState(StrEnum):
    """Where a consequence stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    CLOSED = "CLOSED"
    WAIVED = "WAIVED"


class ConsequenceStep(StrEnum):
    """What is done to it."""

    CARRY_OUT = "CARRY_OUT"
    CLOSE = "CLOSE"
    WAIVE = WAIVE


_POSSIBLE = {
    ConsequenceState.OPEN: (ConsequenceStep.CARRY_OUT, ConsequenceStep.WAIVE),
    ConsequenceState.DONE: (ConsequenceStep.CLOSE, ConsequenceStep.WAIVE),
    ConsequenceState.CLOSED: (),
    ConsequenceState.WAIVED: (),
}
_CALLED = {
    "OPEN": "待办",
    "DONE": "已办",
    "CLOSED": "已销号",
    "WAIVED": "已免",
    "CARRY_OUT": "办理",
    "CLOSE": "销号",
    "WAIVE": "免除",
}


@dataclass(frozen=True, slots=True)
class ConsequenceDue:
    """What follows for a subject once results are final: from which step of which node, on what paper, done by whom."""

    subject: str
    key: str
    title: str
    model: str
    node: str
    step: str
    by: str
    provenance: str
    source: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What followed from the final results of a cycle for a subject, and what became of it.

    `words`: what was done; `reason`: why it was waived. What has not happened is empty.
    """

    code: str
    cycle: str
    results_hash: str
    due: ConsequenceDue
    followed_at: datetime
    state: ConsequenceState = ConsequenceState.OPEN
    words: str = ""
    done_by: str = ""
    done_at: datetime | None = None
    reason: str = ""
    ended_by: str = ""
    ended_at: datetime | None = None

    @property
    def subject(self) -> str:
        """For whom it followed."""
        return self.due.subject


def followed(cycle: str, results_hash: str, due: Iterable[ConsequenceDue], at: datetime) -> list[Consequence]:
    """Return what follows from final results: of one key one for a subject, under a code that it always has."""
    return [Consequence(f"{cycle}/{one.key}/{one.subject}", cycle, results_hash, one, at) for one in due]


def advance_consequence(
    one: Consequence | None, rule: NoticeRule | None, by: Recorder, command: AdvanceConsequence
) -> Consequence:
    """Return the consequence after a step: carried out with what was done, closed by another, waived with a reason.

    Whoever carries it out closes nothing, so that somebody else has looked. Waiving is an exception: those waive who
    decide on results, and that it takes two of them is seen to where the command is taken.
    Raises UnknownConsequence, ConsequenceStepNotPossible, NotAllowedToRecord, DutiesNotSeparated, BadRequest.
    """
    if one is None:
        sentence = f"没有编号为“{shown(command.consequence)}”的结果运用事项：请核对编号。"
        raise UnknownConsequence(sentence, field="consequence")
    step = _possible(one, command.step)
    words = text(command.words, "words").strip()
    if step is ConsequenceStep.WAIVE:
        check_may_decide(rule, by, "免除结果运用事项")
        _check_said(one, words, "为什么免除")
        return replace(one, state=ConsequenceState.WAIVED, reason=words, ended_by=by.name, ended_at=by.at)
    if not by.may(one.due.by):
        sentence = f"{by.name} 不能办理“{one.due.title}”：只有角色 {one.due.by} 可以，请由该角色办理。"
        raise NotAllowedToRecord(sentence, details={"role": one.due.by})
    if step is ConsequenceStep.CARRY_OUT:
        _check_said(one, words, "办了什么")
        return replace(one, state=ConsequenceState.DONE, words=words, done_by=by.name, done_at=by.at)
    if by.name == one.done_by:
        raise DutiesNotSeparated(f"{one.code} 由 {by.name} 办理，须由别人销号：请换一人。", field="step")
    return replace(one, state=ConsequenceState.CLOSED, ended_by=by.name, ended_at=by.at)


def _possible(one: Consequence, written: str) -> ConsequenceStep:
    possible = _POSSIBLE[one.state]
    if written not in possible:
        known = "、".join(f"{step}（{_CALLED[step]}）" for step in possible) or "（没有，已经办结）"
        sentence = f"{one.code} 现为“{_CALLED[one.state]}”，不能办“{shown(written)}”：可办的有 {known}。"
        raise ConsequenceStepNotPossible(sentence, field="step", details={"state": one.state})
    return ConsequenceStep(written)


def _check_said(one: Consequence, words: str, what: str) -> None:
    if not words:
        raise BadRequest(f"{one.code} 没有写明{what}：请写明。", field="words")
