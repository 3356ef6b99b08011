"""The graph: joins each noun's queries, mutations and subscriptions. Its printed form is schema.graphql."""

from biaochi_chassis.identity.policy import access_table
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types
from strawberry.types import get_object_definition
from strawberry.types.base import StrawberryOptional

from biaochi_gateway.execution.graph import Graph
from biaochi_gateway.schema.audit.signatures import AwaitingSignatureQuery
from biaochi_gateway.schema.audit.trail import AuditQuery
from biaochi_gateway.schema.bulk.importing import ImportMutation
from biaochi_gateway.schema.common.scalars import SCALARS
from biaochi_gateway.schema.delivery.notifications import NotificationMutation, NotificationQuery
from biaochi_gateway.schema.delivery.webhooks import WebhookMutation, WebhookQuery
from biaochi_gateway.schema.facts.cycles import CycleMutation, CycleQuery
from biaochi_gateway.schema.facts.facts import FactQuery
from biaochi_gateway.schema.facts.honours import HonourQuery
from biaochi_gateway.schema.facts.mutations import RecordingMutation
from biaochi_gateway.schema.facts.tasks import TaskQuery
from biaochi_gateway.schema.nodes import NodeQuery
from biaochi_gateway.schema.registry.correcting import CorrectionMutation
from biaochi_gateway.schema.registry.erasing import ErasureMutation
from biaochi_gateway.schema.registry.memberships import MembershipMutation
from biaochi_gateway.schema.registry.mutations import RegistryMutation
from biaochi_gateway.schema.registry.organizations import OrganizationQuery
from biaochi_gateway.schema.registry.people import PersonQuery
from biaochi_gateway.schema.reports.circulars import CircularQuery
from biaochi_gateway.schema.reports.clearances import ClearanceQuery
from biaochi_gateway.schema.reports.comparisons import ComparisonQuery
from biaochi_gateway.schema.reports.drafting import DocumentMutation
from biaochi_gateway.schema.reports.published import DocumentQuery
from biaochi_gateway.schema.reports.raters import RaterQuery
from biaochi_gateway.schema.results.boards import BoardQuery
from biaochi_gateway.schema.results.consequences import ConsequenceMutation, ConsequenceQuery, ConsequenceSubscription
from biaochi_gateway.schema.results.history import ResultHistoryQuery
from biaochi_gateway.schema.results.life import ResultLifeMutation, ResultLifeQuery
from biaochi_gateway.schema.results.next_step import NextStepQuery
from biaochi_gateway.schema.results.objections import ObjectionQuery
from biaochi_gateway.schema.results.receipts import ReceiptMutation, ReceiptQuery
from biaochi_gateway.schema.results.sheets import SheetQuery
from biaochi_gateway.schema.results.standings import StandingQuery, StandingSubscription
from biaochi_gateway.schema.results.summaries import SummaryQuery
from biaochi_gateway.schema.results.trust import TrustQuery
from biaochi_gateway.schema.rules.cities import CityQuery
from biaochi_gateway.schema.rules.model_versions import ModelVersionQuery
from biaochi_gateway.schema.rules.models import ModelQuery
from biaochi_gateway.schema.whatif.simulations import SimulationQuery
from biaochi_gateway.schema.work.burdens import BurdenQuery
from biaochi_gateway.schema.work.calendar import CalendarQuery
from biaochi_gateway.schema.work.items import WorkItemQuery
from biaochi_gateway.schema.work.kinds import WorkKindQuery
from biaochi_gateway.schema.work.mutations import WorkMutation
from biaochi_gateway.schema.work.notices import WorkNoticeQuery, WorkSubscription
from biaochi_gateway.schema.work.quotas import QuotaQuery

QUERIES = (
    NodeQuery,
    CityQuery,
    OrganizationQuery,
    PersonQuery,
    CycleQuery,
    FactQuery,
    TaskQuery,
    HonourQuery,
    WorkKindQuery,
    WorkItemQuery,
    CalendarQuery,
    WorkNoticeQuery,
    BurdenQuery,
    QuotaQuery,
    ModelQuery,
    ModelVersionQuery,
    StandingQuery,
    SummaryQuery,
    SheetQuery,
    ResultLifeQuery,
    ResultHistoryQuery,
    ObjectionQuery,
    ConsequenceQuery,
    ReceiptQuery,
    TrustQuery,
    BoardQuery,
    NextStepQuery,
    SimulationQuery,
    CircularQuery,
    ClearanceQuery,
    ComparisonQuery,
    RaterQuery,
    AuditQuery,
    AwaitingSignatureQuery,
    DocumentQuery,
    WebhookQuery,
    NotificationQuery,
)
MUTATIONS = (
    CycleMutation,
    RecordingMutation,
    RegistryMutation,
    MembershipMutation,
    CorrectionMutation,
    ErasureMutation,
    WorkMutation,
    ResultLifeMutation,
    ConsequenceMutation,
    ReceiptMutation,
    DocumentMutation,
    WebhookMutation,
    NotificationMutation,
    ImportMutation,
)


def root(name: str, parts: tuple[type, ...], description: str) -> type:
    """The root type made of the parts of each noun."""
    merged = merge_types(name, parts)
    get_object_definition(merged, strict=True).description = description
    return merged


def independent(root: type) -> type:
    """The root type with null allowed in the place of each field: one that fails takes nothing from its siblings."""
    for field in get_object_definition(root, strict=True).fields:
        if not isinstance(field.type, StrawberryOptional):
            field.type = StrawberryOptional(field.type)
    return root


schema = Graph(
    check_fields=access_table().check_fields,
    query=independent(root("Query", QUERIES, "可以查询的一切。")),
    mutation=independent(root("Mutation", MUTATIONS, "可以办的一切事；每件事都带幂等键，或全部写成，或一概不写。")),
    subscription=root(
        "Subscription", (StandingSubscription, WorkSubscription, ConsequenceSubscription), "可以订阅的一切变化。"
    ),
    config=StrawberryConfig(scalar_map=SCALARS),
)
