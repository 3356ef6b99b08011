"""A production whose people sign in at a real Keycloak: five roles, a new key, a session and a grant that end."""

import asyncio
import http.client
import json
import threading
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import jwt
import pytest
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.settings import METRICS_AFTER
from biaochi_chassis.identity.services import ServiceIdentity
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.mutual_tls import MutualTls

from tests.conftest import CLOCK
from tests.running import PARTS, Running, Subscription
from tests.servers.deployments import on_servers
from tests.servers.keycloak import AUDIENCE, Keycloak, Realm
from tests.servers.postgres import Postgres
from tests.small_city import CITY, CYCLE, ESTABLISH, OPEN_CYCLE, RECORD_CHECK, organization_id

FIRST, SECOND = "样例安全管理员01", "样例安全管理员02"
ROLES = ("registry", "work_committee", "branch", "viewer", "auditor")
LASTS = 8
"""Seconds of a token."""
ORGANIZATIONS = f'{{ organizations(city: "{CITY}") {{ totalCount }} }}'
STANDINGS = f'{{ standings(city: "{CITY}", cycle: "{CYCLE}", index: "branch", period: "2020-Q3") {{ totalCount }} }}'
SHEET = (
    f'{{ sheet(city: "{CITY}", cycle: "{CYCLE}", index: "branch", subject: "01-01", period: "2020-Q3") {{ total }} }}'
)
FACTS = f'{{ facts(city: "{CITY}", cycle: "{CYCLE}") {{ edges {{ node {{ number recordedBy }} }} }} }}'
CHANGES = f'subscription {{ standingsChanged(city: "{CITY}", cycle: "{CYCLE}", index: "branch") {{ position }} }}'
CHECK = {
    "idempotencyKey": "check-1",
    "subject": organization_id("01-01"),
    "indicator": "theory_study",
    "period": "2020-Q3",
    "amount": "3",
}


