"""Who is notified: whoever may read it and is concerned, each of what is theirs, and never whoever did it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from biaochi_assessment.domain.notifications.matters import Audience, Matter
from biaochi_assessment.events.encode import SERVICE
from biaochi_chassis.identity.granted import RoleGranted
from biaochi_chassis.identity.policy import access_table

AT = datetime(2021, 3, 1, 1, tzinfo=UTC)
TODAY = date(2021, 3, 1)


def granted(holder: str, role: str, *subjects: str, until: date | None = None) -> RoleGranted:
    return RoleGranted(f"{holder}-{role}", holder, role, subjects, date(2020, 1, 1), until)


def notified(matter: Matter, *grants: RoleGranted) -> dict[str, tuple[str, ...]]:
    """Who is notified, each of what is theirs."""
    table = access_table()

    def allows(method: str, role: str) -> bool:
        service, _, name = method.rpartition("/")
        return table.methods_of(service or SERVICE, [name])[name].allows([role])

    audience = Audience(grants, {"B01": "C1", "B02": "C1", "C1": "W"}, table.of_subtrees, allows, TODAY)
    return {one.receiver: one.about for one in audience.of(matter)}


def due(*about: str, by: str = "") -> Matter:
    return Matter("n-1", "work.near", AT, "2021", about, {}, by)


def test_each_learns_of_their_own_units_alone() -> None:
    grants = (granted("p-1", "branch", "B01"), granted("p-2", "reporter", "B02"), granted("p-3", "branch", "B03"))
    assert notified(due("B01", "B02"), *grants) == {"p-1": ("B01",), "p-2": ("B02",)}


def test_a_committee_learns_of_those_below_it_and_a_reporter_does_not() -> None:
    grants = (granted("p-1", "organ_committee", "C1"), granted("p-2", "reporter", "C1"))
    assert notified(due("B01", "B02"), *grants) == {"p-1": ("B01", "B02")}


def test_whoever_reads_the_whole_city_is_not_notified_of_what_is_a_units_own() -> None:
    assert notified(due("B01"), granted("p-1", "scheme_owner"), granted("p-2", "auditor")) == {}


def test_a_role_that_may_not_read_it_is_not_notified() -> None:
    assert notified(due("B01"), granted("p-1", "viewer", "B01"), granted("p-2", "security_administrator", "B01")) == {}


def test_a_grant_that_is_over_notifies_of_nothing() -> None:
    assert notified(due("B01"), granted("p-1", "branch", "B01", until=TODAY)) == {}


def test_whoever_did_it_is_not_notified() -> None:
    matter = Matter("n-1", "work.opened", AT, "2021", ("B01",), {}, "p-1")
    assert notified(matter, granted("p-1", "branch", "B01"), granted("p-2", "reporter", "B01")) == {"p-2": ("B01",)}


def test_a_signature_is_awaited_of_those_who_may_give_it_but_the_first() -> None:
    matter = Matter("n-1", "results.signed", AT, "2021", by="p-1")
    grants = (granted("p-1", "scheme_owner"), granted("p-2", "discipline_officer"), granted("p-3", "supervisor"))
    assert notified(matter, *grants) == {"p-2": ()}


def test_what_waits_in_another_service_is_said_to_those_who_may_sign_it_there() -> None:
    grants = (
        granted("p-1", "security_administrator"),
        granted("p-2", "security_administrator"),
        granted("p-3", "registry"),
        granted("p-4", "security_administrator", "B01"),
    )
    grant = Matter("n-1", "signature.awaited", AT, "", particulars={"method": "biaochi.org.v1.OrgService/GrantRoles"})
    erasure = {"method": "biaochi.org.v1.OrgService/ErasePersons"}
    assert notified(replace(grant, by="p-1"), *grants) == {"p-2": ()}
    assert notified(replace(grant, particulars=erasure), *grants) == {"p-3": ()}


def test_results_under_notice_concern_all_who_are_assessed() -> None:
    matter = Matter("n-1", "results.notice_began", AT, "2021")
    grants = (granted("p-1", "branch", "B01"), granted("p-2", "member", "P00017"), granted("p-3", "auditor"))
    assert notified(matter, *grants) == {"p-1": (), "p-2": ()}


def test_an_answer_to_an_objection_reaches_whoever_raised_it_and_the_unit() -> None:
    matter = Matter("n-1", "objection.decided", AT, "2021", ("B01",), {}, "p-9", "p-2")
    grants = (granted("p-1", "branch", "B01"), granted("p-2", "scheme_owner"), granted("p-9", "work_committee"))
    assert notified(matter, *grants) == {"p-1": ("B01",), "p-2": ("B01",)}
