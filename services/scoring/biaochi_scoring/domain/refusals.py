"""What scoring refuses to answer: one class per rule, each with a sentence for the person who asked."""

from collections.abc import Iterable

from biaochi_chassis.foundation.refusal import Refused, shown
from biaochi_sdk.graph.graph import Rung


class UnknownCity(Refused):
    """No installed model names this city."""

    code = "UNKNOWN_CITY"

    def __init__(self, city: str) -> None:
        """Name the city that was asked for."""
        super().__init__(f"没有城市“{city}”的考核模型：请先查询城市列表，用其中的代码。", field="city")


class UnknownCycle(Refused):
    """The city has opened no such cycle."""

    code = "UNKNOWN_CYCLE"

    def __init__(self, cycle: str) -> None:
        """Name the cycle that was asked for."""
        super().__init__(f"考核周期“{cycle}”还没有开启：请先开启该周期，或改查已开启的周期。", field="cycle")


class UnknownIndex(Refused):
    """No model of the cycle publishes this index."""

    code = "UNKNOWN_INDEX"

    def __init__(self, index: str, known: list[str]) -> None:
        """Name the index that was asked for and those there are."""
        names = "、".join(known) or "（尚无）"
        super().__init__(f"没有名为“{index}”的指数：本周期公布的指数是 {names}，请从中选择。", field="index")


class OrderForgotten(Refused):
    """The order of a list is asked for at a moment that is kept no more."""

    code = "ORDER_FORGOTTEN"

    def __init__(self, position: str) -> None:
        """Name the position that was asked for."""
        sentence = f"名次表在位置“{position}”的次序已不再保留：只保留最近十分钟的，请从头再查一次名次表。"
        super().__init__(sentence, field="position")


class CursorExpired(Refused):
    """A page is to follow one of a list that is not to be had any more as it was then."""

    code = "CURSOR_EXPIRED"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("游标已失效：名单在取首页之后又有变动，而当时的次序只保留十分钟。请从头再取。", field="after")


class UnknownPeriod(Refused):
    """The index is not published for this period."""

    code = "UNKNOWN_PERIOD"

    def __init__(self, period: str, known: list[str]) -> None:
        """Name the period that was asked for and those there are."""
        names = "、".join(known)
        super().__init__(f"时段“{period}”没有公布结果：本周期公布的时段是 {names}，请从中选择。", field="period")


class RebuildOvertaken(Refused):
    """Another rebuild began while this one was under way, and made its store anew."""

    code = "REBUILD_OVERTAKEN"

    def __init__(self) -> None:
        """Say that nothing was changed."""
        super().__init__("另一次重算正在进行，这一次没有改动任何成绩：请等那一次结束。")


class UnknownStep(Refused):
    """The model has no such rung, or gives no such grade."""

    code = "UNKNOWN_STEP"

    def __init__(self, wanted: tuple[str, str], known: Iterable[Rung], field: str) -> None:
        """Name what was asked for, in words and by its key, and what there is."""
        what, key = wanted
        there = "、".join(f"{one.key}（{one.title}）" for one in known) or "（无）"
        super().__init__(f"没有{what}“{key}”：可选的有 {there}，请从中选择。", field=field)


class NotADate(Refused):
    """A day is not written as one."""

    code = "NOT_A_DATE"

    def __init__(self, text: str, field: str) -> None:
        """Name what was written."""
        super().__init__(f"“{text}”不是日期：日期写作 2020-09-30 这样的年-月-日。", field=field)


class NotANumber(Refused):
    """A value is not written as an exact number."""

    code = "NOT_A_NUMBER"

    def __init__(self, text: str, field: str) -> None:
        """Name what was written."""
        super().__init__(f"“{text}”不是数：请写成小数或分数，如 4.5 或 2/3，不带单位和逗号。", field=field)


class UnknownNumber(Refused):
    """A rule has no number at this place."""

    code = "UNKNOWN_NUMBER"

    def __init__(self, node: str, place: int, numbers: list[str]) -> None:
        """Name the node, the place and the numbers there are."""
        there = "、".join(f"第 {at} 个是 {number}" for at, number in enumerate(numbers, 1)) or "没有数字"
        wanted = f"第 {place} 个数字" if place else "唯一的一个数字"
        super().__init__(f"模型节点“{node}”没有{wanted}：其中{there}，请指明第几个。", field="place")


