"""What a fact must say besides its amount: the level, step or class it names, its owners, signatures and reason."""

from biaochi_chassis.foundation.refusal import shown

from biaochi_assessment.domain.calendar import Period
from biaochi_assessment.domain.facts import RUNG, Fact
from biaochi_assessment.domain.models import Accept
from biaochi_assessment.domain.refusals import (
    NoCase,
    NoReason,
    NotRaised,
    NotShared,
    NotSigned,
    OutsidePeriod,
    UnknownChoice,
    UnknownLevel,
    UnknownPanel,
)
from biaochi_assessment.domain.values import chosen_in_range, span_of_days

MOST_OWNERS = 99
"""How many may share one fact."""


def check_particulars(accept: Accept, fact: Fact) -> None:
    """Raise UnknownLevel, UnknownChoice, UnknownPanel, NotShared, NotRaised, NotSigned, NoCase, NoReason or NotADate.

    What the indicator does not look at may be given all the same.
    """
    _check_named(accept, fact)
    _check_counted(accept, fact)
    for level in accept.levels:
        if level.key == fact.level and level.highest:
            chosen_in_range(accept, level, fact.amount)
    if accept.spans:
        span_of_days(accept, fact.case)
    if accept.waives and not fact.case.strip():
        raise NoCase(f"{accept.named}没有写明减免哪一事项：请补写事项。", field="case")
    signed = set(fact.signed) - {fact.recorded_by, fact.rater, fact.subject} if accept.signatures else set()
    if len(signed) < accept.signatures:
        sentence = f"{accept.named}除登记者外须有 {accept.signatures} 人签署，现有 {len(signed)} 人：请补齐签署再登记。"
        raise NotSigned(sentence, field="signed", details={"signatures": str(accept.signatures)})
    if accept.explained and not fact.reason.strip():
        raise NoReason(f"{accept.named}须写明理由：请补写。", field="reason")


def check_day(period: Period, fact: Fact) -> None:
    """Raise OutsidePeriod if the fact is said to have happened before or after its period."""
    if fact.occurred_on and not period.starts_on <= fact.occurred_on < period.ends_before:
        sentence = (
            f"发生日期 {fact.occurred_on} 不在 {period.code}（{period.starts_on} 至 {period.last_day}）之内："
            "请核对日期，或改为发生时所在的时段。"
        )
        raise OutsidePeriod(sentence, field="occurred_on")


def _check_named(accept: Accept, fact: Fact) -> None:
    if not (accept.levels or accept.choices or accept.panels):
        return
    step = "rung" if accept.kind == RUNG else "choice"
    for field, what, known, refusal in (
        ("level", "等级", accept.levels, UnknownLevel),
        (step, "选项", accept.choices, UnknownChoice),
        ("panel", "投票人类别", accept.panels, UnknownPanel),
    ):
        given = getattr(fact, field)
        if known and all(given != one.key for one in known):
            titles = {one.key: one.title for one in known}
            said = f"没有{what}“{shown(given)}”" if given else f"须写明{what}"
            choices = "、".join(f"{key}（{title}）" for key, title in titles.items())
            sentence = f"{accept.named}{said}：可选的有 {choices}。"
            raise refusal(sentence, field=field, details={"choices": ",".join(titles)})


def _check_counted(accept: Accept, fact: Fact) -> None:
    most = MOST_OWNERS if "shared" in accept.may else 1
    if fact.owners > most:
        shared = f"最多由 {most} 家共有" if most > 1 else "不由几家共有"
        sentence = f"{accept.named}{shared}，这里写了 {fact.owners} 家：请改正。"
        raise NotShared(sentence, field="owners", details={"most": str(most)})
    if fact.raised and "raised" not in accept.may:
        raise NotRaised(f"{accept.named}没有加重的系数：请去掉这一项。", field="raised")
