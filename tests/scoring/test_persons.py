"""A person is judged like an organization: as a member, or by the post held on the last day of the period."""

from datetime import date

import pytest
from biaochi_scoring.domain.registry import Hierarchy, Member, RegistryState, hierarchy_on
from biaochi_scoring.events.decode import ORG, content_of
from biaochi_sdk import Model, Publish, Recorded, check, default, from_above, from_below
from biaochi_sdk.graph.graph import Graph
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.scorer import Scorer
from tests.scoring.test_order import interleaved_alike
from tests.scoring.tiers import DEFAULTS, RULES
from tests.scoring.town import Town
from tests.scoring.yardstick import OF_MEMBERS, OF_SECRETARIES

BY = Recorded(who="work_committee", cadences=("year",))


def small_town(graph: Graph = OF_SECRETARIES) -> Town:
    town = Town(graph)
    town.install()
    town.establish("B1", "B2")
    return town


def states_of(town: Town) -> list[RegistryState]:
    """What the registry published, as scoring reads it."""
    return [
        state
        for record in town.records[ORG]
        if (content := content_of(record))
        for state in getattr(content, "states", ())
    ]


def on(town: Town, day: str) -> Hierarchy:
    return hierarchy_on(states_of(town), date.fromisoformat(day))


def homes(town: Town, day: str) -> dict[str, str | None]:
    """The persons of the cohort, and the branch or temporary organization where each is at home."""
    known, kind = on(town, day), town.graph.subject_kind
    codes = [member.code for member in known.cohort(kind)]
    return {code: known.nearest(code, kind, "BRANCH") or known.nearest(code, kind, "TEMPORARY") for code in codes}


def test_a_secretary_is_a_subject_from_the_day_to_which_the_first_one_was_corrected() -> None:
    town = small_town()
    town.appoint("P1", "B1", "2020-03-01")
    town.appoint("P2", "B2", "2020-03-01")
    town.correct_appointment("P1", "B1", "2020-03-01", "2020-04-01")
    town.correct_appointment("P2", "B2", "2020-03-01", "2020-02-01")
    assert [sorted(homes(town, day)) for day in ("2020-02-01", "2020-03-01", "2020-04-01")] == [
        ["P2"],
        ["P2"],
        ["P1", "P2"],
    ]


def test_a_secretary_is_a_subject_from_the_first_day_of_the_post_to_the_last() -> None:
    town = small_town()
    town.appoint("P1", "B1", "2020-03-01")
    town.dismiss("P1", "B1", "2020-06-30")
    assert [homes(town, day) for day in ("2020-02-29", "2020-03-01", "2020-06-29", "2020-06-30")] == [
        {},
        {"P1": "B1"},
        {"P1": "B1"},
        {},
    ]


def test_a_post_begun_again_on_the_day_it_ended_goes_on() -> None:
    town = small_town()
    town.appoint("P1", "B1", "2020-03-01")
    town.dismiss("P1", "B1", "2020-06-30")
    town.appoint("P1", "B1", "2020-06-30")
    assert on(town, "2020-12-31").cohort("SECRETARY") == (Member("P1", date(2020, 3, 1)),)


def test_of_several_homes_the_one_begun_first_counts_until_it_ends() -> None:
    town = small_town()
    town.appoint("P1", "B2", "2020-02-01")
    town.appoint("P1", "B1", "2020-03-01")
    town.dismiss("P1", "B2", "2020-06-30")
    assert homes(town, "2020-06-01") == {"P1": "B2"}
    assert homes(town, "2020-07-01") == {"P1": "B1"}
    assert on(town, "2020-07-01").cohort("SECRETARY") == (Member("P1", date(2020, 2, 1)),)


def test_a_temporary_organization_is_nobody_s_home_but_for_want_of_another() -> None:
    town = small_town()
    town.establish_temporary("T1", "2020-01-01", "2020-10-01")
    town.appoint("P1", "T1", "2020-01-01", until="2020-10-01")
    assert homes(town, "2020-02-01") == {"P1": "T1"}
    town.appoint("P1", "B1", "2020-03-01")
    assert homes(town, "2020-03-01") == {"P1": "B1"}
    town.dismiss("P1", "B1", "2020-05-01")
    assert [homes(town, day) for day in ("2020-09-30", "2020-10-01")] == [{"P1": "T1"}, {}]


def test_a_person_stands_below_everything_above_the_home_organization() -> None:
    town = Town(OF_MEMBERS)
    for code, kind, parent in (("D", "DEPARTMENT", ""), ("S", "SECTION", "D"), ("G", "PARTY_GROUP", "S")):
        town.establish(code, kind=kind, parent=parent)
    town.join("P1", "G", "2020-01-01")
    town.appoint("P1", "D", "2020-02-01")
    known = on(town, "2020-03-01")
    assert [known.nearest("P1", "MEMBER", kind) for kind in ("MEMBER", "SECTION", "DEPARTMENT", "BRANCH")] == [
        "P1",
        "S",
        "D",
        None,
    ]
    assert [known.nearest("P1", "SECRETARY", kind) for kind in ("SECTION", "DEPARTMENT")] == [None, "D"]
    assert known.nearest("P1", "GROUP_LEADER", "SECTION") is None


