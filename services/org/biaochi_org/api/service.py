"""The methods of biaochi.org.v1.OrgService: request, use case, response."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Protocol, TypeVar

from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.runtime.web import call_of, processed_commands, reads, write_answer
from biaochi_chassis.store.batch import Batch, write_batch
from biaochi_chassis.store.database import Connection, Database, UnitOfWork
from connectrpc.request import RequestContext

from biaochi_org.api import requests, responses
from biaochi_org.domain.commands import Command
from biaochi_org.store.queries import RegistryReader
from biaochi_org.use_cases import commands, queries
from biaochi_org.use_cases.context import CommandContext
from biaochi_org.use_cases.queries import Listing, When

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
D = TypeVar("D", bound=Command)
Context = RequestContext[Any, Any]
UseCase = Callable[[CommandContext, UnitOfWork, Batch[D]], None]


class Writing(Protocol[M_co]):
    """A request to write a batch of commands."""

    city: str
    dry_run: bool

    @property
    def deeds(self) -> Iterable[M_co]:
        """The commands as they came."""
        ...


class _DatedRequest(Protocol):
    city: str
    as_of: str


class Registry:
    """Everything that can be asked of the registry. Refusals are raised; the chassis answers them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Work with these."""
        self.database = database
        self._clock = clock

    async def establish_organizations(self, request: wire.EstablishOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """设立组织."""
        return await self._write(request, ctx, (requests.establish, commands.establish_organizations))

    async def establish_temporary_organizations(
        self, request: wire.EstablishTemporaryOrganizationsRequest, ctx: Context
    ) -> WriteAnswer:
        """设立临时组织."""
        return await self._write(
            request, ctx, (requests.establish_temporary, commands.establish_temporary_organizations)
        )

    async def rename_organizations(self, request: wire.RenameOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """更名."""
        return await self._write(request, ctx, (requests.rename, commands.rename_organizations))

    async def move_organizations(self, request: wire.MoveOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """改变隶属."""
        return await self._write(request, ctx, (requests.move, commands.move_organizations))

    async def merge_organizations(self, request: wire.MergeOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """合并."""
        return await self._write(request, ctx, (requests.merge, commands.merge_organizations))

    async def split_organizations(self, request: wire.SplitOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """分设."""
        return await self._write(request, ctx, (requests.split, commands.split_organizations))

    async def abolish_organizations(self, request: wire.AbolishOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """撤销."""
        return await self._write(request, ctx, (requests.abolish, commands.abolish_organizations))

    async def register_persons(self, request: wire.RegisterPersonsRequest, ctx: Context) -> WriteAnswer:
        """登记人员."""
        return await self._write(request, ctx, (requests.register, commands.register_persons))

    async def start_memberships(self, request: wire.StartMembershipsRequest, ctx: Context) -> WriteAnswer:
        """转入."""
        return await self._write(request, ctx, (requests.start_membership, commands.start_memberships))

    async def end_memberships(self, request: wire.EndMembershipsRequest, ctx: Context) -> WriteAnswer:
        """转出."""
        return await self._write(request, ctx, (requests.end_membership, commands.end_memberships))

    async def start_posts(self, request: wire.StartPostsRequest, ctx: Context) -> WriteAnswer:
        """任职."""
        return await self._write(request, ctx, (requests.start_post, commands.start_posts))

    async def end_posts(self, request: wire.EndPostsRequest, ctx: Context) -> WriteAnswer:
        """免职."""
        return await self._write(request, ctx, (requests.end_post, commands.end_posts))

    async def correct_person_names(self, request: wire.CorrectPersonNamesRequest, ctx: Context) -> WriteAnswer:
        """更正姓名."""
        return await self._write(request, ctx, (requests.correct_person_name, commands.correct_person_names))

    async def correct_organization_names(
        self, request: wire.CorrectOrganizationNamesRequest, ctx: Context
    ) -> WriteAnswer:
        """更正名称."""
        return await self._write(
            request, ctx, (requests.correct_organization_name, commands.correct_organization_names)
        )

    async def correct_membership_starts(
        self, request: wire.CorrectMembershipStartsRequest, ctx: Context
    ) -> WriteAnswer:
        """更正转入日期."""
        return await self._write(request, ctx, (requests.correct_membership_start, commands.correct_membership_starts))

    async def correct_post_starts(self, request: wire.CorrectPostStartsRequest, ctx: Context) -> WriteAnswer:
        """更正任职日期."""
        return await self._write(request, ctx, (requests.correct_post_start, commands.correct_post_starts))

    @reads
    def batch_list_corrections(
        self, connection: Connection, request: wire.BatchListCorrectionsRequest
    ) -> wire.BatchListCorrectionsAnswer:
        """What was put right about several organizations and persons."""
        found = queries.list_corrections(connection, request.city, request.subjects)
        return wire.BatchListCorrectionsAnswer(corrections=[responses.correction(one) for one in found])

    @reads
    def batch_get_organizations(
        self, connection: Connection, request: wire.BatchGetOrganizationsRequest
    ) -> wire.BatchGetOrganizationsAnswer:
        """Several organizations on a day."""
        found = queries.get_organizations(
            self._reader(connection, request), request.codes, last_known=request.last_known
        )
        return wire.BatchGetOrganizationsAnswer(
            organizations=[responses.organization(request.city, state) for state in found]
        )

    @reads
    def list_organizations(
        self, connection: Connection, request: wire.ListOrganizationsRequest
    ) -> wire.ListOrganizationsAnswer:
        """A page of the organizations on a day."""
        listing = Listing(request.kind, tuple(request.parents), request.first, request.after)
        found = queries.list_organizations(self._reader(connection, request), listing)
        return wire.ListOrganizationsAnswer(
            organizations=[responses.organization(request.city, state) for state in found.organizations],
            total=found.total,
            has_more=found.has_more,
        )

    @reads
    def batch_list_memberships(
        self, connection: Connection, request: wire.BatchListMembershipsRequest
    ) -> wire.BatchListMembershipsAnswer:
        """Members of several organizations on a day."""
        found = queries.list_memberships(self._reader(connection, request), request.organizations)
        return wire.BatchListMembershipsAnswer(memberships=[responses.membership(one) for one in found])

    @reads
    def batch_list_posts(
        self, connection: Connection, request: wire.BatchListPostsRequest
    ) -> wire.BatchListPostsAnswer:
        """Posts of several organizations on a day."""
        found = queries.list_posts(self._reader(connection, request), request.organizations)
        return wire.BatchListPostsAnswer(posts=[responses.post(one) for one in found])

    @reads
    def batch_get_persons(
        self, connection: Connection, request: wire.BatchGetPersonsRequest
    ) -> wire.BatchGetPersonsAnswer:
        """Several persons on a day."""
        found = queries.get_persons(self._reader(connection, request), request.codes)
        return wire.BatchGetPersonsAnswer(persons=[responses.person(request.city, one) for one in found])

    @reads
    def load_registry(self, connection: Connection, request: wire.LoadRegistryRequest) -> wire.LoadRegistryAnswer:
        """What commands that name these codes are decided on."""
        stored = queries.load_registry(connection, request.city, request.organizations, request.persons)
        keys = queries.few(request.idempotency_keys, "idempotency_keys")
        return responses.registry(stored, processed_commands(connection, request.city, keys))

    async def _write(
        self, request: Writing[M], ctx: Context, doing: tuple[Callable[[M], D], UseCase[D]]
    ) -> WriteAnswer:
        read, use_case = doing
        commands = [read(command) for command in request.deeds]
        sent = CommandContext(call_of(ctx), request.city, self._clock.now())
        work = partial(use_case, sent)
        answer = await write_batch(self.database, sent.call, sent.city, commands, work, dry_run=request.dry_run)
        return write_answer(answer)

    def _reader(self, connection: Connection, request: _DatedRequest) -> RegistryReader:
        return queries.reader_on(connection, self._clock, When(request.city, request.as_of))
