"""Development mode is its own issuer: a key made at the first start, in the home, and short tokens for any role.

Whoever reads the key may be anybody, as whoever reads the home may change its databases; so such a token carries what
its bearer was granted, which a token of a real issuer never does.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from biaochi_chassis.foundation.private_file import make_once
from biaochi_chassis.foundation.settings import SettingsRefused
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.user import EVERYTHING, Grant

NAME = "development"
"""What the names of development keys begin with; production refuses them by it."""
ISSUER = "urn:biaochi:development"
LASTS = 3600
"""Seconds a token lasts."""
DEVELOPER = "developer"
"""Who holds every role, to try things."""
WARNING = (
    "this platform signs its own tokens: whoever can reach this machine's loopback address may sign in as anybody. "
    "Never keep real data in it."
)

_GRANTS = "biaochi_grants"


def key_file(home: Path) -> Path:
    """Where the key of a home is."""
    return home / "identity" / "development-key.json"


def development_key(home: Path) -> SigningKey:
    """The key of a home, made when there is none; of several processes that start at once all take the same one.

    Raises SettingsRefused when the home cannot be written.
    """
    file = key_file(home)
    try:
        make_once(file, lambda: json.dumps(SigningKey.make(NAME).document))
    except OSError as trouble:
        raise SettingsRefused(
            f"{home} cannot keep a development key ({trouble.strerror}): choose a folder of your own by BIAOCHI_HOME."
        ) from trouble
    return SigningKey.read(file)


def development_token(key: SigningKey, audience: str, role: str, grant: Grant | None = None, lasts: int = LASTS) -> str:
    """A token of somebody who holds one role, everywhere unless a grant says where; the developer holds all.

    `lasts`: the seconds for which it holds.
    """
    given = grant or Grant(EVERYTHING if role == DEVELOPER else role, EVERYTHING)
    more = {_GRANTS: [[given.role, given.city, sorted(given.subjects)]]}
    return key.sign(Expected(ISSUER, audience), role, lasts, more)


def granted_in(claims: Mapping[str, Any]) -> tuple[Grant, ...]:
    """What a development token grants its bearer."""
    return tuple(Grant(role, city, frozenset(subjects)) for role, city, subjects in claims.get(_GRANTS, ()))