@dataclass
class City:
    """The platform, and the realm where its people sign in."""

    running: Running
    realm: Realm
    written: list[str] = field(default_factory=list)

    def token(self, person: str) -> str:
        """A new token of somebody's."""
        return str(self.realm.sign_in(person)["access_token"])

    def answer(self, token: str, query: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the bearer of a token is answered, who has read everything that was written before."""
        bearer = {"authorization": f"Bearer {token}"}
        position = {"biaochi-position": ",".join(self.written)} if self.written else {}
        return self.running.answer(query, given and {"input": given}, **bearer, **position)

    def data(self, person: str, query: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """Their answer without errors."""
        answer = self.answer(self.token(person), query, given)
        assert "errors" not in answer, answer
        found: dict[str, Any] = answer["data"]
        self.written += [one["position"] for one in found.values() if one and "position" in one]
        return found

    def code(self, token: str, query: str, given: dict[str, Any] | None = None) -> str:
        """The code of the one refusal; empty where there is none."""
        try:
            errors = self.answer(token, query, given).get("errors", [])
        except urllib.error.HTTPError as refused:
            return {401: "UNAUTHENTICATED", 403: "FORBIDDEN"}[refused.code]
        return str(errors[0]["extensions"]["code"]) if errors else ""


@pytest.fixture(scope="module")
def city(
    tmp_path_factory: pytest.TempPathFactory, keycloak_server: Keycloak, kafka_address: str, postgresql: Postgres
) -> Iterator[City]:
    """Each part a process in production, two security administrators, and five people with a role each."""
    home = tmp_path_factory.mktemp("production")
    keys = home / "keys"
    realm = keycloak_server.realm("city", (FIRST, SECOND, *ROLES), LASTS)
    environment = {
        **CLOCK,
        **on_servers(kafka_address, postgresql)(empty=True),
        "BIAOCHI_MODE": "production",
        "BIAOCHI_TLS": "network",
        "BIAOCHI_KAFKA_ACCESS": "network",
        "BIAOCHI_ISSUER": realm.issuer,
        "BIAOCHI_AUDIENCE": AUDIENCE,
        "BIAOCHI_SERVICE_KEY": str(keys / "gateway.key.json"),
        "BIAOCHI_SERVICE_KEYS": str(keys / "services.json"),
        "BIAOCHI_RPC_CA": str(keys / "tls" / "ca.crt"),
        "BIAOCHI_RPC_CERTIFICATE": str(keys / "tls" / "gateway.crt"),
        "BIAOCHI_RPC_KEY": str(keys / "tls" / "gateway.key"),
    }
    running = Running(home / "home", PARTS, environment)
    made = running.command("keys", str(keys))
    assert made.returncode == 0, made.stdout
    try:
        running.start()
        found = City(running, realm)
        asyncio.run(grant_all(found, keys))
        yield found
    finally:
        running.stop()


async def grant_all(city: City, keys: Path) -> None:
    """Make the security administrators, who both sign what everybody is granted."""
    shown = MutualTls(*(keys / "tls" / file for file in ("ca.crt", "command.crt", "command.key")))
    clients = Clients(ServiceIdentity("command", SigningKey.read(keys / "command.key.json")), shown)
    client = clients.of(OrgServiceClient, f"https://127.0.0.1:{city.running.port_of('org')}")
    subjects = {person: subject(city.token(person)) for person in (FIRST, SECOND, *ROLES)}
    first = org.GrantRolesRequest(city=CITY)
    for person in (FIRST, SECOND):
        first.deeds.add(idempotency_key=person, holder=subjects[person], role="security_administrator")
    await client.grant_roles(first, headers=Call.internal("command").headers())
    roles = org.GrantRolesRequest(city=CITY)
    for role in ROLES:
        of = ["01-01"] if role == "branch" else []
        roles.deeds.add(idempotency_key=role, holder=subjects[role], role=role, subjects=of)
    for signer in (FIRST, SECOND):
        call = Call.internal("command").by(subjects[signer], frozenset(), city.token(signer))
        answer = await client.grant_roles(roles, headers=call.headers())
    assert not any(one.awaits_signature for one in answer.written)
    await clients.close()


def subject(token: str) -> str:
    """Whom a token names."""
    return str(jwt.decode(token, options={"verify_signature": False})["sub"])


def establish(code: str, kind: str, parent: str | None) -> dict[str, Any]:
    place = {"idempotencyKey": f"e-{code}", "city": CITY, "code": code, "name": f"市直单位{code}", "kind": kind}
    return {**place, "parent": parent and organization_id(parent), "on": "2018-06-01"}


def test_five_people_of_the_issuer_do_what_was_granted_to_them_and_nothing_else(city: City) -> None:
    for place in (("LZ", "WORK_COMMITTEE", None), ("01", "ORGAN_COMMITTEE", "LZ"), ("01-01", "BRANCH", "01")):
        city.data("registry", ESTABLISH, establish(*place))
    city.data("work_committee", OPEN_CYCLE, {"idempotencyKey": "open", "city": CITY, "code": CYCLE})
    city.data("work_committee", RECORD_CHECK, CHECK)

    assert city.data("viewer", ORGANIZATIONS) == {"organizations": {"totalCount": 3}}
    assert city.data("branch", SHEET)["sheet"]["total"] is not None
    (fact,) = city.data("auditor", FACTS)["facts"]["edges"]
    assert fact["node"] == {"number": "check-1", "recordedBy": subject(city.token("work_committee"))}
    refused = [
        city.code(city.token(person), query, given)
        for person, query, given in (
            ("auditor", RECORD_CHECK, {**CHECK, "idempotencyKey": "check-2"}),
            ("registry", OPEN_CYCLE, {"idempotencyKey": "open-2", "city": CITY, "code": CYCLE}),
            ("viewer", SHEET, None),
            (FIRST, STANDINGS, None),
        )
    ]
    assert refused == ["FORBIDDEN"] * 4
    assert city.code(city.token("viewer"), STANDINGS) == "LIVE_LIST_NOT_FOR_THE_PUBLIC"


def test_nobody_is_refused_while_the_issuer_changes_its_key(city: City) -> None:
    """One calls all the time with a token of the old key, and everybody after the change with one of the new."""
    session, over, codes = city.realm.sign_in("work_committee"), threading.Event(), []

    def always() -> None:
        token = session["access_token"]
        while not over.is_set():
            codes.append(city.code(token, STANDINGS))

    polling = threading.Thread(target=always)
    polling.start()
    city.realm.rotate()
    renewed = city.realm.renew(session["refresh_token"])["access_token"]
    after = [city.code(token, STANDINGS) for token in (renewed, city.token("auditor"), session["access_token"])]
    over.set()
    polling.join()

    assert jwt.get_unverified_header(renewed)["kid"] != jwt.get_unverified_header(session["access_token"])["kid"]
    assert set(after) | set(codes) == {""}


def test_keys_and_certificates_are_changed_as_the_page_says(city: City) -> None:
    """docs/operations/identity.md: certificates anew; a new key of the gateway next to the old, then without it."""
    folder = Path(city.running.environment["BIAOCHI_SERVICE_KEY"]).parent
    renewed = city.running.command("certificates", str(folder / "tls"))
    assert renewed.returncode == 0, renewed.stdout
    assert city.code(city.token("auditor"), STANDINGS) == ""

    services, key = json.loads((folder / "services.json").read_text()), SigningKey.make("gateway.2")
    (folder / "gateway.2.key.json").write_text(json.dumps(key.document))
    put(folder / "services.json", services["keys"] + key.public["keys"])
    own = {"BIAOCHI_SERVICE_KEY": str(folder / "gateway.2.key.json")}
    city.running.environment = {**city.running.environment, **own}
    city.running.kill("gateway")
    city.running.start()
    assert city.code(city.token("auditor"), STANDINGS) == ""

    put(folder / "services.json", [one for one in services["keys"] if one["kid"] != "gateway"] + key.public["keys"])
    assert city.code(city.token("auditor"), STANDINGS) == ""


def put(file: Path, keys: list[dict[str, Any]]) -> None:
    """Put public keys in the place of those in a file, at once."""
    new = file.with_suffix(".new")
    new.write_text(json.dumps({"keys": keys}))
    new.replace(file)


def test_production_says_nothing_of_itself_and_answers_no_method_and_no_path_but_its_own(city: City) -> None:
    public, metrics = city.running.port, city.running.port + METRICS_AFTER
    for port, path in ((public, "/graphql"), (public, "/health/live"), (metrics, "/metrics")):
        for method in ("TRACE", "TRACK", "DEBUG", "PUT", "DELETE"):
            status, headers = request_of(port, method, path)
            assert status in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.BAD_REQUEST), (port, method, status)
            assert not {"server", "x-powered-by", "via"} & headers, headers
    for path in ("/docs", "/openapi.json", "/metrics", "/graphiql/page.js", "/development/tokens", "/.env", "/debug"):
        assert request_of(public, "GET", path)[0] == HTTPStatus.NOT_FOUND, path
    for path in ("/graphql", "/biaochi.org.v1.OrgService/ListGrants"):
        assert request_of(metrics, "POST", path)[0] == HTTPStatus.NOT_FOUND, path


def request_of(port: int, method: str, path: str) -> tuple[int, set[str]]:
    """The status and the names of the headers of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path)
    answer = connection.getresponse()
    connection.close()
    return answer.status, {name.lower() for name, _ in answer.getheaders()}


