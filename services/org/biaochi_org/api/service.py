"""The methods of biaochi.org.v1.OrgService: request, use case, response."""

from collections.abc import Callable
from functools import partial
from typing import Any

from biaochi.common.v1.common_pb2 import (
    ListAuditTrailAnswer,
    ListAuditTrailRequest,
    ListAwaitingSignaturesAnswer,
    ListAwaitingSignaturesRequest,
    ListProcessedCommandsAnswer,
    ListProcessedCommandsRequest,
    WriteAnswer,
)
from biaochi.org.v1 import service_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.runtime.audit_page import list_audit_trail
from biaochi_chassis.runtime.awaiting import AwaitingSignatures
from biaochi_chassis.runtime.web import call_of, reads, reads_for_caller
from biaochi_chassis.runtime.writing import WriteRequest, list_processed_commands, processed_commands, write
from biaochi_chassis.store.audit import append
from biaochi_chassis.store.batch import Batch
from biaochi_chassis.store.database import Connection, Database, UnitOfWork
from connectrpc.request import RequestContext

from biaochi_org.api import requests, responses
from biaochi_org.domain import commands
from biaochi_org.store.queries import RegistryReader
from biaochi_org.use_cases import granting, queries
from biaochi_org.use_cases.commands import announce_signatures, change_registry
from biaochi_org.use_cases.context import CommandContext

Context = RequestContext[Any, Any]
_AWAITING = AwaitingSignatures(wire.DESCRIPTOR)


