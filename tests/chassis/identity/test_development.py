"""Development signs its own tokens with a key of its home; production has nothing to do with any such key."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from biaochi_chassis.foundation.refusal import ServiceUnavailable, Unauthenticated
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.identity.authentication import service_identity, service_verifier, user_verifier
from biaochi_chassis.identity.development import development_key, development_token, key_file
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.user import Grant, User

PRODUCTION = {"BIAOCHI_MODE": "production", "BIAOCHI_ISSUER": "https://login.example.gov.cn/realms/city"}


def test_the_key_is_made_once_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(lambda _: development_key(tmp_path).document["x"], range(8)))

    assert len(made) == 1
    assert stat.S_IMODE(key_file(tmp_path).stat().st_mode) == 0o600
    assert [one.name for one in key_file(tmp_path).parent.iterdir()] == [key_file(tmp_path).name]


async def test_a_token_for_a_role_holds_that_role_where_it_says(tmp_path: Path) -> None:
    settings = Settings.read({"BIAOCHI_HOME": str(tmp_path)})
    key = development_key(tmp_path)

    user = await user_verifier(settings).verify(development_token(key, "biaochi", "branch", Grant("branch", "lanzhou")))

    assert user.subject == "branch"
    assert user.roles_in("lanzhou") == {"branch"}
    assert user.roles_in("laixi") == frozenset()


def test_what_may_be_shown_anywhere_is_what_is_held_in_every_city() -> None:
    user = User("p-1", 0, (Grant("registry", "lanzhou"), Grant("rater", "lanzhou"), Grant("rater", "laixi")))

    assert user.roles_everywhere() == {"rater"}
    assert User("p-2", 0).roles_everywhere() == frozenset()


@pytest.mark.parametrize("issuer", ["", "http://login.example.gov.cn", "login"])
def test_production_believes_nobody_without_an_issuer_it_can_trust(issuer: str) -> None:
    with pytest.raises(SettingsRefused, match="BIAOCHI_ISSUER is "):
        user_verifier(Settings.read({**PRODUCTION, "BIAOCHI_ISSUER": issuer}))


def test_an_issuer_without_tls_is_taken_where_the_network_encrypts() -> None:
    Settings.read({**PRODUCTION, "BIAOCHI_ISSUER": "http://login", "BIAOCHI_TLS": "network"}).check_issuer()

    with pytest.raises(SettingsRefused, match="BIAOCHI_ISSUER is "):
        Settings.read({**PRODUCTION, "BIAOCHI_ISSUER": "login", "BIAOCHI_TLS": "network"}).check_issuer()


async def test_where_no_network_leads_to_the_issuer_its_keys_are_a_file(tmp_path: Path) -> None:
    issuer, file = SigningKey.make("issuer"), tmp_path / "issuer.json"
    file.write_text(json.dumps(issuer.public))
    settings = Settings.read(
        {
            "BIAOCHI_MODE": "production",
            "BIAOCHI_ISSUER": "urn:biaochi:lab",
            "BIAOCHI_ISSUER_KEYS": str(file),
        }
    )

    user = await user_verifier(settings).verify(issuer.sign(Expected("urn:biaochi:lab", "biaochi"), "p-1", 60))

    assert (user.subject, user.grants) == ("p-1", ())


def test_production_without_keys_of_its_processes_does_not_start() -> None:
    settings = Settings.read(PRODUCTION)

    with pytest.raises(SettingsRefused, match="BIAOCHI_SERVICE_KEY is"):
        service_identity(settings, "gateway")
    with pytest.raises(SettingsRefused, match="BIAOCHI_SERVICE_KEYS is"):
        service_verifier(settings)


def test_production_refuses_a_development_key_on_either_side(tmp_path: Path) -> None:
    key = development_key(tmp_path)
    public = tmp_path / "services.json"
    public.write_text(json.dumps(key.public))
    file = {"BIAOCHI_SERVICE_KEY": str(key_file(tmp_path)), "BIAOCHI_SERVICE_KEYS": str(public)}
    settings = Settings.read({**PRODUCTION, **file})

    with pytest.raises(SettingsRefused, match="development key"):
        service_identity(settings, "gateway")
    with pytest.raises(SettingsRefused, match="development key"):
        service_verifier(settings)


async def test_each_process_signs_with_its_own_key_and_in_no_other_name(tmp_path: Path) -> None:
    gateway, command = SigningKey.make("gateway.2"), SigningKey.make("command")
    public, private = tmp_path / "services.json", tmp_path / "gateway.key.json"
    public.write_text(json.dumps({"keys": [*gateway.public["keys"], *command.public["keys"]]}))
    private.write_text(json.dumps(gateway.document))
    settings = Settings.read({**PRODUCTION, "BIAOCHI_SERVICE_KEY": str(private), "BIAOCHI_SERVICE_KEYS": str(public)})
    verifier = service_verifier(settings)

    assert await verifier.verify(service_identity(settings, "gateway").token()) == "gateway"
    with pytest.raises(Unauthenticated, match="不是它们的"):
        await verifier.verify(service_identity(settings, "command").token())


async def test_a_production_does_not_believe_a_development_token(tmp_path: Path) -> None:
    token = development_token(development_key(tmp_path), "biaochi", "developer")
    settings = Settings.read({**PRODUCTION, "BIAOCHI_ISSUER": "https://127.0.0.1:9"})

    with pytest.raises(ServiceUnavailable):
        await user_verifier(settings).verify(token)
