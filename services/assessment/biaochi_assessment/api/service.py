"""The methods of biaochi.assessment.v1.AssessmentService, each one use case."""

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import (
    ListAuditTrailAnswer,
    ListAuditTrailRequest,
    ListAwaitingSignaturesAnswer,
    ListAwaitingSignaturesRequest,
    ListProcessedCommandsAnswer,
    ListProcessedCommandsRequest,
    WriteAnswer,
)
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.messages import message_of
from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.runtime.audit_page import list_audit_trail
from biaochi_chassis.runtime.awaiting import AwaitingSignatures
from biaochi_chassis.runtime.web import reads, reads_for_caller
from biaochi_chassis.runtime.writing import list_processed_commands, processed_commands
from biaochi_chassis.store.database import Connection, Database
from biaochi_chassis.store.signatures import awaiting

from biaochi_assessment.api.notifications import NotificationMethods
from biaochi_assessment.api.requests import notice_filter, wanted, work_filter
from biaochi_assessment.api.responses import (
    burden_message,
    cycle_message,
    due_message,
    filled_quota_message,
    rules_message,
    state_message,
    stored_fields,
    task_message,
    work_due_message,
)
from biaochi_assessment.api.results import ResultMethods
from biaochi_assessment.api.webhooks import WebhookMethods
from biaochi_assessment.api.work import shown_item, shown_step
from biaochi_assessment.api.writing import Context
from biaochi_assessment.domain import commands as said
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, OpenWorkItem, WithdrawWorkItem
from biaochi_assessment.domain.work.filling import day
from biaochi_assessment.events.encode import fact_message, kind_message, work_notice_message
from biaochi_assessment.store.work import WorkFilter
from biaochi_assessment.use_cases import commands, queries, work, work_queries
from biaochi_assessment.use_cases.notifications import NotificationUseCases
from biaochi_assessment.use_cases.webhooks import WebhookUseCases

_AWAITING = AwaitingSignatures(pb.DESCRIPTOR)


