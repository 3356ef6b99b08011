"""The four mutuals of Lanzhou's example year, visit by visit with what was found, and its lecture hall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from biaochi_lanzhou.work import WORK

from examples.items import Filled, Items
from examples.sheets import Sheet

FORMS = ("stay", "talk", "observation", "report", "analysis")
VISITED = ((3, 5), (6, 5), (9, 4), (11, 27))
"""The day of each quarter's visits."""
FOUND, LEFT, LECTURES, ATTENDING = 3, 10, 26, 6
"""Every third visit finds something, some findings of the last quarter are not mended; lectures, and who hears one."""
ABOUT = ("dues", "organizational_life", "other")
SIGNED = "样例复核人"


@dataclass(frozen=True)
class Found:
    """What a visit found in a branch: about what, and what that is called."""

    branch: str
    about: str
    title: str


FoundBy = Mapping[tuple[int, str], Sequence[Found]]
"""What was found in the branches, by quarter and organ committee."""


def mutuals(year: int, organs: Sequence[str], persons: Sequence[str], found: FoundBy) -> dict[str, Sheet]:
    """The sheets of visits and findings with their steps, and of lectures."""
    items = Items(year, WORK)
    for quarter, (month, day) in enumerate(VISITED, start=1):
        for place, organ in enumerate(organs):
            visitor = organs[(place - quarter) % len(organs)]
            in_branches = found.get((quarter, organ), ())
            _mutual(items, date(year, month, day), (quarter, place), (organ, visitor), in_branches)
    for number in range(LECTURES):
        on = date(year, 1, 3) + timedelta(days=14 * number)
        lecture = items.open("lecture", f"JT{number + 1:02}", "LZ", on.isoformat(), filled={"speaker": "样例主讲人"})
        first = number * ATTENDING
        lecture.take("hold", on.isoformat(), filled={"attended": persons[first : first + ATTENDING]})
    return items.filled()


def _mutual(
    items: Items, on: date, number: tuple[int, int], whom: tuple[str, str], in_branches: Sequence[Found]
) -> None:
    (quarter, place), (organ, visitor) = number, whom
    code = f"HC{quarter}-{organ}"
    seen: Filled = {
        "visitor": visitor,
        "form": FORMS[place % len(FORMS)],
        "dues_seen": "样例：党费收缴情况",
        "life_seen": "样例：组织生活制度执行情况",
    }
    mutual = items.open("mutual_visit", code, organ, on.isoformat(), filled=seen)
    finding = None
    if (place + quarter) % FOUND == 0:
        about = {"about": ABOUT[place % len(ABOUT)]}
        words = "样例问题：组织生活记录不全，查出一处不到位。"
        finding = items.open("finding", f"{code}-1", organ, on.isoformat(), words=words, parent=code, filled=about)
    for place_found, one in enumerate(in_branches, start=2):
        words = f"样例问题：{one.title}，查出一处不到位。"
        filled = {"about": one.about}
        branch = items.open(
            "finding", f"{code}-{place_found}", one.branch, on.isoformat(), words=words, parent=code, filled=filled
        )
        branch.take("mend", _after(on, 12), filled={"done": "样例：已逐项整改"})
        branch.take("verify", _after(on, 19), signed=SIGNED)
    mutual.take("circulate", _after(on, 5))
    if finding and quarter == len(VISITED) and place % LEFT == 0:
        return
    if finding:
        finding.take("mend", _after(on, 12), filled={"done": "样例：已逐项整改"})
        finding.take("verify", _after(on, 19), signed=SIGNED)
    mutual.take("lift", _after(on, 20))


def _after(on: date, days: int) -> str:
    return (on + timedelta(days=days)).isoformat()
