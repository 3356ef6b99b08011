"""What if: a supposition moves exactly those whom the same command would move, says why, and leaves no trace."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.outbox import everything
from biaochi_scoring.domain.explanations import Explanation
from biaochi_scoring.domain.facts import Fact
from biaochi_scoring.domain.moves import Move, flows, rules_between, values_between
from biaochi_scoring.domain.refusals import CursorExpired, ModelRefused
from biaochi_scoring.domain.suppositions import Parameter, Supposition, read_graph, with_parameters
from biaochi_scoring.events.decode import SCORING, fact_of
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.pages import ReportPage
from biaochi_scoring.use_cases.simulate import Answer, SimulationRequest
from biaochi_sdk.terms.parsing import canonical

from tests.scoring.scorer import Scorer
from tests.scoring.town import TOWN, Town
from tests.scoring.yardstick import GRAPH

QUARTERS = [f"2020-Q{ordinal}" for ordinal in range(1, 5)]
REACHED_AT_90 = Parameter("reached", 0, "90")
RENAMED = GRAPH.text.replace('"since":"2018-01-01"', '"since":"2019-01-01"')
"""The same rule, in force a year later: another version with the same results."""


def supposed(kind: str, subject: str, period: str, **more: str) -> Fact:
    indicator = {"check": "meetings", "ledger": "dues", "rung": "opening_rung"}.get(kind, "")
    recorded: dict[str, Any] = {
        "kind": kind,
        "subject": subject,
        "period": period,
        "cycle": "2020",
        "indicator": indicator,
        **more,
    }
    return fact_of(assessment.Fact(**recorded), 10**9)


def added(*facts: Fact) -> Supposition:
    return Supposition(tuple(fact._replace(number=f"试算-{place}") for place, fact in enumerate(facts, 1)))


async def simulate(
    scorer: Scorer, supposition: Supposition, period: str = "2020-Q1", *, open_: Sequence[str] = ()
) -> Answer:
    listed = Listed(TOWN, "2020", "branch", period)
    requested = SimulationRequest(listed, ReportPage(Page(1000)), supposition, open=tuple(open_))
    return await scorer.simulating.simulate(requested)


def seen(moves: Sequence[Move]) -> list[tuple[object, ...]]:
    return [
        (move.subject, move.before and move.before.rank, move.after and (move.after.total, move.after.rank))
        for move in moves
    ]


async def trace(scorer: Scorer) -> tuple[str, int]:
    """Everything a simulation must leave as it is: the stored sheets and how much was published."""
    published = await scorer.database.read(lambda connection: len(list(everything(connection, SCORING))))
    return await scorer.digest(), published


@pytest.fixture
async def lived(scorer: Scorer, town: Town) -> Scorer:
    """A year of three branches: B1 leads, B2 follows, B3 did nothing but keep its dues."""
    town.establish("B1", "B2", "B3")
    town.open_cycle(2020)
    for ordinal, period in enumerate(QUARTERS):
        town.check(f"a{ordinal}", "B1", period, 60 - ordinal)
        town.check(f"b{ordinal}", "B2", period, 45)
    town.deduct("d1", "B2", "2020-05", 10)
    await scorer.handle_all(town)
    return scorer


async def test_a_supposed_fact_moves_whom_it_moves_and_leaves_no_trace(lived: Scorer) -> None:
    before = await trace(lived)
    answer = await simulate(lived, added(supposed("check", "B3", "2020-Q1", amount="50")))
    assert seen(answer.movers) == [("B3", 3, ("90", 2)), ("B2", 2, ("85", 3))]
    assert [move.changed for move in answer.movers] == [("TOTAL", "GRADE", "RUNG", "RANK"), ("RANK",)]
    assert [(flow.aspect, flow.before, flow.after, flow.subjects) for flow in flows(answer.movers)] == [
        ("GRADE", "not_reached", "reached", 1),
        ("RUNG", "ordinary", "standardized", 1),
    ]
    assert (answer.subjects, answer.base.hash, answer.then.hash) == (3, GRAPH.hash, GRAPH.hash)
    assert (await trace(lived), await lived.marked()) == (before, [])


async def test_what_differs_is_named_node_by_node_with_its_values(lived: Scorer) -> None:
    answer = await simulate(lived, Supposition(reversed=("a0",)))
    differences = {one.key: (one.before, one.after) for one in values_between(answer.movers[1], GRAPH, GRAPH)}
    assert list(differences)[:3] == ["meetings", "total", "place"]
    assert (differences["meetings"], differences["total"]) == (("60", "0"), ("100", "40"))


async def test_an_opened_sheet_shows_the_supposed_fact_and_no_reversed_one(lived: Scorer) -> None:
    supposition = replace(added(supposed("check", "B1", "2020-Q1", amount="7")), reversed=("a0",))
    answer = await simulate(lived, supposition, "2020", open_=["B1", "nobody"])
    (sheet,) = answer.sheets
    assert sheet.explanation
    facts = [fact.number for node in nodes(sheet.explanation) for fact in node.facts]
    assert facts == ["试算-1", "a1", "a2", "a3"]
    assert sheet.standing.total == "85.25"


def nodes(root: Explanation) -> list[Explanation]:
    return [root, *(found for child in root.children for found in nodes(child))]


@pytest.mark.parametrize("period", [*QUARTERS, "2020"])
async def test_a_supposition_gives_what_the_same_commands_give(scorer: Scorer, town: Town, period: str) -> None:
    town.establish("B1", "B2", "B3")
    town.open_cycle(2020)
    wrong = town.check("c1", "B1", "2020-Q2", 60)
    recorded = town.rung("r1", "B2", "2020", "standardized")
    await scorer.handle_all(town)
    supposition = added(
        supposed("check", "B3", "2020-Q1", amount="50"),
        supposed("ledger", "B2", "2020-02", amount="8"),
        supposed("rung", "B1", "2020", rung="standardized"),
    )
    answer = await simulate(scorer, replace(supposition, reversed=("c1", "r1")), period)
    before = await scorer.standings(period)
    town.check("c2", "B3", "2020-Q1", 50)
    town.deduct("l1", "B2", "2020-02", 8)
    town.rung("r2", "B1", "2020", "standardized")
    town.reverse("x1", wrong)
    town.reverse("x2", recorded)
    await scorer.handle_all(town)
    after = await scorer.standings(period)
    moved = {
        code for code in after if (now := after[code]) and replace(now, movement=before[code].movement) != before[code]
    }
    assert {move.subject for move in answer.movers} == moved
    for move in answer.movers:
        assert move.after is not None
        assert move.after.standing(move.after.rung) == after[move.subject]


async def test_another_number_of_the_rule_moves_those_it_divides(lived: Scorer) -> None:
    answer = await simulate(lived, Supposition(parameters=(REACHED_AT_90,)), open_=["B2"])
    assert [(move.subject, move.changed) for move in answer.movers] == [("B2", ("GRADE", "RUNG"))]
    (rule,) = rules_between(answer.base, answer.then)
    assert (rule.key, "80" in (rule.before or ""), "90〔默认，可调整〕" in (rule.after or "")) == (
        "reached",
        True,
        True,
    )
    (number,) = answer.then.described["reached"].term.args[1].walk()
    assert (number.number.source.document, number.number.source.place) == ("试算", "由 80 改为 90")
    (sheet,) = answer.sheets
    assert sheet.grade_explanation is not None
    assert "90" in sheet.grade_explanation.children[0].words


@pytest.mark.parametrize("version", [RENAMED, with_parameters(GRAPH, [Parameter("dues", 2, "0.5")]).text])
async def test_a_version_that_comes_to_the_same_moves_nobody_though_everybody_is_judged_anew(
    lived: Scorer, version: str
) -> None:
    for period in (*QUARTERS, "2020"):
        answer = await simulate(lived, Supposition(graph=version), period)
        assert (answer.movers, answer.subjects) == ([], 3)
        assert answer.then.hash != answer.base.hash


async def test_facts_and_a_rule_are_supposed_together(lived: Scorer) -> None:
    facts = added(supposed("check", "B3", "2020-Q1", amount="45"))
    answer = await simulate(lived, replace(facts, parameters=(REACHED_AT_90,)))
    assert [(move.subject, move.after and move.after.grade) for move in answer.movers] == [
        ("B2", "not_reached"),
        ("B3", "not_reached"),
    ]


def test_a_draft_that_opens_into_too_large_a_tree_is_refused() -> None:
    draft = json.loads(GRAPH.text)
    (place,) = [node for node in draft["nodes"] if node["key"] == "reached"]
    at = draft["nodes"].index(place)
    for level in range(20):
        below = [{"op": "ref", "args": [], "key": f"{side}{level - 1}" if level else "reached"} for side in "ab"]
        term = {"op": "any", "args": below if level else below[:1] * 2}
        for side in "ab":
            draft["nodes"].insert(at := at + 1, {**place, "key": f"{side}{level}", "term": term})
    with pytest.raises(ModelRefused, match="20000"):
        read_graph(canonical(draft))


async def test_a_published_version_is_supposed_by_its_hash(lived: Scorer, town: Town) -> None:
    stricter = with_parameters(GRAPH, [REACHED_AT_90])
    with pytest.raises(Refused, match=stricter.hash):
        await simulate(lived, Supposition(model_hash=stricter.hash))
    town.publish(stricter)
    await lived.handle_all(town)
    answer = await simulate(lived, Supposition(model_hash=stricter.hash))
    assert [move.subject for move in answer.movers] == ["B2"]


async def test_two_versions_are_compared_neither_of_which_the_cycle_pinned(lived: Scorer, town: Town) -> None:
    other = with_parameters(GRAPH, [REACHED_AT_90])
    town.publish(other)
    await lived.handle_all(town)
    laxer = Parameter("reached", 0, "40")
    from_other = await simulate(lived, Supposition(parameters=(laxer,), against_hash=other.hash))
    assert [move.subject for move in from_other.movers] == ["B2", "B3"]
    assert (from_other.base.hash, [rule.key for rule in rules_between(from_other.base, from_other.then)]) == (
        other.hash,
        ["reached"],
    )
    assert [move.subject for move in (await simulate(lived, Supposition(parameters=(laxer,)))).movers] == ["B3"]
    assert (await simulate(lived, Supposition(against_hash=other.hash))).movers == []
    back = await simulate(lived, Supposition(against_hash=other.hash, model_hash=GRAPH.hash))
    assert [move.subject for move in back.movers] == ["B2"]


async def test_facts_that_the_other_version_does_not_take_are_named(lived: Scorer) -> None:
    lower = with_parameters(GRAPH, [Parameter("meetings", 2, "2")])
    answer = await simulate(lived, Supposition(graph=lower.text))
    assert [sentence.split(":")[0] for sentence in sorted(answer.left_out)] == ["a1", "a3", "b0", "b1", "b2", "b3"]
    assert "每 2 一档" in answer.left_out[0]
    without = GRAPH.text.replace('"meetings"', '"gatherings"')
    assert (await simulate(lived, Supposition(graph=without))).left_out == ("指标“会议”在该版本中没有，8 条事实不计。",)


async def test_a_closed_cycle_answers_and_stays_frozen(lived: Scorer, town: Town) -> None:
    town.close_cycle(2020)
    await lived.handle_all(town)
    before = await trace(lived)
    answer = await simulate(lived, Supposition(reversed=("a0",)))
    assert seen(answer.movers) == [("B2", 2, ("85", 1)), ("B1", 1, ("40", 2)), ("B3", 3, ("40", 2))]
    assert await trace(lived) == before


async def test_what_was_received_and_not_recomputed_yet_counts_on_both_sides(scorer: Scorer, town: Town) -> None:
    town.establish("B1", "B2")
    town.open_cycle(2020)
    town.check("c1", "B1", "2020-Q1", 60)
    for records in town.records.values():
        await scorer.handle(records)
    assert await scorer.marked()
    answer = await simulate(scorer, added(supposed("check", "B2", "2020-Q1", amount="50")))
    assert seen(answer.movers) == [("B2", 2, ("90", 2))]
    assert seen((await simulate(scorer, Supposition(parameters=(REACHED_AT_90,)))).movers) == []
    assert await scorer.marked()


BAD: tuple[tuple[Supposition, str], ...] = (
    (added(supposed("check", "B3", "2021-Q1", amount="5")), "UNKNOWN_PERIOD"),
    (added(supposed("check", "B9", "2020-Q1", amount="5")), "UNKNOWN_SUBJECT"),
    (added(supposed("check", "B3", "2020-Q1", amount="5", indicator="nothing")), "UNKNOWN_INDICATOR"),
    (added(supposed("check", "B3", "2020-Q1", amount="5", indicator="dues")), "WRONG_KIND"),
    (added(supposed("check", "B3", "2020-05", amount="5")), "WRONG_CADENCE"),
    (added(supposed("check", "B3", "2020-Q1", amount="five")), "NOT_A_NUMBER"),
    (added(supposed("check", "B3", "2020-Q1", amount="61")), "AMOUNT_OUT_OF_RANGE"),
    (added(supposed("check", "B3", "2020-Q1", amount="4.5")), "AMOUNT_OFF_STEP"),
    (added(supposed("check", "B1", "2020-Q1", amount="5")), "ALREADY_EXISTS"),
    (added(*[supposed("check", "B3", "2020-Q1", amount="5")] * 2), "ALREADY_EXISTS"),
    (added(supposed("rung", "B3", "2020", rung="highest")), "UNKNOWN_CHOICE"),
    (added(*[supposed("check", "B3", "2020-Q1", amount="5")] * 1001), "REQUEST_TOO_LARGE"),
    (Supposition(reversed=("zz",)), "UNKNOWN_FACT"),
    (Supposition(reversed=("a0", "a0")), "ALREADY_REVERSED"),
    (Supposition(parameters=(Parameter("nothing", 0, "1"),)), "UNKNOWN_NUMBER"),
    (Supposition(parameters=(Parameter("meetings", 0, "1"),)), "UNKNOWN_NUMBER"),
    (Supposition(parameters=(Parameter("reached", 0, "many"),)), "NOT_A_NUMBER"),
    (Supposition(parameters=(Parameter("meetings", 1, "70"),)), "MODEL_REFUSED"),
    (Supposition(graph="{}"), "MODEL_REFUSED"),
    (Supposition(model_hash="0" * 64), "UNKNOWN_MODEL"),
    (Supposition(model_hash="0" * 64, graph="{}"), "BAD_REQUEST"),
    (Supposition(graph=GRAPH.text.replace('"code":"branch"', '"code":"organ"')), "UNKNOWN_MODEL"),
)
"""What is refused, and with which code."""


async def test_a_bad_supposition_is_refused_with_the_code_of_intake(lived: Scorer) -> None:
    for supposition, code in BAD:
        with pytest.raises(Refused) as refused:
            await simulate(lived, supposition)
        assert refused.value.code == code, supposition


async def test_a_refusal_says_which_of_the_changes_it_means(lived: Scorer) -> None:
    good, bad = supposed("ledger", "B3", "2020-05", amount="1"), supposed("ledger", "B3", "2020-05", amount="1000")
    with pytest.raises(Refused) as refused:
        await simulate(lived, added(good, good, bad))
    assert (refused.value.index, refused.value.field) == (2, "amount")


async def test_movers_come_in_pages_and_by_aspect(lived: Scorer) -> None:
    supposition = added(supposed("check", "B3", "2020-Q1", amount="50"))
    listed = Listed(TOWN, "2020", "branch", "2020-Q1")
    one = ReportPage(Page(1))
    first = (await lived.simulating.simulate(SimulationRequest(listed, one, supposition))).page
    behind = ReportPage(Page(1, "B3"), first.listing)
    then = (await lived.simulating.simulate(SimulationRequest(listed, behind, supposition))).page.found
    graded = (await lived.simulating.simulate(SimulationRequest(listed, one, supposition, only=("GRADE",)))).page.found
    found = (first.found, then, graded)
    assert [[move.subject for move in page.items] for page in found] == [["B3"], ["B2"], ["B3"]]
    assert [(page.total, page.has_more) for page in found] == [(2, True), (2, False), (1, False)]
    with pytest.raises(CursorExpired):
        await lived.simulating.simulate(SimulationRequest(listed, behind, supposition, only=("GRADE",)))
