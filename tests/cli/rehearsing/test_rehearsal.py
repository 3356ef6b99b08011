"""The rehearsal is the services' own judgement: of what they hold, and of what earlier rows of a folder bring."""

from dataclasses import replace

import pytest
from biaochi.scoring.v1.events_pb2 import WorkKind
from biaochi_assessment.domain.refusals import AmountOutOfRange, RatingNotDue, UnknownPeriod, UnknownSubject
from biaochi_assessment.events.decode import kinds_of
from biaochi_chassis.foundation.refusal import IdempotencyKeyReused, PersonIsErased, Refused
from biaochi_chassis.store.content import content
from biaochi_chassis.store.idempotency import content_hash
from biaochi_cli.rehearsing.assessment import LoadedFacts, RehearsedAssessment, Rules
from biaochi_cli.rehearsing.commands import command_of
from biaochi_cli.rehearsing.importer import Importer
from biaochi_cli.rehearsing.registry import LoadedRegistry, RehearsedRegistry
from biaochi_cli.rehearsing.rehearsal import Outcome, Rehearsal
from biaochi_org.domain.refusals import UnknownPerson
from biaochi_sdk import Field, Kind, Of, Step, follows, published
from google.protobuf.json_format import ParseDict

from tests.assessment.town import CITY, MODELS, STATES

HELD = Kind(
    key="held",
    title=published("活动"),
    noun="activity",
    subjects=("BRANCH",),
    opening=Step(key="hold", title="开展", to="held", fields=(Field("mark", "得分", "number"),)),
    follows=(follows("meetings", at="hold", amount=5), follows("dues", at="hold", amount=Of("mark"))),
)


def rehearsal(*work: Kind, **done: str) -> Rehearsal:
    """A rehearsal in the town, whose registry holds nothing and whose assessment knows branches and organs."""
    registry = RehearsedRegistry(LoadedRegistry())
    city = replace(CITY, work=kinds_of([ParseDict(kind.data(), WorkKind()) for kind in work]))
    rules, loaded = Rules(city, MODELS, ()), LoadedFacts(list(STATES))
    return Rehearsal(registry, RehearsedAssessment(Importer("developer"), rules, loaded, registry), done, {})


def judge(over: Rehearsal, command: str, key: str = "1", /, **fields: object) -> Outcome:
    """Let a command happen."""
    return over.judge(command_of(command, {"idempotency_key": key, **fields}))


def bring_organ(over: Rehearsal) -> None:
    """A work committee and the organ committee J6 below it."""
    committee = {"code": "W", "name": "样例工委", "kind": "WORK_COMMITTEE"}
    organ = {"code": "J6", "name": "样例机关党委06", "kind": "ORGAN_COMMITTEE", "parent": "W"}
    judge(over, "EstablishOrganization", "W", on="2018-01-01", **committee)
    judge(over, "EstablishOrganization", "J6", on="2018-01-01", **organ)


def rate(over: Rehearsal, rater: str, subject: str) -> Outcome:
    """A rating of the mutual round of the first quarter."""
    about = {"indicator": "mutual", "period": "2020-Q1", "amount": "92.5"}
    return judge(over, "SubmitRating", f"{rater}-{subject}", rater=rater, subject=subject, **about)


def test_who_rates_whom_is_judged_in_a_cycle_that_the_folder_itself_opens() -> None:
    over = rehearsal()
    judge(over, "OpenCycle", code="2020")

    rate(over, "J5", "J1")
    with pytest.raises(RatingNotDue, match="J1、J2"):
        rate(over, "J5", "J3")


def test_an_organization_that_the_folder_brings_stands_in_the_rotation() -> None:
    over = rehearsal()
    bring_organ(over)
    judge(over, "OpenCycle", code="2020")

    rate(over, "J5", "J6")
    with pytest.raises(RatingNotDue, match="J6、J1"):
        rate(over, "J5", "J2")


def test_a_period_is_one_of_the_calendar_of_the_city() -> None:
    over = rehearsal()
    judge(over, "OpenCycle", code="2020")

    with pytest.raises(UnknownPeriod):
        judge(over, "RecordCheck", subject="B01", indicator="meetings", period="2020-H1", amount="4.5")


def test_a_person_is_a_subject_once_the_folder_makes_it_a_member() -> None:
    over = rehearsal()
    bring_organ(over)
    judge(over, "OpenCycle", code="2020")
    judge(over, "RegisterPerson", code="P1", name="样例党员00001")
    judge(over, "StartMembership", person="P1", organization="J6", kind="EXEMPT", on="2019-01-01")

    with pytest.raises(UnknownSubject, match="期间不存在"):
        judge(over, "RecordVeto", subject="P1", indicator="veto", period="2020")


def test_a_refused_row_leaves_nothing_behind() -> None:
    over = rehearsal()
    bring_organ(over)
    with pytest.raises(Refused):
        judge(over, "RegisterPerson", code="有空 格", name="样例党员00001")

    with pytest.raises(UnknownPerson):
        judge(over, "StartPost", person="有空 格", organization="J6", role="SECRETARY", on="2019-01-01")


def test_of_a_refused_step_no_fact_stands_that_followed_before_the_refused_one() -> None:
    over = rehearsal(HELD)
    judge(over, "OpenCycle", code="2020")
    held = {"kind": "held", "organization": "B01", "on": "2020-03-02"}

    with pytest.raises(AmountOutOfRange):
        judge(over, "OpenWorkItem", "1", code="H1", **held, fields=[{"key": "mark", "values": ["99"]}])
    assert judge(over, "OpenWorkItem", "2", code="H2", **held, fields=[{"key": "mark", "values": ["1"]}])


def test_what_was_done_before_is_not_judged_again_and_must_say_the_same() -> None:
    person = command_of("RegisterPerson", {"idempotency_key": "1", "code": "P1", "name": "样例党员00001"})
    over = rehearsal(**{"1": content_hash(content(person))})

    assert over.judge(person) is Outcome.ALREADY
    with pytest.raises(IdempotencyKeyReused):
        judge(over, "RegisterPerson", code="P1", name="样例党员00002")


def test_nothing_is_written_of_somebody_who_is_erased() -> None:
    registry = RehearsedRegistry(LoadedRegistry(persons=["P1"], erased=["P1"]))
    loaded = LoadedFacts(list(STATES), erased={"B01"})
    rules = Rules(replace(CITY, work=kinds_of([ParseDict(HELD.data(), WorkKind())])), MODELS, ())
    over = Rehearsal(registry, RehearsedAssessment(Importer("developer"), rules, loaded, registry), {}, {})
    bring_organ(over)
    judge(over, "OpenCycle", code="2020")
    veto = {"subject": "B01", "indicator": "veto", "period": "2020"}
    held = {"kind": "held", "organization": "B01", "on": "2020-03-02", "fields": [{"key": "mark", "values": ["1"]}]}

    with pytest.raises(PersonIsErased):
        judge(over, "StartPost", person="P1", organization="J6", role="SECRETARY", on="2019-01-01")
    with pytest.raises(PersonIsErased):
        judge(over, "RecordVeto", **veto, note="通报")
    with pytest.raises(PersonIsErased):
        judge(over, "OpenWorkItem", code="H1", **held)
    assert judge(over, "RecordVeto", **veto) is Outcome.SIGNED
