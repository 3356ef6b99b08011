"""Persons are assessed as members or by the posts they hold, and distinguished from organizations by their codes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from biaochi.org.v1 import events_pb2 as org
from biaochi_assessment.domain.calendar import periods_of
from biaochi_assessment.domain.commands import GrantHonour, RecordCheck
from biaochi_assessment.domain.decision import DecisionContext, Known
from biaochi_assessment.domain.recording import grant_honour, record
from biaochi_assessment.domain.refusals import UnknownOrganization, UnknownSubject, WrongKind
from biaochi_assessment.domain.registry import Registry, RegistryState
from biaochi_assessment.events.decode import registry_states
from biaochi_assessment.store.registry import registry
from biaochi_scoring.domain.registry import hierarchy_on
from biaochi_scoring.events.decode import ORG, content_of
from biaochi_sdk.values.subjects import PERSONS
from hypothesis import given
from hypothesis import strategies as st

from tests.assessment.office import Office
from tests.assessment.town import BRANCH, CITY, DEVELOPER, MODELS, POINTS, accept, cycle_2020
from tests.scoring.town import Town
from tests.scoring.yardstick import OF_SECRETARIES

DUTY, STUDY = (accept(indicator, "check", **POINTS) for indicator in ("duty", "study"))
SECRETARY = replace(BRANCH, code="secretary", hash="s", subject_kind="SECRETARY", accepts=(DUTY,))
MEMBER = replace(BRANCH, code="member", hash="m", subject_kind="MEMBER", accepts=(STUDY,))
FIRST = date(2020, 1, 1)


def context(*states: RegistryState) -> DecisionContext:
    models = (*MODELS, SECRETARY, MEMBER)
    return DecisionContext(Known((cycle_2020(models),), models, Registry(states), {}, ()))


def held(person: str, kind: str, since: str, until: str = "") -> RegistryState:
    """A person in an organization."""
    return RegistryState(person, kind, date.fromisoformat(since), date.fromisoformat(until) if until else None, "B01")


def check(subject: str, indicator: str, period: str = "2020-Q3") -> RecordCheck:
    return RecordCheck(idempotency_key="1", subject=subject, indicator=indicator, period=period, amount="4.5")


def test_a_person_is_assessed_by_the_model_of_each_kind_they_are_of() -> None:
    both = context(held("P1", "MEMBER", "2019-01-01"), held("P1", "SECRETARY", "2020-08-01"))
    assert record(both, DEVELOPER, check("P1", "duty")).subject == "P1"
    assert record(both, DEVELOPER, check("P1", "study")).subject == "P1"
    with pytest.raises(WrongKind, match="考核的是党支部，不是党员、书记"):
        record(both, DEVELOPER, check("P1", "meetings"))


def test_who_is_neither_member_nor_in_office_in_the_period_is_no_subject() -> None:
    left = context(held("P1", "SECRETARY", "2019-01-01"), held("P1", "SECRETARY", "2020-07-01", "2020-07-01"))
    assert record(left, DEVELOPER, check("P1", "duty", "2020-Q2"))
    with pytest.raises(UnknownSubject, match="P1 在 2020-Q3 期间不存在"):
        record(left, DEVELOPER, check("P1", "duty"))


def test_honours_are_granted_to_organizations() -> None:
    with pytest.raises(UnknownOrganization):
        grant_honour(context(held("P1", "MEMBER", "2019-01-01")), DEVELOPER, GrantHonour("1", "P1", "2020", "先进"))


def test_two_posts_of_one_person_end_each_on_its_own_day() -> None:
    known = Registry(
        [
            held("P1", "SECRETARY", "2020-01-01"),
            replace(held("P1", "SECRETARY", "2020-02-01"), organization="B02"),
            held("P1", "SECRETARY", "2020-03-01", "2020-03-01"),
        ]
    )
    (year,) = periods_of("2020", ())
    assert known.cohort("SECRETARY", date(2020, 3, 1)) == ("P1",)
    assert known.kinds_within("P1", year) == {"SECRETARY"}


async def test_persons_are_received_and_kept_by_code_alone(office: Office) -> None:
    await office.receive(
        "org",
        [
            ("P1", org.PersonRegistered(person="P1")),
            ("P1", org.MembershipStarted(person="P1", organization="B01", kind="FORMAL", since="2020-01-01")),
            ("P1", org.PostStarted(person="P1", organization="B01", role="SECRETARY", since="2020-02-01")),
            ("P2", org.MembershipStarted(person="P2", organization="B01", kind="EXEMPT", since="2020-01-01")),
            ("P1", org.PostEnded(person="P1", organization="B01", role="SECRETARY", until="2020-06-01")),
        ],
    )
    await office.open_2020()
    assert office.service.database
    known = await office.service.database.read(lambda one: registry(one, CITY.slug, ["P1", "P2", "B01"]))
    days = (date(2020, 3, 1), date(2020, 6, 1))
    assert [[known.cohort(kind, day) for kind in ("MEMBER", "SECRETARY", "BRANCH")] for day in days] == [
        [("P1",), ("P1",), ("B01",)],
        [("P1",), (), ("B01",)],
    ]


@pytest.mark.parametrize(("to", "days"), [("2020-03-01", [False, True, True]), ("2020-01-01", [True, True, True])])
def test_a_post_whose_first_day_was_corrected_is_held_from_the_right_day(to: str, days: list[bool]) -> None:
    town = Town(OF_SECRETARIES)
    town.appoint("P1", "B1", "2020-02-01")
    town.correct_appointment("P1", "B1", "2020-02-01", to)
    found = Registry(state for record in town.records[ORG] for state in registry_states(record))
    days_seen = (date(2020, 2, 15), date(2020, 3, 1), date(2020, 9, 1))
    assert [found.cohort("SECRETARY", day) == ("P1",) for day in days_seen] == days


Step = tuple[int, str, str, int]
steps = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["P1", "P2"]), st.sampled_from(["B1", "B2"]), st.integers(0, 9)),
    max_size=12,
)


def live(town: Town, step: Step) -> None:
    """Let one thing happen to a person, allowed or not."""
    what, person, branch, day = step
    on, later = ((FIRST + timedelta(number)).isoformat() for number in (day, day + 4))
    choices = (
        lambda: town.appoint(person, branch, on),
        lambda: town.appoint(person, branch, on, until=later),
        lambda: town.dismiss(person, branch, on),
        lambda: town.join(person, branch, on, kind="EXEMPT" if day % 3 == 0 else "FORMAL"),
        lambda: town.leave(person, branch, on),
        lambda: town.correct_appointment(person, branch, on, later),
        lambda: town.correct_joining(person, branch, later, on, kind="EXEMPT" if day % 3 == 0 else "FORMAL"),
    )
    choices[what]()


@given(steps)
def test_scoring_and_assessment_agree_on_who_is_of_a_kind_on_a_day(happened: list[Step]) -> None:
    town = Town(OF_SECRETARIES)
    for step in happened:
        live(town, step)
    records = town.records[ORG]
    theirs = [state for record in records for state in getattr(content_of(record), "states", ())]
    ours = Registry({(one.place, one.since): one for record in records for one in registry_states(record)}.values())
    for number in range(15):
        day = FIRST + timedelta(number)
        for kind in PERSONS:
            cohort = tuple(member.code for member in hierarchy_on(theirs, day).cohort(kind))
            assert ours.cohort(kind, day) == cohort
