"""Boards: frozen results once their notice began, to whom the city says, with their lights, in order or in none."""

import json

import pytest
from biaochi.assessment.v1 import events_pb2 as assessment
from biaochi.scoring.v1 import events_pb2 as scoring
from biaochi_chassis.foundation.pages import Page
from biaochi_chassis.foundation.refusal import Refused
from biaochi_scoring.domain.results.boards import Lamp, Light, board
from biaochi_scoring.events.decode import ASSESSMENT, SCORING
from biaochi_scoring.store.standings import Listed
from biaochi_scoring.use_cases.answering.boards import Board, show_board
from biaochi_sdk import ModelRefused, Notice, default

from tests.scoring.results.test_result_versions import decided, frozen_once
from tests.scoring.scorer import Scorer
from tests.scoring.town import TOWN, Town

EVERYBODY, OFFICE = frozenset({"viewer"}), frozenset({"viewer", "member"})
QUARTER = Listed(TOWN, "2020", "branch", "2020-Q1")
FIRST = Page(1)


async def shown(scorer: Scorer, roles: frozenset[str] = EVERYBODY, page: Page = FIRST) -> Board:
    return await scorer.database.read(lambda one: show_board(one, scorer.answering, QUARTER, roles, page))


async def refusal(scorer: Scorer, roles: frozenset[str] = EVERYBODY) -> str:
    with pytest.raises(Refused) as refused:
        await shown(scorer, roles)
    return refused.value.code


async def under_notice(scorer: Scorer, town: Town, to: str = "public") -> None:
    town.append(ASSESSMENT, "2020", assessment.NoticeBegan(cycle="2020", version=1, to=to))
    await scorer.handle_all(town)


async def test_there_is_no_board_before_the_notice_begins(scorer: Scorer, town: Town) -> None:
    await frozen_once(scorer, town)
    assert await refusal(scorer, OFFICE) == "RESULTS_NOT_PUBLISHED"
    await under_notice(scorer, town)
    found = await shown(scorer)
    assert (found.version.version, found.to, found.ordered) == (1, "public", True)
    assert ([(one.subject, one.rank) for one in found.found.items], found.found.has_more) == ([("B1", 1)], True)
    assert found.version.results_hash == (await scorer.frozen())[0].results_hash


async def test_results_for_the_scored_are_not_for_the_public(scorer: Scorer, town: Town) -> None:
    await frozen_once(scorer, town)
    await under_notice(scorer, town, "scored")
    assert await refusal(scorer) == "NOT_FOR_THE_PUBLIC"
    assert (await shown(scorer, OFFICE)).to == "scored"


async def test_an_index_that_the_city_announces_to_all_is_for_the_public_though_the_rest_is_for_the_scored(
    scorer: Scorer, town: Town
) -> None:
    await frozen_once(scorer, town)
    for index, code in (("another", "NOT_FOR_THE_PUBLIC"), ("branch", "")):
        rule = scoring.NoticeRule(working_days=5, to="scored", public=[index])
        town.append(SCORING, TOWN, scoring.CityPublished(slug=TOWN, title="样例市", calendar=["year"], notice=rule))
        await under_notice(scorer, town, "scored")
        if code:
            assert await refusal(scorer) == code
        else:
            assert (await shown(scorer)).to == "public"


async def test_a_board_shows_what_was_frozen_last(scorer: Scorer, town: Town) -> None:
    fact = await frozen_once(scorer, town)
    await under_notice(scorer, town)
    before = (await shown(scorer)).found.items[0].total
    decided(town, fact)
    await scorer.handle_all(town)
    after = await shown(scorer)
    assert (before, after.found.items[0].total, after.version.version) == ("100", "80", 2)


async def test_a_city_may_order_its_boards_by_code_and_show_no_ranks(scorer: Scorer, town: Town) -> None:
    await frozen_once(scorer, town)
    rule = scoring.NoticeRule(working_days=5, to="public", unordered=True)
    town.append(SCORING, TOWN, scoring.CityPublished(slug=TOWN, title="样例市", calendar=["year"], notice=rule))
    await under_notice(scorer, town)
    found = await shown(scorer, page=Page())
    assert found.ordered is False
    assert [(one.subject, one.rank) for one in found.found.items] == [("B1", None), ("B2", None)]


def line(subject: str, rank: int | None, **values: str | None) -> str:
    shown_values = json.dumps(values)
    return json.dumps(
        {"subject": subject, "total": "1", "grade": None, "rung": None, "rank": rank, "values": shown_values}
    )


def test_lights_are_shown_with_what_they_are_called_and_only_where_one_is_lit() -> None:
    lamps = [Lamp("pace", "进度", {"red": "红牌", "green": "绿牌"})]
    lines = [line("B2", None, pace=None), line("B3", 1, pace="red"), line("B1", 1, pace="green")]
    found = board(lines, lamps, ordered=True)
    assert [one.subject for one in found] == ["B1", "B3", "B2"]
    assert [list(one.lights) for one in found] == [
        [Light("pace", "进度", "green", "绿牌")],
        [Light("pace", "进度", "red", "红牌")],
        [],
    ]


def test_a_plugin_says_that_its_boards_have_no_order() -> None:
    days = default(5)
    assert Notice(days, ordered=False).data()["unordered"] is True
    assert "unordered" not in Notice(days).data()


def test_a_plugin_says_which_indices_are_announced_to_all_and_none_where_all_are() -> None:
    days = default(5)
    assert Notice(days, to="scored", public=("helping",)).data()["public"] == ["helping"]
    with pytest.raises(ModelRefused, match="for the public already"):
        Notice(days, public=("helping",))
