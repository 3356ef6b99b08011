"""What an input takes, in Chinese words: how facts become its value, and what no fact means."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from biaochi_sdk.plan.updating import COMPARED
from biaochi_sdk.terms.catalogue import Rung
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.periods import CALLED, QUARTER
from biaochi_sdk.values.provenance import Provenance
from biaochi_sdk.values.subjects import DAYS, title_of

SHARE = {"COMMON": "共性任务", "INDIVIDUAL": "个性任务"}
MISSING = {"zero": "无记录计0分", "full": "无记录计满分", "not_judged": "无记录不评判"}
OWN_MISSING = {
    "registered": "没有的计0",
    "ballots": "无投票计0票",
    "sum": "无记录计0",
    "moves": "无记录计0",
    "waivers": "无记录计0",
    "spans": "无记录计0天",
}
WHOLE_MONTHS = {
    "calendar": "整月数（一个月的每一天都在其中才计，余下的天数不计；首尾相接的几段合为一段）",
    "day_to_day": "整月数（从某日到下月该日前一日为一个月，没有该日的到月末，余下的天数不计；首尾相接的几段合为一段）",
}
ONCE = {
    "each": "每次都计",
    "case": "同一事项只计一次，取最高",
    "case_and_department": "同一部门同一事项只计一次，不同部门分别计",
}


def unseen(_: Term) -> str:
    """Nothing beside the words: what a rule book says of any operation."""
    return ""


def nothing_shared(_: Term) -> Sequence[str]:
    """No numbers beside the seats of a rule: they are those of a cohort."""
    return ()


class Spoken:
    """What speaks terms: shown says how a named node appears, with or without its value.

    used: what an operation whose value stands on no sheet gave, in brackets behind its words. called: how a node
    appears where it is looked at in other periods or for other subjects, so that its own value is no operand.
    """

    def __init__(
        self,
        shown: Callable[[str], str],
        scales: Mapping[str, Sequence[Rung]],
        ballots: Mapping[str, Term] | None = None,
        used: Callable[[Term], str] = unseen,
        called: Callable[[str], str] | None = None,
        shared: Callable[[Term], Sequence[str]] = nothing_shared,
    ) -> None:
        """Keep how nodes appear, what steps are called, and the term of each ballot input."""
        self.shown, self.scales, self.ballots, self.used = shown, scales, ballots or {}, used
        self.called, self.shared = called or shown, shared

    def say(self, term: Term, tight: bool = False) -> str:
        """The term in words; tight puts brackets round what would read wrong beside × or ÷."""
        speak: Callable[[Term], str] = getattr(self, f"_{term.op}")
        said = speak(term) + (self.used(term) if term.op in VALUED else "")
        return f"({said})" if tight and term.op in LOOSE else said

    def elsewhere(self, term: Term, tight: bool = False) -> str:
        """The term in words without values: those used are of other periods or subjects."""
        return type(self)(self.called, self.scales, self.ballots).say(term, tight)

    def titled(self, scale: str, name: str) -> str:
        """The title of a step."""
        return next(rung.title for rung in self.scales[scale] if rung.key == name)


VALUED = COMPARED | {
    "above",
    "below",
    "dated",
    "held",
    "moved",
    "period_days",
    "period_months",
    "prior",
    "streak",
    "votes",
}
"""Operations whose value an explanation shows behind their words, since no operand before them gives it."""
LOOSE = frozenset(["sum", "all", "any", "compare", "when", "negate", "or_else", "only_if"])


def _worth(named: Mapping[str, str], level: str) -> str:
    fixed = named.get(f"level {level}")
    return fixed or f"{named[f'low {level}']}至{named[f'high {level}']}"


class InputWords(Spoken):
    """Speaks inputs."""

    def _input(self, term: Term) -> str:
        speak: Callable[[Term, Sequence[str]], str] = getattr(self, f"_from_{term.text('how')}")
        numbers = [arg.number.label for arg in term.measures]
        return f"{speak(term, numbers)}；{self._missing(term)}{self._signed(term)}"

    def _missing(self, term: Term) -> str:
        if term.text("how") == "any":
            return "无记录即为否"
        missing = "full" if "deducted" in term.data else term.text("missing")
        if missing == "zero" and term.text("how") in OWN_MISSING:
            return "无记录计0个月" if "whole" in term.data else OWN_MISSING[term.text("how")]
        scale = term.maybe("scale")
        return MISSING[missing] if missing in MISSING or scale is None else f"无记录为{self.titled(scale, missing)}"

    def _signed(self, term: Term) -> str:
        signed = f"；须另有{term.signatures.number.label}人签字" if term.signatures else ""
        reason = "；须写明理由" if "reasoned" in term.data else ""
        return f"{signed}{reason}{self._privacy(term)}"

    def _privacy(self, term: Term) -> str:
        if "privacy" not in term.data:
            return ""
        said = cast("Mapping[str, str]", term.data["privacy"])
        names = "实名" if said["names"] == "real_name" else "不记名"
        comments = {"required": "，须写评语", "optional": "，可写评语", "none": ""}[said["comments"]]
        return f"；{names}{comments}"

    def _from_latest(self, _: Term, numbers: Sequence[str]) -> str:
        return f"取最近一次验收得分，0至{numbers[0]}分，步长{numbers[1]}"

    def _from_deduct(self, _: Term, numbers: Sequence[str]) -> str:
        full, step = numbers
        return f"满分{full}分，按台账逐次扣分，步长{step}，扣完为止"

    def _from_share(self, term: Term, numbers: Sequence[str]) -> str:
        share = SHARE[term.text("share")]
        levels = term.texts("levels") if "levels" in term.data else ()
        rated = "，".join(f"{term.titles[level]}乘以{by}" for level, by in zip(levels, numbers[2:], strict=True))
        said = f"{share}得分合计 ÷ {share}下达分值合计，每项至多{numbers[0]}分，步长{numbers[1]}"
        return f"{said}；按难度{rated}" if rated else said

    def _from_mean(self, term: Term, numbers: Sequence[str]) -> str:
        lowest, highest, step = numbers
        return f"所得评分的平均，每次{lowest}至{highest}分，步长{step}{self._turns(term)}"

    def _turns(self, term: Term) -> str:
        if "rotation" not in term.data:
            return ""
        turns = sorted(cast("Mapping[str, list[str]]", term.data["rotation"]).items(), key=lambda turn: int(turn[0]))
        every = CALLED[QUARTER] if "every" not in term.data else f"个{CALLED[term.text('every')]}"
        said = "，".join(f"第{ordinal}{every}评其后第{'、'.join(shifts)}位" for ordinal, shifts in turns)
        pairs = "，同期不互评" if "reciprocal" in term.data else ""
        return f"；按编码顺序轮转：{said}{pairs}〔{Provenance(term.text('turning')).label}〕"

    def _from_any(self, term: Term, _: Sequence[str]) -> str:
        return "期内经批准的例外" if term.text("kind") == "decision" else "期内有否决事项"

    def _from_sum(self, term: Term, numbers: Sequence[str]) -> str:
        once = f"；{ONCE[term.text('once')]}" if "once" in term.data else ""
        surplus = "；超过的不予登记" if "surplus" in term.data else ""
        return f"期内合计，至多{numbers[0]}，步长{numbers[1]}{once}{surplus}{self._unique(term)}"

    def _unique(self, term: Term) -> str:
        others = "、".join(self.called(key) for key in term.maybe_texts("unique"))
        return f"；同一事项不得又登记在{others}" if others else ""

    def _from_quoted(self, term: Term, numbers: Sequence[str]) -> str:
        if "awarded" in term.data:
            return f"取最近一次验收得分，{numbers[0]}至{numbers[1]}分，步长{numbers[2]}"
        what = "按规定裁定的数值" if term.text("kind") == "decision" else "引用的得分，取最近一次"
        nonzero = "，不能为0" if "nonzero" in term.data else ""
        return f"{what}，{numbers[0]}至{numbers[1]}，步长{numbers[2]}{nonzero}"

    def _from_registered(self, term: Term, _: Sequence[str]) -> str:
        counts = term.text("counts")
        if counts == DAYS:
            return "读自名册：本期之内在册或在任的天数，同一天有几处的只计一天，不用登记"
        return f"读自名册：时段最后一天在其下的{title_of(counts)}数，不用登记"

    def _from_spans(self, term: Term, _: Sequence[str]) -> str:
        gaps = {"add_up": "几段相加", "forfeit": "中断的，此前的不计"}[term.text("gaps")]
        counted = WHOLE_MONTHS[term.text("whole")] if "whole" in term.data else "天数"
        return f"登记的起止日期（首尾两日都算）在本期内的{counted}，{gaps}，不得重叠"

    def _from_waivers(self, _: Term, numbers: Sequence[str]) -> str:
        left = f"或减为不超过裁定的数，0至{numbers[0]}，步长{numbers[1]}" if numbers else ""
        return f"裁定所写明的事项不再扣分{left}，同一事项取最近一次；本项为减免的事项数"

    def _from_moves(self, _: Term, numbers: Sequence[str]) -> str:
        return f"期内逐项增减，每次{numbers[0]}至{numbers[1]}，步长{numbers[2]}，按时段先后"

    def _from_chosen(self, term: Term, _: Sequence[str]) -> str:
        titles = "、".join(rung.title for rung in self.scales[term.text("scale")])
        return f"{'裁定' if term.text('kind') == 'decision' else '登记'}为{titles}之一，取最近一次"

    def _from_marks(self, term: Term, numbers: Sequence[str]) -> str:
        named = dict(zip(term.texts("parts"), numbers[3:], strict=True))
        how = {"mean": "平均", "median": "中位数", "trimmed": "平均"}[term.text("average")]
        trimmed = f"；满{named['trim_from']}个评分时去掉最高、最低各{named['trim']}个" if "trim" in named else ""
        bounds = f"每次{numbers[0]}至{numbers[1]}分，步长{numbers[2]}"
        return f"所得评分的{how}，{bounds}{trimmed}；不足{named['least']}个不评判"

    def _from_ballots(self, term: Term, _: Sequence[str]) -> str:
        titles = "、".join(rung.title for rung in self.scales[term.text("scale")])
        voters = "、".join(term.titles[panel] for panel in term.texts("panels"))
        return f"{voters}分类投票（{titles}）的有效票数，弃权和无效票不计"

    def _from_events(self, term: Term, numbers: Sequence[str]) -> str:
        named = dict(zip(term.texts("parts"), numbers, strict=True))
        levels = "，".join(f"{term.titles[level]}每次{_worth(named, level)}分" for level in term.texts("levels"))
        levels += f"（步长{named['step']}）" if levels and "step" in named else ""
        amounts = levels or f"每次{named.get('least', '')}分起，步长{named.get('step', '')}"
        once = ONCE[term.text("once")]
        highest = "；只计最高一项" if term.text("counting") == "highest" else ""
        factor = f"；符合条件的乘以{named['factor']}" if "factor" in named else ""
        shared = f"；多方共有的均分，四舍五入到{named['places']}位小数" if "places" in named else ""
        zero = f"；满{named['zero_at']}次本项计0分" if "zero_at" in named else ""
        most = f"满分{named['most']}分，逐次扣分" if "deducted" in term.data else f"至多加{named['most']}分"
        waived = f"；按{self.called(term.text('waived'))}减免，原记录保留" if "waived" in term.data else ""
        return f"{most}：{amounts}；{once}{highest}{factor}{shared}{zero}{self._unique(term)}{waived}"

    def _votes(self, term: Term) -> str:
        ballots = self.ballots[term.text("of")]
        panel = f"{ballots.titles[term.text('panel')]}的" if "panel" in term.data else ""
        grade = (
            f"「{self.titled(ballots.text('scale'), term.text('grade'))}」票数" if "grade" in term.data else "有效票数"
        )
        return f"{self.called(term.text('of'))}中{panel}{'投票数' if 'cast' in term.data else grade}"
