"""What was done in the example year: 66 feedback sheets with their problems, the projects, the double registration."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle

from examples.items import Filled, Items
from examples.sheets import Cell
from examples.yantai.secretaries import OFFICE, YEAR, Secretary, Voter, voters

WORDS = (
    "党建工作与中心工作融合不够紧密。",
    "社区工作者职业体系建设推进力度不大。",
    "抓干部队伍不够紧。",
    "社区党建没有叫得响的品牌。",
)
"""What is fed back, word for word as it was said at the review."""
LATE, UNSOLVED, REGISTERING, GROUP = 6, 8, 60, 60
"""How many miss the report of the second quarter, leave a problem open, register; and members of one group at most."""
SIGNED = "样例复核人"


@dataclass(frozen=True)
class Ballot:
    """What one who votes makes of a report: a grade, of the panel a mark, and what is noted beside it."""

    voter: Voter
    grade: str
    mark: int | None = None
    note: str = ""


def on(month: int, day: int) -> str:
    """A day of the year."""
    return f"{YEAR}-{month:02}-{day:02}"


def of_review(items: Items, reviewed: Sequence[Secretary]) -> None:
    """Who is reviewed as one of which class, and the two sessions at the year's end, each report to its end."""
    panel = [voter.code for voter in voters()]
    for form in ("on_stage", "written"):
        opened: Filled = {"form": form, "panel": panel}
        held = items.open("session", _session(form), OFFICE, on(12, 26), filled=opened)
        held.take("close", on(12, 29), signed=SIGNED)
    for one in reviewed:
        filled: Filled = {"secretary": one.code, "class": one.kind}
        named = {"mode": "on_stage"} if one.of_joint_meeting and one.on_stage else {}
        items.open("reviewed", f"FW-{one.place:02}", one.team, on(1, 6), filled={**filled, **named})
        entered: Filled = {"secretary": one.code, "invited": panel}
        session = _session("on_stage" if one.on_stage else "written")
        report = items.open("statement", f"SZ-{one.place:02}", one.team, on(12, 27), parent=session, filled=entered)
        report.take("account", on(12, 27), filled={"account": "样例：上年反馈问题逐条说明"})
        report.take("report", on(12, 27), filled={"report": "样例：抓基层党建述职"})
        ahead: Filled = {"ideas": "样例：思路", "measures": "样例：措施", "goals": "样例：目标"}
        report.take("look_ahead", on(12, 27), filled=ahead)


def of_ballots(items: Items, one: Secretary, cast: Sequence[Ballot]) -> None:
    """The ballots on a secretary, each by name, with the panel's mark of the report as it was given."""
    form, marked = ("on_stage", "seen") if one.on_stage else ("written", "read")
    for number, ballot in enumerate(cast, start=1):
        filled: dict[str, Cell] = {"rater": ballot.voter.code, "about": one.code, "grade": ballot.grade}
        filled |= {"panel": ballot.voter.kind, "note": ballot.note}
        filled |= {marked: ballot.mark} if ballot.mark is not None else {}
        code = f"PJ-{one.place:02}-{number:02}"
        items.open("ballot", code, one.team, on(12, 27), parent=_session(form), filled=filled)


def _session(form: str) -> str:
    return f"SZ-{form}"


def of_problems(items: Items, having: Sequence[Secretary]) -> None:
    """Each sheet with its problems one by one: measured, solved, verified; a report each quarter; the explanation."""
    words = cycle(WORDS)
    for place, one in enumerate(having):
        about = {"secretary": one.code}
        code = f"FK-{one.place:02}"
        sheet = items.open("feedback_sheet", code, one.team, on(1, 8), filled=about)
        problems = [
            items.open(
                "problem",
                f"W-{one.place:02}-{number}",
                one.team,
                on(1, 8),
                words=next(words),
                parent=code,
                filled={**about, "origin": "review"},
            )
            for number in range(1, 3 + place % 3)
        ]
        sheet.take("feed_back", on(1, 10)).take("plan", on(2, 10), filled={"plan": "样例：逐条整改方案"})
        for problem in problems:
            problem.take("measure", on(2, 20), filled={"measure": "样例：整改措施"})
        for problem in problems[: -1 if place < UNSOLVED else None]:
            problem.take("solve", on(9, 10), filled={"result": "样例：整改成效"}).take(
                "close", on(9, 20), signed=SIGNED
            )
        for quarter in range(1, 5):
            if place >= LATE or quarter != 2:
                reported = {**about, "progress": f"样例：第{quarter}季度整改落实情况"}
                items.open("progress", f"{code}-{quarter}", one.team, on(3 * quarter, 25), parent=code, filled=reported)
        explained: Filled = {"explanation": "样例：逐条说明", "points": 20 - place % 4}
        sheet.take("explain", on(12, 28), filled=explained)


def of_project(items: Items, one: Secretary, earned: Decimal) -> None:
    """The year's breakthrough project: studied at a team meeting, settled early, shown at the year-end observation."""
    code = f"X-{one.place:02}"
    filled: Filled = {"secretary": one.code, "worth": 100}
    project = items.open(
        "project", code, one.team, on(1, 15), name=f"{one.unit}突破项目", due=on(11, 30), filled=filled
    )
    items.open("team_meeting", f"{code}-H", one.team, on(2, 5), parent=code, filled={"decided": "样例：定题"})
    project.take("settle", on(2, 6), filled={"topic": f"样例：{one.unit}突破项目"})
    project.take("show", on(11, 25), filled={"shown": "样例：现场观摩展示", "earned": earned})


def of_registration(items: Items, reviewed: Sequence[Secretary]) -> None:
    """Who registered with a community, group by group, 24,012 in all, and how many of each group should have."""
    for place, one in enumerate(reviewed[:REGISTERING]):
        registered = 400 + (place % 5 - 2) * 30 + (12 if place == 0 else 0)
        starts = range(0, registered, GROUP)
        for number, first in enumerate(starts, start=1):
            heads = min(GROUP, registered - first)
            filled: Filled = {
                "secretary": one.code,
                "community": f"样例社区{(place + number) % 40 + 1:02}",
                "duty": "样例：卡口值守、入户登记",
                "due": heads + (place % 4 * 20 if number == len(starts) else 0),
                "heads": heads,
            }
            group = items.open(
                "registration", f"BD-{one.place:02}-{number}", one.team, on(2, 20 + number), filled=filled
            )
            group.take("confirm", on(3, 10), signed=SIGNED)
