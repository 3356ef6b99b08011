"""What else the year had: classes, volunteering, pages, Party checks, unannounced checks, opinions, a waiver."""

from collections.abc import Sequence
from hashlib import sha256

from examples.dazhou.town import OFFICE, YEAR, Department, Member
from examples.items import Filled, Items

SIGNED = "样例复核人"
EXCUSED = 6
"""The department that was excused of the first dispatch, by number."""
CLASSES = ("机关党委书记素质能力提升班", "新任党组织书记党性教育班", "机关纪委书记业务培训班")
PURPOSES = ("职务晋升", "评先选优", "待遇提升")
OPINIONS = ("样例：办事要跑多个窗口", "样例：电话长期无人接听", "样例：路灯坏了没人修", "样例：办证等候时间长")


def on(month: int, day: int) -> str:
    """A day of the year."""
    return f"{YEAR}-{month:02}-{day:02}"


def of_members(items: Items, found: Sequence[Department], everybody: Sequence[Member]) -> None:
    """Classes of three kinds, volunteering in four departments, and model posts and windows."""
    codes = [member.code for member in everybody]
    for number, title in enumerate(CLASSES, start=1):
        attended: Filled = {"attended": codes[10 * number : 10 * number + 10], "class_kind": title}
        items.open("training_class", f"PX{number}", OFFICE, on(3 * number, 12), name=title, filled=attended)
    for number, one in enumerate(found[:4], start=1):
        own = [member.code for member in everybody if member.department == one]
        items.open("volunteering", f"ZY{number}", one.code, on(4 + number, 5), filled={"attended": own})
        form = "党员示范岗" if number % 2 else "示范窗口"
        post = items.open("model_post", f"SF{number}", one.code, on(2, 20), filled={"form": form, "members": own[:1]})
        post.take("remove" if number == 4 else "name", on(11, 20))


def of_pages(items: Items, found: Sequence[Department], everybody: Sequence[Member]) -> None:
    """A page of each of three kinds by three departments, and the statement of each of their top leaders."""
    for number, one in enumerate(found[:3], start=1):
        for place, part in enumerate(("晒基本", "亮品牌", "促发展"), start=1):
            page: Filled = {"part": part, "page": f"样例版面{number}{place}"}
            items.open("showcase", f"SL{number}-{place}", one.code, on(4 * place, 10), filled=page)
        leader = next(member.code for member in everybody if member.department == one)
        said: Filled = {"leader": leader, "page": f"样例版面{number}"}
        items.open("statement", f"TD{number}", one.code, on(6, 30), filled=said)
        brand: Filled = {"brand": f"样例品牌{number}", "plan": "样例：创建方案"}
        built = items.open("brand", f"PP{number}", one.code, on(1, 20), filled=brand)
        for month in (4, 8):
            built.take("build", on(month, 12), filled={"progress": "样例：阶段成果", "page": f"样例版面{month}"})
        built.take("come_to", on(11, 20))


def of_consequences(items: Items, found: Sequence[Department], everybody: Sequence[Member]) -> None:
    """A promotion, an honour and a benefit, each checked first; one whose duty is lacking; an honour of the city."""
    for number, one in enumerate(found[20:24]):
        person = next(member.code for member in everybody if member.department == one)
        purpose = PURPOSES[number % len(PURPOSES)]
        filled: Filled = {"person": person, "purpose": purpose, "body": str(one.committee)}
        check = items.open("party_check", f"CH{number + 1}", one.code, on(8, 3), filled=filled)
        duty = "不到位" if number == 3 else "到位"
        check.take("answer", on(8, 10), filled={"duty": duty, "facts": f"样例：一岗双责落实{duty}"})
        proposed: Filled = {"person": person, "purpose": purpose, "what": f"样例：{purpose}"}
        result = items.open("consequence", f"YT{number + 1}", one.code, on(8, 11), filled=proposed)
        result.take(
            *(("drop", on(8, 20)) if number == 3 else ("grant", on(8, 20))), signed="" if number == 3 else SIGNED
        )
    honour = items.open("honour", "RY1", found[0].code, on(6, 1), name="样例先进单位", filled={"level": "市级"})
    honour.take("consult", on(6, 10), filled={"opinion": "同意"}).take("commend", on(7, 1), signed=SIGNED)


def of_checks(items: Items, found: Sequence[Department]) -> None:
    """Two unannounced checks, one of them refused; traces by a written rule; a department that was excused."""
    for number, unit in enumerate((found[30].code, found[31].code), start=1):
        opened = f"{on(5, 20)} {unit} 样例检查{number}"
        filled: Filled = {"clause": "履行党建责任指数", "seal": sha256(opened.encode()).hexdigest()}
        check = items.open("inspection", f"DC{number}", OFFICE, on(5, 6), filled=filled)
        if number == 2:
            check.take("refuse", on(5, 8))
            continue
        check.take("approve", on(5, 8), signed=SIGNED)
        check.take("inspect", on(5, 20), filled={"units": [unit], "opened": opened, "found": "样例：台账不全"})
    named = f"样例办发〔{YEAR}〕1号"
    rule: Filled = {"number": named, "demands": "样例：防疫值守记录"}
    items.open("trace_rule", "GD1", OFFICE, on(2, 10), filled=rule).take("issue", on(2, 11), signed=SIGNED)
    for place, one in enumerate(found[:3], start=1):
        record: Filled = {"rule": named, "indicator": "季度跟踪督办", "what": "样例：值守记录"}
        trace = items.open("trace", f"LH{place}", one.code, on(3, 2), filled=record)
        trace.take("hand_in", on(3, 6), filled={"evidence": "样例：值守记录一份"})
    excused = found[EXCUSED - 1]
    days: Filled = {"what": "双月工作调度", "since": on(1, 1), "until": on(3, 1), "reason": "样例：抽调抗疫一线"}
    items.open("waiver", "MB1", excused.code, on(1, 20), filled=days).take("grant", on(1, 22), signed=SIGNED)


def of_opinions(items: Items, found: Sequence[Department], everybody: Sequence[Member]) -> None:
    """Four opinions sorted, graded and assigned, of which three are closed; three matters with who was asked first."""
    for number, words in enumerate(OPINIONS, start=1):
        code = f"YJ{number}"
        opinion = items.open("opinion", code, OFFICE, on(3, number), words=words, filled={"source": "样例：来信"})
        opinion.take("encode", on(3, 10), filled={"matter": f"第{number}件"})
        opinion.take("grade", on(3, 15), filled={"grade": "部门办理", "place": number})
        task = items.open("assigned_opinion", f"{code}-1", found[number].code, on(3, 20), parent=code)
        task.take("mend", on(4, 10), filled={"done": "样例：边整边改"})
        if number == 1:
            task.take("reject", on(4, 15), filled={"lacking": "样例：仍有两个窗口"})
            task.take("mend", on(4, 28), filled={"done": "样例：已并入一个窗口"})
        if number < len(OPINIONS):
            task.take("confirm", on(5, 8), signed=SIGNED, filled={"satisfaction": "满意"})
    for number, one in enumerate(found[:3], start=1):
        first: Filled = {"first": everybody[number].code, "source": "样例：来访"}
        matter = items.open("first_asked", f"SW{number}", one.code, on(5, 6), words="样例：咨询事项", filled=first)
        matter.take("pass_on", on(5, 6), filled={"unit": found[number].code})
        matter.take("answer", on(5, 9), filled={"answer": "样例：已答复"})
        if number < 3:
            matter.take("confirm", on(5, 12), signed=SIGNED)
