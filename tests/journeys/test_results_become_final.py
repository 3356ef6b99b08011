"""From the closing to the second signature in all four cities, with one objection upheld and one refused in each."""

import base64
import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.request import Request, urlopen

import pytest

from tests.conftest import started
from tests.running import Running
from tests.servers.deployments import Deployment

CYCLE = "2021"
SHOWN, OVER = "2022-01-04T02:00:00Z", "2022-01-12T02:00:00Z"
"""A Tuesday on which the notices begin, and the day after their fifth working day."""
ESTABLISH = "mutation Establish($input: EstablishOrganizationInput!) { establishOrganization(input: $input) { id } }"
OPEN = "mutation Open($input: OpenCycleInput!) { openCycle(input: $input) { id } }"
CHECK = "mutation Check($input: RecordCheckInput!) { recordCheck(input: $input) { id } }"
WORK = "mutation Work($input: OpenWorkItemInput!) { openWorkItem(input: $input) { awaitsSignature } }"
CLOSE = "mutation Close($input: CloseCycleInput!) { closeCycle(input: $input) { awaitsSignature } }"
LIFE = """query Life($city: String!) { resultLife(city: $city, cycle: "2021") { state version resultsHash } }"""
BEGIN = "mutation Begin($input: BeginNoticeInput!) { beginNotice(input: $input) { awaitsSignature } }"
RAISE = "mutation Raise($input: RaiseObjectionInput!) { raiseObjection(input: $input) { code } }"
DECIDE = "mutation Decide($input: DecideObjectionInput!) { decideObjection(input: $input) { awaitsSignature } }"
SIGN = "mutation Sign($input: SignResultInput!) { signResult(input: $input) { life { state } } }"
HISTORY = """query History($city: String!) { resultHistory(city: $city, cycle: "2021", subject: "U1") {
  version resultsHash changes { differences { key before after } } decisions { code reason } } }"""
TRUST = """query Trust($city: String!) { trust(city: $city, cycle: "2021") {
  objections { raised upheld refused open medianDays } opened { subjects opened } } }"""
BOARD = """query Board($city: String!, $index: String!) { board(city: $city, cycle: "2021", index: $index) {
  version resultsHash entries { edges { node { code } } } } }"""
FOLLOWED = """{ consequences(city: "dazhou", cycle: "2021") { edges { node {
  code state model node subject { ... on Organization { code } } } } } }"""
ADVANCE = "mutation Advance($input: AdvanceConsequenceInput!) { advanceConsequence(input: $input) { code } }"
CONFIRM = "mutation Confirm($input: ConfirmReceiptInput!) { confirmReceipt(input: $input) { number } }"
DRAFT = "mutation Draft($input: DraftBulletinInput!) { draftBulletin(input: $input) { document { code } } }"
SIGN_DOCUMENT = "mutation Sign($input: SignDocumentInput!) { signDocument(input: $input) { document { code } } }"
RECEIPTS = """{ receipts(city: "dazhou", cycle: "2021") { edges { node { number fileHash receivedBy } } } }"""
KEPT = "laixi"
"""The one plugin that is left when results are signed, saved and verified: those of the other cities are gone."""
T = TypeVar("T")


@dataclass(frozen=True)
class Contested:
    """What is contested in a city: a check of a kind of organization under a model, and in which period."""

    city: str
    kind: str
    model: str
    indicator: str
    period: str = CYCLE


CITIES = (
    Contested("dazhou", "DEPARTMENT", "unit", "others"),
    Contested("laixi", "DEPARTMENT", "organ", "targets"),
    Contested("lanzhou", "BRANCH", "branch", "theory_study", f"{CYCLE}-Q1"),
    Contested("yantai", "LEADING_GROUP", "team", "rest"),
)


@pytest.fixture
def four_cities(tmp_path: Path, deployment: Deployment) -> Iterator[Running]:
    """The platform with all cities installed and nothing in them, on the day the notices begin."""
    cities = {"BIAOCHI_PLUGINS": ",".join(one.city for one in CITIES), "BIAOCHI_CLOCK": SHOWN}
    with started(tmp_path, {**deployment(), **cities}) as running:
        yield running


def say(running: Running, query: str, role: str = "developer", **given: object) -> dict[str, Any]:
    """Execute a mutation as somebody in a role."""
    return running.execute(query, {"input": given}, authorization=f"Bearer {running.token(role)}")


def say_by_two(running: Running, query: str, *roles: str, **given: object) -> None:
    """Execute a mutation that takes two as somebody in each of these roles."""
    answers = [say(running, query, role, **given) for role in roles]
    assert [one["awaitsSignature"] for answer in answers for one in answer.values()] == [True, False]


def refusal(running: Running, query: str, role: str, **given: object) -> str:
    """The code under which a mutation is refused."""
    answer = running.answer(query, {"input": given}, authorization=f"Bearer {running.token(role)}")
    return str(answer["errors"][0]["extensions"]["code"])


def waited(read: Callable[[], T], ready: Callable[[T], bool]) -> T:
    """What is read, once it is ready: scoring follows by a moment."""
    deadline = time.monotonic() + 60
    while not ready(found := read()):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return found


