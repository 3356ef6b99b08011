"""A small Dazhou whose year is worked: who there is, and the mutations that open items and take steps."""

import base64
from collections.abc import Iterator

CITY = "dazhou"
Mutation = tuple[str, dict[str, object]]
ESTABLISH = "mutation M($input: EstablishOrganizationInput!) { establishOrganization(input: $input) { already } }"
REGISTER = "mutation M($input: RegisterPersonInput!) { registerPerson(input: $input) { already } }"
JOIN = "mutation M($input: StartMembershipInput!) { startMembership(input: $input) { already } }"
BEGIN = "mutation M($input: OpenWorkItemInput!) { openWorkItem(input: $input) { already } }"
ADVANCE = "mutation M($input: AdvanceWorkItemInput!) { advanceWorkItem(input: $input) { already } }"


def organizations() -> Iterator[Mutation]:
    """The work committee, two departments, a branch and its member."""
    bodies = (("GW", "WORK_COMMITTEE", None), ("D01", "DEPARTMENT", "GW"), ("D02", "DEPARTMENT", "GW"))
    for code, kind, parent in (*bodies, ("D01-Z1", "BRANCH", "D01")):
        given: dict[str, object] = {"city": CITY, "code": code, "name": f"样例{code}", "kind": kind, "on": "2018-01-01"}
        more = {"parent": global_id("Organization", parent)} if parent else {}
        yield ESTABLISH, {"idempotencyKey": f"establish-{code}", **given, **more}
    yield REGISTER, {"idempotencyKey": "person", "city": CITY, "code": "P1", "name": "样例党员00001"}
    member = {"person": global_id("Person", "P1"), "organization": global_id("Organization", "D01-Z1")}
    yield JOIN, {"idempotencyKey": "member", **member, "kind": "FORMAL", "on": "2018-07-01"}


def begun(kind: str, code: str, organization: str, on: str, **fields: str) -> Mutation:
    """An item opened, with what is filled in."""
    of = global_id("Organization", organization)
    given: dict[str, object] = {"idempotencyKey": code, "organization": of, "kind": kind, "code": code, "on": on}
    return BEGIN, {"input": {**given, "fields": _filled(fields)}}


def advanced(code: str, step: str, on: str, **fields: str) -> Mutation:
    """A step taken on it."""
    given: dict[str, object] = {"idempotencyKey": f"{code}/{step}", "item": global_id("WorkItem", code)}
    return ADVANCE, {"input": {**given, "step": step, "on": on, "fields": _filled(fields)}}


def global_id(kind: str, code: str) -> str:
    """The id of something of the city."""
    return base64.b64encode(f"{kind}:{CITY}:{code}".encode()).decode()


def _filled(fields: dict[str, str]) -> list[dict[str, object]]:
    return [{"key": key, "values": [value]} for key, value in fields.items()]
