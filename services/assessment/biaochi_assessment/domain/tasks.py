"""Tasks: issued with points, completed once with what they earned."""

from decimal import Decimal

from biaochi_chassis.foundation.making import changed
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.commands import CompleteTask, IssueTask
from biaochi_assessment.domain.decision import DecisionContext, Recorder
from biaochi_assessment.domain.facts import TASK, Fact, completion_slot, task_slot
from biaochi_assessment.domain.models import Accept
from biaochi_assessment.domain.recording import admit, fact_of, kept
from biaochi_assessment.domain.refusals import (
    AlreadyCompleted,
    AlreadyExists,
    AmountOutOfRange,
    UnknownTask,
)
from biaochi_assessment.domain.values import accepted, canonical, day, inside, number, on_step, text
from biaochi_assessment.domain.wording import title

SHARES = ("COMMON", "INDIVIDUAL")


def issue_task(context: DecisionContext, recorder: Recorder, command: IssueTask) -> Fact:
    """Return the issued task. Raises AlreadyExists while a task of this number stands, BadRequest, and what an
    entry raises; its points are more than 0, at most the indicator's highest, and on its step."""
    admitted = admit(context, recorder, TASK, command)
    if not command.task.strip() or not command.title.strip():
        raise BadRequest("任务缺少编号或名称：请都写明。", field="task" if not command.task.strip() else "title")
    if standing := context.standing(task_slot(command.task)):
        sentence = f"任务编号 {command.task} 已经下达（编号 {standing}）：请另取编号，或先冲销原任务。"
        raise AlreadyExists(sentence, field="task", details={"fact": standing})
    for accept in admitted.accepts:
        _check_share(accept, command.share)
    points, *_ = [accepted(accept, command.points, "points") for accept in admitted.accepts]
    if points <= 0:
        raise AmountOutOfRange(
            f"任务 {command.task} 的分值是 {canonical(points)}：应大于 0，请核对后重报。", field="points"
        )
    return kept(context, admitted, fact_of(admitted, command, recorder, points=points))


def complete_task(context: DecisionContext, recorder: Recorder, command: CompleteTask) -> Fact:
    """Return the completion: the issued task with what it earned, from 0 to its points on the indicator's step.

    Raises UnknownTask, AlreadyCompleted and what an entry raises.
    """
    issued = context.fact(context.standing(task_slot(command.task)))
    if issued is None:
        raise UnknownTask(f"没有编号为“{shown(command.task)}”的任务：请先下达任务，或核对编号。", field="task")
    task = issued.fact
    accepts = admit(context, recorder, TASK, task).accepts
    if standing := context.standing(completion_slot(command.task)):
        sentence = f"任务 {command.task} 已经办结（编号 {standing}）：如有误，请先冲销办结登记，再重新登记。"
        raise AlreadyCompleted(sentence, field="task", details={"fact": standing})
    amount = number(command.amount, "amount")
    for accept in accepts:
        inside(accept, amount, (Decimal(0), task.points), "amount")
        on_step(accept, amount, "amount")
    return context.keep(
        changed(
            task,
            {
                "number": command.idempotency_key,
                "recorded_by": recorder.name,
                "recorded_at": recorder.at,
                "amount": amount,
                "occurred_on": day(command.occurred_on, "occurred_on"),
                "evidence": text(command.evidence, "evidence"),
                "note": text(command.note, "note"),
            },
        )
    )


def _check_share(accept: Accept, share: str) -> None:
    shares = (accept.share,) if accept.share else SHARES
    if share not in shares:
        query = f"{title(*shares)}（{'、'.join(shares)}）"
        sentence = f"任务类别“{share}”不对：指标“{accept.title or accept.indicator}”接受{query}，请改正。"
        raise BadRequest(sentence, field="share", details={"shares": ",".join(shares)})
