"""Memberships and posts: several at once, each open once, none before history."""

from datetime import date

import pytest
from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_org.domain.commands import StartMembership
from biaochi_org.domain.refusals import (
    AlreadyExists,
    DateBeforeHistory,
    UnknownMembership,
    UnknownOrganization,
    UnknownPerson,
    UnknownPost,
)

from tests.org.book import small_city


def test_a_person_belongs_to_several_organizations_at_once() -> None:
    book = small_city()
    book.join("P1", "B1", "2020-01-01")
    book.join("P1", "B2", "2020-02-01")
    assert book.members("B1", date(2020, 2, 1)) == book.members("B2", date(2020, 2, 1)) == ["P1"]


def test_the_same_membership_is_open_once() -> None:
    book = small_city()
    book.join("P1", "B1", "2020-03-01")
    for on in ("2020-02-01", "2020-04-01"):
        with pytest.raises(AlreadyExists, match="2020-03-01"):
            book.join("P1", "B1", on)
    book.leave("P1", "B1", "2020-05-01")
    book.join("P1", "B1", "2020-05-01")


def test_a_membership_begun_and_ended_on_one_day_may_begin_again_that_day() -> None:
    book = small_city()
    book.join("P1", "B1", "2020-03-01")
    book.leave("P1", "B1", "2020-03-01")
    book.join("P1", "B1", "2020-03-01")
    assert book.members("B1", date(2020, 3, 1)) == ["P1"]


def test_the_same_person_holds_several_posts_but_each_once() -> None:
    book = small_city()
    book.appoint("P1", "B1", "2020-01-01")
    book.appoint("P1", "B1", "2020-01-01", "COMMITTEE_MEMBER")
    with pytest.raises(AlreadyExists, match="书记"):
        book.appoint("P1", "B1", "2020-02-01")
    book.dismiss("P1", "B1", "2020-02-01")
    assert book.holders("B1", date(2020, 2, 1)) == [("P1", "COMMITTEE_MEMBER")]


def test_what_is_not_open_cannot_be_ended() -> None:
    book = small_city()
    with pytest.raises(UnknownMembership, match="P1"):
        book.leave("P1", "B1", "2020-03-01")
    with pytest.raises(UnknownPost, match="书记"):
        book.dismiss("P1", "B1", "2020-03-01")


def test_a_membership_cannot_end_before_it_began_or_after_it_was_ended() -> None:
    book = small_city()
    book.join("P1", "B1", "2020-03-01")
    with pytest.raises(DateBeforeHistory, match=r"2020-03-01.*2020-02-01"):
        book.leave("P1", "B1", "2020-02-01")
    book.leave("P1", "B1", "2020-05-01")
    with pytest.raises(DateBeforeHistory, match="2020-05-01"):
        book.leave("P1", "B1", "2020-04-01")


def test_a_membership_needs_a_person_and_an_organization_and_a_kind() -> None:
    book = small_city()
    with pytest.raises(UnknownPerson, match="P9"):
        book.join("P9", "B1", "2020-03-01")
    with pytest.raises(UnknownOrganization, match="B9"):
        book.join("P1", "B9", "2020-03-01")
    with pytest.raises(BadRequest, match="FORMAL"):
        book.do(StartMembership(book.key(), "P1", "B1", "GUEST", "2020-03-01"))


def test_a_person_is_registered_once() -> None:
    with pytest.raises(AlreadyExists, match="P1"):
        small_city().person("P1")


def test_a_code_is_given_once_to_an_organization_or_a_person() -> None:
    book = small_city()
    with pytest.raises(AlreadyExists, match=r"B1.*组织"):
        book.person("B1")
    with pytest.raises(AlreadyExists, match=r"P1.*人员"):
        book.establish("P1", "C")
    with pytest.raises(AlreadyExists, match=r"P1.*人员"):
        book.merge(["B1", "B2"], "P1", "2020-03-01", name="合并")


def test_a_member_reaches_the_department_by_a_group_on_a_section_or_by_a_branch() -> None:
    book = small_city()
    book.establish("D", "W", kind="DEPARTMENT")
    book.establish("S", "D", kind="SECTION")
    book.establish("G", "S", kind="PARTY_GROUP")
    book.establish("B9", "D")
    book.join("P1", "G", "2020-01-01")
    book.join("P2", "B9", "2020-01-01")
    book.join("P3", "S", "2020-01-01")
    on = date(2020, 1, 1)
    assert [book.members(code, on) for code in ("G", "B9", "S")] == [["P1"], ["P2"], ["P3"]]
    assert {code: book.tree(on)[code] for code in ("G", "S", "B9")} == {"G": "S", "S": "D", "B9": "D"}


def test_a_post_may_be_one_that_the_city_has_of_its_own() -> None:
    book = small_city()
    book.appoint("P1", "B1", "2020-01-01", "党建联络员")
    with pytest.raises(AlreadyExists, match="党建联络员任职"):
        book.appoint("P1", "B1", "2020-02-01", "党建联络员")
    assert book.holders("B1", date(2020, 2, 1)) == [("P1", "党建联络员")]
    book.dismiss("P1", "B1", "2020-03-01", "党建联络员")
    with pytest.raises(UnknownPost, match="任党建联络员"):
        book.dismiss("P1", "B1", "2020-03-01", "党建联络员")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("书记", "请写 SECRETARY"),
        ("CAPTAIN", "SECRETARY、DEPUTY_SECRETARY"),
        ("员", "2 到 20 个字"),
        ("联络员+组织员", "2 到 20 个字"),
        ("联" * 21, "2 到 20 个字"),
        ("联络 员", "2 到 20 个字"),
    ],
)
def test_what_is_no_post_is_refused_with_what_is(written: str, says: str) -> None:
    with pytest.raises(BadRequest, match=says) as refused:
        small_city().appoint("P1", "B1", "2020-01-01", written)
    assert refused.value.field == "role"
