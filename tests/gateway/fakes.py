"""The three services in this process: they answer from the town, and remember who asked what."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypedDict, TypeVar

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.service_connect import (
    AssessmentService,
    AssessmentServiceASGIApplication,
    AssessmentServiceClient,
)
from biaochi.common.v1.common_pb2 import (
    ListAwaitingSignaturesAnswer,
    ListAwaitingSignaturesRequest,
    Refusal,
    WriteAnswer,
    Written,
)
from biaochi.org.v1 import service_pb2 as org
from biaochi.org.v1.service_connect import OrgService, OrgServiceASGIApplication, OrgServiceClient
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi.scoring.v1.service_connect import ScoringService, ScoringServiceASGIApplication, ScoringServiceClient
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.pages import Found, Page, PageRequest
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.rpc.client import Clients
from biaochi_chassis.rpc.read_your_writes import ReadYourWrites
from biaochi_chassis.rpc.refusals import to_message
from biaochi_chassis.runtime.health import Health
from biaochi_chassis.runtime.web import Rpc, ServiceApp, call_of, rpc
from biaochi_gateway.execution.calls import Services
from connectrpc.request import RequestContext
from google.protobuf.descriptor import FileDescriptor
from google.protobuf.message import Message

from tests.callers import IDENTITY, Overheard, guard
from tests.gateway import town

S = TypeVar("S", bound=type)
M = TypeVar("M", bound=Message)
Ctx = RequestContext[Any, Any]


class Command(Protocol):
    """A command of any service."""

    idempotency_key: str


class Writing(Protocol):
    """A request to write."""

    deeds: Sequence[Command]
    dry_run: bool


@dataclass
class Recorder:
    """What the services were asked, by whom, and what they shall refuse next: everything, or every read."""

    requests: list[tuple[str, object, Call]] = field(default_factory=list)
    refusing: Exception | None = None
    refusing_method: dict[str, Exception] = field(default_factory=dict)
    """What single methods shall refuse, by name."""
    troubles: dict[str, str] = field(default_factory=dict)
    """Why a service is not ready, by name."""
    unreadable: Exception | None = None
    awaits_signature: bool = False
    """Whether what is written is only signed, by the first of two."""
    wrote: int = 0
    earlier: bool = False
    """Whether the registry is of an earlier build, which knows one day a request."""
    holding: asyncio.Event | None = None
    """Until when questions about organizations and cities are held back."""
    held: asyncio.Event = field(default_factory=asyncio.Event)
    """A question is being held back."""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Whoever asked it gave up."""

    async def hold(self) -> None:
        """Hold a question back, if they shall be."""
        if self.holding is None:
            return
        self.held.set()
        try:
            await self.holding.wait()
        except asyncio.CancelledError:
            self.left.set()
            raise

    def note(self, request: object, ctx: Ctx) -> None:
        """Remember one question; raise what shall be refused."""
        self.requests.append((ctx.method.name, request, call_of(ctx)))
        refusal = self.refusing or self.refusing_method.get(ctx.method.name)
        if refusal := refusal or (None if hasattr(request, "deeds") else self.unreadable):
            raise refusal

    def of(self, method: str) -> list[Any]:
        """The requests of one method."""
        return [request for name, request, _ in self.requests if name == method]

    def calls(self) -> list[Call]:
        """Who asked, in order."""
        return [call for _, _, call in self.requests]


class Fake(Protocol):
    """A fake service."""

    recorder: Recorder


def writing(topic: str, *methods: str) -> Callable[[S], S]:
    """Add methods that write every command under its own code, one position further each time."""

    async def answer(self: Fake, request: Writing, ctx: Ctx) -> WriteAnswer:
        self.recorder.note(request, ctx)
        awaits = self.recorder.awaits_signature
        written = [Written(code=_code(command), awaits_signature=awaits) for command in request.deeds]
        if request.dry_run:
            return WriteAnswer(written=written, refusals=_refusals(request.deeds))
        self.recorder.wrote += 1
        return WriteAnswer(written=written, position=f"{topic}/3/{self.recorder.wrote}")

    def add(service: S) -> S:
        for name in methods:
            setattr(service, name, answer)
        return service

    return add


