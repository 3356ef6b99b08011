"""Five people at work, each under a token of their own: what one may, another may not, through every entrance."""

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import started
from tests.running import Running
from tests.servers.deployments import Deployment
from tests.small_city import CITY, CYCLE, ESTABLISH, OPEN_CYCLE, RECORD_CHECK, organization_id

CHECK = {
    "idempotencyKey": "check-1",
    "subject": organization_id("01-01"),
    "indicator": "theory_study",
    "period": "2020-Q3",
    "amount": "3",
}
OPEN = {"idempotencyKey": "open-2020", "city": CITY, "code": CYCLE}
STANDINGS = f'{{ standings(city: "{CITY}", cycle: "{CYCLE}", index: "branch", period: "2020-Q3") {{ totalCount }} }}'
SHEET = (
    f'{{ sheet(city: "{CITY}", cycle: "{CYCLE}", index: "branch", subject: "01-01", period: "2020-Q3")'
    " { total explanation { children { facts { number } } } } }"
)
FACTS = f'{{ facts(city: "{CITY}", cycle: "{CYCLE}") {{ edges {{ node {{ number recordedBy }} }} }} }}'
PERSON = "mutation P($input: RegisterPersonInput!) { registerPerson(input: $input) { position } }"


def establish(code: str, kind: str, parent: str | None) -> dict[str, Any]:
    place = {"idempotencyKey": f"e-{code}", "city": CITY, "code": code, "name": f"市直单位{code}", "kind": kind}
    return {**place, "parent": parent and organization_id(parent), "on": "2018-06-01"}


class By:
    """Asks in the name of somebody in a role, who has read everything that was written before."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self._written: list[str] = []
        self._tokens: dict[tuple[str, ...], str] = {}

    def answer(self, role: str, query: str, given: dict[str, Any] | None = None, *subjects: str) -> dict[str, Any]:
        bearer = {"authorization": f"Bearer {self._token(role, *subjects)}"}
        written = {"biaochi-position": ",".join(self._written)} if self._written else {}
        return self.running.answer(query, given and {"input": given}, **bearer, **written)

    def data(self, role: str, query: str, given: dict[str, Any] | None = None, *subjects: str) -> dict[str, Any]:
        answer = self.answer(role, query, given, *subjects)
        assert "errors" not in answer, answer
        found: dict[str, Any] = answer["data"]
        self._written += [one["position"] for one in found.values() if one and "position" in one]
        return found

    def code(self, role: str, query: str, given: dict[str, Any] | None = None, *subjects: str) -> str:
        """The code of the one refusal."""
        (error,) = self.answer(role, query, given, *subjects)["errors"]
        return str(error["extensions"]["code"])

    def _token(self, *who: str) -> str:
        """As the command makes it for this role and these organizations; once for all tests."""
        if who not in self._tokens:
            role, *subjects = who
            places = [flag for code in subjects for flag in ("--of", code)]
            done = self.running.command("token", "--as", role, "--city", CITY, *places)
            assert done.returncode == 0, done.stdout
            self._tokens[who] = done.stdout.strip()
        return self._tokens[who]


@pytest.fixture(scope="module")
def by(tmp_path_factory: pytest.TempPathFactory, deployment: Deployment) -> Iterator[By]:
    """The platform as people in roles see it: each did what is theirs, and one branch has a check."""
    with started(tmp_path_factory.mktemp("roles"), deployment()) as running:
        by = By(running)
        for place in (("LZ", "WORK_COMMITTEE", None), ("01", "ORGAN_COMMITTEE", "LZ"), ("01-01", "BRANCH", "01")):
            by.data("registry", ESTABLISH, establish(*place))
        by.data("work_committee", OPEN_CYCLE, OPEN)
        by.data("work_committee", RECORD_CHECK, CHECK)
        yield by


def test_five_people_do_what_is_theirs_and_nothing_else(by: By) -> None:
    standings = by.data("member", STANDINGS)["standings"]
    facts = by.data("auditor", FACTS)["facts"]["edges"]
    sheet = by.data("branch", SHEET, None, "01-01")["sheet"]

    assert standings == {"totalCount": 1}
    assert facts == [{"node": {"number": "check-1", "recordedBy": "work_committee"}}]
    assert sheet["total"] is not None
    refused = {
        "the registry opens no cycle": by.code("registry", OPEN_CYCLE, {**OPEN, "idempotencyKey": "o-2"}),
        "the work committee registers nobody": by.code(
            "work_committee", PERSON, {"idempotencyKey": "p", "city": CITY, "code": "P1", "name": "样例党员00017"}
        ),
        "the model says who records: no checker": by.code("checker", RECORD_CHECK, {**CHECK, "idempotencyKey": "c-3"}),
        "the auditor records nothing": by.code("auditor", RECORD_CHECK, {**CHECK, "idempotencyKey": "c-2"}),
        "the viewer opens no sheet": by.code("viewer", SHEET),
        "who runs the system sees no score": by.code("system_administrator", STANDINGS),
    }
    assert by.code("viewer", STANDINGS) == "LIVE_LIST_NOT_FOR_THE_PUBLIC"
    assert refused.pop("the model says who records: no checker") == "NOT_ALLOWED_TO_RECORD"
    assert set(refused.values()) == {"FORBIDDEN"}, refused


def test_another_branchs_sheet_is_as_if_there_were_none(by: By) -> None:
    hidden = by.answer("branch", SHEET, None, "01-02")
    missing = by.answer("branch", SHEET.replace("01-01", "NOT-THERE"), None, "01-02")

    assert hidden["data"] == missing["data"] == {"sheet": None}
    assert [error["extensions"]["code"] for error in hidden.get("errors", [])] == [
        error["extensions"]["code"] for error in missing.get("errors", [])
    ]


def test_no_path_on_the_port_that_people_know_leads_to_a_service(by: By) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", by.running.port, timeout=10)
    headers = {
        "content-type": "application/json",
        "authorization": f"Bearer {by.running.token()}",
        "biaochi-caller": "x",
    }
    for method in ("biaochi.org.v1.OrgService/RegisterPersons", "biaochi.scoring.v1.ScoringService/ListPlugins"):
        connection.request("POST", f"/{method}", json.dumps({}), headers)
        answer = connection.getresponse()
        answer.read()

        assert answer.status == 404


def test_whoever_finds_the_services_own_port_is_refused_for_all_that_headers_say(by: By) -> None:
    record = json.loads((by.running.home / "run" / "platform.json").read_text())
    connection = http.client.HTTPConnection("127.0.0.1", record["rpc"], timeout=10)
    forged = {"content-type": "application/json", "biaochi-caller": "forged", "biaochi-roles": "*"}
    for headers in (forged, {**forged, "authorization": f"Bearer {by.running.token()}"}):
        connection.request("POST", "/biaochi.assessment.v1.AssessmentService/OpenCycles", json.dumps({}), headers)
        answer = connection.getresponse()

        assert (answer.status, json.loads(answer.read())["code"]) == (401, "unauthenticated")