class AssessmentApi(ResultMethods, WebhookMethods, NotificationMethods):
    """Every write is a batch written whole or not at all; every read is one snapshot."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        cipher: Aead,
        delivery: tuple[WebhookUseCases, NotificationUseCases],
    ) -> None:
        """Work with these; `cipher`: what new keys that seal texts are of."""
        super().__init__(database, clock, cipher)
        self._webhooks, self._notifications = delivery

    async def open_cycles(self, request: pb.OpenCyclesRequest, ctx: Context) -> WriteAnswer:
        """Open cycles."""
        return await self._write(request, ctx, (said.OpenCycle, commands.open_cycles))

    async def close_cycles(self, request: pb.CloseCyclesRequest, ctx: Context) -> WriteAnswer:
        """Close cycles."""
        return await self._write(request, ctx, (said.CloseCycle, commands.close_cycles))

    async def record_ledger_entries(self, request: pb.RecordLedgerEntriesRequest, ctx: Context) -> WriteAnswer:
        """Record ledger entries."""
        return await self._write(request, ctx, (said.RecordLedgerEntry, commands.record_facts), commands.waiving)

    async def record_checks(self, request: pb.RecordChecksRequest, ctx: Context) -> WriteAnswer:
        """Record checks."""
        return await self._write(request, ctx, (said.RecordCheck, commands.record_facts))

    async def record_vetoes(self, request: pb.RecordVetoesRequest, ctx: Context) -> WriteAnswer:
        """Record veto facts."""
        return await self._write(request, ctx, (said.RecordVeto, commands.record_facts))

    async def issue_tasks(self, request: pb.IssueTasksRequest, ctx: Context) -> WriteAnswer:
        """Issue tasks."""
        return await self._write(request, ctx, (said.IssueTask, commands.record_facts))

    async def complete_tasks(self, request: pb.CompleteTasksRequest, ctx: Context) -> WriteAnswer:
        """Complete tasks."""
        return await self._write(request, ctx, (said.CompleteTask, commands.record_facts))

    async def submit_ratings(self, request: pb.SubmitRatingsRequest, ctx: Context) -> WriteAnswer:
        """Submit ratings."""
        return await self._write(request, ctx, (said.SubmitRating, commands.record_facts))

    async def record_bonuses(self, request: pb.RecordBonusesRequest, ctx: Context) -> WriteAnswer:
        """Record honours that earn points."""
        return await self._write(request, ctx, (said.RecordBonus, commands.record_facts))

    async def record_choices(self, request: pb.RecordChoicesRequest, ctx: Context) -> WriteAnswer:
        """Record chosen steps."""
        return await self._write(request, ctx, (said.RecordChoice, commands.record_facts))

    async def record_decisions(self, request: pb.RecordDecisionsRequest, ctx: Context) -> WriteAnswer:
        """Record decisions."""
        return await self._write(request, ctx, (said.RecordDecision, commands.record_facts))

    async def cast_ballots(self, request: pb.CastBallotsRequest, ctx: Context) -> WriteAnswer:
        """Cast ballots."""
        return await self._write(request, ctx, (said.CastBallot, commands.record_facts))

    async def record_rungs(self, request: pb.RecordRungsRequest, ctx: Context) -> WriteAnswer:
        """Record opening rungs."""
        return await self._write(request, ctx, (said.RecordRung, commands.record_facts))

    async def grant_honours(self, request: pb.GrantHonoursRequest, ctx: Context) -> WriteAnswer:
        """Note honours."""
        return await self._write(request, ctx, (said.GrantHonour, commands.record_facts))

    async def reverse_facts(self, request: pb.ReverseFactsRequest, ctx: Context) -> WriteAnswer:
        """Take facts back."""
        return await self._write(request, ctx, (said.ReverseFact, commands.reverse_facts), commands.lifting)

    async def open_work_items(self, request: pb.OpenWorkItemsRequest, ctx: Context) -> WriteAnswer:
        """Open work items."""
        return await self._write(request, ctx, (OpenWorkItem, work.take_steps), work.weighing)

    async def advance_work_items(self, request: pb.AdvanceWorkItemsRequest, ctx: Context) -> WriteAnswer:
        """Take steps on work items."""
        return await self._write(request, ctx, (AdvanceWorkItem, work.take_steps), work.weighing)

    async def withdraw_work_items(self, request: pb.WithdrawWorkItemsRequest, ctx: Context) -> WriteAnswer:
        """Withdraw work items."""
        return await self._write(request, ctx, (WithdrawWorkItem, work.take_steps), work.weighing)

    @reads
    def list_cycles(self, connection: Connection, request: pb.ListCyclesRequest) -> pb.ListCyclesAnswer:
        """List the cycles of a city."""
        found = queries.list_cycles(connection, self._rules, request.city)
        return pb.ListCyclesAnswer(cycles=[cycle_message(request.city, cycle) for cycle in found])

    @reads_for_caller
    def list_facts(self, connection: Connection, request: pb.ListFactsRequest, call: Call) -> pb.ListFactsAnswer:
        """List the facts of a cycle."""
        found = queries.list_facts(connection, self._rules, wanted(request), Page.of(request), call.roles)
        return pb.ListFactsAnswer(
            facts=stored_fields(found.items, call),
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )

    @reads_for_caller
    def batch_get_facts(
        self, connection: Connection, request: pb.BatchGetFactsRequest, call: Call
    ) -> pb.BatchGetFactsAnswer:
        """Get facts by their numbers; those about others than the caller's are as if there were none."""
        found = queries.batch_get_facts(connection, self._rules, request.city, request.numbers, call.covers)
        return pb.BatchGetFactsAnswer(facts=stored_fields(found, call))

    @reads
    def batch_get_texts(self, connection: Connection, request: pb.BatchGetTextsRequest) -> pb.BatchGetTextsAnswer:
        """Open texts that the caller was shown sealed."""
        sealed = [(one.subject, one.text) for one in request.texts]
        return pb.BatchGetTextsAnswer(texts=queries.batch_get_texts(connection, request.city, sealed))

    @reads
    def list_tasks(self, connection: Connection, request: pb.ListTasksRequest) -> pb.ListTasksAnswer:
        """List the tasks of a cycle."""
        found = queries.list_tasks(
            connection, self._rules, wanted(request), Page.of(request), open_only=request.open_only
        )
        tasks = [task_message(task) for task in found.items]
        return pb.ListTasksAnswer(
            tasks=tasks, total=found.total, has_more=found.has_more, has_previous=found.has_previous
        )

    @reads
    def list_ratings_due(self, connection: Connection, request: pb.ListRatingsDueRequest) -> pb.ListRatingsDueAnswer:
        """List the ratings of a cycle that are still due."""
        found = queries.list_ratings_due(connection, self._rules, wanted(request), Page.of(request))
        due = [due_message(one) for one in found.items]
        return pb.ListRatingsDueAnswer(
            due=due, total=found.total, has_more=found.has_more, has_previous=found.has_previous
        )

    @reads_for_caller
    def list_honours(self, connection: Connection, request: pb.ListHonoursRequest, call: Call) -> pb.ListHonoursAnswer:
        """List the honours of a cycle."""
        found = queries.list_honours(connection, self._rules, wanted(request), Page.of(request))
        return pb.ListHonoursAnswer(
            honours=stored_fields(found.items, call),
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )

    @reads
    def list_work_kinds(self, connection: Connection, request: pb.ListWorkKindsRequest) -> pb.ListWorkKindsAnswer:
        """List the kinds of work of a city."""
        found = work_queries.list_kinds(connection, request.city)
        return pb.ListWorkKindsAnswer(
            kinds=[kind_message(kind).SerializeToString(deterministic=True) for kind in found]
        )

    @reads_for_caller
    def list_work_items(
        self, connection: Connection, request: pb.ListWorkItemsRequest, call: Call
    ) -> pb.ListWorkItemsAnswer:
        """List work items."""
        found = work_queries.list_items(connection, work_filter(request), Page.of(request))
        kinds = work_queries.kinds_of(connection, request.city)
        items = [shown_item(kinds, item, call) for item in found.items]
        return pb.ListWorkItemsAnswer(
            items=items, total=found.total, has_more=found.has_more, has_previous=found.has_previous
        )

    @reads_for_caller
    def batch_list_work_items(
        self, connection: Connection, request: pb.BatchListWorkItemsRequest, call: Call
    ) -> pb.BatchListWorkItemsAnswer:
        """List of many organizations what each has in a cycle."""
        wanted_work = WorkFilter(request.city, request.cycle, noun=request.noun)
        found = work_queries.batch_list_items(connection, wanted_work, request.organizations, request.most)
        kinds = work_queries.kinds_of(connection, request.city)
        return pb.BatchListWorkItemsAnswer(items=[shown_item(kinds, item, call) for item in found])

    @reads_for_caller
    def batch_get_work_items(
        self, connection: Connection, request: pb.BatchGetWorkItemsRequest, call: Call
    ) -> pb.BatchGetWorkItemsAnswer:
        """Get work items by their codes; those of others than the caller's are as if there were none."""
        found = work_queries.batch_get_items(connection, request.city, request.codes, call.covers)
        kinds = work_queries.kinds_of(connection, request.city)
        return pb.BatchGetWorkItemsAnswer(items=[shown_item(kinds, item, call) for item in found])

    @reads_for_caller
    def list_work_steps(
        self, connection: Connection, request: pb.ListWorkStepsRequest, call: Call
    ) -> pb.ListWorkStepsAnswer:
        """List the steps of work items; of others' than the caller's there are none."""
        found = work_queries.list_steps(connection, request.city, request.items, call.covers)
        kinds = work_queries.kinds_of(connection, request.city)
        return pb.ListWorkStepsAnswer(steps=[shown_step(kinds, item, step, call) for item, step in found])

    @reads
    def list_work_due(self, connection: Connection, request: pb.ListWorkDueRequest) -> pb.ListWorkDueAnswer:
        """List what an organization owes in a year."""
        found = work_queries.list_work_due(connection, request.city, request.organization, day(request.as_of, "as_of"))
        return pb.ListWorkDueAnswer(due=[work_due_message(due) for due in found])

    @reads
    def list_work_notices(self, connection: Connection, request: pb.ListWorkNoticesRequest) -> pb.ListWorkNoticesAnswer:
        """List what was said of a year's calendar."""
        found = work_queries.list_notices(connection, notice_filter(request), Page.of(request))
        notices = [pb.NumberedNotice(number=one.number, notice=work_notice_message(one)) for one in found.items]
        return pb.ListWorkNoticesAnswer(
            notices=notices, total=found.total, has_more=found.has_more, has_previous=found.has_previous
        )

    @reads
    def list_burdens(self, connection: Connection, request: pb.ListBurdensRequest) -> pb.ListBurdensAnswer:
        """List what an organization is asked for in a month."""
        found = work_queries.list_burdens(connection, request.city, request.organization, day(request.as_of, "as_of"))
        return pb.ListBurdensAnswer(burdens=[burden_message(one) for one in found])

    @reads
    def list_work_quotas(self, connection: Connection, request: pb.ListWorkQuotasRequest) -> pb.ListWorkQuotasAnswer:
        """List how the quotas of a city's work stand in a cycle."""
        as_of = day(request.as_of, "as_of")
        found = work_queries.list_quotas(connection, request.city, request.cycle, as_of)
        return pb.ListWorkQuotasAnswer(quotas=[filled_quota_message(one, reasons) for one, reasons in found])

    @reads
    def get_rules(self, connection: Connection, request: pb.GetRulesRequest) -> pb.GetRulesAnswer:
        """What the city is judged by."""
        return rules_message(request.city, queries.rules(connection, self._rules, request.city))

    @reads_for_caller
    def load_decision_context(
        self, connection: Connection, request: pb.LoadDecisionContextRequest, call: Call
    ) -> pb.LoadDecisionContextAnswer:
        """What commands that name these things are decided on."""
        standing = queries.load_standing(connection, request.city, request.slots)
        states = queries.load_states(connection, request.city, request.codes, request.kinds)
        keys = set(queries.few(request.idempotency_keys, "idempotency_keys"))
        followed = work.followed_for(connection, request.city, request.consequences, request.codes)
        cycles = queries.list_cycles(connection, self._rules, request.city)
        lists = work.final_lists(connection, request.city, cycles, request.cycles)
        erased = queries.load_erased(connection, request.city, request.codes)
        places = [(one.cycle, one.subject, one.indicator) for one in request.neighbours]
        neighbours = queries.load_neighbours(connection, request.city, places)
        signed = [one for one in awaiting(connection, request.city, self._clock.now()) if one.key in keys]
        return pb.LoadDecisionContextAnswer(
            states=[state_message(state) for state in states],
            standing=[pb.Standing(slot=slot, number=number) for slot, number in standing.numbers.items()],
            tasks=[fact_message(task) for task in standing.tasks],
            processed=processed_commands(connection, request.city, request.idempotency_keys),
            consequences=[message_of(pb.FollowedConsequence, one) for one in followed],
            lists=[pb.FinalListsBefore(cycle=code, before=one.cycle, sizes=one.sizes) for code, one in lists.items()],
            signed=[
                pb.WaitingSignature(
                    idempotency_key=one.key, content_hash=one.content_hash, own=one.signer == call.caller
                )
                for one in signed
            ],
            erased=sorted(erased),
            neighbours=[message_of(pb.FactNeighbour, one) for one in neighbours],
        )

    async def audit_file_access(self, request: pb.AuditFileAccessRequest, _ctx: Context) -> pb.AuditFileAccessAnswer:
        """Have written which files are given or taken: the answer is one that is audited."""
        return pb.AuditFileAccessAnswer(files=queries.few(request.files, "files"))

    async def audit_file_upload(self, request: pb.AuditFileUploadRequest, _ctx: Context) -> pb.AuditFileUploadAnswer:
        """The same of files that are put into the platform: by those alone who may record something."""
        return pb.AuditFileUploadAnswer(files=queries.few(request.files, "files"))

    @reads
    def list_processed_commands(
        self, connection: Connection, request: ListProcessedCommandsRequest
    ) -> ListProcessedCommandsAnswer:
        """What was done, under which keys."""
        return list_processed_commands(connection, request)

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
