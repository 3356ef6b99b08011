"""What persons took part in: thirteen sessions, named activities, stays, double registration, fourteen services."""

from collections.abc import Sequence

from examples.laixi.items import Items, on
from examples.laixi.town import OFFICE, Department, Member

SESSIONS, SERVICES, STAYS, NAMED = 13, 14, 20, ("four_ones", "theme_day", "speech", "talks", "operator", "open_day")
ATTENDING = 20
WORKERS = 26


def of_activities(items: Items, found: Sequence[Department], members: Sequence[Member]) -> None:
    """Who was at which session, activity and service, in turn; what came of every stay."""
    codes = [member.code for member in members]
    units = {section: one for one in found for section in one.sections}
    for number in range(SESSIONS):
        present = _turn(codes, number)
        form = {"form": "night" if number % 2 else "forum", "present": present}
        items.open("session", f"KT{number + 1:02}", OFFICE, on(number % 12 + 1, 15 + number % 2), filled=form)
    for number, series in enumerate(NAMED):
        held = {"series": series, "present": _turn(codes, number)}
        items.open("named_activity", f"HD{number + 1:02}", OFFICE, on(number + 3, 8), filled=held)
    for number in range(SERVICES):
        one = found[number]
        own = [member.code for member in members if member.section in one.sections]
        served = {"community": f"样例社区{number + 1:02}", "present": own}
        items.open("volunteering", f"ZY{number + 1:02}", one.code, on(number % 12 + 1, 18), filled=served)
    for member in members[:STAYS]:
        went = {"person": member.code, "place": f"样例村{len(member.code):02}"}
        stay = items.open("front_line_stay", f"DD-{member.code}", units[member.section].code, on(7, 3), filled=went)
        stay.take("come_back", on(7, 14), "样例：形成体悟报告一篇")
    for place, member in enumerate(members):
        community = {"person": member.code, "community": f"样例社区{place % 30 + 1:02}"}
        branch = units[member.section].branches[0]
        items.open("double_registration", f"SBD-{member.code}", branch, on(3, 20), filled=community)


def of_places(items: Items, found: Sequence[Department]) -> None:
    """Villages that units are paired with, pledges of branches, and practices of which some enter the case library."""
    for number, one in enumerate(found[:5], start=1):
        village = items.open("village", f"BL-{one.code}", one.code, on(1, 18), filled={"place": f"样例村{number:02}"})
        village.take("call", on(7, 1), "样例：走访慰问老党员")
        pledge = items.open("pledge", f"CN-{one.code}", one.branches[0], on(3, 9), words="样例：承诺事项")
        pledge.take("keep", on(10, 9))
        practice = items.open("practice", f"AL-{one.code}", one.code, on(8, 9), words="样例：做法要点")
        practice.take("exchange", on(9, 20))
        if number <= 2:
            practice.take("adopt", on(11, 9))
            practice.take("award", on(12, 1), filled={"level": "全国", "award": "样例全国案例展示交流活动"})
    for number, about in enumerate(("请销假", "档案管理", "印章管理", "公文保密", "财务管理"), start=1):
        items.open("internal_rule", f"GD{number}", OFFICE, on(2, 6), name=f"样例{about}规定", filled={"about": about})


def of_discipline(items: Items, found: Sequence[Department], members: Sequence[Member]) -> None:
    """One talk of the first form, signed by another."""
    one = next(one for one in found if members[-1].section in one.sections)
    used = {"person": members[-1].code, "form": "第一种"}
    words = "样例：提醒谈话"
    items.open("discipline_form", "XT1", one.code, on(4, 26), words=words, signed="样例复核人", filled=used)


def of_commendations(
    items: Items, found: Sequence[Department], members: Sequence[Member], outstanding: Sequence[str]
) -> None:
    """The 44 outstanding members, and 26 Party workers among the others."""
    branch = {section: one.branches[0] for one in found for section in one.sections}
    workers = [member.code for member in members if member.code not in outstanding][-WORKERS:]
    for member in members:
        if member.code in outstanding or member.code in workers:
            title = "outstanding" if member.code in outstanding else "party_worker"
            named = {"person": member.code, "commended_as": title}
            item = items.open("commendation", f"YX-{member.code}", branch[member.section], on(5, 20), filled=named)
            item.take("select", on(6, 12)).take("publish", on(6, 15)).take("grant", on(6, 30))


def _turn(codes: Sequence[str], number: int) -> list[str]:
    start = number * ATTENDING % len(codes)
    return [codes[(start + place) % len(codes)] for place in range(ATTENDING)]
