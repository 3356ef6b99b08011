"""What a build is told before its data is kept: commands of every kind, about three small cities."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.journeys.years.town_of_work import BEGIN, SIGNED, Mutation, Town

LANZHOU, YANTAI, KINDS = "lanzhou", "yantai", "kinds"
YEAR, CLOSED, QUARTERS = "2020", "2019", ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
VOTES = {"leaders": ("good",), "panel": ("good", "fairly_good"), "members": ("good", "ordinary", "invalid")}
"""How the voters of each class vote, in turn."""

Input = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """A mutation, by its name in the schema, and what is given to it; `by`: the roles of those it takes."""

    name: str
    given: Input
    by: tuple[str, ...] = ("developer",)

    def document(self, given: str) -> str:
        """As a document that asks for these fields of what was written."""
        kind = self.name[0].upper() + self.name[1:]
        return f"mutation Do($input: {kind}Input!) {{ {self.name}(input: $input) {{ {given} }} }}"


def organization(city: str, code: str) -> str:
    """The global id of an organization."""
    return _global("Organization", city, code)


def person(city: str, code: str) -> str:
    """The global id of a person."""
    return _global("Person", city, code)


def fact(city: str, number: str) -> str:
    """The global id of a fact."""
    return _global("Fact", city, number)


def _global(kind: str, city: str, code: str) -> str:
    return base64.b64encode(f"{kind}:{city}:{code}".encode()).decode()


def everything() -> Iterator[Command]:
    """All commands, in the order in which they are sent."""
    yield from _registry_of_lanzhou()
    yield from _people_of_lanzhou()
    yield from _year_of_lanzhou()
    yield from _yantai()
    yield from _kinds()


def establish(city: str, code: str, kind: str, parent: str | None, on: str = "2018-06-01") -> Command:
    """An organization is established."""
    place = {"city": city, "code": code, "name": f"样例组织{code}", "kind": kind, "on": on}
    above = parent and organization(city, parent)
    return Command("establishOrganization", {"idempotencyKey": f"establish-{code}", "parent": above, **place})


def about(key: str, subject: str, indicator: str, period: str = YEAR, **more: object) -> Input:
    """What is said of a subject, by its global id."""
    return {"idempotencyKey": key, "subject": subject, "indicator": indicator, "period": period, **more}


def _worked(mutation: Mutation, *by: str) -> Command:
    """An item opened, or a step taken on it."""
    query, given = mutation
    name = "openWorkItem" if query == BEGIN else "advanceWorkItem"
    said: Any = given["input"]
    return Command(name, said, ("developer", *by))


def _open(city: str, code: str) -> Command:
    return Command("openCycle", {"idempotencyKey": f"open-{code}", "city": city, "code": code})


def _registry_of_lanzhou() -> Iterator[Command]:
    """Established in a tree; renamed, moved, merged, split, abolished, and one for a time only."""

    def at(code: str, **more: object) -> Input:
        return {"idempotencyKey": f"change-{code}", "organization": organization(LANZHOU, code), **more}

    yield establish(LANZHOU, "LZ", "WORK_COMMITTEE", None)
    yield establish(LANZHOU, "LG", "LEADING_GROUP", "LZ")
    for organ in ("01", "02", "03"):
        yield establish(LANZHOU, organ, "ORGAN_COMMITTEE", "LG" if organ == "01" else "LZ")
        for branch in ("1", "2", "3"):
            yield establish(LANZHOU, f"{organ}-{branch}", "BRANCH", organ)
    yield Command("renameOrganization", at("02", name="样例组织02（更名）", on="2019-05-01"))
    yield Command("moveOrganization", at("03-3", parent=organization(LANZHOU, "02"), on="2020-04-01"))
    sources = [organization(LANZHOU, code) for code in ("01-2", "01-3")]
    merged = {"idempotencyKey": "merge", "sources": sources, "into": "01-9", "name": "样例组织01-9（合并）"}
    yield Command("mergeOrganization", {**merged, "on": "2020-10-15"})
    parts = [{"code": f"02-{part}", "name": f"样例组织02-{part}", "children": [], "members": []} for part in (8, 9)]
    yield Command("splitOrganization", at("02-3", parts=parts, on="2020-07-01"))
    yield Command("abolishOrganization", at("03-2", on="2020-11-01"))
    team = {"idempotencyKey": "temporary", "code": "T1", "name": "样例临时组织", "parent": organization(LANZHOU, "03")}
    yield Command("establishTemporaryOrganization", {**team, "on": "2020-02-01", "until": "2020-06-01"})


def _people_of_lanzhou() -> Iterator[Command]:
    """Members of three kinds; one leaves; posts that begin and end."""

    def at(key: str, who: str, where: str, on: str, **more: object) -> Input:
        ids = {"person": person(LANZHOU, who), "organization": organization(LANZHOU, where)}
        return {"idempotencyKey": key, **ids, "on": on, **more}

    for number, kind in enumerate(("FORMAL", "PROBATIONARY", "EXEMPT", "FORMAL"), start=1):
        code = f"P{number}"
        name = {"idempotencyKey": f"register-{code}", "city": LANZHOU, "code": code, "name": f"样例党员0000{number}"}
        yield Command("registerPerson", name)
        yield Command("startMembership", at(f"join-{code}", code, "01-1", "2019-01-01", kind=kind))
    yield Command("endMembership", at("leave-P4", "P4", "01-1", "2020-09-01"))
    yield Command("startPost", at("post-P1", "P1", "01-1", "2019-03-01", role="SECRETARY"))
    yield Command("endPost", at("over-P1", "P1", "01-1", "2020-03-01", role="SECRETARY"))
    yield Command("startPost", at("post-P2", "P2", "01-1", "2020-03-01", role="SECRETARY"))


def _year_of_lanzhou() -> Iterator[Command]:
    """Checks, ledger entries, a veto, a reversal; tasks, ratings and honours of the committees."""
    yield _open(LANZHOU, YEAR)
    branch = organization(LANZHOU, "01-1")
    yield Command("recordRung", about("rung", branch, "opening_rung", rung="standardized"))
    for number, code in enumerate(("01-1", "01-2", "02-1", "03-1")):
        subject = organization(LANZHOU, code)
        for quarter in QUARTERS[:3]:
            amounts = {"political_building": "4.5", "theory_study": "4", "three_meetings": f"{6 - number}"}
            for indicator, amount in amounts.items():
                key = f"check-{code}-{quarter}-{indicator}"
                yield Command("recordCheck", about(key, subject, indicator, quarter, amount=amount))
    seen = {"evidence": "样例材料01", "occurredOn": "2020-08-20", "note": "样例说明"}
    yield Command("recordLedgerEntry", about("report", branch, "reporting", "2020-Q3", amount="1.5", **seen))
    yield Command("recordLedgerEntry", about("late", branch, "reporting", "2020-Q3", amount="2"))
    wrong = {"idempotencyKey": "wrong", "fact": fact(LANZHOU, "late"), "reason": "样例：录错"}
    yield Command("reverseFact", wrong)
    yield from _work_of_lanzhou(Town(LANZHOU))
    yield from _committees_of_lanzhou()


def _work_of_lanzhou(town: Town) -> Iterator[Command]:
    """A visit and what it found, a circular that takes two, and the lists with their tasks."""
    seen = {"dues_seen": "样例", "life_seen": "样例"}
    yield _worked(town.begun("mutual_visit", "V1", "01", "2020-03-05", visitor="03", form="stay", **seen))
    yield _worked(town.begun("finding", "W1", "01-1", "2020-03-05", "V1", words="样例：查出一处不到位", about="dues"))
    circular = town.begun("criticism", "TB1", "03-1", "2020-12-01", clause="样例规定第三条", signed=SIGNED)
    yield _worked(circular, "work_committee")
    for code in ("01", "02", "03"):
        yield _worked(town.begun("duty_list", f"L{code}", code, "2020-01-06"))
        for share, points in (("common", "60"), ("individual", "40")):
            number, filled = f"{code}-{share}", {"share": share, "points": points, "dueOn": "2020-09-15"}
            yield _worked(town.begun("duty_task", number, code, "2020-01-06", f"L{code}", **filled))
            yield _worked(town.advanced(number, "agree", "2020-01-08", SIGNED))
        yield _worked(town.advanced(f"L{code}", "approve", "2020-01-10", SIGNED))
        done = {"result": "样例：已落实", "earned": "54"}
        yield _worked(town.advanced(f"{code}-common", "finish", "2020-09-10", **done))


def _committees_of_lanzhou() -> Iterator[Command]:
    for code in ("01", "02", "03"):
        subject = organization(LANZHOU, code)
        for rater in sorted({"01", "02", "03"} - {code}):
            mark = {"rater": organization(LANZHOU, rater), "amount": f"9{int(code)}.5"}
            yield Command("submitRating", about(f"rate-{rater}-{code}", subject, "mutual", "2020-Q3", **mark))
    honour = {"organization": organization(LANZHOU, "01"), "period": YEAR, "title": "样例荣誉", "level": "city"}
    yield Command("grantHonour", {"idempotencyKey": "honour", **honour, "grantedOn": "2020-12-20"})


def _yantai() -> Iterator[Command]:
    """Secretaries are judged by votes and marks under names, and their leading groups by what came of it."""
    yield establish(YANTAI, "R", "WORK_COMMITTEE", None)
    groups = {"G1": "S1", "G2": "S2"}
    for group, secretary in groups.items():
        yield establish(YANTAI, group, "LEADING_GROUP", "R")
        name = {"code": secretary, "name": f"样例党员1000{secretary[-1]}"}
        yield Command("registerPerson", {"idempotencyKey": f"register-{secretary}", "city": YANTAI, **name})
        ids = {"person": person(YANTAI, secretary), "organization": organization(YANTAI, group)}
        begun = {"idempotencyKey": f"post-{secretary}", **ids, "role": "SECRETARY", "on": "2019-01-01"}
        yield Command("startPost", begun)
    for number in range(1, 1 + sum(map(len, VOTES.values()))):
        voter = {"code": f"V{number}", "name": f"样例党员2000{number}"}
        yield Command("registerPerson", {"idempotencyKey": f"register-V{number}", "city": YANTAI, **voter})
        ids = {"person": person(YANTAI, f"V{number}"), "organization": organization(YANTAI, "G1")}
        begun = {"idempotencyKey": f"join-V{number}", **ids, "kind": "FORMAL", "on": "2019-01-01"}
        yield Command("startMembership", begun)
    yield _open(YANTAI, YEAR)
    yield from _review_of_yantai(Town(YANTAI), groups)
    for group in groups:
        yield Command("recordCheck", about(f"rest-{group}", organization(YANTAI, group), "rest", amount="88.51"))


def _review_of_yantai(town: Town, groups: Mapping[str, str]) -> Iterator[Command]:
    """What was fed back and reported, and a session with its statements and ballots."""
    voters = [(panel, choice) for panel, choices in VOTES.items() for choice in choices]
    everybody = " ".join(f"V{number}" for number in range(1, len(voters) + 1))
    for group, secretary in groups.items():
        scope = {"class": "leading_group", "secretary": secretary}
        yield _worked(town.begun("reviewed", f"FW-{group}", group, "2020-01-06", **scope))
        yield _worked(town.begun("feedback_sheet", f"F-{group}", group, "2020-01-08", secretary=secretary))
        said = {"words": "样例：融合不够", "secretary": secretary, "origin": "review"}
        yield _worked(town.begun("problem", f"P-{group}", group, "2020-01-08", f"F-{group}", **said))
        yield _worked(town.advanced(f"F-{group}", "feed_back", "2020-01-10"))
        yield _worked(town.advanced(f"F-{group}", "plan", "2020-02-10", plan="样例：整改方案"))
        reported = {"secretary": secretary, "progress": "样例：整改中"}
        yield _worked(town.begun("progress", f"R-{group}", group, "2020-03-30", f"F-{group}", **reported))
    yield _worked(town.begun("session", "H1", "R", "2020-12-20", form="observed", panel=everybody))
    for group, secretary in groups.items():
        entered = {"secretary": secretary, "invited": everybody}
        yield _worked(town.begun("statement", f"T-{group}", group, "2020-12-20", "H1", **entered))
        for number, (panel, choice) in enumerate(voters, start=1):
            vote = {"rater": f"V{number}", "about": secretary, "panel": panel, "grade": choice, "seen": f"9{number}.5"}
            yield _worked(town.begun("ballot", f"B-{group}-{number}", group, "2020-12-20", "H1", **vote))


def _kinds() -> Iterator[Command]:
    """Facts of the other kinds; and a cycle that is closed."""
    yield establish(KINDS, "R", "WORK_COMMITTEE", None)
    yield establish(KINDS, "G", "ORGAN_COMMITTEE", "R")
    for code in ("B1", "B2", "B3"):
        yield establish(KINDS, code, "BRANCH", "G")
    first, second = (organization(KINDS, code) for code in ("B1", "B2"))
    yield _open(KINDS, CLOSED)
    yield Command("recordBonus", about("old-honour", first, "honours", CLOSED, level="city", case="H1"))
    yield Command("closeCycle", {"idempotencyKey": "close-2019", "city": KINDS, "code": CLOSED})
    yield _open(KINDS, YEAR)
    yield Command("recordChoice", about("choice", first, "kind", choice="pilot"))
    yield Command("recordLedgerEntry", about("case-1", first, "found", level="warning", case="C1"))
    yield Command("recordLedgerEntry", about("case-2", first, "found", level="warning", case="C1", raised=True))
    for number, department in enumerate(("甲", "乙"), start=1):
        honour: Input = {"level": "city", "case": "H1", "department": department, "owners": number}
        yield Command("recordBonus", about(f"honour-{number}", first, "honours", **honour))
    yield Command("recordDecision", about("settled", first, "settled", amount="3", reason="会议研究", signed=["甲"]))
    yield Command("recordDecision", about("excused", second, "excused", reason="会议研究", signed=["甲"]))
    vote = {"rater": second, "panel": "leaders", "choice": "good", "reason": "样例评语"}
    yield Command("castBallot", about("vote", first, "cast", **vote))
