"""The holders of several posts are one cohort: whoever holds two of them is in it once, and facts about each count."""

from datetime import date

import pytest
from biaochi_assessment.domain.models import Model as Assessed
from biaochi_assessment.domain.registry import Registry
from biaochi_assessment.events.decode import registry_states
from biaochi_org.domain.kinds import Role
from biaochi_scoring.events.decode import ORG
from biaochi_sdk import (
    City,
    Model,
    ModelRefused,
    Provenance,
    Publish,
    Recorded,
    Source,
    check,
    default,
    published,
    rank,
)
from biaochi_sdk.values.subjects import kinds_of

from tests.scoring.scorer import Scorer
from tests.scoring.town import Town

RULES, DEFAULTS = Source("样例考核办法", "第四条"), Source("默认值", "可调整")
BY = Recorded(who="work_committee", cadences=("quarter",))


class Officers(
    Model,
    code="officers",
    title=default("党务干部"),
    subject=("SECRETARY", "DEPUTY_SECRETARY"),
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """Secretaries and their deputies have places among each other."""

    total = check(default(60), default(1), BY, missing="zero")(default("履职"), rule=Provenance.DEFAULT)
    place = rank(total, ties="competition")(default("名次"))
    at_quarter = Publish("quarter", totals={"officers": total}, ranks={"officers": place})


def town_of_officers() -> Town:
    """P1 is secretary, P2 deputy; P3 is both, in two branches; P4 is a member of a committee and not judged."""
    town = Town(Officers.graph)
    town.install()
    town.establish("B1", "B2")
    town.appoint("P1", "B1", "2020-01-01")
    town.appoint("P2", "B1", "2020-01-01", role=Role.DEPUTY_SECRETARY)
    town.appoint("P3", "B2", "2020-01-01")
    town.appoint("P3", "B1", "2020-02-01", role=Role.DEPUTY_SECRETARY)
    town.appoint("P4", "B1", "2020-01-01", role=Role.COMMITTEE_MEMBER)
    town.open_cycle(2020)
    return town


async def test_they_are_ranked_together_and_each_once(scorer: Scorer) -> None:
    town = town_of_officers()
    for number, (who, amount) in enumerate({"P1": "50", "P2": "55", "P3": "40"}.items()):
        town.fact("check", f"f{number}", who, "2020-Q1", indicator="total", amount=amount)
    await scorer.handle_all(town)

    standings = await scorer.standings("2020-Q1", index="officers")

    assert {code: (one.total, one.rank) for code, one in standings.items()} == {
        "P1": ("50", 2),
        "P2": ("55", 1),
        "P3": ("40", 3),
    }


async def test_whoever_leaves_one_of_two_posts_stays_until_the_other_ends(scorer: Scorer) -> None:
    town = town_of_officers()
    town.dismiss("P3", "B2", "2020-05-01")
    town.dismiss("P3", "B1", "2020-08-01", role=Role.DEPUTY_SECRETARY)
    await scorer.handle_all(town)

    judged = [sorted(await scorer.standings(f"2020-Q{quarter}", index="officers")) for quarter in (1, 2, 3)]

    assert judged == [["P1", "P2", "P3"], ["P1", "P2", "P3"], ["P1", "P2"]]


def test_assessment_takes_facts_about_the_same_cohort() -> None:
    town = town_of_officers()
    states = {(one.place, one.since): one for record in town.records[ORG] for one in registry_states(record)}
    model = Assessed("officers", "h", Officers.graph.subject_kind, date.fromisoformat(town.graph.since), None, 1)

    day = max(state.since for state in states.values())
    assert model.subject_kinds == kinds_of(Officers.graph.subject_kind) == ("SECRETARY", "DEPUTY_SECRETARY")
    assert Registry(states.values()).cohort_of(model.subject_kinds, day) == ("P1", "P2", "P3")


@pytest.mark.parametrize(
    "subject",
    [(), ("SECRETARY", "SECRETARY"), ("SECRETARY", "BRANCH"), ("MEMBER", "SECRETARY"), ("CAPTAIN",), ("书记",)],
)
def test_what_is_no_choice_of_posts_is_refused(subject: tuple[str, ...]) -> None:
    with pytest.raises(ModelRefused, match="write one"):

        class Wrong(
            Model,
            code="wrong",
            title=default("误"),
            subject=subject,
            since="2020-01-01",
            source=RULES,
            defaults=DEFAULTS,
        ):
            total = check(default(60), default(1), BY, missing="zero")(default("履职"), rule=Provenance.DEFAULT)
            at_quarter = Publish("quarter", totals={"wrong": total})


def test_two_models_that_judge_the_same_person_need_names_of_their_own() -> None:
    class Secretaries(
        Model,
        code="secretaries",
        title=default("书记"),
        subject="SECRETARY",
        since="2018-01-01",
        source=RULES,
        defaults=DEFAULTS,
    ):
        total = check(default(60), default(1), BY, missing="zero")(default("履职"), rule=Provenance.DEFAULT)
        at_quarter = Publish("quarter", totals={"secretaries": total})

    with pytest.raises(ModelRefused, match="one person may be both"):
        City("yangli", published("样例市", RULES), (Officers, Secretaries))


class Contacts(
    Model,
    code="contacts",
    title=default("党建联络"),
    subject=("SECRETARY", "党建联络员"),
    since="2018-01-01",
    source=RULES,
    defaults=DEFAULTS,
):
    """Secretaries and the city's own liaison officers have places among each other."""

    total = check(default(60), default(1), BY, missing="zero")(default("履职"), rule=Provenance.DEFAULT)
    place = rank(total, ties="competition")(default("名次"))
    at_quarter = Publish("quarter", totals={"contacts": total}, ranks={"contacts": place})


async def test_a_post_as_the_city_names_it_is_judged_like_any_other(scorer: Scorer) -> None:
    town = Town(Contacts.graph)
    town.install()
    town.establish("B1")
    town.appoint("P1", "B1", "2020-01-01")
    town.appoint("P2", "B1", "2020-01-01", role="党建联络员")
    town.appoint("P3", "B1", "2020-01-01", role="组织员")
    town.open_cycle(2020)
    town.fact("check", "f1", "P2", "2020-Q1", indicator="total", amount="55")
    await scorer.handle_all(town)

    standings = await scorer.standings("2020-Q1", index="contacts")

    assert {code: (one.total, one.rank) for code, one in standings.items()} == {"P1": ("0", 2), "P2": ("55", 1)}
    states = [state for record in town.records[ORG] for state in registry_states(record)]
    assert Registry(states).cohort_of(("SECRETARY", "党建联络员"), date(2020, 2, 1)) == ("P1", "P2")
