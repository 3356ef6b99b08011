"""The mutations by which a small city's year is worked: who there is, what is opened, and the steps that are taken."""

import base64
from dataclasses import dataclass

Mutation = tuple[str, dict[str, object]]
ESTABLISH = "mutation M($input: EstablishOrganizationInput!) { establishOrganization(input: $input) { already } }"
ABOLISH = "mutation M($input: AbolishOrganizationInput!) { abolishOrganization(input: $input) { already } }"
REGISTER = "mutation M($input: RegisterPersonInput!) { registerPerson(input: $input) { already } }"
JOIN = "mutation M($input: StartMembershipInput!) { startMembership(input: $input) { already } }"
APPOINT = "mutation M($input: StartPostInput!) { startPost(input: $input) { already } }"
BEGIN = "mutation M($input: OpenWorkItemInput!) { openWorkItem(input: $input) { already awaitsSignature } }"
ADVANCE = "mutation M($input: AdvanceWorkItemInput!) { advanceWorkItem(input: $input) { already } }"
SIGNED = "样例复核人"


@dataclass(frozen=True)
class Town:
    """A city by its slug. Several values of a field are joined by blanks."""

    city: str

    def body(self, code: str, kind: str, parent: str = "") -> Mutation:
        """An organization that there is from before the year."""
        given: dict[str, object] = {"city": self.city, "code": code, "name": f"样例{code}", "kind": kind}
        above = {"parent": self.id("Organization", parent)} if parent else {}
        return ESTABLISH, {"idempotencyKey": f"establish-{code}", "on": "2018-01-01", **given, **above}

    def abolished(self, code: str, on: str) -> Mutation:
        """An organization that ends on a day."""
        return ABOLISH, {"idempotencyKey": f"abolish-{code}", "organization": self.id("Organization", code), "on": on}

    def person(self, code: str) -> Mutation:
        """Somebody by a made-up name."""
        return REGISTER, {"idempotencyKey": code, "city": self.city, "code": code, "name": f"样例党员{code}"}

    def member(self, code: str, organization: str) -> Mutation:
        """A membership from before the year."""
        place = {"person": self.id("Person", code), "organization": self.id("Organization", organization)}
        return JOIN, {"idempotencyKey": f"member-{code}", **place, "kind": "FORMAL", "on": "2018-07-01"}

    def holder(self, code: str, organization: str, role: str) -> Mutation:
        """A post held from before the year."""
        place = {"person": self.id("Person", code), "organization": self.id("Organization", organization)}
        return APPOINT, {"idempotencyKey": f"post-{code}", **place, "role": role, "on": "2018-07-01"}

    def begun(self, kind: str, code: str, organization: str, on: str, parent: str = "", **fields: str) -> Mutation:
        """An item opened, with what is filled in; words, deadline and signature stand among that."""
        said: dict[str, object] = {name: fields.pop(name) for name in ("words", "dueOn") if name in fields}
        said |= {"signed": [fields.pop("signed")]} if "signed" in fields else {}
        of: dict[str, object] = {"organization": self.id("Organization", organization), "kind": kind, "code": code}
        more = {"parent": self.id("WorkItem", parent)} if parent else {}
        return BEGIN, {"input": {"idempotencyKey": code, **of, **said, **more, "on": on, "fields": _filled(fields)}}

    def advanced(self, code: str, step: str, on: str, signed: str = "", **fields: str) -> Mutation:
        """A step taken on it, signed by somebody besides."""
        given: dict[str, object] = {"idempotencyKey": f"{code}/{step}/{on}", "item": self.id("WorkItem", code)}
        by = {"signed": [signed]} if signed else {}
        return ADVANCE, {"input": {**given, **by, "step": step, "on": on, "fields": _filled(fields)}}

    def id(self, kind: str, code: str) -> str:
        """The id of something of the city."""
        return base64.b64encode(f"{kind}:{self.city}:{code}".encode()).decode()


def _filled(fields: dict[str, str]) -> list[dict[str, object]]:
    return [{"key": key, "values": value.split(" ")} for key, value in fields.items()]
