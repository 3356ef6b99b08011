"""Raising an objection, and deciding it: by whom, about what, and what an upheld one changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.city import NoticeRule
from biaochi_assessment.domain.cycles import Cycle, unknown_period
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.facts import StoredFact
from biaochi_assessment.domain.models import Model
from biaochi_assessment.domain.refusals import AlreadyExists, UnknownModel
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.results.commands import DecideObjection, RaiseObjection
from biaochi_assessment.domain.results.life import REFUSED, UPHELD, Objection, ResultLife, State
from biaochi_assessment.domain.results.notice import check_may_decide, final, settled, today_of
from biaochi_assessment.domain.results.refusals import (
    DecidedFirst,
    LaterCycleClosed,
    NothingCorrected,
    NotScored,
    NotUnderNotice,
    ObjectionDecided,
    ObjectionLate,
    UnknownNode,
)
from biaochi_assessment.domain.values import code, text


def raise_objection(
    life: ResultLife,
    cycle: Cycle,
    models: Mapping[str, Model],
    registry: Registry,
    command: RaiseObjection,
    by: Recorder,
) -> Objection:
    """Return the objection of whoever is scored to a node that their model has, while the notice runs.

    Raises NotUnderNotice, ResultsFinal, ObjectionLate, UnknownModel, UnknownNode, UnknownPeriod, NotScored,
    AlreadyExists, BadRequest.
    """
    against = _shown_version(life, by)
    model = models.get(command.model)
    if model is None:
        known = "、".join(sorted(models))
        sentence = f"考核周期 {cycle.code} 没有用模型“{shown(command.model)}”评判：所用的有 {known}。"
        raise UnknownModel(sentence, field="model")
    if command.node not in model.nodes:
        sentence = f"模型 {model.code} 的计算说明里没有节点“{shown(command.node)}”：请对照评分表逐层展开后指明一处。"
        raise UnknownNode(sentence, field="node")
    _check_scored(cycle, model, registry, command)
    if not code(command.code, "code").strip():
        raise BadRequest("异议没有编号：请取一个全市唯一的编号。", field="code")
    if not command.words.strip():
        raise BadRequest("异议没有写明理由：请写明哪里不对、依据什么。", field="words")
    objection = Objection(
        code=command.code,
        cycle=cycle.code,
        subject=command.subject,
        model=model.code,
        node=command.node,
        period=command.period,
        words=text(command.words, "words"),
        evidence=text(command.evidence, "evidence"),
        against=against,
        raised_by=by.name,
        raised_at=by.at,
    )
    same = next((one for one in life.objections if one.place == objection.place or one.code == objection.code), None)
    if same is not None:
        sentence = (
            f"{same.subject} 在 {same.period} 的 {same.node} 已有异议 {same.code}：同一处只提一次。"
            if same.place == objection.place
            # Whose it is, and about what, is not for whoever only meets its code.
            else f"编号 {same.code} 已经用于另一件异议：编号不重复，请另取一个。"
        )
        raise AlreadyExists(sentence, field="node", details={"objection": same.code})
    return objection


def decide_objection(
    life: ResultLife,
    rule: NoticeRule | None,
    objection: Objection,
    command: DecideObjection,
    by: Recorder,
    behind: Sequence[StoredFact],
    later_closed: str,
) -> Objection:
    """Return the objection as decided, before what it changes is recorded.

    `behind`: the facts behind the contested node, standing or not; whoever recorded or signed one of them decided
    first, and does not decide on the objection, nor does who raised it. `later_closed`: a later closed cycle, if any.

    Raises ObjectionDecided, ResultsFinal, NotSettled, NotAllowedToRecord, DecidedFirst, NothingCorrected,
    LaterCycleClosed, BadRequest.
    """
    if objection.outcome:
        outcome = "成立" if objection.outcome == UPHELD else "不成立"
        sentence = f"异议 {objection.code} 已由 {objection.decided_by} 认定{outcome}：一件异议只答复一次。"
        raise ObjectionDecided(sentence, field="objection", details={"outcome": objection.outcome})
    frozen = settled(life)
    if life.state(today_of(by)) is State.FINAL:
        raise final(life)
    check_may_decide(rule, by, "答复异议")
    _check_apart(objection, by, behind)
    if not command.reason.strip():
        raise BadRequest(f"答复异议 {objection.code} 没有写理由：请写明为什么。", field="reason")
    if command.upheld != bool(command.corrections):
        contradiction = "认定成立，却没有写明改动哪件事实" if command.upheld else "认定不成立，却写了改动"
        raise NothingCorrected(
            f"异议 {objection.code} {contradiction}：成立须有改动，不成立不作改动。", field="corrections"
        )
    if command.upheld and later_closed:
        sentence = f"考核周期 {later_closed} 已在 {objection.cycle} 的成绩之上关闭，不能再改：请在新周期中处理。"
        raise LaterCycleClosed(sentence, field="objection")
    return replace(
        objection,
        outcome=UPHELD if command.upheld else REFUSED,
        reason=text(command.reason, "reason"),
        decided_by=by.name,
        decided_at=by.at,
        decided_version=frozen.version,
    )


def _shown_version(life: ResultLife, by: Recorder) -> int:
    """Return the version that is under notice today."""
    today = today_of(by)
    if life.notice is None:
        sentence = f"考核周期 {life.cycle} 的成绩还没有公示，不能提异议：请待公示后在期限内提出。"
        raise NotUnderNotice(sentence, field="cycle")
    if life.state(today) is State.FINAL:
        raise final(life)
    if today > life.notice.last:
        sentence = (
            f"考核周期 {life.cycle} 的公示到 {life.notice.last} 为止，今天是 {today}，已过期限：请向机关工委书面反映。"
        )
        raise ObjectionLate(sentence, field="cycle", details={"until": life.notice.last.isoformat()})
    return life.frozen.version if life.frozen else life.notice.version


def _check_scored(cycle: Cycle, model: Model, registry: Registry, command: RaiseObjection) -> None:
    """Somebody merged or abolished later has a result and may object; before the period closed, has none."""
    period = next((one for one in cycle.periods if one.code == command.period), None)
    if period is None:
        raise unknown_period(command.period)
    if model.subject_kind in registry.kinds_on(command.subject, period.last_day):
        return
    why = (
        f"其时已撤并，或不属于模型 {model.code} 评判的对象；得分已归承接单位，请由承接单位就自己的成绩提出"
        if registry.knows(command.subject)
        else "名册上没有这个代码，请核对"
    )
    sentence = f"{shown(command.subject)} 在 {period.code} 期末（{period.last_day}）没有成绩：{why}。"
    raise NotScored(sentence, field="subject")


def _check_apart(objection: Objection, by: Recorder, behind: Sequence[StoredFact]) -> None:
    first = {objection.raised_by}
    for stored in behind:
        first |= {stored.fact.recorded_by, *stored.fact.signed}
    if by.name in first:
        sentence = f"{by.name} 提出了异议 {objection.code}，或登记、签署过所争的事实：须由没有参与原先认定的人答复。"
        raise DecidedFirst(sentence, field="objection")
