"""A role held for some of a city is enough for what is about them; what it would read beyond is as if not there."""

import pytest
from biaochi.assessment.v1.service_pb2 import (
    BatchGetFactsRequest,
    ListCyclesRequest,
    ListFactsRequest,
    RecordLedgerEntriesRequest,
    RecordLedgerEntry,
    SubmitRating,
    SubmitRatingsRequest,
)
from biaochi.scoring.v1.service_pb2 import BatchGetSheetsRequest
from biaochi_chassis.foundation.refusal import Forbidden
from biaochi_chassis.identity.policy import access_table
from biaochi_chassis.identity.user import Grant
from biaochi_chassis.runtime.guard import Guard
from google.protobuf.message import Message

from tests import callers
from tests.callers import caller, guard

METHODS = {
    method: policy
    for service in ("biaochi.assessment.v1.AssessmentService", "biaochi.scoring.v1.ScoringService")
    for method, policy in access_table().methods_of(service, []).items()
}
CITY = "lanzhou"


@pytest.fixture
def guarded() -> Guard:
    return guard(METHODS)


def entries(*subjects: str) -> RecordLedgerEntriesRequest:
    return RecordLedgerEntriesRequest(city=CITY, deeds=[RecordLedgerEntry(subject=code) for code in subjects])


def ratings(*raters: str) -> SubmitRatingsRequest:
    return SubmitRatingsRequest(city=CITY, deeds=[SubmitRating(rater=code, subject="01") for code in raters])


async def admitted(guarded: Guard, method: str, request: Message, role: str, *subjects: str) -> frozenset[str]:
    return (await callers.admitted(guarded, method, caller(role, CITY, *subjects), request)).roles


@pytest.mark.parametrize(
    ("method", "request_", "role"),
    [
        ("RecordLedgerEntries", entries("01-01", "01-02"), "branch"),
        ("SubmitRatings", ratings("01-01"), "rater"),
        ("ListFacts", ListFactsRequest(city=CITY, subject="01-01"), "branch"),
        ("ListCycles", ListCyclesRequest(city=CITY), "branch"),
    ],
)
async def test_whoever_holds_a_role_for_some_may_read_about_them(
    guarded: Guard, method: str, request_: Message, role: str
) -> None:
    assert await admitted(guarded, method, request_, role, "01-01", "01-02") == {role}


@pytest.mark.parametrize(
    ("method", "request_", "role"),
    [
        ("RecordLedgerEntries", entries("01-01", "02-01"), "branch"),
        ("RecordLedgerEntries", entries("NOT-THERE"), "branch"),
        ("RecordLedgerEntries", entries(), "branch"),
        ("SubmitRatings", ratings("02-01"), "rater"),
        ("ListFacts", ListFactsRequest(city=CITY, subject="02-01"), "branch"),
        ("ListFacts", ListFactsRequest(city=CITY), "branch"),
    ],
)
async def test_about_anybody_else_they_are_refused_whether_there_is_anything_or_not(
    guarded: Guard, method: str, request_: Message, role: str
) -> None:
    with pytest.raises(Forbidden):
        await admitted(guarded, method, request_, role, "01-01")


async def test_an_organ_committee_or_branch_holds_its_role_for_all_below_it_and_a_rater_for_those_named(
    guarded: Guard,
) -> None:
    assert await admitted(guarded, "RecordLedgerEntries", entries("01-01", "01"), "organ_committee", "01")
    assert await admitted(guarded, "ListFacts", ListFactsRequest(city=CITY, subject="01-01"), "branch", "01")
    for method, request, role in (
        ("RecordLedgerEntries", entries("01-02"), "organ_committee"),
        ("RecordLedgerEntries", entries("01-01"), "reporter"),
        ("SubmitRatings", ratings("01-01"), "rater"),
    ):
        with pytest.raises(Forbidden):
            await admitted(guarded, method, request, role, "01")


async def test_of_several_read_at_once_those_of_others_are_as_if_not_there(guarded: Guard) -> None:
    request = BatchGetSheetsRequest(city=CITY, subjects=["01-01", "02-01", "NOT-THERE"])

    await admitted(guarded, "BatchGetSheets", request, "branch", "01-01")

    assert list(request.subjects) == ["01-01"]


class Granted(callers.NothingGranted):
    """Somebody holds one role for one branch, and another for another."""

    async def of(self, holder: str, *, fresh: bool = False) -> tuple[Grant, ...]:  # noqa: ARG002  # whoever it is
        return Grant("branch", CITY, frozenset(["01-01"])), Grant("class_administrator", CITY, frozenset(["02-01"]))


async def test_what_one_role_allows_is_not_done_about_whom_another_is_held_for() -> None:
    guarded = callers.guard(METHODS, Granted())

    async def roles(method: str, request: Message, *about: str) -> frozenset[str]:
        call = await callers.admitted(guarded, method, callers.bare("p-1"), request)
        return (call.about(*about) if about else call).roles

    assert await roles("RecordLedgerEntries", entries("01-01")) == {"branch"}
    assert await roles("RecordLedgerEntries", entries("02-01")) == {"class_administrator"}
    with pytest.raises(Forbidden):
        await roles("RecordLedgerEntries", entries("01-01", "02-01"))
    for subject, role in (("01-01", "branch"), ("02-01", "class_administrator"), ("NOT-THERE", "")):
        both = BatchGetSheetsRequest(city=CITY, subjects=["01-01", "02-01"])
        found = BatchGetFactsRequest(city=CITY, numbers=["f-1"])
        wanted = {role} - {""}
        assert await roles("BatchGetSheets", both, subject) == await roles("BatchGetFacts", found, subject) == wanted


async def test_where_the_request_does_not_say_whom_it_is_about_the_service_learns_for_whom_a_role_is_held(
    guarded: Guard,
) -> None:
    request = BatchGetFactsRequest(city=CITY, numbers=["f-1"])

    some = await callers.admitted(guarded, "BatchGetFacts", caller("branch", CITY, "01-01"), request)
    whole = await callers.admitted(guarded, "BatchGetFacts", caller("branch", CITY), request)

    assert (some.covers("01-01"), some.covers("02-01"), some.covers("02-01", "01-01")) == (True, False, True)
    assert whole.covers("02-01")


async def test_whoever_holds_the_role_for_the_whole_city_reads_all_of_them(guarded: Guard) -> None:
    request = BatchGetSheetsRequest(city=CITY, subjects=["01-01", "02-01"])

    await admitted(guarded, "BatchGetSheets", request, "branch")

    assert list(request.subjects) == ["01-01", "02-01"]


async def test_a_method_that_nobody_gave_a_policy_nobody_may_call() -> None:
    with pytest.raises(Forbidden):
        await callers.admitted(guard({}), "ListCycles", caller(), ListCyclesRequest(city=CITY))
