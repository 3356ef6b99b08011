"""What a build is told before its data is kept: commands of every kind, about three small cities."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LANZHOU, YANTAI, KINDS = "lanzhou", "yantai", "kinds"
YEAR, CLOSED, QUARTERS = "2020", "2019", ("2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4")
VOTES = {"leaders": ("good",), "panel": ("good", "fairly_good"), "members": ("good", "ordinary", "invalid")}
"""How the voters of each class vote, in turn."""

Input = dict[str, Any]


@dataclass(frozen=True)
class Command:
    """A mutation, by its name in the schema, and what is given to it."""

    name: str
    given: Input

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


def task(city: str, number: str) -> str:
    """The global id of a task."""
    return _global("Task", city, number)


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
    yield Command("recordLedgerEntry", about("dues", branch, "dues", "2020-Q3", amount="1.5", **seen))
    yield Command("recordLedgerEntry", about("late", branch, "attendance", "2020-Q3", amount="2"))
    wrong = {"idempotencyKey": "wrong", "fact": fact(LANZHOU, "late"), "reason": "样例：录错"}
    yield Command("reverseFact", wrong)
    yield Command("recordVeto", about("veto", organization(LANZHOU, "03-1"), "vetoed", occurredOn="2020-12-01"))
    yield from _committees_of_lanzhou()


def _committees_of_lanzhou() -> Iterator[Command]:
    for code in ("01", "02", "03"):
        subject = organization(LANZHOU, code)
        for indicator, share in (("common", "COMMON"), ("individual", "INDIVIDUAL")):
            number = f"{code}-{indicator}"
            issued = {"task": number, "title": "样例任务", "share": share, "points": "10", "dueOn": "2020-09-15"}
            yield Command("issueTask", about(f"issue-{number}", subject, indicator, "2020-Q3", **issued))
        done = {"task": task(LANZHOU, f"{code}-common"), "amount": "8.5", "occurredOn": "2020-09-10"}
        yield Command("completeTask", {"idempotencyKey": f"done-{code}", **done})
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
    for group, secretary in groups.items():
        who = person(YANTAI, secretary)
        yield Command("recordChoice", about(f"kind-{secretary}", who, "kind", choice="leading_group"))
        yield Command("recordLedgerEntry", about(f"problems-{secretary}", who, "problems", "2020-01", amount="3"))
        yield Command("recordCheck", about(f"told-{secretary}", who, "told", "2020-Q1", amount="1"))
        yield from _session(secretary, who)
        rest = about(f"rest-{group}", organization(YANTAI, group), "rest", amount="88.51")
        yield Command("recordCheck", rest)


def _session(secretary: str, who: str) -> Iterator[Command]:
    raters = [organization(YANTAI, code) for code in ("R", "G1", "G2")]
    number = 0
    for panel, choices in VOTES.items():
        for choice in choices:
            number += 1
            ballot = {"rater": person(YANTAI, f"V{number}"), "panel": panel, "choice": choice}
            yield Command("castBallot", about(f"vote-{secretary}-{number}", who, "cast", **ballot))
    for place, rater in enumerate(raters):
        mark = about(f"mark-{secretary}-{place}", who, "seen_marks", rater=rater, amount=f"9{place}.5")
        yield Command("submitRating", mark)


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
