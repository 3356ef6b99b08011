"""Callers of the tests: one development key, its tokens, and what services believe them by."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from biaochi_chassis.event.call import AUTHORIZATION, Call
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.authentication import UserVerifier
from biaochi_chassis.identity.development import (
    DEVELOPER,
    ISSUER,
    NAME,
    development_token,
    granted_in,
    key_file,
)
from biaochi_chassis.identity.keys import GivenKeys
from biaochi_chassis.identity.policy import Policy
from biaochi_chassis.identity.services import ServiceIdentity, ServiceVerifier
from biaochi_chassis.identity.signing import SigningKey
from biaochi_chassis.identity.tokens import Expected
from biaochi_chassis.identity.user import EVERYTHING, Grant
from biaochi_chassis.identity.verifier import Verifier
from biaochi_chassis.runtime.grants import Grants
from biaochi_chassis.runtime.guard import Guard

AUDIENCE = "biaochi"
A_DAY = 24 * 3600
"""Seconds for which tokens of tests hold: many are made when tests are collected, and are used much later."""
KEY = SigningKey.make(NAME)
IDENTITY = ServiceIdentity("gateway", KEY)
USERS = UserVerifier(
    Verifier(Expected(ISSUER, AUDIENCE), GivenKeys(KEY.public)), lambda verified: granted_in(verified.claims)
)


class NothingGranted:
    """Nobody was granted anything: what a token carries is all that is held."""

    async def of(self, holder: str, *, fresh: bool = False) -> tuple[Grant, ...]:  # noqa: ARG002  # whoever it is
        return ()

    async def below(self, city: str, codes: Collection[str], *, fresh: bool = False) -> frozenset[str]:  # noqa: ARG002
        """Below 01 there is 01-01, and nothing else below anything."""
        return frozenset({*codes, *(["01-01"] if "01" in codes else [])})


NOTHING_GRANTED = NothingGranted()


def token(role: str = DEVELOPER, city: str = EVERYTHING, *subjects: str) -> str:
    """A token of somebody in this role."""
    grant = Grant(EVERYTHING if role == DEVELOPER else role, city, frozenset(subjects))
    return development_token(KEY, AUDIENCE, role, grant, A_DAY)


def caller(role: str = DEVELOPER, city: str = EVERYTHING, *subjects: str) -> Call:
    """The call of somebody in this role, in a trace of its own."""
    held = frozenset({EVERYTHING if role == DEVELOPER else role})
    return Call.internal(role).by(role, held, token(role, city, *subjects))


def deputy(role: str = DEVELOPER) -> Call:
    """The call of somebody else in this role: the second of two."""
    name, held = f"{role}2", EVERYTHING if role == DEVELOPER else role
    return Call.internal(name).by(
        name, frozenset({held}), development_token(KEY, AUDIENCE, name, Grant(held, EVERYTHING), A_DAY)
    )


def bare(subject: str) -> Call:
    """The call of somebody whose token says who they are and nothing else, as those of a real issuer."""
    return Call.internal(subject).by(subject, frozenset(), KEY.sign(Expected(ISSUER, AUDIENCE), subject, A_DAY))


def at_home(home: Path) -> None:
    """Let a platform in this home believe the tokens of these tests."""
    file = key_file(home)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(KEY.document))


@dataclass
class Overheard:
    """An auditor that only remembers: by whom, what, and the code of a refusal."""

    answers: list[Call] = field(default_factory=list)
    refusals: list[tuple[Call, str]] = field(default_factory=list)

    async def disclosed(self, call: Call, request: object, answer: object) -> None:  # noqa: ARG002
        self.answers.append(call)

    async def refused(self, call: Call, request: object, refused: Refused) -> None:  # noqa: ARG002
        self.refusals.append((call, refused.code))


async def admitted(guard: Guard, method: str, call: Call, request: object) -> Call:
    """The call as this guard lets it through, from the gateway."""
    identified, user = await guard.identify(call.to(method, "gateway"), call.headers().get(AUTHORIZATION, ""))
    return await guard.authorize(identified, user, request)


def guard(policies: Mapping[str, Policy], grants: Grants = NOTHING_GRANTED) -> Guard:
    """What lets these callers through as these policies say."""
    return Guard(ServiceVerifier(GivenKeys(KEY.public), shared_key=True), USERS, grants, policies)
