"""An issuer's keys are found by its discovery document, kept, rotated without an outage, and dropped when withdrawn."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from biaochi_chassis.foundation.refusal import ServiceUnavailable, Unauthenticated
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.identity import issuer as issuers
from biaochi_chassis.identity.issuer import IssuerKeys
from biaochi_chassis.identity.keys import FileKeys
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.verifier import Verifier

ISSUER = "https://login.example.gov.cn/realms/city"
EXPECTED = Expected(ISSUER, "biaochi")


@dataclass
class Issuer:
    """An issuer as its documents show it."""

    keys: list[SigningKey]
    answers: bool = True
    fetched: list[str] = field(default_factory=list)
    discovery: dict[str, Any] = field(default_factory=lambda: {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/certs"})

    async def fetch(self, address: str) -> object:
        self.fetched.append(address)
        if not self.answers:
            raise ConnectionError(address)
        if address.endswith("openid-configuration"):
            return self.discovery
        return {"keys": [one for key in self.keys for one in key.public["keys"]]}


def token(key: SigningKey) -> str:
    return key.sign(EXPECTED, "p-1", 600)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between two fetches."""
    monkeypatch.setattr(issuers, "PAUSE", 0.0)


async def test_many_tokens_cost_the_issuer_one_look() -> None:
    issuer = Issuer([SigningKey.make("one")])
    verifier = Verifier(EXPECTED, IssuerKeys(ISSUER, issuer.fetch))

    for _ in range(5):
        await verifier.verify(token(issuer.keys[0]))

    assert issuer.fetched == [f"{ISSUER}/.well-known/openid-configuration", f"{ISSUER}/certs"]


@pytest.mark.usefixtures("at_once")
async def test_while_keys_are_rotated_tokens_of_the_old_and_the_new_are_right() -> None:
    old, new = SigningKey.make("old"), SigningKey.make("new")
    issuer = Issuer([old])
    verifier = Verifier(EXPECTED, IssuerKeys(ISSUER, issuer.fetch))
    await verifier.verify(token(old))
    issuer.keys = [new, old]

    subjects = [(await verifier.verify(token(key))).subject for key in (new, old)]

    assert subjects == ["p-1", "p-1"]


async def test_a_key_that_was_withdrawn_ends_the_tokens_it_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuers, "PAUSE", 0.0)
    monkeypatch.setattr(issuers, "FRESH", 0.0)
    stolen, new = SigningKey.make("stolen"), SigningKey.make("new")
    issuer = Issuer([stolen])
    verifier = Verifier(EXPECTED, IssuerKeys(ISSUER, issuer.fetch))
    known = token(stolen)
    await verifier.verify(known)
    issuer.keys = [new]

    with pytest.raises(Unauthenticated):
        await verifier.verify(known)


async def test_a_key_that_is_changed_right_after_a_look_is_known_at_once() -> None:
    old, new = SigningKey.make("old"), SigningKey.make("new")
    issuer = Issuer([old])
    verifier = Verifier(EXPECTED, IssuerKeys(ISSUER, issuer.fetch))
    await verifier.verify(token(old))
    issuer.keys = [new, old]

    assert (await verifier.verify(token(new))).subject == "p-1"


async def test_forged_keys_do_not_make_us_fetch_again_and_again() -> None:
    issuer = Issuer([SigningKey.make("one")])
    verifier = Verifier(EXPECTED, IssuerKeys(ISSUER, issuer.fetch))
    for number in range(20):
        with pytest.raises(Unauthenticated):
            await verifier.verify(token(SigningKey.make(f"forged-{number}")))

    assert len(issuer.fetched) == 2 * issuers.AT_ONCE


@pytest.mark.usefixtures("at_once")
async def test_while_the_issuer_is_away_what_is_known_holds() -> None:
    issuer = Issuer([SigningKey.make("one")])
    verifier = Verifier(EXPECTED, IssuerKeys(ISSUER, issuer.fetch))
    await verifier.verify(token(issuer.keys[0]))
    issuer.answers = False

    assert (await verifier.verify(token(issuer.keys[0]))).subject == "p-1"


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://evil.example", "jwks_uri": f"{ISSUER}/certs"},
        {"issuer": ISSUER, "jwks_uri": "http://login.example.gov.cn/certs"},
        {"issuer": ISSUER},
        [],
    ],
    ids=["of another issuer", "keys without TLS", "without keys", "no document"],
)
async def test_nobody_is_refused_for_good_while_an_issuer_cannot_be_trusted(discovery: Any) -> None:  # noqa: ANN401
    issuer = Issuer([SigningKey.make("one")], discovery=discovery)

    with pytest.raises(ServiceUnavailable) as refused:
        await Verifier(EXPECTED, IssuerKeys(ISSUER, issuer.fetch)).verify(token(issuer.keys[0]))

    assert refused.value.retryable


async def test_a_file_of_keys_is_read_again_when_it_changes(tmp_path: Path) -> None:
    old, new = SigningKey.make("old"), SigningKey.make("new")
    file = tmp_path / "services.json"
    write(file, old)
    keys = FileKeys(file)
    assert await keys.find("old")
    write(file, new)

    assert await keys.find("new")
    assert await keys.find("old") is None
    file.write_text("half a docum")
    assert await keys.find("new")


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_a_file_that_holds_no_keys_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "services.json"
    file.write_text(content)

    with pytest.raises(SettingsRefused, match="JWKS"):
        FileKeys(file)


def write(file: Path, key: SigningKey) -> None:
    draft = file.with_suffix(".new")
    draft.write_text(json.dumps(key.public))
    draft.replace(file)
