"""Random readers ask for random sheets and facts by every path: they reach what an oracle allows them, and no more."""

import base64
import csv
import io
import json
import re
import secrets
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from random import Random
from typing import Any
from urllib.error import HTTPError

import pytest
from biaochi_chassis.identity.development import development_key, development_token
from biaochi_chassis.identity.user import Grant
from biaochi_gateway.schema import schema
from graphql import build_schema, is_required_argument

from tests.running import Running, Subscription
from tests.small_city import BRANCHES, CITY, CYCLE, ORGANS, RECORD_CHECK, ROOT, fact_id, organization_id

READS = 40
LISTENERS = 6
NO_READERS = {"viewer", "security_administrator", "system_administrator"}
OF_SUBTREES = {"organ_committee", "branch"}
OWNERS = {"work_committee", "scheme_owner"}
RECORDERS = OWNERS | {"class_administrator"}
CHECKERS = RECORDERS | OF_SUBTREES | {"checker", "reporter"}
RECORDED_BY = "work_committee"
"""Who records the checks, as the city's model says."""
ROLES = (
    *("work_committee", "scheme_owner", "class_administrator", "organ_committee", "branch", "reporter", "rater"),
    *("member", "checker"),
    *("discipline_officer", "supervisor", "registry", "auditor", "viewer"),
    *("security_administrator", "system_administrator"),
)
SUBJECTS = BRANCHES[:8]
LIST = f'city: "{CITY}", cycle: "{CYCLE}", index: "branch"'
STANDINGS = (
    f"{{ standings({LIST}, first: 50) {{ edges {{ node {{ id subject {{ code }} sheet {{ id total }} }} }} }} }}"
)
SHEET = f"query ($of: String!) {{ sheet({LIST}, subject: $of) {{ total }} }}"
NODES = """query ($sheet: ID!, $standing: ID!, $fact: ID!) {
  sheet: node(id: $sheet) { ... on Sheet { total } }
  standing: node(id: $standing) { ... on Standing { sheet { total } } }
  fact: node(id: $fact) { ... on Fact { amount } } }"""
FACTS = f'query ($of: String!) {{ facts(city: "{CITY}", cycle: "{CYCLE}", subject: $of) {{ totalCount }} }}'
DRY_RUN = f"""mutation ($command: CommandInput!) {{
  importCommands(city: "{CITY}", commands: [$command], dryRun: true) {{
    written rows {{ outcome error {{ code message }} }} }} }}"""
HOOK = "所有事件"
REGISTER = "mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { code } }"
REMOVE = "mutation ($input: RemoveWebhookInput!) { removeWebhook(input: $input) { code } }"
WEBHOOKS = f'{{ webhooks(city: "{CITY}") {{ url deliveries(first: 1) {{ totalCount }} }} }}'
SECRETS = f'{{ webhooks(city: "{CITY}") {{ secret }} }}'
GONE = "NOT-HERE"
NODE = "query ($id: ID!) { node(id: $id) { id } }"
GIVEN = {"city": CITY, "cycle": CYCLE, "index": "branch", "asOf": "2020-06-01"}
ABOUT = ("subject", "organization", "rater", "code")
OF_EVERYBODY = {"organization", "honours", "model", "modelVersions"}
"""What is read by whoever holds any role in the city: which organizations there are, among it."""
PERSON, OF_PERSONS = "P1", {"person", "clearance"}
"""Somebody registered, and what is asked about persons."""
REGISTER_PERSON = "mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { already } }"
CHANGES = f"subscription {{ standingsChanged({LIST}) {{ own {{ subject {{ code }} sheet {{ total }} }} }} }}"


