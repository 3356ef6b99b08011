"""What scoring refuses to answer: one class per rule, each with a sentence for the person who asked."""

from biaochi_chassis.refused import Refused


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


class UnknownPeriod(Refused):
    """The index is not published for this period."""

    code = "UNKNOWN_PERIOD"

    def __init__(self, period: str, known: list[str]) -> None:
        """Name the period that was asked for and those there are."""
        names = "、".join(known)
        super().__init__(f"时段“{period}”没有公布结果：本周期公布的时段是 {names}，请从中选择。", field="period")


class RebuildUnfinished(Refused):
    """A rebuild was interrupted; until it is completed nothing may be served."""

    code = "REBUILD_UNFINISHED"

    def __init__(self) -> None:
        """Say how to complete it."""
        super().__init__("上次重算没有完成，此时的成绩不完整：请先运行 biaochi rebuild 完成重算，再启动平台。")


class NotADate(Refused):
    """A day is not written as one."""

    code = "NOT_A_DATE"

    def __init__(self, text: str, field: str) -> None:
        """Name what was written."""
        super().__init__(f"“{text}”不是日期：日期写作 2020-09-30 这样的年-月-日。", field=field)
