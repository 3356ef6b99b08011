"""A fact is taken at intake exactly when the SDK takes it: random facts of every indicator of the installed cities."""

from collections.abc import Callable
from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain import commands
from biaochi_assessment.domain.calendar import CADENCES, periods_of
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import open_cycle
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.facts import TASK
from biaochi_assessment.domain.models import Model as Received
from biaochi_assessment.domain.ratings import cast_ballot, submit_rating
from biaochi_assessment.domain.recording import record
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.domain.tasks import issue_task
from biaochi_assessment.events.decode import model_of
from biaochi_chassis.foundation.refusal import Refused
from biaochi_dazhou import biaochi_city as dazhou
from biaochi_laixi import biaochi_city as laixi
from biaochi_scoring.events.encode import accepts
from biaochi_sdk import Model, Publish, Recorded, Source, cases, days_held, default, moves, quoted, waiver
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.exact import exact, written
from biaochi_sdk.values.facts import Accept, Fact
from biaochi_yantai import biaochi_city as yantai

from tests.assessment.town import DEVELOPER, NOW, established

SAID = Source("样例办法", "第一条")
REGISTERED = "registered"
"""The kind of what is read from the registry: nobody records it."""
ANY_TIME = Recorded(who="work_committee", cadences=("quarter", "year"))


class Newest(
    Model, code="newest", title=default("样例"), subject="BRANCH", since="2018-01-01", source=SAID, defaults=SAID
):
    """Inputs that no installed city has: waivers, levels with a range, spans of days, moves, what may not be 0."""

    excused = waiver(ANY_TIME, default(1))(default("免除"))
    reduced = waiver(ANY_TIME, default(2), default(3), default("0.5"))(default("减轻"))
    late = cases(default(10), ANY_TIME, step=default(1), once="case", waived_by=excused)(default("迟报"))
    missed = cases(default(10), ANY_TIME, step=default(1), once="case", waived_by=reduced)(default("缺报"))
    kept = cases(
        default(10),
        ANY_TIME,
        levels={"late": (default("迟报"), default(1)), "undone": (default("未完成"), (default(3), default(4)))},
        step=default("0.5"),
        once="each",
    )(default("报送"))
    held = days_held(ANY_TIME, gaps="add_up", missing="zero")(default("在岗天数"))
    changed = moves(default(-3), default(5), default("0.5"), ANY_TIME)(default("加减分"))
    adjusted = quoted(default(-2), default(2), default("0.5"), ANY_TIME, missing="zero", nonzero=True)(default("调整"))
    total = (kept + adjusted)(default("得分"))
    at_year = Publish("year", totals={"newest": total})


GRAPHS = [model.graph for city in (dazhou(), laixi(), yantai()) for model in city.models] + [Newest.graph]
TAKEN = [(graph, accept) for graph in GRAPHS for accept in graph.accepts if accept.kind != REGISTERED]
PERIODS = {
    cadence: [one.code for one in periods_of("2020", CADENCES) if one.cadence == cadence] for cadence in CADENCES
}
SUBJECT, OTHER = "S1", "R1"
COMMANDS = {kind.kind: kind for kind in vars(commands).values() if isinstance(kind, type) and hasattr(kind, "kind")}
DECIDE: dict[str, Callable[..., object]] = {"task": issue_task, "rating": submit_rating, "ballot": cast_ballot}


@pytest.mark.parametrize(("graph", "accept"), TAKEN, ids=[f"{graph.code} {one.indicator}" for graph, one in TAKEN])
def test_intake_takes_what_the_sdk_takes(graph: Graph, accept: Accept) -> None:
    model, random = model_received(graph), Random(f"{graph.code} {accept.indicator}")
    verdicts = [(taken_by_sdk(graph, fact), taken_at_intake(model, fact)) for fact in facts(accept, random)]

    assert all(ours == theirs for theirs, ours in verdicts)
    assert {theirs for theirs, _ in verdicts} == {True, False}


def model_received(graph: Graph) -> Received:
    """The model as intake receives it, but for what facts are judged by next to each other."""
    message = scoring.ModelPublished(
        code=graph.code, hash=graph.hash, subject_kind=graph.subject_kind, since="2018-01-01", accepts=accepts(graph)
    )
    model = model_of(message, 1)
    return replace(model, accepts=tuple(replace(accept, together=None) for accept in model.accepts))


def taken_by_sdk(graph: Graph, fact: Fact) -> bool:
    """Whether the SDK takes the fact."""
    try:
        graph.check(fact)
    except FactRefused:
        return False
    return True


def taken_at_intake(model: Received, fact: Fact) -> bool:
    """Whether intake takes the fact, sent as a command of its kind."""
    states = (established(SUBJECT, model.subject_kinds[0]), established(OTHER, "SOMETHING_ELSE"))
    cycle = open_cycle("2020", City("xianshi", "某市", CADENCES), (model,), NOW)
    context = DecisionContext(Known((cycle,), (model,), Registry(states)))
    kind, more = COMMANDS[fact.kind], {"idempotency_key": fact.id, "task": "T1", "title": "任务"}
    values = {field.name: more.get(field.name, getattr(fact, field.name, None)) for field in fields(kind)}
    command = kind(**{name: "" if value is None else value for name, value in values.items()})
    try:
        DECIDE.get(fact.kind, record)(context, DEVELOPER, command)
    except Refused:
        return False
    return True


def facts(accept: Accept, random: Random) -> list[Fact]:
    """Facts that mostly fit: at most a few of their words are wrong."""
    return [_fact(accept, random) for _ in range(60)]


def _fact(accept: Accept, random: Random) -> Fact:
    def one_of(good: Any, *bad: Any) -> Any:  # noqa: ANN401
        return random.choice(bad) if bad and random.random() < 0.1 else good

    amount = _amount(accept, random)
    task, founded = accept.kind == TASK, issubclass(COMMANDS[accept.kind], commands.Founded)
    return Fact(
        id="f1",
        kind=one_of(accept.kind, "veto", "check"),
        subject=SUBJECT,
        indicator=accept.indicator,
        period=one_of(random.choice(PERIODS[accept.cadences[0]]), "2020", "2020-02"),
        amount="0" if task else amount,
        points=amount if task else None,
        share=one_of(accept.share, "COMMON", "INDIVIDUAL") if task else accept.share,
        rater=one_of(OTHER, None, SUBJECT) if accept.kind in ("rating", "ballot") else None,
        level=one_of(random.choice(accept.levels or (None,)), None, "nowhere"),
        case=one_of("2020-03-01/2020-08-31", None, "2020-03", "2020-08-31/2020-03-01", "2020-02-30/2020-03-01")
        if accept.how == "spans"
        else one_of("one", None, " ")
        if accept.how == "waivers"
        else random.choice((None, "one")),
        owners=one_of(random.choice((1, 1, 2, 99)) if "shared" in accept.may else 1, 2, 100) if founded else 1,
        raised=one_of(False, True) if founded else False,
        choice=one_of(random.choice(accept.choices or (None,)), None, "nothing"),
        panel=one_of(random.choice(accept.panels or (None,)), None, "nobody"),
        signed=one_of(tuple("甲乙丙"[: accept.signatures]), (), (SUBJECT,), (OTHER, OTHER)),
        reason=one_of("因故", None, " "),
    )


def _amount(accept: Accept, random: Random) -> str:
    low, high, step = exact(accept.lo), exact(accept.hi), exact(accept.step)
    steps = int((high - low) / step)
    off = random.choice((0, 0, 0, 0, 0, step / 2))
    return written(low + step * random.choice((0, 1, steps, steps + 1, random.randint(0, steps))) + off)
