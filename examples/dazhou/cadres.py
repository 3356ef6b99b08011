"""Twelve Party cadres nominated in the year, as the office wrote it down: who is refused follows from it."""

from collections.abc import Sequence

from examples.dazhou.town import YEAR, Department, Member
from examples.sheets import Sheet

NOMINATED = 12
LACKING, CRITICIZED, WEAK = 0, (1, 2), 3
"""Places among the nominated: who lacks the conditions, who was criticized, and whose organization is weak."""
SIGNED = "样例复核人"


def cadres(found: Sequence[Department], everybody: Sequence[Member]) -> dict[str, Sheet]:
    """The sheets of criticisms, of weak organizations and of nominations, each with the steps that were taken."""
    first = {member.department.number: member.code for member in reversed(everybody)}
    chosen = [(one, first[one.number]) for one in found[:NOMINATED]]
    item = ("编号", "事项编号", "组织编码", "日期")
    criticisms = Sheet(YEAR, (*item, "内容", "被批评人", "依据的规定"))
    for place in CRITICIZED:
        one, person = chosen[place]
        criticisms.add(f"TB{place}", one.code, "2020-05-06", "样例：组织生活会走过场", person, "样例规定第三条")
    weak = Sheet(YEAR, (*item, "内容"))
    failed = Sheet(YEAR, ("编号", "事项编号", "日期", "内容", "签署"))
    weak.add("RS1", str(chosen[WEAK][0].committee), "2020-01-10", "样例：长期不开展组织生活")
    failed.add("RS1", "2020-05-10", "样例：整改期满仍未开展", SIGNED)
    nominations = Sheet(YEAR, (*item, "拟任人选", "拟任职的党组织", "拟任职务"))
    examined = Sheet(YEAR, ("编号", "事项编号", "日期", "任职条件", "审查所据的事实"))
    approved = Sheet(YEAR, ("编号", "事项编号", "日期", "签署"))
    for place, (one, person) in enumerate(chosen):
        code = f"TM{place + 1:02}"
        nominations.add(code, one.code, "2020-06-01", person, str(one.committee), "专职副书记")
        meets = "不符合" if place == LACKING else "符合"
        examined.add(code, "2020-06-08", meets, f"样例：党务工作经历{'不足' if place == LACKING else '满'}三年")
        approved.add(code, "2020-06-15", SIGNED)
    approval, mending = "严格审批党务干部", "软弱涣散党组织整顿"
    return {
        "通报批评": criticisms,
        mending: weak,
        f"{mending}·认定整改不力": failed,
        approval: nominations,
        f"{approval}·审查任职条件": examined,
        f"{approval}·审批": approved,
    }