def standing(running: Running, city: str, state: str, version: int) -> str:
    """The hash of the results once they stand in this state and version."""

    def life() -> dict[str, Any]:
        found: dict[str, Any] = running.execute(LIFE, {"city": city})["resultLife"]
        return found

    found = waited(life, lambda one: (one["state"], one["version"]) == (state, version))
    return str(found["resultsHash"])


def board(running: Running, city: str, index: str, role: str) -> dict[str, Any]:
    """What a board answers to somebody in a role."""
    variables = {"city": city, "index": index}
    return dict(running.answer(BOARD, variables, authorization=f"Bearer {running.token(role)}"))


def unit(city: str, code: str) -> str:
    return base64.b64encode(f"Organization:{city}:{code}".encode()).decode()


def close(running: Running, one: Contested) -> None:
    """Two units of the kind that is judged, a check of each, and the year closed; in Dazhou neither did its duty."""
    for code, kind, parent in (("W", "WORK_COMMITTEE", None), ("U1", one.kind, "W"), ("U2", one.kind, "W")):
        named = {"code": code, "name": f"市直单位{code}", "kind": kind, "on": "2018-06-01"}
        above: dict[str, Any] = {"parent": parent and unit(one.city, parent)}
        say(running, ESTABLISH, idempotencyKey=f"establish-{code}", city=one.city, **named, **above)
    say(running, OPEN, idempotencyKey="open", city=one.city, code=CYCLE)
    for code in ("U1", "U2"):
        about = {"indicator": one.indicator, "period": one.period, "amount": "1"}
        say(running, CHECK, idempotencyKey=f"check-{code}", subject=unit(one.city, code), **about)
    if one.city == "dazhou":
        for code in ("U1", "U2"):
            found = {"organization": unit(one.city, code), "kind": "poor_relief", "code": f"认定{code}"}
            signed: dict[str, Any] = {"signed": ["样例签署人"], "words": "样例：帮扶责任未落实"}
            signed["fields"] = [{"key": "clause", "values": ["样例条款"]}]
            signed |= {"idempotencyKey": f"found-{code}", "on": f"{CYCLE}-06-01"}
            say_by_two(running, WORK, "developer", "work_committee", **found, **signed)
    say_by_two(running, CLOSE, "work_committee", "scheme_owner", idempotencyKey="close", city=one.city, code=CYCLE)


def contest(running: Running, one: Contested) -> None:
    """The notice, an objection of each unit: the one is upheld, the other refused."""
    first = standing(running, one.city, "SCORED", 1)
    say_by_two(
        running,
        BEGIN,
        "developer",
        "scheme_owner",
        idempotencyKey="notice",
        city=one.city,
        cycle=CYCLE,
        resultsHash=first,
    )
    about = {"cycle": CYCLE, "model": one.model, "node": one.indicator, "period": one.period, "words": "少记一次"}
    for code in ("U1", "U2"):
        say(running, RAISE, "member", idempotencyKey=code, subject=unit(one.city, code), code=f"异议{code}", **about)
    own = {"idempotencyKey": "own", "city": one.city, "objection": "异议U1", "upheld": False, "reason": "相符"}
    assert refusal(running, DECIDE, "developer", **own) == "DECIDED_FIRST"
    change = [{"replaces": "check-U1", "amount": "2"}]
    upheld = {"objection": "异议U1", "upheld": True, "reason": "签到册可证", "corrections": change}
    say_by_two(running, DECIDE, "scheme_owner", "work_committee", idempotencyKey="uphold", city=one.city, **upheld)
    standing(running, one.city, "UNDER_NOTICE", 2)
    refused = {"objection": "异议U2", "upheld": False, "reason": "与记录相符"}
    say(running, DECIDE, "scheme_owner", idempotencyKey="refuse", city=one.city, **refused)


def follow_up(running: Running) -> None:
    """What follows in Dazhou from the results: the first is done by one and closed by another, the second stays."""

    def listed() -> list[dict[str, Any]]:
        return [edge["node"] for edge in running.execute(FOLLOWED)["consequences"]["edges"]]

    first, second = listed()
    assert {(one["state"], one["model"], one["node"]) for one in (first, second)} == {("OPEN", "unit", "answer")}
    about = {"city": "dazhou", "consequence": first["code"]}
    done = {"step": "CARRY_OUT", "words": "样例：已约谈"}
    say(running, ADVANCE, "work_committee", idempotencyKey="follow-do", **about, **done)
    own = {"idempotencyKey": "follow-own", **about, "step": "CLOSE"}
    assert refusal(running, ADVANCE, "work_committee", **own) == "DUTIES_NOT_SEPARATED"
    say(running, ADVANCE, idempotencyKey="follow-close", **about, step="CLOSE")
    assert [one["state"] for one in listed()] == ["CLOSED", "OPEN"]
    assert second["subject"]["code"] == "U2"


