"""Requests for reports and their answers as messages of the wire."""

from collections.abc import Iterable

from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.refusal import BadRequest, Refused
from biaochi_chassis.foundation.refusal import shown as quoted
from biaochi_chassis.identity.disclosure import disclosed
from biaochi_sdk.graph.graph import Rung
from biaochi_sdk.graph.reports import Concordance
from biaochi_sdk.values.exact import half_up, written

from biaochi_scoring.api import responses
from biaochi_scoring.api.requests import chosen, listed, report_page
from biaochi_scoring.api.simulations import flow, move
from biaochi_scoring.domain.clearances import ANSWERS, Clearance
from biaochi_scoring.domain.losses import Item, Loss
from biaochi_scoring.domain.moves import DIRECTIONS, flows
from biaochi_scoring.domain.raters import SAME_FROM, Rater, Sought
from biaochi_scoring.domain.values import day, number
from biaochi_scoring.events.encode import standing_message
from biaochi_scoring.store.connection import Connection
from biaochi_scoring.use_cases.answering.circulars import Circular, circular
from biaochi_scoring.use_cases.answering.clearances import OpinionSearch
from biaochi_scoring.use_cases.answering.movements import TIERS, Compared, Going, movement
from biaochi_scoring.use_cases.pages import sliced
from biaochi_scoring.use_cases.reports import Marked, Reporting

PLACES = 2
"""To how many places a mean of marks is written."""


class Reports:
    """Answers a batch of questions about one city, one after the other."""

    def __init__(self, reporting: Reporting) -> None:
        """Take what answers."""
        self._reporting = reporting

    def answer(
        self, connection: Connection, city: str, questions: Iterable[wire.ReportQuestion], call: Call
    ) -> list[wire.Report]:
        """The reports in the order asked; a refusal names the place of its question."""
        found = []
        for index, question in enumerate(questions):
            try:
                found.append(self._report(connection, city, question, call))
            except Refused as refused:
                raise refused.at(index) from None
        return found

    def _report(self, connection: Connection, city: str, question: wire.ReportQuestion, call: Call) -> wire.Report:
        match question.WhichOneof("about"):
            case "circular":
                return wire.Report(circular=self._circular(connection, city, question.circular))
            case "clearance":
                return wire.Report(clearance=self._clearance(connection, city, question.clearance))
            case "concordance":
                return wire.Report(concordance=self._concordance(connection, city, question.concordance))
            case "raters":
                return wire.Report(raters=self._raters(connection, city, question.raters, call))
            case "movement":
                return wire.Report(movement=self._movement(connection, city, question.movement))
            case "clearances":
                return wire.Report(clearances=self._clearances(connection, city, question.clearances))
            case _:
                raise BadRequest("没有说明要哪一种报告：请填写 ReportQuestion 中的一项。", field="about")

    def _circular(self, connection: Connection, city: str, message: wire.CircularQuestion) -> wire.Circular:
        answering = self._reporting.answering
        one = circular(connection, answering, listed(city, message.of), report_page(message.page))
        return wire.Circular(
            entries=_entries(one),
            total=one.listing.found.total,
            has_more=one.listing.found.has_more,
            has_previous=one.listing.found.has_previous,
            listing=one.listing.position,
            title=one.graph.title,
            source=responses.source(one.graph.source),
            total_title=one.total_title,
            grades=_titles(one.graph.grades),
            rungs=_titles(one.graph.rungs),
        )

    def _clearance(self, connection: Connection, city: str, message: wire.ClearanceQuestion) -> wire.Clearance:
        search = self._opinions(connection, city, message.as_of)
        (found,) = search.opened(search.find([message.subject]))
        return _opinion(found)

    def _clearances(self, connection: Connection, city: str, message: wire.ClearancesQuestion) -> wire.Clearances:
        if message.answer not in ("", *ANSWERS):
            sentence = f"没有“{quoted(message.answer)}”这种答复：应为 {'、'.join(ANSWERS)} 之一，不给则不限。"
            raise BadRequest(sentence, field="answer")
        search = self._opinions(connection, city, message.as_of)
        found = [one for one in search.find(message.subjects) if message.answer in ("", one.answer)]
        shown = sliced(found, lambda one: one.subject, report_page(message.page))
        opened = [_opinion(one) for one in search.opened(shown.found.items)]
        return wire.Clearances(clearances=opened, **responses.around(shown))

    def _opinions(self, connection: Connection, city: str, as_of: str) -> OpinionSearch:
        return OpinionSearch(self._reporting, connection, city, day(as_of) or self._reporting.answering.clock.today())

    def _concordance(self, connection: Connection, city: str, message: wire.ConcordanceQuestion) -> wire.Concordance:
        found = self._reporting.concordance(connection, chosen(city, message.first), chosen(city, message.second))
        shown = sliced(_sides(found), lambda entry: str(entry.subject), report_page(message.page), _known)
        return wire.Concordance(
            both=len(found.both),
            first_only=len(found.first_only),
            second_only=len(found.second_only),
            unknown=len(found.unknown),
            entries=shown.found.items,
            **responses.around(shown),
        )

    def _raters(self, connection: Connection, city: str, message: wire.RatersQuestion, call: Call) -> wire.Raters:
        marked = Marked(city, message.cycle, message.indicator, message.period)
        top, share = number(message.top, "top"), number(message.top_share, "top_share")
        accept, found = self._reporting.raters(connection, marked, Sought(message.same_from or SAME_FROM, top, share))
        placed = list(enumerate(found, start=1))
        shown = sliced(placed, lambda one: str(one[0]), report_page(message.page), lambda one: one[1].code)
        seen_by = [role for role in accept.privacy.get("seen_by", "").split(",") if role]
        hidden = not disclosed(call.roles, seen_by, sealed=bool(accept.privacy))
        raters = [_rater(place, rater, hidden) for place, rater in shown.found.items]
        return wire.Raters(raters=raters, seen_by=seen_by, **responses.around(shown))

    def _movement(self, connection: Connection, city: str, message: wire.MovementQuestion) -> wire.Movement:
        for given, known, field in ((message.aspect, TIERS, "aspect"), (message.direction, DIRECTIONS, "direction")):
            if given not in ("", *known):
                raise BadRequest(f"没有“{quoted(given)}”：应为 {'、'.join(known)} 之一，不给则不限。", field=field)
        compared = Compared(listed(city, message.before), listed(city, message.after), message.opening)
        found = movement(connection, self._reporting.answering, compared, Going(message.aspect, message.direction))
        shown = sliced(found.moves, lambda one: one.subject, report_page(message.page))
        return wire.Movement(
            flows=[flow(one, found.graph) for one in flows(found.moves)],
            moves=[move(one, found.graph) for one in shown.found.items],
            **responses.around(shown),
        )