def by_whom(branch: str) -> list[tuple[str, str]]:
    """A query of each root field that is asked about somebody; `$of` is who: this branch, or a person."""
    root, found = build_schema(schema.as_str()).query_type, list[tuple[str, str]]()
    assert root
    for name, field in root.fields.items():
        for about in [one for one in ABOUT if one in field.args and name not in OF_EVERYBODY]:
            needed = [arg for arg, one in field.args.items() if is_required_argument(one) and arg != about]
            given = "".join(f'{arg}: "{GIVEN[arg]}", ' for arg in needed)
            query = f"query ($of: String!) {{ {name}({given}{about}: $of) {{ __typename }} }}"
            found.append((query, PERSON if name in OF_PERSONS else branch))
    return found


def checked(subject: str, number: int) -> dict[str, str]:
    """A check of one of the city's branches."""
    about = {"subject": organization_id(subject), "indicator": "theory_study", "period": "2020-Q3"}
    return {**about, "idempotencyKey": f"check-{subject}-{number}", "amount": "3"}


@dataclass(frozen=True)
class Reader:
    """Somebody with one role, for all of the city or for some of it."""

    role: str
    scope: tuple[str, ...]

    @classmethod
    def chosen(cls, dice: Random) -> "Reader":
        """Anybody."""
        places = (ROOT, *ORGANS, *SUBJECTS, "NOT-THERE")
        return cls(dice.choice(ROLES), tuple(dice.sample(places, dice.randint(0, 2))))

    def holds(self, branch: str) -> bool:
        """Whether the role is held for a branch, whatever it is good for."""
        above = {ROOT, branch.split("-")[0]} if self.role in OF_SUBTREES else set()
        return not self.scope or bool({branch, *above} & set(self.scope))

    def reaches(self, branch: str) -> bool:
        """Whether what is about a branch is theirs to read."""
        return self.role not in NO_READERS and self.holds(branch)


@dataclass(frozen=True)
class City:
    """The platform, the ids of what is in it by the branch it is about, and up to where it was written."""

    running: Running
    standings: dict[str, str]
    sheets: dict[str, str]
    position: str

    def token(self, reader: Reader) -> str:
        """A token of theirs."""
        grant = Grant(reader.role, CITY, frozenset(reader.scope))
        return development_token(development_key(self.running.home), "biaochi", reader.role, grant)

    def answer(self, reader: Reader, query: str, **variables: object) -> dict[str, Any]:
        """The data of their answer; what is refused is null there."""
        return dict(self.whole_answer(reader, query, **variables)["data"])

    def whole_answer(self, reader: Reader, query: str, **variables: object) -> dict[str, Any]:
        """Their answer with its errors."""
        return self.running.answer(query, variables, **self._headers(reader))

    def refusal(self, reader: Reader, query: str, **variables: object) -> str:
        """The code and the sentence of their refusal, or nothing."""
        errors = self.whole_answer(reader, query, **variables).get("errors", [])
        return " ".join(f"{one['extensions']['code']} {one['message']}" for one in errors)

    def rehearsed(self, reader: Reader, command: dict[str, Any]) -> tuple[str, str]:
        """What would become of their command, and the code and the sentence of its refusal."""
        answer = self.answer(reader, DRY_RUN, command=command)["importCommands"]
        (row,) = answer["rows"]
        assert answer["written"] == 0
        return row["outcome"], f"{row['error']['code']} {row['error']['message']}" if row["error"] else ""

    def file(self, reader: Reader, path: str, **headers: str) -> tuple[int, bytes]:
        """The status and the body of their answer to a GET."""
        address = f"http://127.0.0.1:{self.running.port}{path}"
        request = urllib.request.Request(address, headers={**self._headers(reader), **headers})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except HTTPError as refused:
            return refused.code, refused.read()

    def calls(self, reader: Reader, query: str, **variables: object) -> tuple[object, list[tuple[str, str, str]]]:
        """Their answer, and which services it took, in order: service, method and what became of the call."""
        trace = secrets.token_hex(16)
        headers = {**self._headers(reader), "traceparent": f"00-{trace}-{trace[:16]}-01"}
        answer = self.running.answer(query, variables, **headers)
        return answer.get("data"), self._called(trace)

    def calls_of_file(self, reader: Reader, path: str) -> tuple[object, list[tuple[str, str, str]]]:
        """The same of a GET."""
        trace = secrets.token_hex(16)
        status, body = self.file(reader, path, traceparent=f"00-{trace}-{trace[:16]}-01")
        return (status, _said(body)), self._called(trace)

    def _called(self, trace: str) -> list[tuple[str, str, str]]:
        log = (self.running.home / "platform.log").read_text()
        said = re.findall(rf"service=(\w+) trace={trace} operation=(\w+) .* code=(\w+)", log)
        return [(service, method, code) for service, method, code in said if service != "gateway"]

    def _headers(self, reader: Reader) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token(reader)}", "biaochi-position": self.position}


