"""The commands that may have made the registry what it is: what was put right since is undone in turn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Any

from biaochi.org.v1 import events_pb2 as org_events
from biaochi.org.v1 import service_pb2 as org

from biaochi_cli.exporting.records import Records

Fields = Mapping[str, Any]


def registry_commands(records: Records, key: str, code: str) -> Iterator[tuple[str, Fields]]:
    """Each command, by the prefix of its sheet and its fields, that may have been done under a key and wrote a code."""
    corrections = records.corrections.get(code, ())
    if states := records.histories.get(code):
        yield from _established(states, corrections)
        yield from _succeeded(states, corrections)
    if code in records.names:
        for name in _once(records.names[code], _before(corrections, "NAME")):
            yield "person", {"code": code, "name": name}
        yield from _tenures(records, code, corrections)
    for correction in corrections:
        if correction.number == key:
            yield from _corrected(correction, records)
    yield "cycle", {"code": code}


def _established(
    states: Sequence[org_events.OrganizationState], corrections: Sequence[org.Correction]
) -> Iterator[tuple[str, Fields]]:
    first = states[0]
    names = _once(first.name, _before(corrections, "NAME"))
    days = _once(first.established_on, _before(corrections, "ORGANIZATION_DATE"))
    for name, on in product(names, days):
        fields = {"code": first.code, "name": name, "parent": first.parent, "on": on}
        yield "organization", {**fields, "kind": first.kind}
        yield "temporary", {**fields, "until": first.until}


def _succeeded(
    states: Sequence[org_events.OrganizationState], corrections: Sequence[org.Correction]
) -> Iterator[tuple[str, Fields]]:
    """What it became by, be it another's end or its own."""
    first, last = states[0], states[-1]
    wrong = _before(corrections, "ORGANIZATION_DATE")
    begun = {"sources": list(first.predecessors), "into": first.code}
    for name, parent in product(_once(first.name, _before(corrections, "NAME")), ("", first.parent)):
        for on in _once(first.since, wrong):
            yield "merger", {**begun, "name": name, "parent": parent, "on": on}
    for before, after in pairwise(states):
        sources = [one for one in after.predecessors if one not in before.predecessors]
        for on in _once(after.since, wrong):
            yield "merger", {"sources": sources, "into": after.code, "name": "", "parent": "", "on": on}
    for on in _once(last.until, wrong):
        yield "abolition", {"code": last.code, "on": on}


def _tenures(records: Records, person: str, corrections: Sequence[org.Correction]) -> Iterator[tuple[str, Fields]]:
    for one in records.memberships.get(person, ()):
        for on in _once(one.since, _before(corrections, "MEMBERSHIP_START", one.organization)):
            yield "membership", {"person": person, "organization": one.organization, "kind": one.kind, "on": on}
    for post in records.posts.get(person, ()):
        for on in _once(post.since, _before(corrections, "POST_START", post.organization)):
            yield "post", {"person": person, "organization": post.organization, "role": post.role, "on": on}


def _corrected(one: org.Correction, records: Records) -> Iterator[tuple[str, Fields]]:
    days = {"on": one.before, "to": one.after, "reason": one.reason}
    tenure = {"person": one.subject, "organization": one.organization, **days}
    match one.what:
        case "NAME" if one.subject in records.names:
            yield "person-name", {"code": one.subject, "name": one.after, "reason": one.reason}
        case "NAME":
            states, corrections = records.histories[one.subject], records.corrections[one.subject]
            for on in _once(*(state.since for state in states), _before(corrections, "ORGANIZATION_DATE")):
                yield "organization-name", {"code": one.subject, "name": one.after, "on": on, "reason": one.reason}
        case "ORGANIZATION_DATE":
            yield "organization-date", {"code": one.subject, **days}
        case "MEMBERSHIP_START" | "MEMBERSHIP_END":
            yield one.what.lower().replace("_", "-"), tenure
        case _:
            yield one.what.lower().replace("_", "-"), {**tenure, "role": one.role}


def _before(corrections: Iterable[org.Correction], what: str, organization: str = "") -> list[str]:
    return [one.before for one in corrections if (one.what, one.organization) == (what, organization)]


def _once(*given: str | Iterable[str]) -> list[str]:
    texts = (text for one in given for text in ([one] if isinstance(one, str) else one))
    return list(dict.fromkeys(texts))
