"""Writes the spreadsheets of this folder: what a city office would have at the end of 2020. Facts only, no result.

Every name is made up (市直单位07, 样例党员00017). The article's counts are met by the facts: 86 organ committees, 545
branches that all reach the standard, 108 that meet the bar of demonstration, 29 demonstration points (honours).
The same call writes the same cells for ever; a test compares them. Run it with `python -m examples.lanzhou.generate`.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from biaochi_lanzhou.work import WORK
from biaochi_sdk.graph.graph import Accept, Graph
from biaochi_sdk.host.discovery import discover

from examples.items import Items
from examples.lanzhou.mutuals import Found, mutuals
from examples.lanzhou.parties import SIGNED, campaign, duties, votes
from examples.sheets import Sheet, write

YEAR = 2020
ORGANS, BRANCHES = 86, 545
DEMONSTRATION, POINTS = 108, 29
QUARTERS = tuple(f"{YEAR}-Q{quarter}" for quarter in range(1, 5))
QUARTER_ENDS = ("03-31", "06-30", "09-30", "12-31")
ORGAN_CODES = tuple(f"{organ:02}" for organ in range(1, ORGANS + 1))
# 545 branches under 86 committees: seven each under the first 29, six each under the others.
BRANCH_CODES = tuple(
    f"{organ}-{branch:02}" for place, organ in enumerate(ORGAN_CODES) for branch in range(1, 8 if place < 29 else 7)
)
ABOUT = {"dues": "dues", "attendance": "organizational_life"}
"""Norms that lose points by what a mutual visit finds, and what that finding is about."""
DIGITS = "零一二三四五六七"


@dataclass(frozen=True)
class Rules:
    """What the installed models take: norms that are checked, norms that lose points, the rest by kind and by model."""

    checks: Sequence[Accept]
    ledgers: Sequence[Accept]
    rating: Accept
    by_model: dict[str, Sequence[Accept]]


def rules() -> Rules:
    """Read the installed plugin's models, as the office would lay the official table beside its own."""
    city = next(city for city in discover(["lanzhou"]).cities if city.slug == "lanzhou")
    by_model: dict[str, Sequence[Accept]] = {model.code: Graph.parse(model.graph).accepts for model in city.models}
    branch, organ = by_model["branch"], by_model["organ"]
    return Rules(
        [accept for accept in branch if accept.kind == "check"],
        [accept for accept in branch if accept.kind == "ledger"],
        next(accept for accept in organ if accept.kind == "rating"),
        by_model,
    )


def organizations() -> Sheet:
    """The work committee, 86 leading groups, the organ committee of each, their 545 branches."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "名称", "类别", "上级编码", "成立日期"))
    sheet.add("LZ", "样例市直机关工作委员会", "工作委员会", "", "2018-01-01")
    for organ in ORGAN_CODES:
        sheet.add(f"DZ{organ}", f"市直单位{organ}党组", "党组", "LZ", "2018-01-01")
    for organ in ORGAN_CODES:
        sheet.add(organ, f"市直单位{organ}机关党委", "机关党委", f"DZ{organ}", "2018-01-01")
    for branch in BRANCH_CODES:
        organ, number = branch.split("-")
        sheet.add(branch, f"市直单位{organ}第{DIGITS[int(number)]}党支部", "党支部", organ, "2018-06-01")
    return sheet


def people() -> dict[str, Sheet]:
    """Three members in each branch, the first its secretary; secretary and full-time deputy of each organ committee."""
    persons = Sheet(YEAR, ("编号", "人员编码", "姓名"))
    memberships = Sheet(YEAR, ("编号", "人员编码", "组织编码", "类别", "起始日期"))
    posts = Sheet(YEAR, ("编号", "人员编码", "组织编码", "职务", "任职日期"))
    for place, branch in enumerate(BRANCH_CODES):
        for member in range(3):
            number = place * 3 + member + 1
            persons.add(f"P{number:05}", f"样例党员{number:05}")
            kind = "预备党员" if number % 41 == 0 else "正式党员"
            memberships.add(f"P{number:05}", branch, kind, "2018-07-01")
            if member == 0:
                posts.add(f"P{number:05}", branch, "书记", "2019-01-01")
            if member == 1 and branch.endswith("-01"):
                posts.add(f"P{number:05}", branch.split("-")[0], "专职副书记", "2019-03-01")
            if member == 2 and branch.endswith("-01"):
                posts.add(f"P{number:05}", branch.split("-")[0], "书记", "2019-03-01")
    return {"人员": persons, "党员关系": memberships, "职务": posts}


@dataclass(frozen=True)
class Course:
    """How a branch's year went: its opening rung, points missed in each quarter, and whether a veto fell."""

    branch: str
    rung: str
    missed: tuple[int, int, int, int]
    veto: bool = False