def _refusals(commands: Sequence[Command]) -> list[Refusal]:
    """Of those whose keys say that they are off, as a dry run answers them."""
    return [
        to_message(AmountOffStep("分值不合步长。", index=place, field="amount"))
        for place, command in enumerate(commands)
        if command.idempotency_key.startswith("off")
    ]


def _code(command: Command) -> str:
    return str(getattr(command, "code", "") or command.idempotency_key)


class Around(TypedDict):
    """What an answer says of its page."""

    total: int
    has_more: bool
    has_previous: bool


def page(items: Sequence[M], key: Callable[[M], str], request: PageRequest) -> tuple[Sequence[M], Around]:
    """The page of items that is asked for, and what lies around it."""
    found = Found.cut(items, key, Page.of(request))
    return found.items, Around(total=found.total, has_more=found.has_more, has_previous=found.has_previous)


@writing(
    "biaochi.org.v1",
    "establish_organizations",
    "establish_temporary_organizations",
    "rename_organizations",
    "move_organizations",
    "merge_organizations",
    "split_organizations",
    "abolish_organizations",
    "register_persons",
    "start_memberships",
    "end_memberships",
    "start_posts",
    "end_posts",
    "correct_person_names",
    "erase_persons",
    "correct_organization_names",
    "correct_membership_starts",
    "correct_post_starts",
    "correct_membership_ends",
    "correct_post_ends",
    "correct_organization_dates",
)
class FakeOrg(OrgService):
    """The registry of the town, the same on every date."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    async def list_awaiting_signatures(
        self, request: ListAwaitingSignaturesRequest, ctx: Ctx
    ) -> ListAwaitingSignaturesAnswer:
        self.recorder.note(request, ctx)
        return ListAwaitingSignaturesAnswer(awaiting=[town.AWAITING_GRANT])

    async def report_sign_ins(self, request: org.ReportSignInsRequest, ctx: Ctx) -> org.ReportSignInsAnswer:
        self.recorder.note(request, ctx)
        return org.ReportSignInsAnswer()

    async def list_own_grants(self, request: org.ListOwnGrantsRequest, ctx: Ctx) -> org.ListGrantsAnswer:
        self.recorder.note(request, ctx)
        return org.ListGrantsAnswer()

    async def batch_get_organizations(
        self, request: org.BatchGetOrganizationsRequest, ctx: Ctx
    ) -> org.BatchGetOrganizationsAnswer:
        self.recorder.note(request, ctx)
        await self.recorder.hold()
        known = {each.code: each for each in [*town.ORGANIZATIONS, *([town.GONE] if request.last_known else [])]}
        found, *others = (
            [known[code] for code in codes if code in known]
            for codes in (request.codes, *(each.codes for each in request.also))
        )
        also = [] if self.recorder.earlier else [org.OrganizationsOnDay(organizations=some) for some in others]
        return org.BatchGetOrganizationsAnswer(organizations=found, also=also)

    async def batch_list_corrections(
        self, request: org.BatchListCorrectionsRequest, ctx: Ctx
    ) -> org.BatchListCorrectionsAnswer:
        self.recorder.note(request, ctx)
        corrected = [each for each in town.CORRECTIONS if each.subject in request.subjects]
        return org.BatchListCorrectionsAnswer(corrections=corrected)

    async def list_organizations(self, request: org.ListOrganizationsRequest, ctx: Ctx) -> org.ListOrganizationsAnswer:
        self.recorder.note(request, ctx)
        found = [
            each
            for each in sorted(town.ORGANIZATIONS, key=lambda it: it.code)
            if request.kind in ("", each.kind)
            and (not request.parents or each.parent in request.parents)
            and (request.search in each.code or request.search in each.name)
        ]
        shown, around = page(found, lambda it: str(it.code), request)
        return org.ListOrganizationsAnswer(organizations=shown, **around)

    async def batch_list_memberships(
        self, request: org.BatchListMembershipsRequest, ctx: Ctx
    ) -> org.BatchListMembershipsAnswer:
        self.recorder.note(request, ctx)
        found = [each for each in town.MEMBERSHIPS if each.organization in request.organizations]
        return org.BatchListMembershipsAnswer(memberships=found)

    async def batch_list_posts(self, request: org.BatchListPostsRequest, ctx: Ctx) -> org.BatchListPostsAnswer:
        self.recorder.note(request, ctx)
        found = [each for each in town.POSTS if each.organization in request.organizations]
        return org.BatchListPostsAnswer(posts=found)

    async def batch_get_persons(self, request: org.BatchGetPersonsRequest, ctx: Ctx) -> org.BatchGetPersonsAnswer:
        self.recorder.note(request, ctx)
        return org.BatchGetPersonsAnswer(persons=[town.person(code) for code in request.codes if code in town.PERSONS])


@writing(
    "biaochi.assessment.v1",
    "open_cycles",
    "close_cycles",
    "record_ledger_entries",
    "record_checks",
    "record_vetoes",
    "issue_tasks",
    "complete_tasks",
    "submit_ratings",
    "open_work_items",
    "record_rungs",
    "grant_honours",
    "reverse_facts",
    "begin_notices",
    "raise_objections",
    "decide_objections",
    "advance_consequences",
    "confirm_receipts",
    "sign_results",
    "draft_documents",
    "sign_documents",
    "register_webhooks",
    "rotate_webhook_secrets",
    "replay_webhooks",
    "remove_webhooks",
    "choose_notifications",
    "mark_notifications",
)
class FakeAssessment(AssessmentService):
    """What happened in the town."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    async def list_awaiting_signatures(
        self, request: ListAwaitingSignaturesRequest, ctx: Ctx
    ) -> ListAwaitingSignaturesAnswer:
        self.recorder.note(request, ctx)
        return ListAwaitingSignaturesAnswer(awaiting=[town.AWAITING_RESULTS])

    async def list_cycles(self, request: assessment.ListCyclesRequest, ctx: Ctx) -> assessment.ListCyclesAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListCyclesAnswer(cycles=[town.CYCLE])

    async def list_facts(self, request: assessment.ListFactsRequest, ctx: Ctx) -> assessment.ListFactsAnswer:
        self.recorder.note(request, ctx)
        shown, around = page(town.FACTS, lambda it: str(it.fact.number), request)
        return assessment.ListFactsAnswer(facts=shown, **around)

    async def batch_get_facts(
        self, request: assessment.BatchGetFactsRequest, ctx: Ctx
    ) -> assessment.BatchGetFactsAnswer:
        self.recorder.note(request, ctx)
        return assessment.BatchGetFactsAnswer(
            facts=[it for it in (*town.FACTS, town.BALLOT) if it.fact.number in request.numbers]
        )

    async def list_tasks(self, request: assessment.ListTasksRequest, ctx: Ctx) -> assessment.ListTasksAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListTasksAnswer(tasks=[town.TASK] if request.task in ("", town.TASK.task) else [], total=1)

    async def list_ratings_due(
        self, request: assessment.ListRatingsDueRequest, ctx: Ctx
    ) -> assessment.ListRatingsDueAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListRatingsDueAnswer(due=[town.DUE], total=1)

    async def list_work_due(self, request: assessment.ListWorkDueRequest, ctx: Ctx) -> assessment.ListWorkDueAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWorkDueAnswer(due=town.WORK_DUE)

    async def list_work_items(
        self, request: assessment.ListWorkItemsRequest, ctx: Ctx
    ) -> assessment.ListWorkItemsAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWorkItemsAnswer(items=town.FINDINGS, total=len(town.FINDINGS))

    async def batch_list_work_items(
        self, request: assessment.BatchListWorkItemsRequest, ctx: Ctx
    ) -> assessment.BatchListWorkItemsAnswer:
        self.recorder.note(request, ctx)
        found = [item for item in town.FINDINGS if item.organization in request.organizations]
        return assessment.BatchListWorkItemsAnswer(items=found)

    async def list_work_notices(
        self, request: assessment.ListWorkNoticesRequest, ctx: Ctx
    ) -> assessment.ListWorkNoticesAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWorkNoticesAnswer(notices=town.NOTICES, total=1)

    async def list_burdens(self, request: assessment.ListBurdensRequest, ctx: Ctx) -> assessment.ListBurdensAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListBurdensAnswer(burdens=town.BURDENS)

    async def list_work_quotas(
        self, request: assessment.ListWorkQuotasRequest, ctx: Ctx
    ) -> assessment.ListWorkQuotasAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWorkQuotasAnswer(quotas=town.QUOTAS)

    async def list_work_kinds(
        self, request: assessment.ListWorkKindsRequest, ctx: Ctx
    ) -> assessment.ListWorkKindsAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWorkKindsAnswer(kinds=[town.BULLETIN.SerializeToString()])

    async def batch_get_work_items(
        self, request: assessment.BatchGetWorkItemsRequest, ctx: Ctx
    ) -> assessment.BatchGetWorkItemsAnswer:
        self.recorder.note(request, ctx)
        return assessment.BatchGetWorkItemsAnswer(items=[one for one in town.BULLETINS if one.code in request.codes])

    async def list_work_steps(
        self, request: assessment.ListWorkStepsRequest, ctx: Ctx
    ) -> assessment.ListWorkStepsAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWorkStepsAnswer()

    async def get_result_life(
        self, request: assessment.GetResultLifeRequest, ctx: Ctx
    ) -> assessment.GetResultLifeAnswer:
        self.recorder.note(request, ctx)
        return town.RESULT_LIFE

    async def get_trust_figures(
        self, request: assessment.GetTrustFiguresRequest, ctx: Ctx
    ) -> assessment.GetTrustFiguresAnswer:
        self.recorder.note(request, ctx)
        return town.TRUST

    async def list_documents(
        self, request: assessment.ListDocumentsRequest, ctx: Ctx
    ) -> assessment.ListDocumentsAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListDocumentsAnswer(documents=[town.DOCUMENT], total=1)

    async def list_webhooks(self, request: assessment.ListWebhooksRequest, ctx: Ctx) -> assessment.ListWebhooksAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWebhooksAnswer(webhooks=[town.WEBHOOK])

    async def get_webhook_secret(
        self, request: assessment.GetWebhookSecretRequest, ctx: Ctx
    ) -> assessment.GetWebhookSecretAnswer:
        self.recorder.note(request, ctx)
        return town.WEBHOOK_SECRET

    async def list_webhook_deliveries(
        self, request: assessment.ListWebhookDeliveriesRequest, ctx: Ctx
    ) -> assessment.ListWebhookDeliveriesAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListWebhookDeliveriesAnswer(deliveries=[town.WEBHOOK_DELIVERY], total=1)

    async def list_notifications(
        self, request: assessment.ListNotificationsRequest, ctx: Ctx
    ) -> assessment.ListNotificationsAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListNotificationsAnswer(notifications=[town.NOTIFICATION], total=1)

    async def get_notification_choice(
        self, request: assessment.GetNotificationChoiceRequest, ctx: Ctx
    ) -> assessment.GetNotificationChoiceAnswer:
        self.recorder.note(request, ctx)
        return town.NOTIFICATION_CHOICE

    async def list_consequences(
        self, request: assessment.ListConsequencesRequest, ctx: Ctx
    ) -> assessment.ListConsequencesAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListConsequencesAnswer(consequences=[town.CONSEQUENCE], total=1)

    async def list_receipts(self, request: assessment.ListReceiptsRequest, ctx: Ctx) -> assessment.ListReceiptsAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListReceiptsAnswer(receipts=[town.RECEIPT], total=1)

    async def list_objections(
        self, request: assessment.ListObjectionsRequest, ctx: Ctx
    ) -> assessment.ListObjectionsAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListObjectionsAnswer(objections=[town.OBJECTION], total=1)

    async def audit_file_access(
        self, request: assessment.AuditFileAccessRequest, ctx: Ctx
    ) -> assessment.AuditFileAccessAnswer:
        self.recorder.note(request, ctx)
        return assessment.AuditFileAccessAnswer(files=request.files)

    async def audit_file_upload(
        self, request: assessment.AuditFileUploadRequest, ctx: Ctx
    ) -> assessment.AuditFileUploadAnswer:
        self.recorder.note(request, ctx)
        return assessment.AuditFileUploadAnswer(files=request.files)

    async def list_honours(self, request: assessment.ListHonoursRequest, ctx: Ctx) -> assessment.ListHonoursAnswer:
        self.recorder.note(request, ctx)
        return assessment.ListHonoursAnswer(honours=town.FACTS[1:], total=1)


