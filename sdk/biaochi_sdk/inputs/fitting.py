"""Whether a fact fits its indicator: one that does not is refused, never bent, with a code and a Chinese sentence."""

from collections.abc import Callable
from fractions import Fraction

from biaochi_sdk.inputs.ledger_events import OWNERS
from biaochi_sdk.inputs.spans import Span
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.exact import divides, exact, written
from biaochi_sdk.values.facts import Accept, Fact
from biaochi_sdk.values.periods import CALLED, Period, period

MEASURED = frozenset(
    ["latest", "sum", "deduct", "share", "mean", "marks", "quoted", "events", "moves", "registered", "waivers"]
)
"""The ways facts become a value in which the amount of each fact counts."""
KINDS = {
    "check": "考核验收",
    "ledger": "台账",
    "task": "任务",
    "rating": "评分",
    "veto": "否决",
    "bonus": "加分",
    "choice": "选项登记",
    "decision": "会议决定",
    "ballot": "投票",
    "registered": "名册",
}
SHARES = {None: "不分类别", "COMMON": "共性任务", "INDIVIDUAL": "个性任务"}
Refuse = Callable[[str, str], None]


def period_of(fact: Fact) -> Period:
    """The period of a fact; a code that names none is refused."""
    try:
        return period(fact.period)
    except ValueError as unknown:
        raise FactRefused(fact.id, "UNKNOWN_PERIOD", str(unknown)) from None


def fits(accept: Accept, fact: Fact) -> None:
    """Refuse a fact the indicator does not take, with the sentence for whoever recorded it."""

    def refuse(code: str, sentence: str) -> None:
        raise FactRefused(fact.id, code, f"指标“{accept.title}”（{accept.indicator}）{sentence}")

    if fact.kind != accept.kind:
        said = f"接受的是{KINDS[accept.kind]}，不是{KINDS.get(fact.kind, fact.kind)}"
        refuse("WRONG_KIND", f"{said}：请改用对应的登记方式。")
    cadence = period_of(fact).cadence
    if cadence not in accept.cadences:
        known = "、".join(CALLED[one] for one in accept.cadences)
        refuse("WRONG_CADENCE", f"按{known}登记，{fact.period} 是{CALLED[cadence]}：请改用相应长度的时段。")
    if fact.share != accept.share:
        said = f"接受的是{SHARES[accept.share]}，不是{SHARES.get(fact.share, fact.share)}"
        refuse("WRONG_SHARE", f"{said}：请登记在另一个指标上。")
    if accept.kind in ("rating", "ballot"):
        _rated(fact, refuse)
    _named(accept, fact, refuse)
    _signed(accept, fact, refuse)
    if accept.how == "spans":
        Span.read(accept, fact)
    if accept.how == "waivers" and not (fact.case or "").strip():
        refuse("NO_CASE", "没有写明减免哪一事项：请补写事项。")
    if measured(accept) and (not accept.ranges or fact.level in accept.ranges):
        _measured(accept, fact, refuse)


def measured(accept: Accept) -> bool:
    """Whether the amount of each fact counts; of waivers it does where something may be left of a case."""
    if accept.how == "waivers" and not exact(accept.hi):
        return False
    return accept.how in MEASURED and (accept.kind == "task" or not accept.levels or bool(accept.ranges))


def _rated(fact: Fact, refuse: Refuse) -> None:
    if fact.rater is None:
        refuse("NO_RATER", "没有写明由谁评：请补写评价者。")
    if fact.rater == fact.subject:
        refuse("SELF_RATING", f"不能由 {fact.subject} 自己评：请改为别的评价者。")


def _named(accept: Accept, fact: Fact, refuse: Refuse) -> None:
    """Refuse a level, a choice, a class of voters, a sharing or a factor the rule does not know."""
    for code, known, said, what in (
        ("UNKNOWN_LEVEL", accept.levels, fact.level, "级别"),
        ("UNKNOWN_CHOICE", accept.choices, fact.choice, "选项"),
        ("UNKNOWN_PANEL", accept.panels, fact.panel, "投票人类别"),
    ):
        if known and said not in known:
            given = f"没有{what}“{said}”" if said else f"须写明{what}"
            choices = "、".join(f"{key}（{accept.titles.get(key, key)}）" for key in known)
            refuse(code, f"{given}：可选的有 {choices}。")
    most = OWNERS if "shared" in accept.may else 1
    if not 1 <= fact.owners <= most:
        said = f"由 1 至 {OWNERS} 家共有" if most > 1 else "不由几家共有"
        refuse("NOT_SHARED", f"{said}，这里写了 {fact.owners} 家：请改正。")
    if fact.raised and "raised" not in accept.may:
        refuse("NOT_RAISED", "没有加重的系数：请去掉这一项。")


def _signed(accept: Accept, fact: Fact, refuse: Refuse) -> None:
    signed = set(fact.signed) - {fact.rater, fact.subject}
    if len(signed) < accept.signatures:
        needed = f"除登记者外须有 {accept.signatures} 人签署"
        refuse("NOT_SIGNED", f"{needed}，现有 {len(signed)} 人：请补齐签署再登记。")
    if (accept.reasoned or accept.privacy.get("comments") == "required") and not (fact.reason or "").strip():
        refuse("NO_REASON", "须写明理由：请补写。")


def _measured(accept: Accept, fact: Fact, refuse: Refuse) -> None:
    least, most = exact(accept.lo), exact(accept.hi)
    if accept.kind == "task":
        issued = _amount(accept, fact.points, refuse)
        if not 0 < issued <= most:
            said = f"每项任务下达的分值应大于 0、至多 {accept.hi}，不是 {fact.points}"
            refuse("AMOUNT_OUT_OF_RANGE", f"{said}：请核对后重报。")
        least, most = Fraction(0), issued
    least, most = map(exact, accept.ranges.get(fact.level or "", (least, most)))
    amount = _amount(accept, fact.amount, refuse)
    if accept.nonzero and not amount:
        refuse("AMOUNT_ZERO", "的数值不能为 0，为 0 的不必登记：请核对后重报。")
    if not least <= amount <= most:
        said = f"的数值 {fact.amount} 超出范围：应在 {written(least)} 到 {written(most)} 之间"
        refuse("AMOUNT_OUT_OF_RANGE", f"{said}，请核对后重报。")


def _amount(accept: Accept, text: str | None, refuse: Refuse) -> Fraction:
    amount = Fraction(0)
    try:
        amount = exact(text if text is not None else "")
    except (TypeError, ValueError, ZeroDivisionError):
        refuse("NOT_A_NUMBER", f"的数值“{text or ''}”不是数：请写成 4.5 这样的数。")
    if not divides(exact(accept.step), amount):
        refuse("AMOUNT_OFF_STEP", f"的数值 {text} 不在档上：每 {accept.step} 一档，请改为最近的一档。")
    return amount
