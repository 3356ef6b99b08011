"""Random callers read random facts: what they get is what an oracle that knows nothing of the service allows them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest
from biaochi.assessment.v1 import service_pb2 as pb
from biaochi_assessment.domain.models import Privacy
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.policy import access_table

from tests.assessment.office import Office, published
from tests.assessment.town import BRANCH, CITY, POINTS, accept
from tests.callers import caller

SUBJECTS, RATERS = ("B01", "B02", "B03", "B04"), ("J1", "J2")
EVERY_ROLE = ("developer", *access_table().roles)
NO_READERS = ("viewer", "security_administrator", "system_administrator")
PROMISED = ("scheme_owner",)
OWNERS = ("work_committee", "scheme_owner", "developer")
REVIEWED = replace(
    BRANCH,
    hash="hash-of-reviewed",
    accepts=(
        *BRANCH.accepts,
        accept("named", "rating", **POINTS, privacy=Privacy("real_name", PROMISED)),
        accept("sealed", "rating", **POINTS, privacy=Privacy("anonymous")),
    ),
)
READS = 60


@dataclass(frozen=True)
class Recorded:
    """A fact as the oracle knows it."""

    number: str
    subject: str
    rater: str
    indicator: str

    def shown_to(self, role: str) -> tuple[str, str]:
        """Who rated, and who recorded it."""
        known = {"meetings": True, "named": role in (*PROMISED, "developer"), "sealed": False}[self.indicator]
        return (self.rater, "developer") if known else ("", "")


FACTS = [
    *(Recorded(f"meetings-{subject}", subject, "", "meetings") for subject in SUBJECTS),
    *(
        Recorded(f"{indicator}-{subject}-{rater}", subject, rater, indicator)
        for indicator in ("named", "sealed")
        for subject in SUBJECTS
        for rater in RATERS
    ),
]


@dataclass(frozen=True)
class Reader:
    """Somebody with one role, in a city, for all of it or for some."""

    role: str
    city: str
    scope: tuple[str, ...]

    @classmethod
    def chosen(cls, dice: Random) -> "Reader":
        """Anybody."""
        role = dice.choice(EVERY_ROLE)
        scope = dice.sample((*SUBJECTS, *RATERS, "NOT-THERE"), dice.randint(0, 3))
        return cls(role, dice.choice((CITY.slug, CITY.slug, CITY.slug, "elsewhere")), tuple(scope))

    @property
    def reads(self) -> bool:
        """Whether the role reads facts here at all."""
        return self.city == CITY.slug and self.role not in NO_READERS

    def covers(self, *codes: str) -> bool:
        """Whether the role is held for one of them."""
        return not self.scope or bool(set(codes) & set(self.scope))


@pytest.fixture
async def reviewed(office: Office) -> Office:
    """The office with a fact of every kind of privacy about each subject."""
    await office.receive("scoring", [("branch", published(REVIEWED))])
    await office.open_2020()
    for fact in FACTS:
        given: dict[str, Any] = {"idempotency_key": fact.number, "subject": fact.subject, "indicator": fact.indicator}
        given |= {"period": "2020-Q1", "amount": "3"}
        if fact.rater:
            await office.write("submit_ratings", pb.SubmitRating(**given, rater=fact.rater))
        else:
            await office.write("record_checks", pb.RecordCheck(**given))
    return office


def headers(office: Office, reader: Reader) -> dict[str, str]:
    somebody = caller(reader.role, reader.city, *reader.scope)
    return office.call.by(somebody.caller, somebody.roles, somebody.token).headers()


def seen(facts: Iterable[pb.StoredFact]) -> dict[str, tuple[str, str]]:
    return {one.fact.number: (one.fact.rater, one.fact.recorded_by) for one in facts}


async def listed(office: Office, reader: Reader, subject: str) -> object:
    """What a list of facts answers, with its total, or the code of the refusal."""
    request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", subject=subject)
    try:
        answer = await office.client.list_facts(request, headers=headers(office, reader))
    except Refused as refused:
        return refused.code
    return seen(answer.facts), answer.total


async def got(office: Office, reader: Reader, numbers: list[str]) -> object:
    """What facts by their numbers are, or the code of the refusal."""
    request = pb.BatchGetFactsRequest(city=CITY.slug, numbers=numbers)
    try:
        answer = await office.client.batch_get_facts(request, headers=headers(office, reader))
    except Refused as refused:
        return refused.code
    return seen(answer.facts)


@pytest.mark.parametrize("seed", range(3))
async def test_lists_hold_what_the_oracle_allows(reviewed: Office, seed: int) -> None:
    dice = Random(seed)
    for _ in range(READS):
        reader, subject = Reader.chosen(dice), dice.choice(("", *SUBJECTS, "NOT-THERE"))
        found = {fact.number: fact.shown_to(reader.role) for fact in FACTS if subject in ("", fact.subject)}
        allowed = reader.reads and (not reader.scope or subject in reader.scope)
        answer = "UNKNOWN_SUBJECT" if subject == "NOT-THERE" else (found, len(found))

        assert await listed(reviewed, reader, subject) == (answer if allowed else "FORBIDDEN"), reader


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_got_by_number_is_what_the_oracle_allows(reviewed: Office, seed: int) -> None:
    dice = Random(seed)
    for _ in range(READS):
        reader = Reader.chosen(dice)
        numbers = [*dice.sample([fact.number for fact in FACTS], 5), "not-there"]
        found = {
            fact.number: fact.shown_to(reader.role)
            for fact in FACTS
            if fact.number in numbers and reader.covers(fact.subject, fact.rater)
        }

        assert await got(reviewed, reader, numbers) == (found if reader.reads else "FORBIDDEN"), reader


async def test_a_refusal_is_the_same_sentence_whether_there_is_anything_or_not(reviewed: Office) -> None:
    branch = Reader("branch", CITY.slug, ("B01",))
    sentences = set()
    for subject in ("B02", "NOT-THERE", ""):
        request = pb.ListFactsRequest(city=CITY.slug, cycle="2020", subject=subject)
        with pytest.raises(Refused) as caught:
            await reviewed.client.list_facts(request, headers=headers(reviewed, branch))
        sentences.add(caught.value.sentence)

    assert len(sentences) == 1


async def test_who_took_a_sealed_rating_back_is_sealed_too(reviewed: Office) -> None:
    for number in ("sealed-B01-J1", "meetings-B01"):
        taken_back = pb.ReverseFact(idempotency_key=f"back-{number}", fact=number, reason="录错")
        await reviewed.write("reverse_facts", taken_back)

    request = pb.BatchGetFactsRequest(city=CITY.slug, numbers=["sealed-B01-J1", "meetings-B01"])
    answer = await reviewed.client.batch_get_facts(request, headers=reviewed.call.headers())

    assert {one.fact.number: one.reversal_recorded_by for one in answer.facts} == {
        "sealed-B01-J1": "",
        "meetings-B01": "developer",
    }


async def rehearsed(office: Office, reader: Reader, numbers: list[str]) -> object:
    """The keys that are known of what a rehearsal is made with, or the code of the refusal."""
    request = pb.LoadDecisionContextRequest(city=CITY.slug, codes=SUBJECTS, idempotency_keys=numbers)
    try:
        answer = await office.client.load_decision_context(request, headers=headers(office, reader))
    except Refused as refused:
        return refused.code
    return sorted(one.idempotency_key for one in answer.processed)


@pytest.mark.parametrize("seed", range(2))
async def test_what_a_rehearsal_is_made_with_is_for_whoever_may_see_all_of_it(reviewed: Office, seed: int) -> None:
    dice = Random(seed)
    for _ in range(READS):
        reader, numbers = Reader.chosen(dice), sorted(dice.sample([fact.number for fact in FACTS], 3))
        allowed = reader.city == CITY.slug and reader.role in OWNERS and not reader.scope

        assert await rehearsed(reviewed, reader, [*numbers, "not-there"]) == (numbers if allowed else "FORBIDDEN"), (
            reader
        )
