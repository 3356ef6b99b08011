"""A rule in Chinese words: the same term reads as a formula in the rule book and, with values, in an explanation."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from biaochi_sdk.catalogue import Rung
from biaochi_sdk.marks import Provenance
from biaochi_sdk.terms import Term

CADENCE = {"month": "月", "quarter": "季度", "year": "年度"}
TEST = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
SHARE = {"COMMON": "共性任务", "INDIVIDUAL": "个性任务"}
MISSING = {"zero": "无记录计0分", "full": "无记录计满分", "not_judged": "无记录不评判"}


class Words:
    """Speaks terms; shown says how a named node appears, with or without its value."""

    def __init__(self, shown: Callable[[str], str], scales: Mapping[str, Sequence[Rung]]) -> None:
        """Keep how nodes appear and what steps are called."""
        self.shown, self.scales = shown, scales

    def say(self, term: Term, tight: bool = False) -> str:
        """The term in words; tight puts brackets round what would read wrong beside × or ÷."""
        speak: Callable[[Term], str] = getattr(self, f"_{term.op}")
        said = speak(term)
        loose = term.op in ("sum", "all", "any", "compare", "when", "negate")
        return f"({said})" if tight and loose else said

    def _each(self, term: Term, joint: str, tight: bool = True) -> str:
        return joint.join(self.say(arg, tight) for arg in term.args)

    def _ref(self, term: Term) -> str:
        return self.shown(term.text("key"))

    def _number(self, term: Term) -> str:
        return term.number.label

    def _input(self, term: Term) -> str:
        speak: Callable[[Term, Sequence[str]], str] = getattr(self, f"_from_{term.text('how')}")
        numbers = [arg.number.label for arg in term.args]
        return f"{speak(term, numbers)}；{self._missing(term)}"

    def _missing(self, term: Term) -> str:
        return "无记录即为否" if term.text("how") == "any" else MISSING[term.text("missing")]

    def _from_latest(self, _: Term, numbers: Sequence[str]) -> str:
        return f"取最近一次验收得分，0至{numbers[0]}分，步长{numbers[1]}"

    def _from_deduct(self, _: Term, numbers: Sequence[str]) -> str:
        full, step = numbers
        return f"满分{full}分，按台账逐次扣分，步长{step}，扣完为止"

    def _from_share(self, term: Term, numbers: Sequence[str]) -> str:
        share = SHARE[term.text("share")]
        return f"{share}得分合计 ÷ {share}下达分值合计，每项至多{numbers[0]}分，步长{numbers[1]}"

    def _from_mean(self, term: Term, numbers: Sequence[str]) -> str:
        lowest, highest, step = numbers
        return f"所得评分的平均，每次{lowest}至{highest}分，步长{step}{self._turns(term)}"

    def _turns(self, term: Term) -> str:
        if "rotation" not in term.data:
            return ""
        turns = sorted(cast("Mapping[str, list[str]]", term.data["rotation"]).items())
        said = "，".join(f"第{ordinal}季度评其后第{'、'.join(shifts)}位" for ordinal, shifts in turns)
        return f"；按编码顺序轮转：{said}〔{Provenance(term.text('turning')).label}〕"

    def _from_any(self, _: Term, __: Sequence[str]) -> str:
        return "期内有否决事项"

    def _sum(self, term: Term) -> str:
        first, *rest = term.args
        said = self.say(first)
        for arg in rest:
            minus = arg.op == "negate"
            said += f" - {self.say(arg.args[0], tight=True)}" if minus else f" + {self.say(arg)}"
        return said

    def _negate(self, term: Term) -> str:
        return f"-{self.say(term.args[0], tight=True)}"

    def _times(self, term: Term) -> str:
        return self._each(term, " × ")

    def _rate(self, term: Term) -> str:
        return f"{self._each(term, ' ÷ ')}"

    def _divide(self, term: Term) -> str:
        return self._each(term, " ÷ ")

    def _min(self, term: Term) -> str:
        return f"不超过({self._each(term, '，', tight=False)})"

    def _max(self, term: Term) -> str:
        return f"不低于({self._each(term, '，', tight=False)})"

    def _round(self, term: Term) -> str:
        value, places = term.args
        return f"四舍五入({self.say(value)}，{self.say(places)}位小数)"

    def _compare(self, term: Term) -> str:
        return self._each(term, f" {TEST[term.text('test')]} ")

    def _all(self, term: Term) -> str:
        return " 且 ".join(self.say(arg, tight=arg.op == "any") for arg in term.args)

    def _any(self, term: Term) -> str:
        return self._each(term, " 或 ", tight=False)

    def _not(self, term: Term) -> str:
        return f"非({self.say(term.args[0])})"

    def _or_no(self, term: Term) -> str:
        return f"{self.say(term.args[0], tight=True)}(不评判时为否)"

    def _or_else(self, term: Term) -> str:
        value, other = (self.say(arg, tight=True) for arg in term.args)
        return f"{value}，不评判时取{other}"

    def _when(self, term: Term) -> str:
        condition, then, otherwise = (self.say(arg) for arg in term.args)
        return f"若{condition}则{then}，否则{otherwise}"

    def _bands(self, term: Term) -> str:
        value, *cuts = term.args
        names = [rung.title for rung in reversed(self.scales[term.text("scale")])]
        rows = "，".join(f"≥{self.say(cut)}为{name}" for cut, name in zip(cuts, names, strict=False))
        return f"{self.say(value)}：{rows}，否则为{names[-1]}"

    def _graded(self, term: Term) -> str:
        lower, higher = self.scales[term.text("scale")]
        return f"若{self.say(term.args[0])}则为{higher.title}，否则为{lower.title}"

    def _override(self, term: Term) -> str:
        value, condition = term.args
        return f"若{self.say(condition)}则为{self._step(term)}，否则按{self.say(value)}"

    def _step(self, term: Term) -> str:
        return self._titled(term.maybe("of") or term.text("scale"), term.text("step"))

    def _titled(self, scale: str, name: str) -> str:
        return next(rung.title for rung in self.scales[scale] if rung.key == name)

    def _at_least(self, term: Term) -> str:
        return f"{self.say(term.args[0], tight=True)}不低于{self._step(term)}"

    def _is(self, term: Term) -> str:
        return f"{self.say(term.args[0], tight=True)}为{self._step(term)}"

    def _held(self, term: Term) -> str:
        return "周期开始时的梯级" if term.text("since") == "opening" else "本期结束前所在梯级"

    def _ladder(self, term: Term) -> str:
        held, *conditions = term.args
        scale = term.text("scale")
        sides = zip(term.texts("leave"), term.texts("reach"), conditions, strict=True)
        moves = [f"{self._titled(scale, a)}→{self._titled(scale, b)}：{self.say(when)}" for a, b, when in sides]
        return f"由{self.say(held)}起，一次一级；" + "；".join(moves)

    def _streak(self, term: Term) -> str:
        return f"周期内连续满足「{self.say(term.args[0])}」的期数"

    def _mean_over(self, term: Term) -> str:
        return f"各{CADENCE[term.text('over')]}{self.say(term.args[0])}的平均"

    def _every_over(self, term: Term) -> str:
        return f"各{CADENCE[term.text('over')]}均满足「{self.say(term.args[0])}」"

    def _rank(self, term: Term) -> str:
        return f"按{self.say(term.args[0])}从高到低的名次，并列同名次，其后空位(1-2-2-4)"

    def _quota(self, term: Term) -> str:
        share, holders, candidates, best = (self.say(arg) for arg in term.args)
        return (
            f"名额为总数 × {share}(舍去小数)；{holders}者先占名额；"
            f"{candidates}者按{best}从高到低入选；名额线上并列者提交会议研究"
        )
