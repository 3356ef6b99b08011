"""What if below: what is supposed of a section moves its department, the committee over both, and the branches."""

from dataclasses import replace

import pytest
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import Refused
from biaochi_scoring.domain.suppositions import Parameter, Supposition
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.pages import ReportPage
from biaochi_scoring.use_cases.simulate import Answer, SimulationRequest
from biaochi_sdk.graph.graph import Graph

from tests.scoring.scorer import Scorer
from tests.scoring.test_linking import score, totals
from tests.scoring.test_what_if import added, supposed
from tests.scoring.tiers import SECTION, tiered_town
from tests.scoring.town import TOWN, Town

ROUNDED = Parameter("under", 1, "0", "department")


@pytest.fixture
def town() -> Town:
    """Three levels."""
    return tiered_town()


async def simulate(scorer: Scorer, index: str, supposition: Supposition) -> Answer:
    listed = Listed(TOWN, "2020", index, "2020")
    return await scorer.simulating.simulate(SimulationRequest(listed, ReportPage(Page(1000)), supposition))


def moved(answer: Answer) -> dict[str, str | None]:
    return {move.subject: move.after.total if move.after else None for move in answer.movers}


@pytest.mark.parametrize("index", ["section", "department", "committee", "branch"])
async def test_facts_supposed_of_those_below_give_what_the_same_commands_give(
    scorer: Scorer, town: Town, index: str
) -> None:
    wrong = score(town, "f1", "S1", "2020-Q4", 80)
    await scorer.handle_all(town)
    before, stored = await totals(scorer, index), await scorer.digest()
    facts = added(supposed("check", "S3", "2020-Q4", indicator="points", amount="50"))
    answer = await simulate(scorer, index, replace(facts, reversed=("f1",)))
    assert await scorer.digest() == stored
    town.reverse("x1", wrong)
    score(town, "f2", "S3", "2020-Q4", 50)
    await scorer.handle_all(town)
    after = await totals(scorer, index)
    assert moved(answer).items() >= {code: total for code, total in after.items() if total != before[code]}.items()
    assert moved(answer).items() <= after.items()


async def test_added_facts_go_to_the_model_that_takes_them(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)
    facts = added(
        supposed("check", "S1", "2020-Q4", indicator="points", amount="81"),
        supposed("check", "D2", "2020-Q4", indicator="discipline", amount="6"),
    )
    assert moved(await simulate(scorer, "committee", facts)) == {"W": "127.5"}
    assert moved(await simulate(scorer, "branch", facts)) == {"B1": "40.5", "B2": "40.5", "B3": "6"}


async def test_a_number_of_a_lower_rule_moves_those_above_and_is_named_among_the_rules(
    scorer: Scorer, town: Town
) -> None:
    score(town, "f1", "S1", "2020-Q4", 81)
    await scorer.handle_all(town)
    answer = await simulate(scorer, "committee", Supposition(parameters=(ROUNDED,)))
    assert moved(answer) == {"W": "122"}
    assert [rule.key for rule in answer.rules] == ["under"]


async def test_a_draft_of_a_lower_model_is_judged_with_everything_above(scorer: Scorer, town: Town) -> None:
    score(town, "f1", "S1", "2020-Q4", 81)
    await scorer.handle_all(town)
    draft = SECTION.text.replace('"missing":"zero"', '"missing":"full"')
    assert Graph.parse(draft).hash != SECTION.hash
    assert moved(await simulate(scorer, "department", Supposition(graph=draft))) == {"D1": "90.5", "D2": "100"}


async def test_what_is_marked_and_not_yet_recomputed_below_is_on_both_sides(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)
    score(town, "f1", "S1", "2020-Q4", 80)
    await scorer.handle(town.records["biaochi.assessment.v1"][-1:])
    answer = await simulate(scorer, "committee", Supposition())
    assert (moved(answer), len(await scorer.marked())) == ({}, 1)
    facts = added(supposed("check", "S2", "2020-Q4", indicator="points", amount="20"))
    assert moved(await simulate(scorer, "committee", facts)) == {"W": "150"}


async def test_a_number_of_a_model_the_list_does_not_rest_on_is_refused(scorer: Scorer, town: Town) -> None:
    await scorer.handle_all(town)
    with pytest.raises(Refused, match="section") as refused:
        await simulate(scorer, "section", Supposition(parameters=(ROUNDED,)))
    assert refused.value.code == "UNKNOWN_MODEL"