def test_a_session_that_ended_and_a_grant_that_was_taken_back_end_what_is_open_within_a_minute(city: City) -> None:
    signed_in, kept = city.realm.sign_in("auditor"), city.token("work_committee")
    open_of_session = Subscription(city.running, CHANGES, signed_in["access_token"])
    open_of_grant = Subscription(city.running, CHANGES, kept)

    city.realm.end_session(subject(signed_in["access_token"]))
    with pytest.raises(urllib.error.HTTPError):
        city.realm.renew(signed_in["refresh_token"])
    revoke(city, "work_committee")

    assert open_of_session.end() == "UNAUTHENTICATED"
    assert city.code(signed_in["access_token"], STANDINGS) == "UNAUTHENTICATED"
    assert open_of_grant.end() == "FORBIDDEN"
    assert city.code(city.token("work_committee"), STANDINGS) == "FORBIDDEN"


def revoke(city: City, grant: str) -> None:
    """Take a grant back by the command, in the name of a security administrator."""
    folder = Path(city.running.environment["BIAOCHI_SERVICE_KEY"]).parent
    (folder / "token").write_text(city.token(FIRST))
    own = {"BIAOCHI_SERVICE_KEY": str(folder / "command.key.json"), "BIAOCHI_TOKEN_FILE": str(folder / "token")}
    done = replace(city.running, environment={**city.running.environment, **own}).command(
        "admin", "revoke", "--city", CITY, grant
    )
    assert done.returncode == 0, done.stdout
