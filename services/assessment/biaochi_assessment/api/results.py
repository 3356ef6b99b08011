"""The methods about results and about documents, each one use case."""

from biaochi.assessment.v1 import service_pb2 as pb
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.runtime.web import reads, reads_for_caller
from biaochi_chassis.store.database import Connection

from biaochi_assessment.api.requests import consequence_filter, document_filter, objection_filter, receipt_filter
from biaochi_assessment.api.responses import life_message, signed_document_message
from biaochi_assessment.api.trust import trust_message
from biaochi_assessment.api.writing import Context, WritingMethods
from biaochi_assessment.domain.documents.commands import DraftDocument, SignDocument
from biaochi_assessment.domain.documents.documents import reader
from biaochi_assessment.domain.results.commands import (
    AdvanceConsequence,
    BeginNotice,
    ConfirmReceipt,
    DecideObjection,
    RaiseObjection,
    SignResult,
)
from biaochi_assessment.events.consequences import consequence_message
from biaochi_assessment.events.receipts import receipt_message
from biaochi_assessment.events.results import objection_message
from biaochi_assessment.use_cases import consequences, documents, queries, receipts, results
from biaochi_assessment.use_cases.trust import trust

PUBLIC = frozenset({"viewer"})
"""The roles that read no facts."""


class ResultMethods(WritingMethods):
    """From the notice to the second signature, and the documents that two persons stand for."""

    async def begin_notices(self, request: pb.BeginNoticesRequest, ctx: Context) -> WriteAnswer:
        """Put results under notice."""
        return await self._write(request, ctx, (BeginNotice, results.begin_notices))

    async def raise_objections(self, request: pb.RaiseObjectionsRequest, ctx: Context) -> WriteAnswer:
        """Take objections."""
        return await self._write(request, ctx, (RaiseObjection, results.raise_objections))

    async def decide_objections(self, request: pb.DecideObjectionsRequest, ctx: Context) -> WriteAnswer:
        """Decide objections."""
        return await self._write(request, ctx, (DecideObjection, results.decide_objections))

    async def sign_results(self, request: pb.SignResultsRequest, ctx: Context) -> WriteAnswer:
        """Sign results."""
        return await self._write(request, ctx, (SignResult, results.sign_results))

    async def advance_consequences(self, request: pb.AdvanceConsequencesRequest, ctx: Context) -> WriteAnswer:
        """Carry consequences out, close or waive them."""
        return await self._write(request, ctx, (AdvanceConsequence, consequences.advance_consequences))

    @reads
    def list_consequences(
        self, connection: Connection, request: pb.ListConsequencesRequest
    ) -> pb.ListConsequencesAnswer:
        """List what followed from the results of a cycle."""
        found = consequences.list_consequences(connection, consequence_filter(request), Page.of(request))
        return pb.ListConsequencesAnswer(
            consequences=[consequence_message(one) for one in found.items],
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )

    async def confirm_receipts(self, request: pb.ConfirmReceiptsRequest, ctx: Context) -> WriteAnswer:
        """Take receipts."""
        return await self._write(request, ctx, (ConfirmReceipt, receipts.confirm_receipts))

    @reads
    def list_receipts(self, connection: Connection, request: pb.ListReceiptsRequest) -> pb.ListReceiptsAnswer:
        """List who has which file of the results of a cycle."""
        found = receipts.list_receipts(connection, receipt_filter(request), Page.of(request))
        return pb.ListReceiptsAnswer(
            receipts=[receipt_message(one) for one in found.items],
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )

    async def draft_documents(self, request: pb.DraftDocumentsRequest, ctx: Context) -> WriteAnswer:
        """Draft documents."""
        return await self._write(request, ctx, (DraftDocument, documents.draft_documents))

    async def sign_documents(self, request: pb.SignDocumentsRequest, ctx: Context) -> WriteAnswer:
        """Sign documents."""
        return await self._write(request, ctx, (SignDocument, documents.sign_documents))

    @reads_for_caller
    def list_documents(
        self, connection: Connection, request: pb.ListDocumentsRequest, call: Call
    ) -> pb.ListDocumentsAnswer:
        """List the documents that the caller may read."""
        by = reader(call.roles, call.within)
        found = documents.list_documents(connection, document_filter(request), by, Page.of(request))
        shown = [signed_document_message(one) for one in found.items]
        return pb.ListDocumentsAnswer(
            documents=shown, total=found.total, has_more=found.has_more, has_previous=found.has_previous
        )

    @reads
    def get_result_life(self, connection: Connection, request: pb.GetResultLifeRequest) -> pb.GetResultLifeAnswer:
        """Where the results of a cycle stand."""
        now = self._clock.now()
        return life_message(queries.result_life(connection, request.city, request.cycle, now), now)

    @reads_for_caller
    def get_trust_figures(
        self, connection: Connection, request: pb.GetTrustFiguresRequest, call: Call
    ) -> pb.GetTrustFiguresAnswer:
        """How far the results of a cycle can be trusted."""
        figures = trust(connection, request.city, request.cycle, self._clock.today())
        return trust_message(figures, may_read_reasons=call.within is None and bool(call.roles - PUBLIC))

    @reads
    def list_objections(self, connection: Connection, request: pb.ListObjectionsRequest) -> pb.ListObjectionsAnswer:
        """List the objections of a cycle."""
        found = queries.list_objections(connection, objection_filter(request), Page.of(request))
        return pb.ListObjectionsAnswer(
            objections=[objection_message(one) for one in found.items],
            total=found.total,
            has_more=found.has_more,
            has_previous=found.has_previous,
        )
