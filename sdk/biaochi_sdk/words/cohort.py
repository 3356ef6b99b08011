"""What compares subjects, periods and models, in Chinese words."""

from biaochi_sdk.terms.links import BY_DAYS, LAST_CYCLE
from biaochi_sdk.terms.terms import Term
from biaochi_sdk.values.periods import CALLED
from biaochi_sdk.words.inputs import Spoken

ROUNDING = {"floor": "舍去小数", "half_up": "四舍五入", "ceil": "进一取整"}
TIES = {"meeting": "名额线上并列者提交会议研究", "all": "名额线上并列者都入选", "none": "名额线上并列者都不入选"}
SMALL = {"unranked": "不排名", "together": "合并排名"}
TOGETHER = {
    "mean": "平均",
    "median": "中位数",
    "weighted": "加权平均",
    "sum": "合计",
    "min": "最低",
    "max": "最高",
    "count": "个数",
    "any": "任一为是",
    "all": "全部为是",
}


class CohortWords(Spoken):
    """Speaks what needs more than one subject and period."""

    def _streak(self, term: Term) -> str:
        return f"周期内连续满足「{self.say(term.args[0])}」的期数"

    def _each_of(self, term: Term) -> str:
        """The node looked back on, and its values in the periods before."""
        return f"{self.elsewhere(term.args[0])}{self.used(term)}"

    def _mean_over(self, term: Term) -> str:
        best = f"最高{self.say(term.args[1])}个" if "picks" in term.data else ""
        return f"各{CALLED[term.text('over')]}{self._each_of(term)}{best}的平均"

    def _sum_over(self, term: Term) -> str:
        best = f"最高{self.say(term.args[1])}个" if "picks" in term.data else ""
        shares = "、".join(self.say(share) for share in term.args[1:] if not best)
        fading = f"，由近及远依次乘以{shares}，更早的不计" if shares else ""
        return f"各{CALLED[term.text('over')]}{self._each_of(term)}{best}的合计{fading}"

    def _any_over(self, term: Term) -> str:
        return f"有{CALLED[term.text('over')]}满足「{self._each_of(term)}」"

    def _count_over(self, term: Term) -> str:
        return f"满足「{self._each_of(term)}」的{CALLED[term.text('over')]}数"

    def _prior(self, term: Term) -> str:
        return f"上一期的{self.elsewhere(term.args[0])}"

    def _every_over(self, term: Term) -> str:
        return f"各{CALLED[term.text('over')]}均满足「{self._each_of(term)}」"

    def _rank(self, term: Term) -> str:
        said, others, within = self._tail(term, 1)
        ties = "并列同名次，其后不空位(1-2-2-3)" if term.text("ties") == "dense" else "并列同名次，其后空位(1-2-2-4)"
        small = f"；不足{others[0]}个的类{SMALL[term.text('small')]}" if "small" in term.data else ""
        small = f"；同一{others[0]}的合占一个名次" if "entries" in term.data else small
        return f"{within}按{self.say(term.args[0])}从高到低的名次{said}，{ties}{small}"

    def _tied(self, term: Term) -> str:
        said, _, within = self._tail(term, 1)
        return f"{within}{self.say(term.args[0])}{said}与他人完全相同，提交会议研究"

    def _tail(self, term: Term, lead: int) -> tuple[str, list[str], str]:
        """The tie-breakers, the further numbers and the class of a cohort operation, in words."""
        count, grouped = int(term.maybe("breakers") or "0"), "grouped" in term.data
        breakers = "、".join(self.say(arg) for arg in term.args[lead : lead + count])
        others = [self.say(arg) for arg in term.args[lead + count : len(term.args) - grouped]]
        within = f"同一{self.say(term.args[-1])}内，" if grouped else ""
        return f"，相同的依次比较{breakers}" if breakers else "", others, within

    def _quota(self, term: Term) -> str:
        share, holders, candidates, best = (self.say(arg) for arg in term.args[:4])
        said, others, within = self._tail(term, 4)
        size, room = self.shared(term) or ("", "")
        rounded = f"{_counted(term)}{size} × {share}({_rounding(term)}){room}"
        seats = f"{share}个" if "seats" in term.data else rounded
        least = f"，至少{others[0]}个" if others else ""
        holding = "" if term.args[1].op == "never" else f"；{holders}者先占名额"
        beyond = "；超出比例的提交会议研究" if "soft" in term.data else ""
        return (
            f"{within}名额为{seats}{least}{holding}；"
            f"{candidates}者按{best}从高到低入选{said}；{TIES[term.text('ties')]}{beyond}"
        )

    def _cascade(self, term: Term) -> str:
        grade, best = (self.say(arg) for arg in term.args[:2])
        said, shares, within = self._tail(term, 2)
        fixed = "seats" in term.data
        size, *rooms = self.shared(term) or [""] * (len(shares) + 1)
        rows = zip(term.texts("limited"), shares, ["个"] * len(shares) if fixed else rooms, strict=True)
        limits = "，".join(f"{self.titled(term.text('scale'), step)}至多{share}{of}" for step, share, of in rows)
        limits += "" if fixed else f"(占{_counted(term)}{size}的比例，{_rounding(term)})"
        ties = "名额线上并列者列入下一等次并提交会议研究" if term.text("ties") == "meeting" else TIES[term.text("ties")]
        return f"{within}{grade}；{limits}；按{best}从高到低{said}，超出名额的列入下一等次；{ties}"

    def _cut(self, term: Term) -> str:
        return f"在「{self._cascade(term)}」中处于名额线上并列"

    def _statistic(self, term: Term) -> str:
        within = f"同一{self.say(term.args[-1])}内" if "grouped" in term.data else "全体"
        if term.text("how") == "weighted":
            return f"{within}{self.elsewhere(term.args[0], tight=True)}按{self.elsewhere(term.args[1])}加权的平均"
        return f"{within}{self.elsewhere(term.args[0], tight=True)}的{TOGETHER[term.text('how')]}"

    def _portion(self, term: Term) -> str:
        points, pool, places = (self.say(arg, tight=True) for arg in term.args[:3])
        said, _, within = self._tail(term, 3)
        rest = {"code": "仍相同的按编码顺序", "kept": "仍相同的都不给，留在总额中"}[term.text("ties")]
        return (
            f"{within}{pool}按{points}所占比例分配，舍到{places}位小数，余额按余数从大到小每个加最末一位{said}，{rest}"
        )

    def _apportion(self, term: Term) -> str:
        *parts, full, places = (self.say(arg, tight=True) for arg in term.args)
        how = "逐项累计后四舍五入" if term.text("rounding") == "cumulative" else "尾数从大到小补足"
        own = parts[int(term.text("part"))]
        return f"{own}在{'、'.join(parts)}中所占份额，各份额合计{full}，保留{places}位小数，{how}"

    def _unit(self, term: Term) -> str:
        return term.text("called")

    def _above(self, term: Term) -> str:
        if term.text("relation") == LAST_CYCLE:
            return f"上一周期的{self.called(term.text('node'))}"
        if term.maybe("weighed") == BY_DAYS:
            places = self.say(term.args[0])
            return f"本期所在各上级的「{term.text('called')}」按所在天数的加权平均，四舍五入到{places}位小数"
        return f"所在上级的「{term.text('called')}」"

    def _below(self, term: Term) -> str:
        weight = f"（按{term.text('weighed')}加权）" if "weight" in term.data else ""
        left = "有一个不评判即不评判" if "missing" in term.data else "不评判的不计"
        left = f"不评判的按{self.say(term.args[0])}计" if term.args else left
        return f"所属各下级「{term.text('called')}」的{TOGETHER[term.text('how')]}{weight}，{left}"


def _counted(term: Term) -> str:
    return "已评判的总数" if "counted" in term.data else "总数(含不评判的)"


def _rounding(term: Term) -> str:
    return ROUNDING[term.maybe("rounding") or "floor"]