@pytest.fixture(scope="module")
def city(small: Running) -> City:
    """The small city, in which every branch of two organs has a check."""
    for branch in SUBJECTS:
        written = small.execute(RECORD_CHECK, {"input": checked(branch, 1)})["recordCheck"]
    person = {"city": CITY, "code": PERSON, "name": "样例党员00017", "idempotencyKey": "person"}
    small.execute(REGISTER_PERSON, {"input": person})
    nodes = [edge["node"] for edge in small.execute(STANDINGS)["standings"]["edges"]]
    standings = {node["subject"]["code"]: node["id"] for node in nodes}
    sheets = {node["subject"]["code"]: node["sheet"]["id"] for node in nodes}
    return City(small, standings, sheets, written["position"])


@pytest.fixture(params=range(2))
def readers(request: pytest.FixtureRequest) -> Iterator[tuple[Reader, str]]:
    """Whoever asks for whatever, by a seed."""
    dice = Random(request.param)
    return ((Reader.chosen(dice), dice.choice(SUBJECTS)) for _ in range(READS))


def test_a_sheet_is_reached_by_its_root_its_id_and_the_id_of_its_standing_by_the_same_readers(
    city: City, readers: Iterator[tuple[Reader, str]]
) -> None:
    for reader, branch in readers:
        ids = {"sheet": city.sheets[branch], "standing": city.standings[branch], "fact": fact_id(f"check-{branch}-1")}
        root, nodes = city.answer(reader, SHEET, of=branch), city.answer(reader, NODES, **ids)
        standing = nodes["standing"]
        reached = {
            "root": bool(root["sheet"]),
            "id": bool(nodes["sheet"]),
            "standing": bool(standing and standing["sheet"]),
            "fact": bool(nodes["fact"]),
        }

        # Who administers reads no standing either, and the public none that still moves.
        assert set(reached.values()) == {reader.reaches(branch)}, (reader, branch, reached)


def test_a_list_of_facts_and_its_count_hold_what_is_theirs(city: City, readers: Iterator[tuple[Reader, str]]) -> None:
    for reader, branch in readers:
        found = city.answer(reader, FACTS, of=branch)["facts"]

        assert (found and found["totalCount"]) == (1 if reader.reaches(branch) else None), (reader, branch)


