"""An office's workbooks of a year in the making: a sheet for each kind of fact, in the installed models' words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Self

from biaochi_sdk.graph.graph import Accept, Graph
from biaochi_sdk.host.discovery import discover
from biaochi_sdk.values.periods import period

from examples.sheets import Cell, Sheet

HEADERS = {
    "选项登记": ("组织编码", "指标", "期间", "选项", "发生日期"),
    "考核验收": ("组织编码", "规范", "期间", "得分", "验收日期"),
    "台账": ("组织编码", "规范", "期间", "数量", "发生日期"),
    "加分": ("组织编码", "指标", "期间", "等级", "案号"),
    "一票否决": ("考核对象编码", "指标", "期间", "案号", "发生日期", "事由"),
    "会议决定": ("考核对象编码", "指标", "期间", "理由", "会签", "决定日期"),
    "任务": ("考核对象编码", "指标", "期间", "任务编号", "任务名称", "类别", "分值", "截止日期"),
    "任务完成": ("任务编号", "得分", "完成日期"),
    "互评": ("评分人编码", "考核对象编码", "指标", "期间", "得分"),
    "投票": ("组织编码", "指标", "期间", "投票人编码", "投票人类别", "所投"),
    "荣誉": ("组织编码", "周期", "荣誉", "级别", "授予日期"),
    "起始等级": ("组织编码", "指标", "周期", "等级"),
}
SHARES = {"COMMON": "共性", "INDIVIDUAL": "个性"}


def last_day(code: str) -> str:
    """The last day of a period."""
    return (period(code).end - timedelta(days=1)).isoformat()


@dataclass(frozen=True)
class About:
    """What a fact is about: a subject, an indicator of a model, a period (the year where none is named)."""

    subject: str
    model: str
    indicator: str
    period: str = ""


@dataclass
class Workbooks:
    """All sheets of facts; the same fact is never written twice."""

    year: int
    known: Mapping[str, Mapping[str, Accept]]
    sheets: dict[str, Sheet] = field(init=False)

    def __post_init__(self) -> None:
        """An empty sheet for each kind of fact."""
        self.sheets = {title: Sheet(self.year, ("编号", *headers)) for title, headers in HEADERS.items()}

    @classmethod
    def open(cls, slug: str, year: int) -> Self:
        """Empty workbooks in the words of a city's installed plugin."""
        models = next(city for city in discover([slug]).cities if city.slug == slug).models
        return cls(year, {m.code: {one.indicator: one for one in Graph.parse(m.graph).accepts} for m in models})

    def choose(self, about: About, step: str) -> None:
        """A step that is recorded."""
        accept = self._accept(about)
        self._add("选项登记", about, accept.titles[step], self._last_day(about))

    def check(self, about: About, amount: Decimal | int) -> None:
        """Points given, or a quoted number."""
        self._add("考核验收", about, amount, self._last_day(about))

    def count(self, about: About, amount: int) -> None:
        """So many more."""
        self._add("台账", about, amount, self._last_day(about))

    def honour(self, about: About, level: str, case: str) -> None:
        """Points for an honour of a level."""
        self._add("加分", about, self._accept(about).titles[level], case)

    def veto(self, about: About, case: str, why: str) -> None:
        """A fact that bars, under its case number."""
        self._add("一票否决", about, case, self._last_day(about), why)

    def except_from(self, about: About, reason: str, signed: str) -> None:
        """An exception, with its reason and the second signature."""
        self._add("会议决定", about, reason, signed, self._last_day(about))

    def task(self, about: About, name: str, points: int, got: Decimal | int) -> None:
        """A task of a list, and what it earned."""
        number, day = f"R-{about.subject}-{about.indicator}-{self._period(about)}", self._last_day(about)
        share = SHARES[str(self._accept(about).share)]
        self._add("任务", about, number, name, share, points, day)
        self.sheets["任务完成"].add(number, got, day)

    def mark(self, about: About, judge: str, amount: Decimal | int) -> None:
        """A judge's mark."""
        self.sheets["互评"].add(judge, about.subject, self._accept(about).title, self._period(about), amount)

    def vote(self, about: About, voter: str, panel: str, grade: str) -> None:
        """A vote."""
        titles = self._accept(about).titles
        self._add("投票", about, voter, titles[panel], titles[grade])

    def grant(self, organization: str, title: str, level: str) -> None:
        """An honour, granted on the year's last day."""
        self.sheets["荣誉"].add(organization, str(self.year), title, level, last_day(str(self.year)))

    def enter(self, subject: str, tier: str) -> None:
        """The tier a branch enters the year in."""
        self.sheets["起始等级"].add(subject, "起始等级", str(self.year), tier)

    def filled(self) -> dict[str, Sheet]:
        """The sheets that say something, by title."""
        return {title: sheet for title, sheet in self.sheets.items() if sheet.lines}

    def _period(self, about: About) -> str:
        return about.period or str(self.year)

    def _last_day(self, about: About) -> str:
        return last_day(self._period(about))

    def _accept(self, about: About) -> Accept:
        return self.known[about.model][about.indicator]

    def _add(self, sheet: str, about: About, *cells: Cell) -> None:
        self.sheets[sheet].add(about.subject, self._accept(about).title, self._period(about), *cells)