def take_away(running: Running, results: str) -> None:
    """Another system fetches the share of Dazhou's index as a file, and confirms which bytes it has."""
    address = f"http://127.0.0.1:{running.port}/exports/sheets.csv?city=dazhou&cycle={CYCLE}&index=unit"
    request = Request(address, headers={"authorization": f"Bearer {running.token('city_office')}"})  # http
    with urlopen(request, timeout=30) as answer:  # http
        file, tag = answer.read(), answer.headers["etag"].strip('"')
    assert b"party_share" in file
    assert tag == hashlib.sha256(file).hexdigest()
    about = {"city": "dazhou", "cycle": CYCLE, "resultsHash": results, "list": "SHEETS", "index": "unit"}
    say(running, CONFIRM, "city_office", idempotencyKey="receipt", **about, fileHash=tag)
    (edge,) = running.execute(RECEIPTS)["receipts"]["edges"]
    assert edge["node"] == {"number": "receipt", "fileHash": tag, "receivedBy": "city_office"}


def put_in_force(running: Running, results: str, file: str) -> None:
    """A bulletin is in force by two, saved as a file, and checked against the hash that was published."""
    text = {"code": "通报1", "cycle": CYCLE, "title": "情况通报", "to": "PUBLIC", "text": "# 情况通报\n"}
    about = {"city": "dazhou", "resultsHash": results}
    say(running, DRAFT, "work_committee", idempotencyKey="draft", **about, **text)
    early = running.command("document", "save", "dazhou", "通报1", file)
    assert (early.returncode, "is not in force" in early.stdout) == (1, True), early.stdout
    published = hashlib.sha256(text["text"].encode()).hexdigest()
    named = {"city": "dazhou", "code": "通报1", "hash": published}
    say(running, SIGN_DOCUMENT, "scheme_owner", idempotencyKey="sign-document", **named)
    saved = running.command("document", "save", "dazhou", "通报1", file)
    verified = running.command("document", "verify", file, "--hash", published)
    assert (saved.returncode, verified.returncode) == (0, 0), saved.stdout + verified.stdout
    assert "signed by scheme_owner" in verified.stdout


def test_results_become_final_and_verify_as_a_file(four_cities: Running, tmp_path: Path) -> None:
    for one in CITIES:
        close(four_cities, one)
    early = board(four_cities, "lanzhou", "branch", "viewer")
    assert early["errors"][0]["extensions"]["code"] == "RESULTS_NOT_PUBLISHED"
    for one in CITIES:
        contest(four_cities, one)
    four_cities.stop()
    four_cities.environment = {**four_cities.environment, "BIAOCHI_CLOCK": OVER, "BIAOCHI_PLUGINS": KEPT}
    four_cities.start()
    for one in CITIES:
        results = standing(four_cities, one.city, "DECIDED", 2)
        late = {"subject": unit(one.city, "U2"), "code": "迟", "cycle": CYCLE, "model": one.model, "words": "再议"}
        place = {"node": one.indicator, "period": one.period}
        assert refusal(four_cities, RAISE, "member", idempotencyKey="late", **late, **place) == "OBJECTION_LATE"
        signed = {"city": one.city, "cycle": CYCLE, "resultsHash": results}
        say(four_cities, SIGN, "work_committee", idempotencyKey="sign-1", **signed)
        again = say(four_cities, SIGN, "work_committee", idempotencyKey="sign-2", **signed)["signResult"]["life"]
        assert again == {"state": "SIGNED_ONCE"}
        life = say(four_cities, SIGN, "scheme_owner", idempotencyKey="sign-3", **signed)["signResult"]["life"]
        assert life == {"state": "FINAL"}
        _, version = four_cities.execute(HISTORY, {"city": one.city})["resultHistory"]
        changed = [each for change in version["changes"] for each in change["differences"]]
        assert {"key": one.indicator, "before": "1", "after": "2"} in changed
        assert version["decisions"] == [{"code": "异议U1", "reason": "签到册可证"}]
        trust = four_cities.execute(TRUST, {"city": one.city})["trust"]
        assert trust["objections"] == {"raised": 2, "upheld": 1, "refused": 1, "open": 0, "medianDays": "0"}
        assert trust["opened"]["opened"] == 0 < trust["opened"]["subjects"]
        file = str(tmp_path / f"{one.city}.jsonl")
        saved = four_cities.command("result", "save", one.city, CYCLE, file)
        verified = four_cities.command("result", "verify", file, "--hash", results)
        assert (saved.returncode, verified.returncode) == (0, 0), saved.stderr + verified.stderr
        assert verified.stdout.count("signed by") == len(("work_committee", "scheme_owner"))
    follow_up(four_cities)
    take_away(four_cities, standing(four_cities, "dazhou", "FINAL", 2))
    put_in_force(four_cities, standing(four_cities, "dazhou", "FINAL", 2), str(tmp_path / "bulletin"))
    shown = board(four_cities, "lanzhou", "branch", "viewer")["data"]["board"]
    assert (shown["version"], len(shown["entries"]["edges"])) == (2, 2)
    for_the_scored = board(four_cities, "dazhou", "unit", "viewer")
    assert for_the_scored["errors"][0]["extensions"]["code"] == "NOT_FOR_THE_PUBLIC"
    assert board(four_cities, "dazhou", "unit", "member")["data"]["board"]["version"] == 2
