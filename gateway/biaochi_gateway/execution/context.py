"""What every resolver may use: the calls to the services, the loaders, the broadcast and the viewer."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import strawberry
from biaochi.assessment.v1.events_pb2 import Fact
from biaochi_chassis.event.call import POSITION, Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import Unauthenticated
from biaochi_chassis.identity.authentication import UserVerifier
from biaochi_chassis.identity.disclosure import disclosed, shown_name
from biaochi_chassis.identity.tokens import bearer
from biaochi_chassis.identity.user import User

from biaochi_gateway.events.broadcasts import Broadcasts
from biaochi_gateway.execution.calls import Memory, NamedFiles, ServiceCalls, Services
from biaochi_gateway.execution.loaders import Loaders
from biaochi_gateway.execution.own_grants import OwnGrants
from biaochi_gateway.execution.period_days import PeriodDays
from biaochi_gateway.execution.persisted import PersistedDocuments
from biaochi_gateway.execution.quotas import Left, Quotas
from biaochi_gateway.execution.sign_ins import SignIns


@dataclass(frozen=True)
class Viewer:
    """Who asks, and what may be shown to them."""

    call: Call

    def person_name(self, name: str) -> str:
        """The name for the registry's own staff; for all others its first two characters at most, never all of it."""
        return shown_name(self.call.roles, name)

    def knows_rater(self, fact: Fact) -> bool:
        """Whether who rated or voted may be shown, as the model promised when it was recorded."""
        return disclosed(self.call.roles, fact.seen_by, sealed=bool(fact.names))

    def sees(self, roles: Collection[str]) -> bool:
        """Whether what only these roles may see may be shown; no roles are everybody."""
        return disclosed(self.call.roles, roles, sealed=False)


@dataclass(frozen=True)
class SharedState:
    """What all operations of this process share."""

    services: Services
    broadcasts: Broadcasts
    memory: Memory
    users: UserVerifier
    grants: OwnGrants
    quotas: Quotas
    sign_ins: SignIns
    explorer: bool
    """Whether callers may explore: the page, the schema, and names close to a wrong one."""
    persisted: PersistedDocuments = field(default_factory=PersistedDocuments)
    files: NamedFiles | None = None
    """The uploaded files, where there is a place for them."""
    days: PeriodDays = field(default_factory=PeriodDays)


@dataclass
class RequestContext:
    """One request or one socket, with its headers and whoever stands behind it.

    Each operation on it gets a context, and so a trace, of its own.
    """

    shared: SharedState
    headers: Mapping[str, str]
    connection_params: Mapping[str, object] | None = None
    user: User | None = None
    token: str = ""
    origin: str = ""
    """The address that it came from, as the audit names it."""
    price: int | None = None
    """What each operation costs its caller; None: what its text says."""

    async def authenticate(self, authorization: str) -> None:
        """Make out whom the token names. Raises Unauthenticated."""
        try:
            self.token = bearer(authorization)
            user = await self.shared.users.verify(self.token)
        except Unauthenticated as refused:
            self.shared.sign_ins.refused(refused.code, self.origin)
            raise
        self.shared.sign_ins.signed_in(user, self.origin)
        if not user.grants:
            call = Call.internal(user.subject).by(user.subject, frozenset(), self.token)
            user = user.also(await self.shared.grants.of(call))
        self.user = user

    def call(self) -> Call:
        """The caller, under the request's own trace if it brings one, else under a new one.

        Raises BadRequest when the position the request brings cannot be read, Unauthenticated when nobody is known.
        """
        user = self.known()
        return Call.from_headers(self.headers, user.subject, self.roles, self.token, self.origin)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that masks go by. Raises Unauthenticated when nobody is known."""
        return self.known().roles_everywhere()

    def check_headers(self) -> None:
        """Raises BadRequest when what the headers say of the caller's position cannot be read."""
        Positions.parse(self.headers.get(POSITION, ""))

    def operation(self) -> "Context":
        """The context of one more operation."""
        call = self.call()
        return Context(self.shared, call, self.user.ends if self.user else 0.0)

    def left(self) -> Left:
        """What this caller has left of their budget, whatever else their headers say. Raises Unauthenticated."""
        return self.shared.quotas.left(self.known().subject)

    def position(self) -> str:
        """Up to where this caller must be understood from now on."""
        brought = Positions.parse(self.headers.get(POSITION, ""))
        return str(brought.merge(self.shared.memory.of(self.known().subject)))

    def known(self) -> User:
        """Who it is. Raises Unauthenticated while that is not made out."""
        if self.user is None:
            raise Unauthenticated("没有登录：请先给出令牌。")
        return self.user


class Context:
    """The context of one operation. `ends` is when the caller's token is over, in seconds since 1970."""

    def __init__(self, shared: SharedState, call: Call, ends: float) -> None:
        self.calls = ServiceCalls(shared.services, call, shared.memory, shared.files)
        self.services = shared.services
        self._days = shared.days
        self.broadcasts = shared.broadcasts
        self.viewer = Viewer(call)
        self.quotas = shared.quotas
        self.ends = ends
        self.explorer = shared.explorer

    def sight(self) -> Hashable:
        """What an answer depends on besides what it is asked: two with one sight are shown the same."""
        call = self.calls.call
        return call.roles, call.positions

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """The operation is over: what is still being fetched for it is nobody's."""
        if "loaders" in self.__dict__:
            self.loaders.stop()

    @cached_property
    def loaders(self) -> Loaders:
        """The loaders of this operation."""
        return Loaders(self.calls, self._days)


Info = strawberry.Info[Context, None]