def _titles(steps: Iterable[Rung]) -> dict[str, str]:
    return {step.key: step.title for step in steps}


def _entries(one: Circular) -> list[wire.CircularEntry]:
    """The entries of a page; what is the same of an item for everybody is written once."""
    items: dict[int, wire.Loss] = {}

    def loss(lost: Loss) -> wire.Loss:
        said = items.get(id(lost.item))
        if said is None:
            said = items[id(lost.item)] = _item(lost.item)
        message = wire.Loss(
            value=written(lost.value),
            max=written(lost.full),
            lost=written(lost.full - lost.value),
            facts=[responses.fact(fact) for fact in lost.facts],
        )
        message.MergeFrom(said)
        return message

    return [
        wire.CircularEntry(standing=standing_message(each), losses=[loss(lost) for lost in one.losses[each.subject]])
        for each in one.listing.standings
    ]


def _item(item: Item) -> wire.Loss:
    return wire.Loss(
        key=item.entry.key,
        title=item.title,
        provenance=item.entry.provenance,
        source=responses.source(item.entry.source),
        under=item.under,
        period=item.period.code,
        rectify_by=item.again.last_day.isoformat() if item.again else "",
    )


def _opinion(one: Clearance) -> wire.Clearance:
    message = wire.Clearance(subject=one.subject, as_of=one.as_of.isoformat(), answer=one.answer, opinion=one.opinion)
    if one.by is not None and one.explanation is not None:
        graph = one.by.graph
        message.cycle, message.period = one.by.cycle.code, one.by.period.code
        message.model, message.model_hash = graph.code, graph.hash
        message.source.CopyFrom(responses.source(one.explanation.source))
        message.explanation.CopyFrom(responses.explanation(one.explanation))
        message.grounds.extend(
            wire.Ground(
                key=node.key,
                title=node.title,
                shown=node.shown,
                provenance=node.provenance,
                source=responses.source(node.source),
                facts=[responses.fact(fact) for fact in facts],
            )
            for node, facts in one.grounds
        )
    return message


def _sides(found: Concordance) -> list[wire.ConcordanceEntry]:
    sides = {
        "BOTH": found.both,
        "FIRST_ONLY": found.first_only,
        "SECOND_ONLY": found.second_only,
        "UNKNOWN": found.unknown,
    }
    return [wire.ConcordanceEntry(subject=subject, side=side) for side, some in sides.items() for subject in some]


def _known(entry: wire.ConcordanceEntry) -> str:
    return f"{entry.side}/{entry.subject}"


def _rater(place: int, one: Rater, hidden: bool) -> wire.Rater:
    return wire.Rater(
        place=place,
        rater="" if hidden else one.code,
        marks=one.marks,
        above=written(half_up(one.above, PLACES)),
        same=one.same,
        too_many_top=one.too_many_top,
    )
