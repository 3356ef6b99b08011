"""Makes out who calls, by this process's settings: the person by the issuer's token, the process by its own.

In development both are signed with the key of the home; in production by the issuer that BIAOCHI_ISSUER names and by
the keys of BIAOCHI_SERVICE_KEYS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.identity import development
from biaochi_chassis.identity.issuer import IssuerKeys
from biaochi_chassis.identity.keys import FileKeys, GivenKeys, Keys
from biaochi_chassis.identity.services import ServiceIdentity, ServiceVerifier
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.user import Grant, User
from biaochi_chassis.identity.verifier import Verified, Verifier

Granted = Callable[[Verified], tuple[Grant, ...]]


@dataclass(frozen=True)
class UserVerifier:
    """Says who a person's token was issued to, and which grants it carries itself."""

    verifier: Verifier
    granted: Granted

    async def verify(self, token: str) -> User:
        """Return whom the token names. Raises Unauthenticated."""
        verified = await self.verifier.verify(token)
        return User(verified.subject, verified.ends, self.granted(verified))


def user_verifier(settings: Settings) -> UserVerifier:
    """What persons' tokens are verified by. Raises SettingsRefused when production does not say."""
    if settings.development:
        keys: Keys = GivenKeys(development.development_key(settings.home).public)
        expected = Expected(development.ISSUER, settings.audience)
        return UserVerifier(Verifier(expected, keys), lambda verified: development.granted_in(verified.claims))
    settings.check_issuer()
    expected = Expected(settings.issuer, settings.audience)
    keys = _given("BIAOCHI_ISSUER_KEYS", settings.issuer_keys) if settings.issuer_keys else IssuerKeys(settings.issuer)
    return UserVerifier(Verifier(expected, keys), _nothing)


def service_verifier(settings: Settings) -> ServiceVerifier:
    """What calling processes are verified by. Raises SettingsRefused when production does not say."""
    if settings.development:
        return ServiceVerifier(GivenKeys(development.development_key(settings.home).public), shared_key=True)
    file = settings.service_keys
    if file is None:
        raise SettingsRefused(
            "BIAOCHI_SERVICE_KEYS is missing, so that nobody could prove to call for the gateway: name the file with "
            "the public keys of the gateway and the command (biaochi keys makes them)."
        )
    return ServiceVerifier(_given("BIAOCHI_SERVICE_KEYS", file), shared_key=False)


def service_identity(settings: Settings, name: str) -> ServiceIdentity:
    """What this process proves with that it is the gateway or the command. Raises SettingsRefused."""
    if settings.development:
        return ServiceIdentity(name, development.development_key(settings.home))
    if settings.service_key is None:
        raise SettingsRefused(
            f"BIAOCHI_SERVICE_KEY is missing, so that no service would believe the {name}: name the file with its "
            "private key (biaochi keys makes it)."
        )
    key = SigningKey.read(settings.service_key)
    if key.kid.startswith(development.NAME):
        raise SettingsRefused(_development_key("BIAOCHI_SERVICE_KEY", settings.service_key))
    return ServiceIdentity(name, key)


def _nothing(_verified: Verified) -> tuple[Grant, ...]:
    """A token of a real issuer says who somebody is; what they may is what the registry granted."""
    return ()


def _given(variable: str, file: Path) -> FileKeys:
    keys = FileKeys(file)
    if any(kid.startswith(development.NAME) for kid in keys.names):
        raise SettingsRefused(_development_key(variable, file))
    return keys


def _development_key(variable: str, file: Path) -> str:
    return (
        f"{variable} ({file}) holds a development key, which a home hands to anybody on its machine: make one for "
        "production with biaochi keys."
    )
