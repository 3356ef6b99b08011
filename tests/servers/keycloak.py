"""A real Keycloak, the OpenID issuer that offices run: its distribution from Maven Central on Java 17, in memory."""

import json
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers.missing import ServerMissing, first_line
from tests.servers.processes import Server, as_user, free_port

VERSION = "26.4.7"
HOME = Path(__file__).parents[2] / ".servers" / f"keycloak-{VERSION}"
ADMINISTRATOR = "administrator"
PASSWORD = "of-the-tests"  # noqa: S105 - of a server that lives as long as the run
START_SECONDS = 180
"""Beside other work on two cores; alone it takes 20."""
CLIENT, AUDIENCE = "biaochi-desk", "biaochi"

_UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack"
_ARTIFACT = f"org.keycloak:keycloak-quarkus-dist:{VERSION}:zip"
_JVM = ["-Xms64m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"]
_QUARKUS = [
    "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
    "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
]
_LOOPBACK = ["--http-enabled=true", "--http-host=127.0.0.1", "--hostname-strict=false", "--cache=local"]


@dataclass(frozen=True)
class Realm:
    """A realm of it, whose people sign in by name and password."""

    server: str
    name: str

    @property
    def issuer(self) -> str:
        """As its tokens name it."""
        return f"{self.server}/realms/{self.name}"

    def sign_in(self, person: str) -> dict[str, Any]:
        """What the token endpoint answers: `access_token`, `refresh_token`. Raises HTTPError for whom it refuses."""
        return self._tokens(grant_type="password", username=person, password=PASSWORD)

    def renew(self, refresh_token: str) -> dict[str, Any]:
        """Tokens of the same session. Raises HTTPError when the session is over."""
        return self._tokens(grant_type="refresh_token", refresh_token=refresh_token)

    def rotate(self) -> None:
        """Sign with a new key from now on; the old one is still published."""
        realm = _called(self._admin(), bearer=self._administrator())
        configuration = {"priority": ["200"], "enabled": ["true"], "active": ["true"], "algorithm": ["RS256"]}
        key = {"name": "newer", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider"}
        body = {**key, "parentId": realm["id"], "config": configuration}
        _called(self._admin("components"), body, self._administrator())

    def end_session(self, subject: str) -> None:
        """End all sessions of the person whose tokens have this `sub`."""
        _called(self._admin("users", subject, "logout"), {}, self._administrator())

    def _tokens(self, **form: str) -> dict[str, Any]:
        return _posted(f"{self.issuer}/protocol/openid-connect/token", {"client_id": CLIENT, **form})

    def _admin(self, *path: str) -> str:
        return "/".join((self.server, "admin", "realms", self.name, *path))

    def _administrator(self) -> str:
        return _administrator(self.server)


@dataclass(frozen=True)
class Keycloak:
    """A running server."""

    server: str

    def realm(self, name: str, people: Iterable[str], seconds: int) -> Realm:
        """Make a realm with these people, whose tokens for Biaochi last so long."""
        audience = {"included.custom.audience": AUDIENCE, "access.token.claim": "true"}
        mapper = {"name": AUDIENCE, "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper"}
        client = {
            "clientId": CLIENT,
            "publicClient": True,
            "standardFlowEnabled": False,
            "directAccessGrantsEnabled": True,
            "protocolMappers": [{**mapper, "config": audience}],
        }
        body = {
            "realm": name,
            "enabled": True,
            "accessTokenLifespan": seconds,
            "clients": [client],
            "users": [_person(one) for one in people],
        }
        _called(f"{self.server}/admin/realms", body, _administrator(self.server))
        return Realm(self.server, name)


@contextmanager
def running() -> Iterator[Keycloak]:
    """A Keycloak on loopback for the length of the block. Raises ServerMissing when it cannot be had."""
    fetch()
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="biaochi-keycloak-") as folder:
        command = _java(HOME, "start", "--optimized", *_LOOPBACK, f"--http-port={port}")
        administrator = {"KC_BOOTSTRAP_ADMIN_USERNAME": ADMINISTRATOR, "KC_BOOTSTRAP_ADMIN_PASSWORD": PASSWORD}
        words = [f"{name}={value}" for name, value in administrator.items()]
        server = Server.start(as_user(["env", *words, *command], None), Path(folder) / "server.log")
        try:
            server.wait_for(lambda: _answers(f"http://127.0.0.1:{port}/realms/master"), START_SECONDS)
            yield Keycloak(f"http://127.0.0.1:{port}")
        finally:
            server.stop()


def fetch() -> None:
    """Have it unpacked and built, once for all runs. Raises ServerMissing without Java, Maven or Maven Central."""
    for program, package in (("java", "openjdk-17-jre-headless"), ("mvn", "maven")):
        if shutil.which(program) is None and not (program == "mvn" and HOME.exists()):
            raise ServerMissing(f"Keycloak is not tested: no {program} here. Debian: apt-get install {package}")
    if not HOME.exists():
        _fetch()


def _fetch() -> None:
    HOME.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HOME.parent) as half:
        unpack = ["mvn", "-q", "-B", _UNPACK, f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={half}"]
        # It leaves a folder of marks where it is called.
        _run(unpack, "make Maven Central reachable", half)
        home = Path(half) / HOME.name
        _run(_java(home, "build", "--db=dev-mem", "--health-enabled=false"), "read what it says", half)
        home.rename(HOME)


def _run(command: list[str], remedy: str, folder: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = first_line(done.stdout + done.stderr)
        raise ServerMissing(f"Keycloak is not tested: it cannot be fetched and built ({said}): {remedy}.")


def _java(home: Path, *arguments: str) -> list[str]:
    java = shutil.which("java") or os.environ.get("JAVA_HOME", "") + "/bin/java"
    started = ["-cp", str(home / "lib" / "quarkus-run.jar"), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"]
    return [java, *_JVM, *_QUARKUS, f"-Dkc.home.dir={home}", *started, *arguments]


def _person(name: str) -> dict[str, Any]:
    """Somebody plainly made up, whose account lacks nothing that would be asked for at the first sign-in."""
    named = {"username": name, "email": f"{name}@example.test", "firstName": "样例", "lastName": name}
    password = {"type": "password", "value": PASSWORD, "temporary": False}
    return {**named, "enabled": True, "emailVerified": True, "credentials": [password]}


def _administrator(server: str) -> str:
    form = {"grant_type": "password", "client_id": "admin-cli", "username": ADMINISTRATOR, "password": PASSWORD}
    return str(_posted(f"{server}/realms/master/protocol/openid-connect/token", form)["access_token"])


def _posted(address: str, form: Mapping[str, str]) -> dict[str, Any]:
    return _answer(urllib.request.Request(address, urllib.parse.urlencode(form).encode()))


def _called(address: str, body: object = None, bearer: str = "") -> dict[str, Any]:
    headers = {"authorization": f"Bearer {bearer}", "content-type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    return _answer(urllib.request.Request(address, data, headers))


def _answer(request: urllib.request.Request) -> dict[str, Any]:
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: dict[str, Any] = json.loads(answer.read() or b"{}")
    return found


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
