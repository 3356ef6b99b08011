"""What every call to a service passes: which process calls is proven, who stands behind it, and that they may.

No header is believed that is not signed: neither a name nor a role can be written into one.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from google.protobuf.descriptor import Descriptor, FileDescriptor

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import Forbidden, shown
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.identity.authentication import UserVerifier, service_verifier, user_verifier
from biaochi_chassis.identity.policy import ANYBODY, FOUND, Policy, access_table
from biaochi_chassis.identity.services import SERVICE, ServiceVerifier
from biaochi_chassis.identity.tokens import bearer
from biaochi_chassis.identity.user import User
from biaochi_chassis.runtime.grants import Grants


def events_of(contract: FileDescriptor) -> list[str]:
    """The messages of a contract of events that are no part of another one."""
    messages: list[Descriptor] = list(contract.message_types_by_name.values())
    parts = {field.message_type.name for message in messages for field in message.fields if field.message_type}
    return [message.name for message in messages if message.name not in parts]


class Guard:
    """Lets through who may call the methods of one service."""

    def __init__(
        self, services: ServiceVerifier, users: UserVerifier, grants: Grants, policies: Mapping[str, Policy]
    ) -> None:
        """`policies`: who may call each method, by its name; a method that is not there nobody may call."""
        self._services = services
        self._users = users
        self._grants = grants
        self._policies = policies

    @classmethod
    def of(cls, settings: Settings, grants: Grants, contract: FileDescriptor, events: FileDescriptor) -> "Guard":
        """The guard of the one service of a contract, which publishes these events.

        Raises NoPolicy when one of its methods or events has none.
        """
        (service,) = contract.services_by_name.values()
        policies = access_table().methods_of(service.full_name, service.methods_by_name)
        access_table().check_events(events.package, events_of(events))
        return cls(service_verifier(settings), user_verifier(settings), grants, policies)

    async def calling_service(self, headers: Mapping[str, str]) -> str:
        """Return which process calls. Raises Unauthenticated for any but the gateway and the command."""
        return await self._services.verify(headers.get(SERVICE, ""))

    async def identify(self, call: Call, authorization: str) -> tuple[Call, User | None]:
        """Return the call as of whom it was found to be, who may nothing yet. Raises Unauthenticated.

        Without a user it is the calling process's own, and the method is open to it.
        """
        policy = self._policies.get(call.action)
        if policy and policy.for_services and not authorization:
            return call.by(call.via, frozenset()), None
        token = bearer(authorization)
        user = await self._users.verify(token)
        return call.by(user.subject, frozenset(), token), user

    async def authorize(self, call: Call, user: User | None, request: object) -> Call:
        """Return the call with the roles that it is admitted in. Raises Forbidden.

        Whether they may is decided before anything is looked up, so that a refusal says nothing of what there is.
        """
        if user is None:
            return call
        policy = self._policies.get(call.action)
        held = await self._held(user, policy, request) if policy else _NOTHING
        if not held.roles and not (policy and policy.allows(())):
            raise Forbidden(_forbidden(user, str(getattr(request, "city", ""))))
        return call.by(user.subject, held.roles, call.token, held.scopes)

    async def _held(self, user: User, policy: Policy, request: object) -> "_Held":
        """What the user is admitted as; nobody is refused for what was granted, or placed, a moment ago."""
        held = await self._admitted_as(user.also(await self._grants.of(user.subject)), policy, request)
        if held.roles or policy.allows(()):
            return held
        known = user.also(await self._grants.of(user.subject, fresh=True))
        return await self._admitted_as(known, policy, request, fresh=True)

    async def _admitted_as(self, user: User, policy: Policy, request: object, *, fresh: bool = False) -> "_Held":
        """What a request is admitted as: by roles held for the whole city, or for all that it is about.

        A request to read several at once is cut down to those of them that its caller may read: the others are as if
        they were not there.
        """
        city = str(getattr(request, "city", ""))
        roles = frozenset(role for role in user.roles_in(city) if policy.allows([role]))
        if roles or not policy.of:
            return _Held(roles)
        scopes: dict[str, frozenset[str]] = {}
        for grant in user.grants_in(city):
            if grant.subjects and policy.allows([grant.role]):
                scopes[grant.role] = scopes.get(grant.role, frozenset()) | grant.subjects
        for role in scopes.keys() & access_table().of_subtrees:
            scopes[role] |= await self._grants.below(city, scopes[role], fresh=fresh)
        if scopes and policy.of not in (ANYBODY, FOUND):
            scopes = _about(request, policy.of, scopes)
        return _Held(frozenset(scopes), scopes) if scopes else _NOTHING


class _Held(NamedTuple):
    """The roles in which a request is admitted, and for whom each is held; None: for the whole city."""

    roles: frozenset[str]
    scopes: Mapping[str, frozenset[str]] | None = None


_NOTHING = _Held(frozenset())


def _about(
    request: Any,  # noqa: ANN401  # any message
    path: str,
    scopes: dict[str, frozenset[str]],
) -> dict[str, frozenset[str]]:
    """Those of the roles that are held for everybody whom a request names, each by itself.

    Of several read at once those for whom no role is held are taken out of the request; who answers looks which role is
    held for whom.
    """
    outer, _, inner = path.partition(".")
    value = getattr(request, outer)
    if inner or isinstance(value, str):
        named = {getattr(each, inner) for each in value} if inner else {value}
        return {role: held for role, held in scopes.items() if named and named <= held}
    allowed = frozenset[str]().union(*scopes.values())
    kept = [code for code in value if code in allowed]
    del value[:]
    value.extend(kept)
    return scopes


def _forbidden(user: User, city: str) -> str:
    where = f"在 {shown(city)} " if city else ""
    return f"{shown(user.subject)} {where}没有办这件事所需的角色，或所办的不在其范围内：请向安全管理员申请。"
