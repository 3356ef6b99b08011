"""Who left before the last day of a period, and who stood in several places within it: judged by the days in each."""

import pytest
from biaochi_sdk import (
    Model,
    ModelRefused,
    Publish,
    Recorded,
    Source,
    check,
    default,
    from_above,
    from_below,
    registered_days,
    share_of_pool,
    unit,
)

from tests.scoring.scorer import Scorer
from tests.scoring.test_order import interleaved_alike
from tests.scoring.town import Town

RULES, DEFAULTS = Source("样例考核办法", "第三条"), Source("默认值", "可调整")


class Serving(
    Model,
    code="serving",
    title=default("书记履职"),
    subject="SECRETARY",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
    leavers=True,
):
    """Who was secretary of a branch shares its hundred points by days."""

    held = registered_days()(default("在任天数"))
    total = share_of_pool(default(100), held, unit("branch", default("所在支部")), default(0), ties="code")(
        default("得分")
    )
    at_quarter = Publish("quarter", totals={"serving": total})
    at_year = Publish("year", totals={"serving": total})


class Scored(
    Model, code="scored", title=default("支部"), subject="BRANCH", since="2018-01-01", source=RULES, defaults=DEFAULTS
):
    """What a branch got at acceptance."""

    total = check(default(100), default(1), Recorded("work_committee", ("quarter",)), missing="zero")(default("得分"))
    at_quarter = Publish("quarter", totals={"scored": total})


class Branches(
    Model, code="branches", title=default("支部"), subject="BRANCH", since="2018-01-01", source=RULES, defaults=DEFAULTS
):
    """A branch counts whom it had as secretaries."""

    secretaries = from_below("count", Serving.held, missing="left_out")(default("书记人数"))
    total = (secretaries * default(1))(default("得分"))
    at_quarter = Publish("quarter", totals={"branches": total})
    at_year = Publish("year", totals={"branches": total})


class Leading(
    Model,
    code="leading",
    title=default("书记所带支部"),
    subject="SECRETARY",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
    leavers=True,
):
    """A secretary has what the branches scored that were led, by the days in each."""

    led = from_above(Scored.total, by_days=default(2))(default("所带支部得分"))
    at_quarter = Publish("quarter", totals={"leading": led})


def town() -> Town:
    """P1 hands B1 over to P2 on 20 March, with a day between; P3 of B2 left the year before."""
    town = Town(Serving.graph, others=(Branches.graph,))
    town.install()
    town.establish("B1", "B2")
    town.appoint("P1", "B1", "2019-06-01")
    town.dismiss("P1", "B1", "2020-03-20")
    town.appoint("P2", "B1", "2020-03-21")
    town.appoint("P3", "B2", "2019-01-01")
    town.dismiss("P3", "B2", "2020-01-01")
    town.open_cycle(2020)
    return town


async def totals(scorer: Scorer, period: str, index: str = "serving") -> dict[str, str | None]:
    return {code: one.total for code, one in (await scorer.standings(period, index=index)).items()}


async def test_who_left_within_the_period_shares_by_days_with_who_came(scorer: Scorer) -> None:
    await scorer.handle_all(town())

    assert await totals(scorer, "2020-Q1") == {"P1": "88", "P2": "12"}  # 79 and 11 days
    assert await totals(scorer, "2020-Q2") == {"P2": "100"}
    assert await totals(scorer, "2020") == {"P1": "22", "P2": "78"}


async def test_the_unit_above_sees_whoever_left_it_within_the_period(scorer: Scorer) -> None:
    await scorer.handle_all(town())

    assert await totals(scorer, "2020-Q1", "branches") == {"B1": "2", "B2": "0"}
    assert await totals(scorer, "2020-Q2", "branches") == {"B1": "1", "B2": "0"}


async def test_who_led_two_branches_has_the_mean_of_both_by_days(scorer: Scorer) -> None:
    town = Town(Scored.graph, others=(Leading.graph,))
    town.install()
    town.establish("B1", "B2")
    town.appoint("P1", "B1", "2019-06-01")
    town.dismiss("P1", "B1", "2020-02-01")
    town.appoint("P1", "B2", "2020-02-01")
    town.appoint("P2", "B1", "2020-02-01", until="2020-03-01")
    town.open_cycle(2020)
    for code, mark in (("B1", 60), ("B2", 90)):
        town.fact("check", f"q{code}", code, "2020-Q1", indicator="total", amount=str(mark))
    await scorer.handle_all(town)

    assert await totals(scorer, "2020-Q1", "leading") == {"P1": "79.78", "P2": "60"}  # (31 × 60 + 60 × 90) ÷ 91


@pytest.mark.parametrize("seed", range(3))
async def test_the_order_of_the_topics_changes_nothing_for_who_left(seed: int) -> None:
    left = town()
    left.close_cycle(2020)

    async with interleaved_alike(left, seed) as mixed:
        assert await totals(mixed, "2020-Q1") == {"P1": "88", "P2": "12"}


def test_the_rule_book_says_whom_it_judges_and_a_page_that_leaves_it_open_keeps_its_hash() -> None:
    assert "考核对象：时段内任何一天在册或在任的人，离开的按最后所在的组织" in Serving.graph.rulebook()
    assert '"leavers"' not in Branches.graph.text
    assert "考核对象" not in Branches.graph.rulebook()


def test_an_organization_is_no_leaver() -> None:
    with pytest.raises(ModelRefused, match="judges leavers among 党支部: only persons leave"):

        class Wrong(
            Model,
            code="wrong",
            title=default("支部"),
            subject="BRANCH",
            since="2018-01-01",
            source=RULES,
            defaults=DEFAULTS,
            leavers=True,
        ):
            total = registered_days()(default("天数"))
            at_year = Publish("year", totals={"wrong": total})
