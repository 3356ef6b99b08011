"""The methods of biaochi.org.v1.OrgService: request, use case, response."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol, TypeVar

from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.runtime.web import call_of, write_answer
from biaochi_chassis.store.batch import BatchAnswer
from connectrpc.request import RequestContext

from biaochi_org.api import requests, responses
from biaochi_org.domain.commands import Command
from biaochi_org.use_cases import commands, queries
from biaochi_org.use_cases.context import CommandBatch, ServiceContext
from biaochi_org.use_cases.queries import Listing, When

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
D = TypeVar("D", bound=Command)
Context = RequestContext[Any, Any]


class Writing(Protocol[M_co]):
    """A request to write a batch of commands."""

    city: str
    dry_run: bool

    @property
    def deeds(self) -> Iterable[M_co]:
        """The commands as they came."""
        ...


class Registry:
    """Everything that can be asked of the registry. Refusals are raised; the chassis answers them."""

    def __init__(self, service: ServiceContext) -> None:
        """Work in this context."""
        self._service = service

    async def establish_organizations(self, request: wire.EstablishOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """设立组织."""
        return await self._write(commands.establish_organizations, _batch(request, ctx, requests.establish))

    async def establish_temporary_organizations(
        self, request: wire.EstablishTemporaryOrganizationsRequest, ctx: Context
    ) -> WriteAnswer:
        """设立临时组织."""
        return await self._write(
            commands.establish_temporary_organizations, _batch(request, ctx, requests.establish_temporary)
        )

    async def rename_organizations(self, request: wire.RenameOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """更名."""
        return await self._write(commands.rename_organizations, _batch(request, ctx, requests.rename))

    async def move_organizations(self, request: wire.MoveOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """改变隶属."""
        return await self._write(commands.move_organizations, _batch(request, ctx, requests.move))

    async def merge_organizations(self, request: wire.MergeOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """合并."""
        return await self._write(commands.merge_organizations, _batch(request, ctx, requests.merge))

    async def split_organizations(self, request: wire.SplitOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """分设."""
        return await self._write(commands.split_organizations, _batch(request, ctx, requests.split))

    async def abolish_organizations(self, request: wire.AbolishOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """撤销."""
        return await self._write(commands.abolish_organizations, _batch(request, ctx, requests.abolish))

    async def register_persons(self, request: wire.RegisterPersonsRequest, ctx: Context) -> WriteAnswer:
        """登记人员."""
        return await self._write(commands.register_persons, _batch(request, ctx, requests.register))

    async def start_memberships(self, request: wire.StartMembershipsRequest, ctx: Context) -> WriteAnswer:
        """转入."""
        return await self._write(commands.start_memberships, _batch(request, ctx, requests.start_membership))

    async def end_memberships(self, request: wire.EndMembershipsRequest, ctx: Context) -> WriteAnswer:
        """转出."""
        return await self._write(commands.end_memberships, _batch(request, ctx, requests.end_membership))

    async def start_posts(self, request: wire.StartPostsRequest, ctx: Context) -> WriteAnswer:
        """任职."""
        return await self._write(commands.start_posts, _batch(request, ctx, requests.start_post))

    async def end_posts(self, request: wire.EndPostsRequest, ctx: Context) -> WriteAnswer:
        """免职."""
        return await self._write(commands.end_posts, _batch(request, ctx, requests.end_post))

    async def batch_get_organizations(
        self, request: wire.BatchGetOrganizationsRequest, _ctx: Context
    ) -> wire.BatchGetOrganizationsAnswer:
        """Several organizations on a day."""
        found = await queries.get_organizations(
            self._service, _when(request), request.codes, last_known=request.last_known
        )
        return wire.BatchGetOrganizationsAnswer(
            organizations=[responses.organization(request.city, state) for state in found]
        )

    async def list_organizations(
        self, request: wire.ListOrganizationsRequest, _ctx: Context
    ) -> wire.ListOrganizationsAnswer:
        """A page of the organizations on a day."""
        listing = Listing(request.kind, tuple(request.parents), request.first, request.after)
        found = await queries.list_organizations(self._service, _when(request), listing)
        return wire.ListOrganizationsAnswer(
            organizations=[responses.organization(request.city, state) for state in found.organizations],
            total=found.total,
            has_more=found.has_more,
        )

    async def batch_list_memberships(
        self, request: wire.BatchListMembershipsRequest, _ctx: Context
    ) -> wire.BatchListMembershipsAnswer:
        """Members of several organizations on a day."""
        found = await queries.list_memberships(self._service, _when(request), request.organizations)
        return wire.BatchListMembershipsAnswer(memberships=[responses.membership(one) for one in found])

    async def batch_list_posts(self, request: wire.BatchListPostsRequest, _ctx: Context) -> wire.BatchListPostsAnswer:
        """Posts of several organizations on a day."""
        found = await queries.list_posts(self._service, _when(request), request.organizations)
        return wire.BatchListPostsAnswer(posts=[responses.post(one) for one in found])

    async def batch_get_persons(
        self, request: wire.BatchGetPersonsRequest, _ctx: Context
    ) -> wire.BatchGetPersonsAnswer:
        """Several persons on a day."""
        found = await queries.get_persons(self._service, _when(request), request.codes)
        return wire.BatchGetPersonsAnswer(persons=[responses.person(request.city, one) for one in found])

    async def _write(
        self, use_case: Callable[[ServiceContext, CommandBatch[D]], Awaitable[BatchAnswer]], sent: CommandBatch[D]
    ) -> WriteAnswer:
        return write_answer(await use_case(self._service, sent))


class _DatedRequest(Protocol):
    city: str
    as_of: str


def _batch(request: Writing[M], ctx: Context, read: Callable[[M], D]) -> CommandBatch[D]:
    return CommandBatch(call_of(ctx), request.city, [read(command) for command in request.deeds], request.dry_run)


def _when(request: _DatedRequest) -> When:
    return When(request.city, request.as_of)
