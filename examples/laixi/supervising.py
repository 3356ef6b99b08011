"""The work committee's year: documents, five leaders over 63 organizations, one round with 305 problems, contests."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from random import Random

from examples.laixi.items import Filled, Items, on
from examples.laixi.town import LEADERS, OFFICE, YEAR, Department
from examples.laixi.work import near

PROBLEMS, INSPECTED = 5, 61
CATEGORIES = ("politics", "life", "education", "team", "duty", "service")
ROUND = "DD2023"
HOLIDAYS = (
    *(("春节", on(1, 13)), ("清明节", on(3, 31)), ("劳动节", on(4, 26)), ("端午节", on(6, 16))),
    *(("国庆节", on(9, 22)), ("元旦", on(12, 27))),
)
"""Each holiday of the year that begins after its first day, and when its reminder went out."""


def of_documents(items: Items) -> None:
    """The standard in two versions, the year's key points, and the two campaigns that key tasks hang on."""
    old = items.open("standard", "BZ2019", OFFICE, on(1, 4), filled={"version": "2019年版", "in_force": "2019-01-01"})
    items.open("standard", "BZ2023", OFFICE, on(2, 1), filled={"version": "2023年修订版", "in_force": on(2, 1)})
    old.take("supersede", on(2, 1), filled={"successor": "BZ2023"})
    items.open("key_points", "YD2023", OFFICE, on(1, 5), name="2023年市直机关党建和“四型”机关创建工作要点")
    items.open("campaign", "GL2023", OFFICE, on(1, 6), name="攻坚克难年")
    items.open("campaign", "ZF2023", OFFICE, on(1, 6), name="深化作风能力优化营商环境")
    for holiday, day in HOLIDAYS:
        items.open("integrity_reminder", f"LJ{day}", OFFICE, day, filled={"holiday": holiday})


def of_pace(items: Items) -> None:
    """Twenty-four dispatches, none on a quiet day, and twelve bulletins."""
    for month in range(1, 13):
        for half, first in enumerate((3, 16), start=1):
            day = next(day for day in range(first, 29) if _is_free(date(YEAR, month, day)))
            convener = {"convener": LEADERS[month % len(LEADERS)]}
            items.open("half_month_dispatch", f"BYD{month:02}-{half}", OFFICE, on(month, day), filled=convener)
        bulletin = items.open("monthly_bulletin", f"YTB{month:02}", OFFICE, on(month, 27))
        bulletin.take("print", on(month, 28))


def _is_free(day: date) -> bool:
    """A weekday that is no Wednesday and not in the fourth week of its month."""
    monday = day - timedelta(days=day.weekday())
    return day.isoweekday() not in (3, 6, 7) and (monday.day - 1) // 7 + 1 != 4


def of_contacts(items: Items, found: Sequence[Department]) -> None:
    """Five leaders in turn have contact with 63 organizations; each is visited, on a day of its own."""
    leaders = cycle(LEADERS)
    for place, one in enumerate(one for one in found if one.committee):
        code = str(one.committee)
        item = items.open("contact", f"LX-{code}", code, on(1, 10), filled={"leader": next(leaders)})
        item.take("sit_in", on(2 + place % 9, 1 + place % 27))
        if place % 3 == 0:
            item.take("exchange", on(11, 1 + place % 27))
        reported = {"done": "样例：上年工作总结", "plan": "样例：本年工作思路"}
        items.open("three_reports", f"SSHY-{code}", code, on(2, 14), filled=reported)


def of_problems(items: Items, random: Random, found: Sequence[Department]) -> None:
    """One round over all 63: 305 problems in 61 of them, each fed back on its day; most are closed, each on its own."""
    items.open("inspection_round", ROUND, OFFICE, on(3, 1), filled={"team": list(LEADERS)}).take("study", on(5, 20))
    for place, one in enumerate(one for one in found if one.committee):
        code, day = str(one.committee), on(3 + place // 27, 1 + place % 27)
        items.open("inspection", f"{ROUND}-{code}", code, day, parent=ROUND)
        left = random.randint(0, 1)
        for number in range(1, PROBLEMS + 1) if place < INSPECTED else ():
            category = {"category": CATEGORIES[(place + number) % len(CATEGORIES)]}
            words = f"样例问题：{one.name}第{number}项，记录不全、落实不到位。"
            item = items.open("problem", f"WT-{code}-{number}", code, day, words=words, parent=ROUND, filled=category)
            item.take("tell", day).take("plan", on(6, 5), filled={"owner": "样例责任人"})
            if number > left:
                item.take("rectify", on(7, 3 + number)).take("close", on(8, 3 + number))


def of_contests(items: Items, random: Random, found: Sequence[Department], judges: Sequence[str]) -> None:
    """The arena once, the observation each quarter, supervision each quarter, and the review at the year's end."""
    items.open("contest", "LT2023", OFFICE, on(9, 1), name="“四型”机关擂台赛", filled={"form": "arena"})
    items.open(
        "contest", "ZL2023", OFFICE, on(6, 1), name="模范机关建设暨机关党建工作成果展", filled={"form": "exhibition"}
    )
    for quarter in range(1, 5):
        contest = f"GM2023-{quarter}"
        items.open("contest", contest, OFFICE, on(3 * quarter, 1), filled={"form": "observation"})
        for one in found:
            points = {"points": near(random, one.level)}
            items.open("supervision", f"DK-{one.code}-{quarter}", one.code, on(3 * quarter, 12), filled=points)
            _enter(items, random, "observation_entry", contest, one, on(3 * quarter, 20), judges)
    for one in found:
        _enter(items, random, "arena_entry", "LT2023", one, on(10, 18), judges)
        _review(items, random, one)


def _enter(
    items: Items, random: Random, kind: str, contest: str, one: Department, day: str, judges: Sequence[str]
) -> None:
    item = items.open(kind, f"{contest}-{one.code}", one.code, day, words="样例：现场展示", parent=contest)
    result: Filled = {"judges": random.sample(judges, 3), "points": near(random, one.level)}
    item.take("judge", day, filled=result)


def _review(items: Items, random: Random, one: Department) -> None:
    parts = {"look": "looking", "check": "checking", "ask": "asking", "rate": "rating"}
    first: Filled = {"telling": near(random, one.level, 20)}
    item = items.open("review", f"SZ-{one.code}", one.code, on(12, 18), words="样例：述职要点", filled=first)
    for step, part in parts.items():
        item.take(step, on(12, 19), filled={part: near(random, one.level, 20)})
