"""What-if questions and answers as messages of the wire."""

from datetime import datetime

from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.scoring.v1 import service_pb2 as wire
from biaochi_sdk.graph.graph import Graph

from biaochi_scoring.api import responses
from biaochi_scoring.api.requests import listed, report_page
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.moves import (
    GRADE,
    RUNG,
    TOTAL,
    Difference,
    Flow,
    Move,
    direction,
    directions,
    flows,
    values_between,
)
from biaochi_scoring.domain.suppositions import SUPPOSED, Parameter, Supposition
from biaochi_scoring.events.decode import fact_of
from biaochi_scoring.events.encode import standing_message
from biaochi_scoring.use_cases.simulate import Answer, SimulationRequest

MOST_LEFT_OUT = 100


def message(request: wire.SimulateRequest, now: datetime) -> SimulationRequest:
    """The question; a supposed fact is recorded by nobody, at this moment, after everything that stands."""
    supposition = Supposition(
        added=tuple(_fact(request.cycle, ordinal, fact, now) for ordinal, fact in enumerate(request.added, 1)),
        reversed=tuple(request.reversed),
        parameters=tuple(Parameter(one.node, one.place, one.value, one.model) for one in request.parameters),
        model_hash=request.model_hash,
        graph=request.graph,
        against_hash=request.against_hash,
    )
    return SimulationRequest(
        listed(request.city, request),
        report_page(request),
        supposition,
        tuple(request.only),
        tuple(dict.fromkeys(request.open)),
    )


AFTER_EVERYTHING = 2**62
"""Where in the log supposed facts would stand: after everything that does."""


def _fact(cycle: str, ordinal: int, fact: assessment.Fact, now: datetime) -> Fact:
    return fact_of(fact, AFTER_EVERYTHING + ordinal)._replace(
        number=f"{SUPPOSED}-{ordinal}",
        cycle=cycle,
        recorded_by=SUPPOSED,
        recorded_at=now.isoformat(timespec="seconds").replace("+00:00", "Z"),
    )


def answer(one: Answer) -> wire.SimulateAnswer:
    """The answer with its counts, its page of movers, and the rules and sheets that were asked for."""
    changed = [aspect for move in one.movers for aspect in move.changed]
    return wire.SimulateAnswer(
        period=one.listed.period,
        model_hash_before=one.base.hash,
        model_hash_after=one.then.hash,
        subjects=one.subjects,
        movers=len(one.movers),
        totals=changed.count(TOTAL),
        grades=changed.count(GRADE),
        rungs=changed.count(RUNG),
        rose=sum(move.rise > 0 for move in one.movers),
        fell=sum(move.rise < 0 for move in one.movers),
        flows=[flow(each, one.then) for each in flows(one.movers)],
        moves=[_moved(each, one) for each in one.page.found.items],
        **responses.around(one.page),
        rules=[_difference(difference) for difference in one.rules],
        left_out=one.left_out[:MOST_LEFT_OUT],
        sheets=[responses.sheet(sheet) for sheet in one.sheets],
    )


def move(one: Move, graph: Graph) -> wire.Move:
    """Who moves, from which standing to which, up or down by the rule's steps; the rung of both is the one shown."""
    before, after, ways = one.before, one.after, directions(one, graph)
    return wire.Move(
        subject=one.subject,
        before=standing_message(before.standing(before.rung)) if before else None,
        after=standing_message(after.standing(after.rung)) if after else None,
        changed=one.changed,
        grade_direction=ways[GRADE],
        rung_direction=ways[RUNG],
    )


def _moved(one: Move, judged: Answer) -> wire.Move:
    message = move(one, judged.then)
    message.values.extend(_difference(difference) for difference in values_between(one, judged.base, judged.then))
    return message


def _difference(one: Difference) -> wire.Difference:
    return wire.Difference(key=one.key, title=one.title, before=one.before or "", after=one.after or "")


def flow(one: Flow, graph: Graph) -> wire.Flow:
    """How many go from one grade or rung to another, up or down by the rule's steps."""
    way = direction(graph.rungs if one.aspect == RUNG else graph.grades, one.before, one.after)
    ends = {"before": one.before or "", "after": one.after or ""}
    return wire.Flow(aspect=one.aspect, subjects=one.subjects, direction=way, **ends)
