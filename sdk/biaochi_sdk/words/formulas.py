"""A rule in Chinese words: the same term reads as a formula in the rule book and, with values, in an explanation."""

from collections.abc import Mapping

from biaochi_sdk.terms.catalogue import Node
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.words.cohort import CohortWords
from biaochi_sdk.words.inputs import InputWords

TEST = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}


class Words(InputWords, CohortWords):
    """Speaks every term."""

    def _each(self, term: Term, joint: str, tight: bool = True) -> str:
        return joint.join(self.say(arg, tight) for arg in term.args)

    def _ref(self, term: Term) -> str:
        return self.shown(term.text("key"))

    def _number(self, term: Term) -> str:
        return term.number.label

    def _sum(self, term: Term) -> str:
        first, *rest = term.args
        said = self._added(first)
        for arg in rest:
            minus = arg.op == "negate"
            said += f" - {self.say(arg.args[0], tight=True)}" if minus else f" + {self._added(arg)}"
        return said

    def _added(self, arg: Term) -> str:
        return self.say(arg, tight=arg.op == "when")  # what is added after it is not part of its otherwise

    def _negate(self, term: Term) -> str:
        return f"-{self.say(term.args[0], tight=True)}"

    def _absolute(self, term: Term) -> str:
        return f"绝对值({self.say(term.args[0])})"

    def _interpolate(self, term: Term) -> str:
        value, *points = (self.say(arg) for arg in term.args)
        rows = "，".join(f"{at}计{worth}分" for at, worth in zip(points[::2], points[1::2], strict=True))
        return f"{value}：{rows}，两点之间按直线内插，两端之外同端点"

    def _times(self, term: Term) -> str:
        return self._each(term, " × ")

    def _rate(self, term: Term) -> str:
        return f"{self._each(term, ' ÷ ')}"

    def _divide(self, term: Term) -> str:
        return self._each(term, " ÷ ")

    def _weighted_mean(self, term: Term) -> str:
        pairs = list(zip(term.args[::2], term.args[1::2], strict=True))
        if all(weight.op == "number" and weight.number.plain for _, weight in pairs):
            return f"{'、'.join(self.say(value, tight=True) for value, _ in pairs)}的平均，不评判的不计"
        # a count of votes stands before its points, a part before its weight
        ordered = ((weight, value) if value.op == "number" else (value, weight) for value, weight in pairs)
        tops = " + ".join(f"{self.say(one, tight=True)} × {self.say(other, tight=True)}" for one, other in ordered)
        weights = " + ".join(self.say(weight, tight=True) for _, weight in pairs)
        return f"({tops}) ÷ ({weights})，不评判的不计"

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

    def _never(self, _: Term) -> str:
        return "无"

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
        rows = "，".join(f"≥{self._cut_off(cut)}为{name}" for cut, name in zip(cuts, names, strict=False))
        return f"{self.say(value)}：{rows}，否则为{names[-1]}"

    def _cut_off(self, term: Term) -> str:
        said = self.say(term)
        return f"({said})" if term.op == "dated" else said

    def _graded(self, term: Term) -> str:
        lower, higher = self.scales[term.text("scale")]
        return f"若{self.say(term.args[0])}则为{higher.title}，否则为{lower.title}"

    def _override(self, term: Term) -> str:
        value, condition = term.args
        return f"若{self.say(condition)}则为{self._requested(term)}，否则按{self.say(value)}"

    def _requested(self, term: Term) -> str:
        return self.titled(term.maybe("of") or term.text("scale"), term.text("step"))

    def _at_least(self, term: Term) -> str:
        return f"{self.say(term.args[0], tight=True)}不低于{self._requested(term)}"

    def _is(self, term: Term) -> str:
        return f"{self.say(term.args[0], tight=True)}为{self._requested(term)}"

    def _held(self, term: Term) -> str:
        return "周期开始时的梯级" if term.text("since") == "opening" else "本期结束前所在梯级"

    def _ladder(self, term: Term) -> str:
        held, *conditions = term.args
        scale = term.text("scale")
        sides = zip(term.texts("leave"), term.texts("reach"), conditions, strict=True)
        moves = [f"{self.titled(scale, a)}→{self.titled(scale, b)}：{self.say(when)}" for a, b, when in sides]
        return f"由{self.say(held)}起，一次一级；" + "；".join(moves)

    def _step(self, term: Term) -> str:
        return self.titled(term.text("scale"), term.text("step"))

    def _judged(self, term: Term) -> str:
        return f"{self.say(term.args[0], tight=True)}已评判"

    def _only_if(self, term: Term) -> str:
        value, condition = (self.say(arg, tight=True) for arg in term.args)
        return f"{condition}时为{value}，否则不评判"

    def _at_most(self, term: Term) -> str:
        value, condition = term.args
        held = self.titled(term.text("scale"), term.text("step"))
        return f"{self.say(value)}；若{self.say(condition)}则不高于{held}"

    def _points_of(self, term: Term) -> str:
        value, *points = term.args
        names = [rung.title for rung in self.scales[term.text("of")]]
        rows = "，".join(f"{name}计{self.say(point)}分" for name, point in zip(names, points, strict=True))
        return f"{self.say(value, tight=True)}：{rows}"

    def _pick(self, term: Term) -> str:
        value, *points = term.args
        rows = "，".join(f"第{place}名计{self.say(point)}分" for place, point in enumerate(points[:-1], start=1))
        return f"{self.say(value, tight=True)}：{rows}，其后各计{self.say(points[-1])}分"

    def _units(self, term: Term) -> str:
        value, unit = (self.say(arg, tight=True) for arg in term.args)
        part = "不足一个单位按一个计" if term.text("part") == "started" else "不足一个单位不计"
        return f"{value}每{unit}为一个单位的个数（{part}）"

    def _period_days(self, _: Term) -> str:
        return "本期天数"

    def _period_months(self, _: Term) -> str:
        return "本期月数"

    def _moved(self, term: Term) -> str:
        what = {"sum": "增减合计", "from_least": "自下限起可至", "from_most": "自上限起可至"}[term.text("part")]
        return f"{self.called(term.text('of'))}的{what}"

    def _running(self, term: Term) -> str:
        start, added, lower, upper, least, most = (self.say(arg, tight=True) for arg in term.args)
        ends = f"随时不低于{least}、不高于{most}"
        return f"自{start}起，按先后逐项增减，{ends}（{added}，{lower}，{upper}）"

    def _dated(self, term: Term) -> str:
        rows = zip(term.texts("since"), term.args, strict=True)
        return "，".join(f"{since}起为{self.say(value)}" for since, value in rows)


def ballots_of(nodes: Mapping[str, Node]) -> dict[str, Term]:
    """The term of every input of ballots, by its key."""
    return {key: node.term for key, node in nodes.items() if node.term.maybe("how") == "ballots"}