class UnknownNode(Refused):
    """The model has no such node in this period."""

    code = "UNKNOWN_NODE"

    def __init__(self, key: str, period: str) -> None:
        """Name the node that was asked for."""
        super().__init__(f"{period} 的评分表没有节点“{key}”：请先查询评分表的全部节点，用其中的键。", field="nodes")


class UnknownModel(Refused):
    """No such model, or version of one, is among those that a list rests on."""

    code = "UNKNOWN_MODEL"

    def __init__(self, named: str, codes: Iterable[str]) -> None:
        """Name what was asked for and the models it may be of."""
        models = "、".join(codes)
        super().__init__(f"“{named}”不是模型 {models} 或其版本：请先查询这些模型已发布的版本，用其中的散列值。")


class UnknownModelCode(UnknownModel):
    """The city never had a model of this code."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        """Name the code that was asked for and those there are."""
        names = "、".join(known) or "（尚无）"
        Refused.__init__(self, f"没有代码为“{shown(code)}”的模型：本市的模型有 {names}，请从中选择。", field="code")


class UnknownValue(Refused):
    """A node never has this value."""

    code = "UNKNOWN_VALUE"

    def __init__(self, node: str, value: str, known: Iterable[str]) -> None:
        """Name the node, the value, and the steps there are; none where the node is a number."""
        names = "、".join(known)
        rule = f"可取的值有 {names}，请从中选择" if names else "它的值是数，请写成小数或分数；是写作 1，否写作 0"
        super().__init__(f"节点“{node}”不会取值“{shown(value)}”：{rule}。", field="values")


class ModelRefused(Refused):
    """A rule does not hold together, or is none."""

    code = "MODEL_REFUSED"

    def __init__(self, why: str, field: str) -> None:
        """Say what the proof found."""
        super().__init__(f"这样的规则不成立（{why}）：请改用别的数值或版本。", field=field)


class NotRated(Refused):
    """Nobody gives marks by this indicator."""

    code = "NOT_RATED"

    def __init__(self, indicator: str, known: list[str]) -> None:
        """Name the indicator that was asked for and those by which marks are given."""
        names = "、".join(known) or "（没有）"
        super().__init__(f"指标“{indicator}”不由人打分：本周期打分的指标有 {names}，请从中选择。", field="indicator")


class NoClearance(Refused):
    """No model of the city answers whether somebody is cleared."""

    code = "NO_CLEARANCE"

    def __init__(self, city: str) -> None:
        """Name the city."""
        super().__init__(
            f"城市“{city}”的规则没有规定由哪个等次作出党建查核意见：请在模型的 exports 中以 clearance 指明。"
        )


class UnknownVersion(Refused):
    """The results of the cycle never stood in this version."""

    code = "UNKNOWN_VERSION"

    def __init__(self, cycle: str, version: int, latest: int) -> None:
        """Name the version that was asked for and the latest there is."""
        there = f"已有第 1 至 {latest} 版，请从中选择" if latest else "还没有冻结过，请待周期关闭后再查"
        super().__init__(f"考核周期 {cycle} 的成绩没有第 {version} 版：{there}。", field="version")


class NotListed(Refused):
    """The subject has no result in the list."""

    code = "NOT_LISTED"

    def __init__(self, subject: str, period: str) -> None:
        """Name the subject and the period."""
        sentence = f"“{shown(subject)}”在 {period} 没有成绩：请核对代码和时段，或改查评判它的指数。"
        super().__init__(sentence, field="subject")


class NotPublished(Refused):
    """The results of the cycle are not shown yet."""

    code = "RESULTS_NOT_PUBLISHED"

    def __init__(self, cycle: str) -> None:
        """Name the cycle that was asked for."""
        sentence = f"考核周期 {cycle} 的成绩还没有公示，没有榜可看：请待公示后再看，公示与否见 resultLife。"
        super().__init__(sentence, field="cycle")


class LiveForTheScored(Refused):
    """The city does not open its lists to the public while they still move."""

    code = "LIVE_LIST_NOT_FOR_THE_PUBLIC"

    def __init__(self) -> None:
        """Say what is open instead."""
        super().__init__("名次表尚在变动，不对公众：请在公示后查看榜单（board），或由有角色的人查看。")


class NotForThePublic(Refused):
    """The city shows its results to the scored alone."""

    code = "NOT_FOR_THE_PUBLIC"

    def __init__(self, cycle: str) -> None:
        """Name the cycle that was asked for."""
        sentence = f"考核周期 {cycle} 的成绩只向被考核的公示，不对公众：请由有角色的人查看，或向安全管理员申请。"
        super().__init__(sentence, field="cycle")
