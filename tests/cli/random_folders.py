"""Random folders of an office with faults planted among good rows: sheets that name each other, cycles not open yet."""

import random
from collections.abc import Callable
from pathlib import Path

from tests.cli.made_cases import write_csv

Rows = list[tuple[str, ...]]
HEADERS = {
    "组织": ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"),
    "临时党组织": ("编号", "组织编码", "名称", "上级编码", "成立日期", "终止日期"),
    "人员": ("编号", "人员编码", "姓名"),
    "党员关系": ("编号", "人员编码", "组织编码", "类别", "起始日期"),
    "职务": ("编号", "人员编码", "组织编码", "职务", "任职日期"),
    "姓名更正": ("编号", "人员编码", "正确姓名", "更正理由"),
    "名称更正": ("编号", "组织编码", "正确名称", "使用日期", "更正理由"),
    "转入日期更正": ("编号", "人员编码", "组织编码", "登记日期", "正确日期", "更正理由"),
    "任职日期更正": ("编号", "人员编码", "组织编码", "职务", "登记日期", "正确日期", "更正理由"),
    "转出日期更正": ("编号", "人员编码", "组织编码", "登记日期", "正确日期", "更正理由"),
    "免职日期更正": ("编号", "人员编码", "组织编码", "职务", "登记日期", "正确日期", "更正理由"),
    "组织日期更正": ("编号", "组织编码", "登记日期", "正确日期", "更正理由"),
    "考核周期": ("编号", "周期"),
    "冲销": ("编号", "原表", "原编号", "理由"),
    "考核验收": ("编号", "组织编码", "规范", "期间", "得分", "验收日期"),
    "台账": ("编号", "组织编码", "规范", "期间", "扣分", "案号", "发生日期"),
    "任务": ("编号", "组织编码", "指标", "期间", "任务编号", "任务名称", "类别", "分值", "截止日期"),
    "任务完成": ("编号", "任务编号", "得分", "完成日期"),
    "互评": ("编号", "评议组织编码", "被评组织编码", "指标", "期间", "得分"),
    "投票": ("编号", "组织编码", "指标", "期间", "投票人编码", "投票人类别", "所投"),
    "荣誉": ("编号", "组织编码", "周期", "荣誉", "级别", "授予日期"),
}


def plant(folder: Path, seed: int) -> None:
    """Write the folder of a seed. Codes and numbers begin with the seed's own letter, so that folders do not meet."""
    made = _Made(random.Random(seed), f"R{seed}", str(2030 + seed))
    for title, headers in HEADERS.items():
        write_csv(folder / f"{title}.csv", headers, made.rows(title))


