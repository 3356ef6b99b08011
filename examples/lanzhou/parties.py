"""The rest of Lanzhou's year: the lists of the four parties, the model-organ campaign, the votes on secretaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from biaochi_sdk.graph.graph import Accept

from examples.sheets import Sheet

DONE = (8, 8, 9, 9, 10, 10, 10)
VOTERS = {"leaders": 1, "panel": 2, "members": 4}
"""How many vote of each class."""
NAMES = {"COMMON": ("共性", "抓机关党建重点任务"), "INDIVIDUAL": ("个性", "结合实际的党建项目")}


@dataclass(frozen=True)
class Lists:
    """The task lists of a year in the making: what is issued, and what is done."""

    year: int
    issued: Sheet
    done: Sheet
    random: Random

    def add(self, party: str, taken: Accept, period: str, day: str) -> None:
        """A task of ten points for one party, nearly always done."""
        label, name = NAMES[str(taken.share)]
        task = f"{period}-{party}-{str(taken.share)[0]}"
        self.issued.add(party, taken.title, period, task, name, label, 10, day)
        if self.random.random() < 0.97:
            self.done.add(task, self.random.choice(DONE), day)


def add_duties(lists: Lists, taken: Sequence[Accept], parties: Sequence[str], quarters: Mapping[str, str]) -> None:
    """For each of these parties a common task every quarter (by its last day), and one of its own for the year."""
    common, individual = sorted((one for one in taken if one.kind == "task"), key=lambda one: str(one.share))
    for party in parties:
        for period, day in quarters.items():
            lists.add(party, common, period, day)
        lists.add(party, individual, str(lists.year), f"{lists.year}-12-31")


def campaign(random: Random, taken: Sequence[Accept], organs: Sequence[str], year: int) -> dict[str, Sheet]:
    """The nineteen key tasks that each organ took up, and those it had done and accepted: all for about a third."""
    kind = "创建模范机关重点任务"
    taken_up = Sheet(year, ("编号", "事项编号", "组织编码", "日期", "哪一项"))
    reported = Sheet(year, ("编号", "事项编号", "日期", "做了什么"))
    accepted = Sheet(year, ("编号", "事项编号", "日期", "签署"))
    for organ in organs:
        missing = set() if random.random() < 0.35 else set(random.sample(range(len(taken)), random.randint(1, 4)))
        for place, task in enumerate(taken):
            item = f"MF{year}-{organ}-{place + 1:02}"
            taken_up.add(item, organ, f"{year}-03-02", task.title)
            if place not in missing:
                reported.add(item, f"{year}-12-10", f"样例：已按方案完成{task.title}，见创建台账 {organ}")
                accepted.add(item, f"{year}-12-21", "样例验收组")
    return {kind: taken_up, f"{kind}·报告完成": reported, f"{kind}·验收": accepted}


def votes(
    random: Random, taken: Sequence[Accept], secretaries: Sequence[str], year: int, voters: Sequence[str]
) -> Sheet:
    """Seven votes on each secretary at the year's end, by other registered persons, mostly good ones."""
    sheet = Sheet(year, ("编号", "考核对象编码", "指标", "期间", "投票人编码", "投票人类别", "所投"))
    (accept,) = taken
    grades = [accept.titles[grade] for grade in ("good", "fairly_good", "ordinary", "poor")]
    for secretary in secretaries:
        drawn = random.sample(voters, sum(VOTERS.values()) + 1)
        chosen, esteem = (voter for voter in drawn if voter != secretary), random.random()
        for panel, many in VOTERS.items():
            for _ in range(many):
                grade = random.choices(grades, weights=(60 * esteem + 20, 30, 12 - 10 * esteem, 4 - 4 * esteem))[0]
                sheet.add(secretary, accept.title, str(year), next(chosen), accept.titles[panel], grade)
    return sheet