class FakeScoring(ScoringService):
    """What the town's facts are worth."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    async def list_board(self, request: scoring.ListBoardRequest, ctx: Ctx) -> scoring.ListBoardAnswer:
        self.recorder.note(request, ctx)
        return town.BOARD

    async def count_opened_sheets(
        self, request: scoring.CountOpenedSheetsRequest, ctx: Ctx
    ) -> scoring.CountOpenedSheetsAnswer:
        self.recorder.note(request, ctx)
        return scoring.CountOpenedSheetsAnswer(subjects=3, opened=2)

    async def list_cities(self, request: scoring.ListCitiesRequest, ctx: Ctx) -> scoring.ListCitiesAnswer:
        self.recorder.note(request, ctx)
        await self.recorder.hold()
        return scoring.ListCitiesAnswer(cities=[town.CITY])

    async def list_plugins(self, request: scoring.ListPluginsRequest, ctx: Ctx) -> scoring.ListPluginsAnswer:
        self.recorder.note(request, ctx)
        return scoring.ListPluginsAnswer(position="biaochi.scoring.v1/0/1")

    async def batch_get_models(self, request: scoring.BatchGetModelsRequest, ctx: Ctx) -> scoring.BatchGetModelsAnswer:
        self.recorder.note(request, ctx)
        return scoring.BatchGetModelsAnswer(models=[town.MODEL] if "branch" in request.codes else [])

    async def list_standings(self, request: scoring.ListStandingsRequest, ctx: Ctx) -> scoring.ListStandingsAnswer:
        self.recorder.note(request, ctx)
        if request.index not in town.LISTS:
            raise UnknownIndex(f"没有名为“{request.index}”的指数。", field="index")
        listed = town.LISTS[request.index]
        shown, around = page(listed, lambda it: str(it.subject), request)
        return scoring.ListStandingsAnswer(standings=shown, position=town.ORDER, **around)

    async def list_moved(self, request: scoring.ListMovedRequest, ctx: Ctx) -> scoring.ListStandingsAnswer:
        self.recorder.note(request, ctx)
        places = [place for one in request.ranks for place in range(one.first + one.by, one.last + one.by + 1)]
        moved = [each for each in town.STANDINGS if each.rank in places or each.subject in request.subjects]
        return scoring.ListStandingsAnswer(standings=moved, total=len(moved))

    async def batch_list_standings(
        self, request: scoring.BatchListStandingsRequest, ctx: Ctx
    ) -> scoring.BatchListStandingsAnswer:
        self.recorder.note(request, ctx)
        if request.index and request.index not in town.LISTS:
            raise UnknownIndex(f"没有名为“{request.index}”的指数。", field="index")
        shown = [each for each in town.STANDINGS if request.index in ("", each.index)]
        shown = [each for each in shown if request.period in ("", each.period)]
        return scoring.BatchListStandingsAnswer(standings=[each for each in shown if each.subject in request.subjects])

    async def list_result_versions(
        self, request: scoring.ListResultVersionsRequest, ctx: Ctx
    ) -> scoring.ListResultVersionsAnswer:
        self.recorder.note(request, ctx)
        return scoring.ListResultVersionsAnswer(versions=town.RESULT_VERSIONS)

    async def batch_get_sheets(self, request: scoring.BatchGetSheetsRequest, ctx: Ctx) -> scoring.BatchGetSheetsAnswer:
        self.recorder.note(request, ctx)
        return scoring.BatchGetSheetsAnswer(
            sheets=[town.sheet(each, request.nodes) for each in town.STANDINGS if each.subject in request.subjects]
        )

    async def batch_list_rungs(self, request: scoring.BatchListRungsRequest, ctx: Ctx) -> scoring.BatchListRungsAnswer:
        self.recorder.note(request, ctx)
        spells = [
            scoring.RungSpell(
                subject=s, index="branch", rung="standardised", title="标准化", since="2020-01-01", cycle="2020"
            )
            for s in request.subjects
        ]
        return scoring.BatchListRungsAnswer(spells=spells)

    async def batch_get_results(
        self, request: scoring.BatchGetResultsRequest, ctx: Ctx
    ) -> scoring.BatchGetResultsAnswer:
        self.recorder.note(request, ctx)
        return scoring.BatchGetResultsAnswer(results=[scoring.Results(cycle=each) for each in request.cycles])

    async def simulate(self, request: scoring.SimulateRequest, ctx: Ctx) -> scoring.SimulateAnswer:
        self.recorder.note(request, ctx)
        return town.SIMULATED

    async def list_model_versions(
        self, request: scoring.ListModelVersionsRequest, ctx: Ctx
    ) -> scoring.ListModelVersionsAnswer:
        self.recorder.note(request, ctx)
        return scoring.ListModelVersionsAnswer(versions=town.VERSIONS)

    async def batch_report(self, request: scoring.BatchReportRequest, ctx: Ctx) -> scoring.BatchReportAnswer:
        self.recorder.note(request, ctx)
        return scoring.BatchReportAnswer(reports=[_reported(each) for each in request.questions])


def _reported(question: scoring.ReportQuestion) -> scoring.Report:
    """The report of the town; behind the first page of a circular nobody is left."""
    if question.circular.page.after:
        return scoring.Report(circular=scoring.Circular(title="支部|考核"))
    return town.REPORTS[str(question.WhichOneof("about"))]


def services(recorder: Recorder) -> dict[str, ServiceApp]:
    """The three applications, by name."""
    apps = {
        "org": _served(OrgServiceASGIApplication, FakeOrg(recorder), org.DESCRIPTOR),
        "assessment": _served(AssessmentServiceASGIApplication, FakeAssessment(recorder), assessment.DESCRIPTOR),
        "scoring": _served(ScoringServiceASGIApplication, FakeScoring(recorder), scoring.DESCRIPTOR),
    }
    return {name: ServiceApp([app], _health(recorder, name)) for name, app in apps.items()}


def _health(recorder: Recorder, name: str) -> Health:
    """Well, unless the recorder says what is not."""

    async def trouble() -> str | None:
        return recorder.troubles.get(name)

    health = Health(started=True)
    health.add("database", trouble)
    return health


def _served(application: Any, fake: object, contract: FileDescriptor) -> Rpc:  # noqa: ANN401
    """A fake behind the very policies of its service."""
    (service,) = contract.services_by_name.values()
    policies = access_table().methods_of(service.full_name, service.methods_by_name)
    return rpc(application, fake, ReadYourWrites(), guard(policies), Overheard())


def reached(apps: dict[str, ServiceApp]) -> Services:
    """Clients of these applications."""
    clients = Clients(IDENTITY)
    return Services(
        org=clients.of(OrgServiceClient, apps["org"]),
        assessment=clients.of(AssessmentServiceClient, apps["assessment"]),
        scoring=clients.of(ScoringServiceClient, apps["scoring"]),
    )


class AmountOffStep(Refused):
    """A rule of a service, as it would refuse."""

    code = "AMOUNT_OFF_STEP"


class UnknownIndex(Refused):
    """No published total has this key."""

    code = "UNKNOWN_INDEX"
