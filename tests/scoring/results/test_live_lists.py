"""Live lists: whoever has another role than the public's sees them, the public where the city's rule says so."""

import pytest
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.identity.policy import access_table
from biaochi_scoring.domain.refusals import LiveForTheScored
from biaochi_scoring.events.decode import SCORING
from biaochi_scoring.use_cases.answering.live_lists import check_live
from biaochi_sdk import ModelRefused, Notice, default

from tests.scoring.scorer import Scorer
from tests.scoring.town import TOWN, Town

RULES = {
    "none": None,
    "the usual": scoring.NoticeRule(working_days=5, to="public"),
    "the scored": scoring.NoticeRule(working_days=5, to="public", live="scored"),
    "the public": scoring.NoticeRule(working_days=5, to="scored", live="public"),
}


def may_see(roles: frozenset[str], rule: str) -> bool:
    """The oracle, from the words of the rule alone."""
    return rule == "the public" or roles not in (frozenset(), frozenset({"viewer"}))


async def sees(scorer: Scorer, roles: frozenset[str]) -> bool:
    try:
        await scorer.database.read(lambda one: check_live(one, scorer.answering.graphs, TOWN, roles))
    except LiveForTheScored:
        return False
    return True


@pytest.mark.parametrize("rule", RULES)
async def test_every_role_sees_what_the_oracle_allows(scorer: Scorer, town: Town, rule: str) -> None:
    message = scoring.CityPublished(slug=TOWN, title="样例市", calendar=["year"], notice=RULES[rule])
    town.append(SCORING, TOWN, message)
    await scorer.handle_all(town)
    roles = [frozenset({one}) for one in access_table().roles]
    sets = [frozenset(), *roles, *(one | {"viewer"} for one in roles)]
    assert {one: await sees(scorer, one) for one in sets} == {one: may_see(one, rule) for one in sets}


def test_a_plugin_says_whom_its_live_lists_are_for() -> None:
    days = default(5)
    assert Notice(days, live="public").data()["live"] == "public"
    assert "live" not in Notice(days).data()
    with pytest.raises(ModelRefused):
        Notice(days, live="everybody")