class Registry:
    """Everything that can be asked of the registry. Refusals are raised; the chassis answers them."""

    def __init__(self, database: Database, clock: Clock, cipher: Aead) -> None:
        """Work with these; new keys of persons are of this cipher."""
        self.database = database
        self._clock = clock
        self._cipher = cipher

    async def establish_organizations(self, request: wire.EstablishOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """设立组织."""
        return await self._write(request, ctx, commands.EstablishOrganization)

    async def establish_temporary_organizations(
        self, request: wire.EstablishTemporaryOrganizationsRequest, ctx: Context
    ) -> WriteAnswer:
        """设立临时组织."""
        return await self._write(request, ctx, commands.EstablishTemporaryOrganization)

    async def rename_organizations(self, request: wire.RenameOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """更名."""
        return await self._write(request, ctx, commands.RenameOrganization)

    async def move_organizations(self, request: wire.MoveOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """改变隶属."""
        return await self._write(request, ctx, commands.MoveOrganization)

    async def merge_organizations(self, request: wire.MergeOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """合并."""
        return await self._write(request, ctx, commands.MergeOrganizations)

    async def split_organizations(self, request: wire.SplitOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """分设."""
        return await self._write(request, ctx, commands.SplitOrganization)

    async def abolish_organizations(self, request: wire.AbolishOrganizationsRequest, ctx: Context) -> WriteAnswer:
        """撤销."""
        return await self._write(request, ctx, commands.AbolishOrganization)

    async def register_persons(self, request: wire.RegisterPersonsRequest, ctx: Context) -> WriteAnswer:
        """登记人员."""
        return await self._write(request, ctx, commands.RegisterPerson)

    async def start_memberships(self, request: wire.StartMembershipsRequest, ctx: Context) -> WriteAnswer:
        """转入."""
        return await self._write(request, ctx, commands.StartMembership)

    async def end_memberships(self, request: wire.EndMembershipsRequest, ctx: Context) -> WriteAnswer:
        """转出."""
        return await self._write(request, ctx, commands.EndMembership)

    async def start_posts(self, request: wire.StartPostsRequest, ctx: Context) -> WriteAnswer:
        """任职."""
        return await self._write(request, ctx, commands.StartPost)

    async def end_posts(self, request: wire.EndPostsRequest, ctx: Context) -> WriteAnswer:
        """免职."""
        return await self._write(request, ctx, commands.EndPost)

    async def correct_person_names(self, request: wire.CorrectPersonNamesRequest, ctx: Context) -> WriteAnswer:
        """更正姓名."""
        return await self._write(request, ctx, commands.CorrectPersonName)

    async def correct_organization_names(
        self, request: wire.CorrectOrganizationNamesRequest, ctx: Context
    ) -> WriteAnswer:
        """更正名称."""
        return await self._write(request, ctx, commands.CorrectOrganizationName)

    async def correct_membership_starts(
        self, request: wire.CorrectMembershipStartsRequest, ctx: Context
    ) -> WriteAnswer:
        """更正转入日期."""
        return await self._write(request, ctx, commands.CorrectMembershipStart)

    async def correct_post_starts(self, request: wire.CorrectPostStartsRequest, ctx: Context) -> WriteAnswer:
        """更正任职日期."""
        return await self._write(request, ctx, commands.CorrectPostStart)

    async def correct_membership_ends(self, request: wire.CorrectMembershipEndsRequest, ctx: Context) -> WriteAnswer:
        """更正转出日期."""
        return await self._write(request, ctx, commands.CorrectMembershipEnd)

    async def correct_post_ends(self, request: wire.CorrectPostEndsRequest, ctx: Context) -> WriteAnswer:
        """更正免职日期."""
        return await self._write(request, ctx, commands.CorrectPostEnd)

    async def correct_organization_dates(
        self, request: wire.CorrectOrganizationDatesRequest, ctx: Context
    ) -> WriteAnswer:
        """更正组织日期."""
        return await self._write(request, ctx, commands.CorrectOrganizationDate)

    async def erase_persons(self, request: wire.ErasePersonsRequest, ctx: Context) -> WriteAnswer:
        """抹除人员."""
        return await self._write(request, ctx, commands.ErasePerson)

    @reads_for_caller
    def batch_list_corrections(
        self, connection: Connection, request: wire.BatchListCorrectionsRequest, call: Call
    ) -> wire.BatchListCorrectionsAnswer:
        """What was put right about several organizations and persons."""
        found, persons = queries.list_corrections(connection, request.city, request.subjects)
        shown = [responses.correction(one, call, personal=one.correction.subject in persons) for one in found]
        return wire.BatchListCorrectionsAnswer(corrections=shown)

    async def grant_roles(self, request: wire.GrantRolesRequest, ctx: Context) -> WriteAnswer:
        """授予角色."""
        return await self._write(request, ctx, commands.GrantRole, granting.grant_roles)

    async def revoke_grants(self, request: wire.RevokeGrantsRequest, ctx: Context) -> WriteAnswer:
        """收回授权."""
        return await self._write(request, ctx, commands.RevokeGrant, granting.revoke_grants)

    @reads
    def list_grants(self, connection: Connection, request: wire.ListGrantsRequest) -> wire.ListGrantsAnswer:
        """What stands in a city, of one holder or of all."""
        found = granting.list_grants(connection, request.city, request.holder)
        return wire.ListGrantsAnswer(grants=[responses.grant(request.city, one) for one in found])

    async def list_own_grants(self, _request: wire.ListOwnGrantsRequest, ctx: Context) -> wire.ListGrantsAnswer:
        """What the caller was granted, in every city."""
        caller, today = call_of(ctx).caller, self._clock.today()
        found = await self.database.read(lambda connection: granting.list_own_grants(connection, caller, today))
        return wire.ListGrantsAnswer(grants=[responses.grant(city, one) for city, one in found])

    @reads
    def batch_get_organizations(
        self, connection: Connection, request: wire.BatchGetOrganizationsRequest
    ) -> wire.BatchGetOrganizationsAnswer:
        """Several organizations on a day, or each on one of several."""
        days = [(request.as_of, request.codes), *((each.as_of, each.codes) for each in request.also)]
        first, *others = queries.get_organizations(
            connection, self._clock, request.city, days, last_known=request.last_known
        )
        return wire.BatchGetOrganizationsAnswer(
            organizations=[responses.organization(request.city, state) for state in first],
            also=[
                wire.OrganizationsOnDay(organizations=[responses.organization(request.city, state) for state in some])
                for some in others
            ],
        )

    @reads
    def list_organizations(
        self, connection: Connection, request: wire.ListOrganizationsRequest
    ) -> wire.ListOrganizationsAnswer:
        """A page of the organizations on a day."""
        found = queries.list_organizations(
            self._reader(connection, request), requests.chosen(request), Page.of(request)
        )
        return wire.ListOrganizationsAnswer(
            organizations=[responses.organization(request.city, state) for state in found.items],
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )

    @reads_for_caller
    def batch_list_memberships(
        self, connection: Connection, request: wire.BatchListMembershipsRequest, call: Call
    ) -> wire.BatchListMembershipsAnswer:
        """Members of several organizations on a day."""
        reader, names = self._reader(connection, request), not request.without_names
        found = queries.list_memberships(reader, request.organizations, names=names)
        return wire.BatchListMembershipsAnswer(memberships=[responses.membership(one, call) for one in found])

    @reads_for_caller
    def batch_list_posts(
        self, connection: Connection, request: wire.BatchListPostsRequest, call: Call
    ) -> wire.BatchListPostsAnswer:
        """Posts of several organizations on a day."""
        reader, names = self._reader(connection, request), not request.without_names
        found = queries.list_posts(reader, request.organizations, names=names)
        return wire.BatchListPostsAnswer(posts=[responses.post(one, call) for one in found])

    @reads_for_caller
    def batch_get_persons(
        self, connection: Connection, request: wire.BatchGetPersonsRequest, call: Call
    ) -> wire.BatchGetPersonsAnswer:
        """Several persons on a day."""
        found = queries.get_persons(self._reader(connection, request), request.codes)
        return wire.BatchGetPersonsAnswer(persons=[responses.person(request.city, one, call) for one in found])

    @reads
    def load_registry(self, connection: Connection, request: wire.LoadRegistryRequest) -> wire.LoadRegistryAnswer:
        """What commands that name these codes are decided on."""
        stored = queries.load_registry(connection, request.city, requests.touched(request))
        keys = queries.few(request.idempotency_keys, "idempotency_keys")
        return responses.registry(stored, processed_commands(connection, request.city, keys))

    @reads
    def list_processed_commands(
        self, connection: Connection, request: ListProcessedCommandsRequest
    ) -> ListProcessedCommandsAnswer:
        """What was done, under which keys."""
        return list_processed_commands(connection, request)

    async def report_sign_ins(self, request: wire.ReportSignInsRequest, ctx: Context) -> wire.ReportSignInsAnswer:
        """Who signed in at the gateway, and who was nobody."""
        seen = requests.sign_ins(request, call_of(ctx).via)
        await self.database.update(lambda connection: append(connection, seen, self.database.digest))
        return wire.ReportSignInsAnswer()

    @reads
    def list_audit_trail(self, connection: Connection, request: ListAuditTrailRequest) -> ListAuditTrailAnswer:
        """Who did, read or was refused what in this service."""
        return list_audit_trail(connection, request)

    @reads_for_caller
    def list_awaiting_signatures(
        self, connection: Connection, request: ListAwaitingSignaturesRequest, call: Call
    ) -> ListAwaitingSignaturesAnswer:
        """What waits for a second signature that the caller may give."""
        return _AWAITING.list(connection, request, call, self._clock.now())

    async def _write(
        self,
        request: WriteRequest,
        ctx: Context,
        kind: type[commands.Command],
        use_case: Callable[[CommandContext, UnitOfWork, Batch[Any]], None] = change_registry,
    ) -> WriteAnswer:
        sent = CommandContext(call_of(ctx), request.city, self._clock.now(), self._cipher)
        announce = partial(announce_signatures, sent)
        return await write(self.database, sent.call, request, kind, partial(use_case, sent), sent.at, announce=announce)

    def _reader(self, connection: Connection, request: requests.DatedRequest) -> RegistryReader:
        return queries.reader_on(connection, self._clock, requests.when(request))
