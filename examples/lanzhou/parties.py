"""The rest of Lanzhou's year: the lists of the four parties, the model-organ campaign, the votes on secretaries."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from biaochi_sdk.graph.graph import Accept

from examples.items import Filled, Items
from examples.sheets import Sheet

DONE = (Decimal("0.8"), Decimal("0.8"), Decimal("0.9"), Decimal("0.9"), 1, 1, 1)
"""What of its points a task that is done was found to be worth."""
VOTERS = {"leaders": 1, "panel": 2, "members": 4}
"""How many vote of each class."""
COMMON, INDIVIDUAL = 15, 40
"""Points of a common task, of which each quarter has one, and of the year's individual task: sixty to forty."""
SIGNED = "样例复核人"
LISTS = {
    "ORGAN_COMMITTEE": ("duty_list", "duty_task"),
    "BRANCH": ("branch_list", "branch_task"),
    "LEADING_GROUP": ("leading_list", "leading_task"),
    "WORK_COMMITTEE": ("work_list", "work_task"),
}
"""The kinds of a party's list and of its tasks."""


def duties(items: Items, random: Random, kind: str, parties: Sequence[str]) -> None:
    """Each party's list of the year: five tasks agreed and approved in January, nearly all done by their day."""
    year, (above, below) = items.year, LISTS[kind]
    for party in parties:
        code, drafted = f"ZR-{party}", f"{year}-01-06"
        one = items.open(above, code, party, drafted)
        tasks = []
        for number, day in enumerate(("03-31", "06-30", "09-30", "12-31", "12-31"), start=1):
            own = number == 5
            filled: Filled = {"share": "individual" if own else "common", "points": INDIVIDUAL if own else COMMON}
            name, due = "结合实际的党建项目" if own else f"抓机关党建重点任务（第{number}季度）", f"{year}-{day}"
            task = items.open(below, f"{code}-{number}", party, drafted, name=name, parent=code, due=due, filled=filled)
            tasks.append((task.take("agree", f"{year}-01-08", signed=SIGNED), due, filled["points"]))
        one.take("approve", f"{year}-01-10", signed=SIGNED)
        for task, due, points in tasks:
            on = min(due, f"{year}-12-28")
            if random.random() < 0.97:
                earned = (random.choice(DONE) * Decimal(str(points)) * 2).to_integral_value() / 2
                task.take("finish", on, filled={"result": "样例：已落实", "earned": earned})
            else:
                task.take("miss", on, filled={"cause": "样例：未按期完成"})
        if kind != "BRANCH":
            one.take("settle", f"{year}-12-31")


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
