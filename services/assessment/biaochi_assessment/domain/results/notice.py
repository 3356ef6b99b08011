"""Beginning a notice, and signing what it ended with."""

from datetime import date

from biaochi_chassis.foundation.clock import SHANGHAI

from biaochi_assessment.domain.city import NoticeRule
from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.refusals import NotAllowedToRecord
from biaochi_assessment.domain.results.life import Frozen, Notice, ResultLife, Signature, State
from biaochi_assessment.domain.results.refusals import (
    NoNoticeRule,
    NoticeBegun,
    NoticeRunning,
    NotSettled,
    NotUnderNotice,
    ObjectionsOpen,
    OtherResults,
    ResultsFinal,
)
from biaochi_assessment.domain.working_days import working_day_after


def begin_notice(life: ResultLife, rule: NoticeRule | None, recorder: Recorder, results_hash: str) -> Notice:
    """Return the notice of the results that the caller has looked at: from today, so many working days after today.

    Raises NoNoticeRule, NotSettled, NoticeBegun, OtherResults.
    """
    if rule is None:
        sentence = f"该城市的插件没有声明成绩如何公示，考核周期 {life.cycle} 不能公示：请在插件里写明公示的工作日数。"
        raise NoNoticeRule(sentence, field="cycle")
    frozen = settled(life)
    if life.notice is not None:
        sentence = f"考核周期 {life.cycle} 的成绩已自 {life.notice.first} 起公示：每个周期只公示一次。"
        raise NoticeBegun(sentence, field="cycle")
    check_same(life, frozen, results_hash)
    first = today_of(recorder)
    last = working_day_after(first, rule.working_days)
    return Notice(
        life.cycle,
        frozen.version,
        frozen.results_hash,
        first,
        last.on,
        last.provisional,
        rule.to,
        recorder.name,
        recorder.at,
    )


def sign(life: ResultLife, rule: NoticeRule | None, recorder: Recorder, results_hash: str) -> Signature:
    """Return the signature; that it takes two of different persons is seen to where the command is taken.

    Raises NotSettled, NotUnderNotice, ResultsFinal, NoticeRunning, ObjectionsOpen, OtherResults, NotAllowedToRecord.
    """
    frozen, today = settled(life), today_of(recorder)
    if life.notice is None:
        raise NotUnderNotice(f"考核周期 {life.cycle} 的成绩还没有公示：请先公示，公示期满再签署。", field="cycle")
    check_may_decide(rule, recorder, "签署成绩")
    state = life.state(today)
    if state is State.FINAL:
        raise final(life)
    if state is State.UNDER_NOTICE:
        sentence = f"考核周期 {life.cycle} 的成绩公示到 {life.notice.last}，今天是 {today}：请在公示期满后签署。"
        raise NoticeRunning(sentence, field="cycle")
    if waiting := life.open_objections:
        sentence = f"还有 {len(waiting)} 件异议没有答复，第一件是 {waiting[0].code}：请先逐件答复，再签署成绩。"
        raise ObjectionsOpen(sentence, field="cycle", details={"open": str(len(waiting))})
    check_same(life, frozen, results_hash)
    return Signature(frozen.results_hash, recorder.name, recorder.at)


def settled(life: ResultLife) -> Frozen:
    """Return the results, which rest on the facts as they are. Raises NotSettled."""
    if life.frozen is None or not life.settled:
        sentence = (
            f"考核周期 {life.cycle} 的成绩还在计算：请稍候再试。"
            if life.facts_hash
            else f"考核周期 {life.cycle} 还没有关闭，没有定下的成绩：请先关闭周期。"
        )
        raise NotSettled(sentence, field="cycle")
    return life.frozen


def check_same(life: ResultLife, frozen: Frozen, results_hash: str) -> None:
    """Raise OtherResults unless the caller has looked at these results."""
    if results_hash != frozen.results_hash:
        sentence = (
            f"考核周期 {life.cycle} 的成绩现为第 {frozen.version} 版（{frozen.results_hash[:12]}…），"
            "不是所给的那一版：请看过现在的成绩，再办。"
        )
        raise OtherResults(sentence, field="results_hash", details={"results_hash": frozen.results_hash})


def check_may_decide(rule: NoticeRule | None, recorder: Recorder, what: str) -> None:
    """Raise NotAllowedToRecord unless the recorder has one of the roles that decide in this city."""
    roles = rule.decided_by if rule else ()
    if not any(recorder.may(role) for role in roles):
        sentence = f"{recorder.name} 不能{what}：只有角色 {'、'.join(roles) or '（没有声明）'} 可以，请由该角色办理。"
        raise NotAllowedToRecord(sentence, details={"role": ",".join(roles)})


def final(life: ResultLife) -> ResultsFinal:
    """Return the refusal of anything about final results."""
    names = "、".join(one.signed_by for one in life.signed)
    return ResultsFinal(f"考核周期 {life.cycle} 的成绩已由 {names} 签署定案：不再变动。", field="cycle")


def today_of(recorder: Recorder) -> date:
    """Return the day in China on which the recorder acts."""
    return recorder.at.astimezone(SHANGHAI).date()
