"""Facts that fit one by one are refused next to each other at intake, exactly when the SDK refuses them."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import pytest
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_assessment.domain import commands, reversing
from biaochi_assessment.domain.calendar import CADENCES
from biaochi_assessment.domain.city import City
from biaochi_assessment.domain.cycles import open_cycle
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.models import Model as Received
from biaochi_assessment.domain.recording import record
from biaochi_assessment.domain.refusals import AboveLimit, CaseTwice, NothingToWaive, SpansOverlap
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.events.decode import model_of
from biaochi_assessment.events.encode import model_message
from biaochi_chassis.foundation.refusal import Refused
from biaochi_dazhou import biaochi_city as dazhou
from biaochi_laixi import biaochi_city as laixi
from biaochi_lanzhou import biaochi_city as lanzhou
from biaochi_scoring.events.encode import accepts
from biaochi_sdk import Model, Publish, Recorded, Source, bonus, cases, count, days_held, default, waiver
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.errors import FactRefused
from biaochi_sdk.values.facts import Fact
from biaochi_yantai import biaochi_city as yantai

from tests.assessment.agreement.test_one_by_one import Newest
from tests.assessment.town import DEVELOPER, NOW, established

SAID = Source("样例办法", "第一条")
ANY_TIME = Recorded(who="work_committee", cadences=("quarter", "year"))
SPANS = ("2020-01-01/2020-03-31", "2020-03-31/2020-06-30", "2020-07-01/2020-12-31", "2020-04-01/2020-05-31")
CITIES = (dazhou(), laixi(), lanzhou(), yantai())
GRAPHS = [model.graph for city in CITIES for model in city.models]


class Together(
    Model, code="together", title=default("样例"), subject="BRANCH", since="2018-01-01", source=SAID, defaults=SAID
):
    """Every rule by which facts are judged next to each other."""

    good = count(default(3), default(1), ANY_TIME, once="case_and_department", surplus="refused")(default("优秀案例"))
    other = count(default(9), default(1), ANY_TIME, once="each", surplus="refused", unique_across=[good])(
        default("一般案例")
    )
    honours = bonus(
        {"city": (default("市级"), default(4))}, ANY_TIME, cap=default(9), once="each", unique_across=[good]
    )(default("表彰"))
    excused = waiver(ANY_TIME, default(1))(default("免除"))
    late = cases(default(10), ANY_TIME, step=default(1), once="case", waived_by=excused)(default("迟报"))
    held = days_held(ANY_TIME, gaps="add_up", missing="zero")(default("在岗天数"))
    total = (good + other + honours + late)(default("得分"))
    at_quarter = Publish("quarter", totals={"together": total})
    at_year = Publish("year", totals={"together": total})


GRAPH = Together.graph


def received(graph: Graph) -> Received:
    """The model as intake receives it."""
    message = scoring.ModelPublished(
        code=graph.code, hash=graph.hash, subject_kind=graph.subject_kind, since="2018-01-01", accepts=accepts(graph)
    )
    return model_of(message, 1)


def context_of(model: Received) -> DecisionContext:
    """The open cycle 2020 of a city with this model, in which nothing stands."""
    cycle = open_cycle("2020", City("xianshi", "某市", CADENCES), (model,), NOW)
    return DecisionContext(Known((cycle,), (model,), Registry((established("S1", "BRANCH"),))))


def command_of(fact: Fact) -> commands.About:
    """The command that records a fact."""
    kind = commands.RecordBonus if fact.kind == "bonus" else commands.RecordLedgerEntry
    own: dict[str, Any] = {"level": fact.level or ""} if fact.kind == "bonus" else {"amount": fact.amount}
    return kind(
        idempotency_key=fact.id,
        subject=fact.subject,
        indicator=fact.indicator,
        period=fact.period,
        case=fact.case or "",
        department=fact.department or "",
        signed=fact.signed,
        reason=fact.reason or "",
        **own,
    )


def some(random: Random) -> Iterator[Fact]:
    """Facts of the inputs that are judged together, each of which fits by itself, in the order of the log."""
    for at in range(random.randint(1, 9)):
        accept = random.choice([one for one in GRAPH.accepts if one.indicator in GRAPH.together])
        yield Fact(
            f"{at:02d}",
            accept.kind,
            "S1",
            accept.indicator,
            random.choice(("2020-Q1", "2020-Q2", "2020")),
            random.choice(("1", "2")),
            level=accept.levels[0] if accept.levels else None,
            case=random.choice(SPANS if accept.how == "spans" else ("甲事", "乙事", "丙事")),
            department=random.choice(("一处", "二处")),
            signed=("样例签署人",) * accept.signatures,
            reason="因故",
            position=at,
        )


def gathers(facts: Sequence[Fact]) -> bool:
    """Whether the SDK takes these facts together, in every period of the year."""
    try:
        for code in ("2020-Q1", "2020-Q2", "2020"):
            GRAPH.gather(code, facts)
    except FactRefused:
        return False
    return True


def refusal_of(context: DecisionContext, fact: Fact) -> type[Refused] | None:
    """How intake refuses a fact, if it does."""
    try:
        record(context, DEVELOPER, command_of(fact))
    except Refused as refused:
        return type(refused)
    return None


def test_intake_takes_a_fact_next_to_others_exactly_when_the_sdk_does() -> None:
    model, seen = received(GRAPH), set[type[Refused] | None]()
    for seed in range(400):
        context, standing = context_of(model), list[Fact]()
        for fact in some(Random(seed)):
            refused = refusal_of(context, fact)
            assert gathers([*standing, fact]) is (refused is None), fact
            standing += [] if refused else [fact]
            seen |= {refused}

    assert seen == {None, AboveLimit, CaseTwice, NothingToWaive, SpansOverlap}


def entry(key: str, indicator: str, amount: str, case: str = "", period: str = "2020-Q1") -> commands.About:
    """An entry about the branch."""
    return commands.RecordLedgerEntry(
        idempotency_key=key, subject="S1", indicator=indicator, period=period, amount=amount, case=case
    )


def test_what_was_taken_back_stands_in_nobodys_way() -> None:
    context = context_of(received(GRAPH))
    record(context, DEVELOPER, entry("1", "good", "2", "甲事"))
    record(context, DEVELOPER, entry("2", "good", "1", "乙事", "2020-Q2"))
    with pytest.raises(AboveLimit, match="加上这一项，合计超过 3：请核对，或冲销此前的一项"):
        record(context, DEVELOPER, entry("3", "good", "1", "丙事", "2020-Q3"))

    reversing.reverse_fact(context, DEVELOPER, commands.ReverseFact("4", "2", "录错"))
    assert record(context, DEVELOPER, entry("5", "good", "1", "丙事", "2020-Q3")).amount == 1
    with pytest.raises(CaseTwice, match="事项“甲事”已登记在“优秀案例”"):
        record(context, DEVELOPER, entry("6", "other", "1", "甲事"))
    record(context, DEVELOPER, entry("7", "other", "1", "乙事"))


def record_whole(context: DecisionContext, *entries: commands.About) -> None:
    """Record all of them, or none."""
    with context.whole():
        for one in entries:
            record(context, DEVELOPER, one)


def test_what_a_refused_whole_entered_is_forgotten() -> None:
    context = context_of(received(GRAPH))
    with pytest.raises(AboveLimit):
        record_whole(context, entry("1", "good", "3", "甲事"), entry("2", "good", "1", "乙事"))

    assert context.fork().neighbours(("2020", "S1", "good")) == ()
    record(context, DEVELOPER, entry("3", "other", "1", "甲事"))


@pytest.mark.parametrize("graph", [*GRAPHS, GRAPH, Newest.graph], ids=lambda graph: graph.code)
def test_what_a_rehearsal_knows_of_a_model_is_what_intake_knows(graph: Graph) -> None:
    model = received(graph)

    assert model_of(model_message(model), 1) == model