def test_the_sheets_nested_in_a_list_are_theirs_alone(city: City, readers: Iterator[tuple[Reader, str]]) -> None:
    for reader, _ in list(readers)[: READS // 4]:
        found = city.answer(reader, STANDINGS)["standings"]
        shown = {edge["node"]["subject"]["code"] for edge in (found or {"edges": []})["edges"] if edge["node"]["sheet"]}

        assert shown == {branch for branch in city.sheets if reader.reaches(branch)}, reader


def test_an_exported_file_holds_what_is_theirs(city: City, readers: Iterator[tuple[Reader, str]]) -> None:
    for reader, branch in readers:
        status, facts = city.file(reader, f"/exports/facts.csv?city={CITY}&cycle={CYCLE}&subject={branch}")
        if reader.reaches(branch):
            assert [row["代码"] for row in csv.DictReader(io.StringIO(facts.decode("utf-8-sig")))] == [branch], reader
        else:
            nothing = city.file(reader, f"/exports/facts.csv?city={CITY}&cycle={CYCLE}&subject=NOT-HERE")
            assert (status, _said(facts)) == (HTTPStatus.FORBIDDEN, _said(nothing[1])), (reader, branch)


def test_the_sheets_in_an_exported_file_are_theirs_alone(city: City, readers: Iterator[tuple[Reader, str]]) -> None:
    for reader, _ in list(readers)[: READS // 4]:
        status, sheets = city.file(reader, f"/exports/sheets.ndjson?city={CITY}&cycle={CYCLE}&index=branch")
        rows = [json.loads(line) for line in sheets.splitlines()] if status == HTTPStatus.OK else []

        assert {row["subject"] for row in rows} == {one for one in city.sheets if reader.reaches(one)}, reader


def test_a_file_that_was_built_for_somebody_is_theirs_while_they_may_what_they_might(city: City) -> None:
    dice = Random(11)
    owner = Reader("supervisor", tuple(dice.sample(SUBJECTS, 2)))
    path = f"/exports/facts.ndjson?city={CITY}&cycle={CYCLE}&subject={owner.scope[0]}"
    begun = json.loads(city.file(owner, path, prefer="respond-async")[1])["id"]
    deadline = time.monotonic() + 30
    while json.loads(city.file(owner, f"/exports/{begun}")[1])["state"] == "RUNNING" and time.monotonic() < deadline:
        time.sleep(0.1)
    anybody = [Reader.chosen(dice) for _ in range(READS // 2)]
    for reader in (owner, Reader(owner.role, ()), Reader(owner.role, owner.scope[:1]), *anybody):
        state, file = city.file(reader, f"/exports/{begun}"), city.file(reader, f"/exports/{begun}/file")
        elsewhere = city.file(reader, f"/exports/{'0' * 32}/file")

        # Who somebody is, is their role here; what they may is their scope.
        if reader.role != owner.role:
            assert state[0] == file[0] == elsewhere[0] == HTTPStatus.NOT_FOUND, reader
            assert _said(state[1]) == _said(file[1]) == _said(elsewhere[1]), reader
        else:
            assert (state[0] == HTTPStatus.OK, file[0] == HTTPStatus.OK) == (True, reader == owner), reader


def test_a_dry_run_says_nothing_of_what_is_not_theirs_to_write(
    city: City, readers: Iterator[tuple[Reader, str]]
) -> None:
    dice = Random(13)
    for reader, branch in readers:
        known, new = {"recordCheck": checked(branch, 1)}, {"recordCheck": {**checked(branch, 3), "period": "2020-Q4"}}
        nowhere = {"recordCheck": {**checked(branch, 4), "subject": organization_id("NOT-HERE")}}
        rehearsed = [city.rehearsed(reader, one) for one in (known, new, nowhere)]
        if reader.role in CHECKERS and reader.holds(branch):
            judged = "ACCEPTED" if reader.role == RECORDED_BY else "REFUSED"
            assert [outcome for outcome, _ in rehearsed[:2]] == ["ALREADY", judged], (reader, branch)
        else:
            assert rehearsed == [("REFUSED", rehearsed[0][1])] * 3, (reader, branch)
            assert rehearsed[0][1].startswith("FORBIDDEN "), (reader, branch)
        if reader.role not in RECORDERS | {"discipline_officer"} or reader.scope:
            number = dice.choice((f"check-{branch}-1", "not-there"))
            reverse = {"idempotencyKey": "undo", "fact": fact_id(number), "reason": "误记"}
            outcome, refusal = city.rehearsed(reader, {"reverseFact": reverse})
            assert (outcome, refusal.split()[0], number in refusal) == ("REFUSED", "FORBIDDEN", False), (reader, branch)


def test_a_webhook_is_shown_to_whoever_may_have_all_that_it_carries(
    city: City, readers: Iterator[tuple[Reader, str]]
) -> None:
    given = {"city": CITY, "code": HOOK, "url": "https://receiver.invalid/hook"}
    city.running.execute(REGISTER, {"input": {**given, "idempotencyKey": "hook"}})
    for reader, _ in readers:
        owner = reader.role in OWNERS and not reader.scope
        listed, secrets = city.answer(reader, WEBHOOKS), city.answer(reader, SECRETS)
        assert bool(listed["webhooks"]) == (owner or (reader.role == "auditor" and not reader.scope)), reader
        assert bool(secrets["webhooks"]) == owner, reader
        if not owner:
            there, nowhere = (
                city.refusal(reader, REMOVE, input={"city": CITY, "code": code, "idempotencyKey": f"remove-{code}"})
                for code in (HOOK, "not-there")
            )
            assert there == nowhere, reader
            assert there.startswith("FORBIDDEN "), reader


def test_what_is_hidden_takes_the_calls_of_what_is_not_there(city: City) -> None:
    """So that a clock tells nobody what no answer does."""
    dice, seen = Random(17), set[str]()
    while len(seen) < len(ROLES) - 2:
        reader, branch = Reader.chosen(dice), dice.choice(SUBJECTS)
        if reader.role in seen or reader.reaches(branch):
            continue
        seen.add(reader.role)
        there = (fact_id(f"check-{branch}-1"), city.sheets[branch], city.standings[branch])
        gone = (fact_id("not-there"), *(_renamed(one, branch) for one in there[1:]))
        queries: list[tuple[str, dict[str, Any], dict[str, Any]]]
        queries = [(NODE, {"id": one}, {"id": other}) for one, other in zip(there, gone, strict=True)]
        queries += [(query, {"of": of}, {"of": GONE}) for query, of in by_whom(branch)]
        command = {**checked(branch, 9), "idempotencyKey": f"hidden-{reader.role}"}
        nowhere = {**command, "subject": organization_id(GONE)}
        if reader.role not in CHECKERS or not reader.holds(branch):
            queries.append((RECORD_CHECK, {"input": command}, {"input": nowhere}))
            queries.append((DRY_RUN, {"command": {"recordCheck": command}}, {"command": {"recordCheck": nowhere}}))
        for query, hidden, absent in queries:
            # Once before: what is denied for the first time is written down, and then counted.
            city.calls(reader, query, **absent)
            answer, called = city.calls(reader, query, **hidden)
            assert called, query
            assert (answer, called) == city.calls(reader, query, **absent), (reader, branch, query)
        evidence = f"/files/{CITY}/{'0' * 64}?fact="
        export = f"/exports/facts.csv?city={CITY}&cycle={CYCLE}&subject="
        for path, name, other in ((evidence, f"check-{branch}-1", "not-there"), (export, branch, GONE)):
            hidden_file, absent_file = [city.calls_of_file(reader, f"{path}{one}") for one in (name, other)]
            assert hidden_file == absent_file, (reader, branch, path)


def test_a_change_carries_the_sheets_of_those_who_may_read_them(city: City) -> None:
    dice = Random(7)
    listening = [
        (reader, Subscription(city.running, CHANGES, city.token(reader)))
        for reader in [Reader.chosen(dice) for _ in range(LISTENERS)]
        if reader.role not in {"security_administrator", "system_administrator", "viewer"}
    ]
    branch = SUBJECTS[0]
    city.running.execute(RECORD_CHECK, {"input": {**checked(branch, 2), "period": "2020-Q2"}})
    for reader, subscription in listening:
        change = subscription.answer()
        subscription.close()
        shown = {one["subject"]["code"] for one in change["data"]["standingsChanged"]["own"] if one["sheet"]}

        assert shown == ({branch} if reader.reaches(branch) else set()), (reader, json.dumps(change))


def _said(body: bytes) -> list[tuple[str, str]]:
    return [(one["extensions"]["code"], one["message"]) for one in json.loads(body)["errors"]]


def _renamed(of: str, branch: str) -> str:
    """The id of the same of a branch that is not there."""
    return base64.b64encode(base64.b64decode(of).decode().replace(branch, GONE).encode()).decode()