def test_an_exempt_member_is_no_subject() -> None:
    town = small_town(OF_MEMBERS)
    town.join("P1", "B1", "2020-01-01", kind="EXEMPT")
    town.join("P2", "B1", "2020-01-01", kind="PROBATIONARY")
    assert homes(town, "2020-02-01") == {"P2": "B1"}
    town.leave("P1", "B1", "2020-03-01")
    town.join("P1", "B1", "2020-03-01")
    town.leave("P2", "B1", "2020-03-01")
    town.join("P2", "B1", "2020-03-01", kind="EXEMPT")
    assert homes(town, "2020-03-01") == {"P1": "B1"}


@pytest.fixture
async def judged(scorer: Scorer) -> tuple[Scorer, Town]:
    """Two secretaries with a check each in the second quarter."""
    town = small_town()
    town.appoint("P1", "B1", "2019-01-01")
    town.appoint("P2", "B2", "2019-01-01")
    town.open_cycle(2020)
    town.check("c1", "P1", "2020-Q2", 60)
    town.check("c2", "P2", "2020-Q2", 50)
    await scorer.handle_all(town)
    return scorer, town


async def test_persons_have_standings_like_organizations(judged: tuple[Scorer, Town]) -> None:
    scorer, _ = judged
    standings = await scorer.standings("2020-Q2")
    assert [(code, one.total, one.rank) for code, one in standings.items()] == [("P1", "100", 1), ("P2", "90", 2)]


async def test_a_post_that_ends_takes_its_holder_out_of_the_periods_that_close_afterwards(
    judged: tuple[Scorer, Town],
) -> None:
    scorer, town = judged
    town.dismiss("P1", "B1", "2020-07-01")
    town.appoint("P3", "B1", "2020-07-01")
    await scorer.handle_all(town)
    assert list(await scorer.standings("2020-Q2")) == ["P1", "P2"]
    assert list(await scorer.standings("2020-Q3")) == ["P2", "P3"]
    assert list(await scorer.standings("2020")) == ["P2", "P3"]


async def test_a_closed_cycle_keeps_those_who_were_in_office_as_known_at_the_closing(
    judged: tuple[Scorer, Town],
) -> None:
    scorer, town = judged
    town.close_cycle(2020)
    town.dismiss("P1", "B1", "2020-02-01")
    await scorer.handle_all(town)
    assert list(await scorer.standings("2020")) == ["P1", "P2"]


class Study(
    Model,
    code="study",
    title=default("积分"),
    subject="MEMBER",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A member has points."""

    points = check(default(100), default(1), BY, missing="zero")(default("党员积分"))
    at_year = Publish("year", totals={"study": points})


class Office(
    Model,
    code="office",
    title=default("科室"),
    subject="SECTION",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A section has the mean of its members."""

    mean = (
        from_below("mean", Study.points, missing="left_out").round(default(2)).or_else(default(0))(default("党员平均"))
    )
    at_year = Publish("year", totals={"office": mean})


class Chief(
    Model,
    code="chief",
    title=default("书记"),
    subject="SECRETARY",
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """A secretary inherits what the section has."""

    inherited = from_above(Office.mean).or_else(default(0))(default("所在科室得分"))
    at_year = Publish("year", totals={"chief": inherited})


async def test_members_make_up_their_section_and_its_secretary_inherits_it(scorer: Scorer) -> None:
    town = Town(Study.graph, others=(Office.graph, Chief.graph))
    town.install()
    town.establish("D", kind="DEPARTMENT")
    town.establish("S1", "S2", kind="SECTION", parent="D")
    town.establish("G1", kind="PARTY_GROUP", parent="S1")
    for person, group in (("P1", "G1"), ("P2", "G1"), ("P3", "S2")):
        town.join(person, group, "2020-01-01")
    town.appoint("P1", "G1", "2020-01-01")
    town.open_cycle(2020)
    for person, amount in (("P1", 90), ("P2", 81), ("P3", 60)):
        town.fact("check", f"c-{person}", person, "2020", indicator="points", amount=str(amount))
    await scorer.handle_all(town)
    assert {code: one.total for code, one in (await scorer.standings("2020", index="office")).items()} == {
        "S1": "85.5",
        "S2": "60",
    }
    assert (await scorer.standings("2020", index="chief"))["P1"].total == "85.5"

    town.leave("P3", "S2", "2020-07-01")
    town.join("P3", "G1", "2020-07-01")
    await scorer.handle_all(town)
    assert (await scorer.standings("2020", index="chief"))["P1"].total == "77"


def eventful_town() -> Town:
    """Two years in which secretaries and temporary organizations come and go, also after the first was closed."""
    town = small_town()
    town.establish_temporary("T1", "2020-02-01", "2020-09-01")
    town.appoint("P1", "B1", "2019-01-01")
    town.open_cycle(2020)
    town.appoint("P2", "T1", "2020-02-01", until="2020-09-01")
    town.check("c1", "P1", "2020-Q1", 60)
    town.check("c2", "P2", "2020-Q2", 50)
    town.rung("r1", "P2", "2020", "standardized")
    town.dismiss("P1", "B1", "2020-05-01")
    town.appoint("P1", "B2", "2020-05-01")
    town.open_cycle(2021)
    town.close_cycle(2020)
    town.dismiss("P1", "B2", "2020-12-31")
    town.appoint("P3", "B2", "2020-12-31")
    town.check("c3", "P3", "2021-Q1", 55)
    town.close_cycle(2021)
    return town


@settings(derandomize=True, max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
async def test_any_interleaving_of_the_topics_gives_the_same_sheets_of_persons(seed: int) -> None:
    async with interleaved_alike(eventful_town(), seed):
        pass
