"""Tasks: issued with points, completed once with what they earned."""

from dataclasses import replace

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.commands import CompleteTask, IssueTask
from biaochi_assessment.domain.decision import Books, Recorder
from biaochi_assessment.domain.facts import TASK, Fact, completion_slot, task_slot
from biaochi_assessment.domain.models import Accept
from biaochi_assessment.domain.recording import admit, kept
from biaochi_assessment.domain.refusals import (
    AlreadyCompleted,
    AlreadyExists,
    AmountOutOfRange,
    UnknownTask,
)
from biaochi_assessment.domain.titles import title
from biaochi_assessment.domain.values import accepted, canonical, day, inside, number, on_step
from biaochi_assessment.domain.words import text

SHARES = ("COMMON", "INDIVIDUAL")


def issue_task(books: Books, recorder: Recorder, deed: IssueTask) -> Fact:
    """Return the issued task. Raises AlreadyExists while a task of this number stands, BadRequest, and what an
    entry raises; its points are more than 0, at most the indicator's highest, and on its step."""
    admitted = admit(books, recorder, TASK, deed)
    if not deed.task.strip() or not deed.title.strip():
        raise BadRequest("任务缺少编号或名称：请都写明。", field="task" if not deed.task.strip() else "title")
    if standing := books.standing(task_slot(deed.task)):
        sentence = f"任务编号 {deed.task} 已经下达（编号 {standing}）：请另取编号，或先冲销原任务。"
        raise AlreadyExists(sentence, field="task", details={"fact": standing})
    _check_share(admitted.accept, deed.share)
    points = accepted(admitted.accept, deed.points, "points")
    if points <= 0:
        raise AmountOutOfRange(
            f"任务 {deed.task} 的分值是 {canonical(points)}：应大于 0，请核对后重报。", field="points"
        )
    return kept(books, admitted, replace(admitted.fact(deed, recorder), points=points))


def complete_task(books: Books, recorder: Recorder, deed: CompleteTask) -> Fact:
    """Return the completion: the issued task with what it earned, from 0 to its points on the indicator's step.

    Raises UnknownTask, AlreadyCompleted and what an entry raises.
    """
    issued = books.fact(books.standing(task_slot(deed.task)))
    if issued is None:
        raise UnknownTask(f"没有编号为“{shown(deed.task)}”的任务：请先下达任务，或核对编号。", field="task")
    task = issued.fact
    accept = admit(books, recorder, TASK, task).accept
    if standing := books.standing(completion_slot(deed.task)):
        sentence = f"任务 {deed.task} 已经办结（编号 {standing}）：如有误，请先冲销办结登记，再重新登记。"
        raise AlreadyCompleted(sentence, field="task", details={"fact": standing})
    amount = number(deed.amount, "amount")
    inside(replace(accept, lowest=number("0", "amount")), amount, task.points, "amount")
    on_step(accept, amount, "amount")
    return books.keep(
        replace(
            task,
            number=deed.idempotency_key,
            recorded_by=recorder.name,
            recorded_at=recorder.at,
            amount=amount,
            occurred_on=day(deed.occurred_on, "occurred_on"),
            evidence=text(deed.evidence, "evidence"),
            note=text(deed.note, "note"),
        )
    )


def _check_share(accept: Accept, share: str) -> None:
    shares = (accept.share,) if accept.share else SHARES
    if share not in shares:
        asked = f"{title(*shares)}（{'、'.join(shares)}）"
        sentence = f"任务类别“{share}”不对：指标“{accept.title or accept.indicator}”接受{asked}，请改正。"
        raise BadRequest(sentence, field="share", details={"shares": ",".join(shares)})