class _Made:
    def __init__(self, chance: random.Random, mark: str, year: str) -> None:
        self._chance = chance
        self._mark = mark
        self._year = year
        self._branches = [f"{mark}-{place}" for place in range(12)]
        self._persons = [f"P{mark}-{place}" for place in range(12)]
        self._established: list[tuple[str, str]] = []
        self._members: list[tuple[str, str, str, str]] = []
        self._holders: list[tuple[str, str, str, str]] = []

    def rows(self, title: str) -> Rows:
        """The rows of a sheet; now and then a number is used again."""
        make: dict[str, Callable[[int], tuple[str, ...]]] = {
            "组织": self._organization,
            "临时党组织": self._temporary,
            "人员": self._person,
            "党员关系": self._membership,
            "职务": self._post,
            "姓名更正": self._person_name,
            "名称更正": self._organization_name,
            "转入日期更正": self._membership_start,
            "任职日期更正": self._post_start,
            "转出日期更正": self._membership_start,
            "免职日期更正": self._post_start,
            "组织日期更正": self._organization_date,
            "考核周期": lambda _: (self._some(self._year, self._year, f"{self._year}-Q1"),),
            "冲销": self._reversal,
            "考核验收": self._check,
            "台账": self._entry,
            "任务": self._task,
            "任务完成": self._completion,
            "互评": self._rating,
            "投票": self._ballot,
            "荣誉": self._honour,
        }
        count = 1 if title == "考核周期" else 24
        numbers = [self._some(*[place] * 15, max(0, place - 1)) for place in range(count)]
        return [(f"{self._mark}-{number}", *make[title](place)) for place, number in enumerate(numbers)]

    def _some(self, *choices: int | str) -> str:
        return str(self._chance.choice(choices))

    def _day(self, *years: str) -> str:
        return f"{self._chance.choice(years)}-0{self._chance.randint(1, 9)}-1{self._chance.randint(0, 9)}"

    def _branch(self) -> str:
        return self._some(*self._branches, "没有这个", "01-01", f"{self._mark}-99")

    def _organization(self, place: int) -> tuple[str, ...]:
        code = self._branches[place] if place < 12 else self._some(*self._branches, f"{self._mark}-X{place}")
        parent = self._some("LZ", "LZ", "LZ", *self._branches[:3], "NONE")
        day = self._some(self._day("2019"), self._day("2019"), self._day("2029"), "2019-02-30")
        self._established.append((code, day))
        return code, f"样例单位{code}", self._some("党支部", "党支部", "机关党委", "别的"), parent, day

    def _person(self, place: int) -> tuple[str, ...]:
        return self._some(self._persons[place % 12], self._persons[place % 12], "LZ"), f"样例党员{place:05}"

    def _membership(self, _: int) -> tuple[str, ...]:
        person = self._some(*self._persons, "PNONE")
        row = person, self._branch(), self._some("正式党员", "预备党员"), self._day("2018", "2020", "2028")
        self._members.append(row)
        return row

    def _post(self, _: int) -> tuple[str, ...]:
        person = self._some(*self._persons, "PNONE")
        row = person, self._branch(), self._some("书记", "委员"), self._day("2018", "2020", "2028")
        self._holders.append(row)
        return row

    def _person_name(self, place: int) -> tuple[str, ...]:
        person, wrong = self._person(place)
        return person, self._some(wrong, f"{wrong}改", f"{wrong}改", ""), self._some("登记有误", "登记有误", "")

    def _organization_name(self, place: int) -> tuple[str, ...]:
        code = self._branch()
        name = self._some(f"样例单位{code}", f"样例单位{code}改{place}", f"样例单位{code}改{place}")
        return code, name, self._day("2018", "2029", "2030"), "登记有误"

    def _membership_start(self, _: int) -> tuple[str, ...]:
        person, organization, _kind, day = self._chance.choice(self._members)
        return person, organization, day, self._day("2018", "2020", "2029"), "登记有误"

    def _post_start(self, _: int) -> tuple[str, ...]:
        person, organization, role, day = self._chance.choice(self._holders)
        return person, organization, role, self._some(day, day, "2020-01-11"), self._day("2020", "2029"), "登记有误"

    def _organization_date(self, _: int) -> tuple[str, ...]:
        code, day = self._chance.choice([*self._established, ("没有这个", "2020-01-01")])
        return (
            code,
            self._some(day, day, day, "2020-01-11"),
            self._day("2018", "2019", "2020"),
            self._some("登记有误", ""),
        )

    def _reversal(self, place: int) -> tuple[str, ...]:
        sheet = self._some("考核验收", "台账", "台账", "任务", "任务完成", "")
        return (
            sheet,
            self._some(f"{self._mark}-{place}", f"{self._mark}-{place + 1}", "E-1"),
            self._some("重复登记", ""),
        )

    def _check(self, _: int) -> tuple[str, ...]:
        period = self._some(
            f"{self._year}-Q1", f"{self._year}-Q2", self._year, f"{self._year}-Q9", "2020-Q1", "1999-Q1"
        )
        name = self._some("政治理论学习", "党小组建设", "工作经费", "没有的规范")
        return (
            self._branch(),
            name,
            period,
            self._some("1", "01.0", "0.5", "99", "-1", "一"),
            self._day(self._year, "2020"),
        )

    def _entry(self, place: int) -> tuple[str, ...]:
        period = self._some(f"{self._year}-Q1", f"{self._year}-Q3", "2020-Q1")
        return self._branch(), "工作报告", period, self._some("1", "2", "500"), f"C{place}", ""

    def _temporary(self, place: int) -> tuple[str, ...]:
        code = self._some(f"{self._mark}-T{place}", f"{self._mark}-T{place}", self._branches[place % 12])
        day, until = self._day("2019", "2021"), self._day("2022", "2022", "2018")
        return code, f"样例临时党支部{code}", self._some("LZ", *self._branches[:2]), day, until

    def _task(self, place: int) -> tuple[str, ...]:
        period = self._some(f"{self._year}-Q1", f"{self._year}-Q1", "2020-Q1", self._year)
        number = self._some(*[place] * 8, max(0, place - 1))
        about = self._organ(), self._some("共性任务", "个性任务", "没有的任务"), period, f"{self._mark}-T{number}"
        return *about, f"样例任务{number}", self._some("共性", "个性"), self._some("1", "2", "0", "999"), ""

    def _completion(self, place: int) -> tuple[str, ...]:
        number = self._some(*[place] * 8, max(0, place - 1), 99)
        return f"{self._mark}-T{number}", self._some("0", "1", "01", "2", "-1"), self._day(self._year, "2020")

    def _rating(self, _: int) -> tuple[str, ...]:
        rater, places = self._chance.randint(1, 79), self._chance.randint(0, 3)
        period = self._some(f"{self._year}-Q1", f"{self._year}-Q1", f"{self._year}-Q2", "2020-Q1")
        return f"{rater:02}", f"{rater + places:02}", "互评", period, self._some("95", "96.5", "101", "96.25")

    def _ballot(self, _: int) -> tuple[str, ...]:
        voter = self._some(*self._persons, "PNONE", "01")
        panel, step = self._some("市级领导", "评议组", "别人"), self._some("好", "较好", "差")
        return self._organ(), "述职评议", self._some(self._year, "2020", f"{self._year}-Q1"), voter, panel, step

    def _honour(self, place: int) -> tuple[str, ...]:
        organization = self._some(self._branch(), f"{self._mark}-T{place}", "LZ")
        period = self._some(self._year, "2020", "2020-Q1")
        return organization, period, "样例荣誉", self._some("市级", "省级", "村级"), self._day(self._year)

    def _organ(self) -> str:
        return self._some(*(f"{number:02}" for number in range(1, 9)), "01-01", self._branches[0])
