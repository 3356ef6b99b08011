"""As whom the command calls: by the token it is given, else in development the developer, in production itself."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.identity.client_credentials import ClientCredentials
from biaochi_chassis.identity.development import DEVELOPER, LASTS, development_key, development_token
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.user import EVERYTHING, Grant


class Credentials(Protocol):
    """What gives the command tokens."""

    async def token(self) -> str:
        """A token that holds a while yet."""


class DevelopmentCredentials:
    """Tokens of a developer, who holds every role, signed with the key of the home."""

    def __init__(self, key: SigningKey, audience: str, name: str = DEVELOPER) -> None:
        """Sign with this key, for somebody of this name."""
        self._key, self._audience, self._name = key, audience, name
        self._token, self._ends = "", 0.0

    async def token(self) -> str:
        """A token for half its time at least."""
        if time.time() > self._ends - LASTS / 2:
            everything = Grant(EVERYTHING, EVERYTHING)
            self._token = development_token(self._key, self._audience, self._name, everything)
            self._ends = time.time() + LASTS
        return self._token


@dataclass(frozen=True)
class TokenFile:
    """A token that somebody else made, read anew each time."""

    file: Path

    async def token(self) -> str:
        """The token. Raises SettingsRefused when there is none."""
        try:
            return (await asyncio.to_thread(self.file.read_text)).strip()
        except OSError as trouble:
            raise SettingsRefused(
                f"{self.file} has no token ({trouble.strerror}): see BIAOCHI_TOKEN_FILE."
            ) from trouble


def credentials_of(settings: Settings, by: str = "") -> Credentials:
    """The command's credentials; `by`: of another developer, by name.

    Raises SettingsRefused when production gives it no account, or a name is given where an issuer says who one is.
    """
    if by and (settings.token_file is not None or not settings.development):
        raise SettingsRefused("--by names a developer in development mode only: elsewhere the token says who imports.")
    if settings.token_file is not None:
        return TokenFile(settings.token_file)
    if settings.development:
        return DevelopmentCredentials(development_key(settings.home), settings.audience, by or DEVELOPER)
    if settings.client is None:
        raise SettingsRefused(
            "BIAOCHI_CLIENT_ID and BIAOCHI_CLIENT_SECRET_FILE are missing, so that the command is nobody: name its "
            "account at the issuer and the file with its secret, or a file with a token by BIAOCHI_TOKEN_FILE."
        )
    return ClientCredentials(settings.issuer, *settings.client)