def courses(random: Random) -> list[Course]:
    """108 branches that meet every bar of demonstration, some that miss exactly one of them, and the others."""
    branches = list(BRANCH_CODES)
    random.shuffle(branches)
    taken = iter(branches)
    found = [Course(next(taken), "标准化党支部", (5, 5, 5, 5))]  # a mean of exactly 95: one check less and it is out
    found += [Course(next(taken), "标准化党支部", _missed(random, 4, 19)) for _ in range(DEMONSTRATION - 1)]
    found += [Course(next(taken), "标准化党支部", _missed(random, 4, 12), veto=True) for _ in range(2)]
    found += [Course(next(taken), "一般党支部", _missed(random, 8, 18)) for _ in range(5)]
    found += [Course(next(taken), "标准化党支部", (5, 5, 5, 6)) for _ in range(6)]  # 94.75: the nearest miss
    for branch in taken:
        rung = "一般党支部" if random.random() < 0.15 else "标准化党支部"
        found.append(Course(branch, rung, _missed(random, 24, 68)))
    return sorted(found, key=lambda course: course.branch)


def _missed(random: Random, least: int, most: int) -> tuple[int, int, int, int]:
    """Points missed in four quarters, between `least` and `most` in the year and at most 18 in one quarter."""
    total = random.randint(least, most)
    quarters = [total // 4] * 4
    for _ in range(total % 4):
        quarters[random.randrange(4)] += 1
    for _ in range(3):
        here, there = random.sample(range(4), 2)
        step = min(quarters[here], random.randint(0, 2), 18 - quarters[there])
        quarters[here], quarters[there] = quarters[here] - step, quarters[there] + step
    return quarters[0], quarters[1], quarters[2], quarters[3]


@dataclass(frozen=True)
class BranchFacts:
    """What is judged of the branches, and what was found in them by quarter and organ committee."""

    checks: Sheet
    ledger: Sheet
    found: dict[tuple[int, str], list[Found]]


def branch_facts(random: Random, known: Rules, year: Iterable[Course]) -> BranchFacts:
    """Checks, ledger entries and findings of the branches, quarter by quarter."""
    found: dict[tuple[int, str], list[Found]] = {}
    checks = Sheet(YEAR, ("编号", "组织编码", "规范", "期间", "得分", "验收日期", "佐证"))
    ledger = Sheet(YEAR, ("编号", "组织编码", "规范", "期间", "扣分", "案号", "发生日期", "事由"))
    for course in year:
        for place, period in enumerate(QUARTERS):
            day = f"{YEAR}-{QUARTER_ENDS[place]}"
            lost = _spread(random, known, course.missed[place])
            for norm in known.checks:
                evidence = f"验收对照表 {course.branch} 第{place + 1}季度"
                checks.add(
                    course.branch, norm.title, period, Decimal(norm.hi) - lost.get(norm.indicator, 0), day, evidence
                )
            for norm in known.ledgers:
                for _ in range(lost.get(norm.indicator, 0)):
                    if about := ABOUT.get(norm.indicator):
                        of_organ = found.setdefault((place + 1, course.branch.split("-")[0]), [])
                        of_organ.append(Found(course.branch, about, norm.title))
                        continue
                    case = f"T{YEAR}-{len(ledger.lines) + 1:04}"
                    ledger.add(
                        course.branch, norm.title, _period(norm, place), 1, case, day, f"{norm.title}：查出一处不到位"
                    )
    return BranchFacts(checks, ledger, found)


def _period(norm: Accept, place: int) -> str:
    """The last period of the quarter of a cadence the norm takes."""
    return QUARTERS[place] if "quarter" in norm.cadences else f"{YEAR}-{QUARTER_ENDS[place][:2]}"


def _spread(random: Random, known: Rules, points: int) -> dict[str, int]:
    """Whole points lost, spread over the norms so that none falls below 60 % of its own."""
    norms = [*known.checks, *known.ledgers]
    room = {norm.indicator: int(_full(norm) * 2 // 5) for norm in norms}
    lost: dict[str, int] = {}
    while points:
        norm = random.choice(norms).indicator
        if lost.get(norm, 0) < room[norm]:
            lost[norm] = lost.get(norm, 0) + 1
            points -= 1
    return lost


def _full(norm: Accept) -> Decimal:
    return Decimal(norm.hi)


def rungs(year: Iterable[Course]) -> Sheet:
    """The rung on which each branch entered the year."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "指标", "周期", "等级"))
    for course in year:
        sheet.add(course.branch, "起始等级", str(YEAR), course.rung)
    return sheet


def ratings(random: Random, known: Rules) -> Sheet:
    """The mutual rounds: each quarter every organ committee rates the three whose turn it is."""
    sheet = Sheet(YEAR, ("编号", "评议组织编码", "被评组织编码", "指标", "期间", "得分"))
    for place, period in enumerate(QUARTERS):
        for rater in range(ORGANS):
            for shift in range(place * 3 + 1, place * 3 + 4):
                rated = ORGAN_CODES[(rater + shift) % ORGANS]
                mark = Decimal(random.randint(160, 198)) / 2
                sheet.add(ORGAN_CODES[rater], rated, known.rating.title, period, mark)
    return sheet


def honours(random: Random, year: Iterable[Course]) -> Sheet:
    """29 demonstration points, granted at the year's end."""
    sheet = Sheet(YEAR, ("编号", "组织编码", "周期", "荣誉", "级别", "授予日期"))
    best = [course.branch for course in year if sum(course.missed) <= 20 and not course.veto]
    for branch in sorted(random.sample(best, POINTS)):
        sheet.add(branch, str(YEAR), "市直机关党建示范点", "市级", f"{YEAR}-12-31")
    return sheet


def lists(random: Random) -> dict[str, Sheet]:
    """The duty lists of the four parties with their tasks, step by step."""
    items, groups = Items(YEAR, WORK), [f"DZ{organ}" for organ in ORGAN_CODES]
    parties = {
        "ORGAN_COMMITTEE": ORGAN_CODES,
        "BRANCH": BRANCH_CODES,
        "LEADING_GROUP": groups,
        "WORK_COMMITTEE": ["LZ"],
    }
    for kind, codes in parties.items():
        duties(items, random, kind, codes)
    return items.filled()


def ladder(points: Iterable[str], year: Iterable[Course]) -> dict[str, Sheet]:
    """Each demonstration point leads a branch of the lowest rung, with two visits; some are not lifted."""
    items = Items(YEAR, WORK)
    led = [course.branch for course in year if course.rung == "一般党支部"]
    for place, (leader, branch) in enumerate(zip(points, led, strict=False)):
        pair = items.open("ladder_pair", f"DD-{branch}", branch, f"{YEAR}-02-10", filled={"leader": leader})
        for day in ("05-12", "09-15"):
            pair.take("visit", f"{YEAR}-{day}", filled={"what": "样例：带动规范组织生活"})
        if place % 6 == 0:
            pair.take("remain", f"{YEAR}-12-18")
        else:
            pair.take("lift", f"{YEAR}-12-18", signed=SIGNED, filled={"result": "样例：达到上一梯级要求"})
    return items.filled()


def criticisms(year: Iterable[Course]) -> dict[str, Sheet]:
    """Branches that were criticized by circular, which bars them from demonstration."""
    items = Items(YEAR, WORK)
    for course in year:
        if course.veto:
            words = "样例：组织生活会走过场，予以通报"
            items.open(
                "criticism",
                f"TB{YEAR}-{course.branch}",
                course.branch,
                f"{YEAR}-05-20",
                words=words,
                signed=SIGNED,
                filled={"clause": "样例规定第三条"},
            )
    return items.filled()


def sheets() -> dict[str, dict[str, Sheet]]:
    """Every file of this folder by name, and its sheets by title."""
    random, known = Random(YEAR), rules()  # noqa: S311  # sample data, the same for ever
    year = courses(random)
    cycle = Sheet(YEAR, ("编号", "周期"))
    cycle.add(str(YEAR))
    facts = branch_facts(random, known, year)
    marks, honoured = ratings(random, known), honours(random, year)
    models = campaign(random, known.by_model["model_organ"], ORGAN_CODES, YEAR)
    members = people()
    voters = [str(cells[1]) for cells in members["人员"].lines]
    secretaries = [str(cells[1]) for cells in members["职务"].lines if cells[3] == "书记"]
    cast = votes(random, known.by_model["review"], secretaries, YEAR, voters)
    return {
        "组织.xlsx": {"组织": organizations()},
        "人员.xlsx": members,
        "考核周期.csv": {"考核周期": cycle},
        "起始等级.csv": {"起始等级": rungs(year)},
        "考核验收.csv": {"考核验收": facts.checks},
        "台账.csv": {"台账": facts.ledger},
        "责任清单.xlsx": lists(random),
        "通报批评.xlsx": criticisms(year),
        "梯级带动.xlsx": ladder([str(cells[1]) for cells in honoured.lines], year),
        "互评.csv": {"互评": marks},
        "投票.csv": {"投票": cast},
        "创建模范机关.xlsx": models,
        "荣誉.xlsx": {"荣誉": honoured},
        "四互.xlsx": mutuals(YEAR, ORGAN_CODES, voters, facts.found),
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent, sheets())
