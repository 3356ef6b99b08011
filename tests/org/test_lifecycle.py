"""Establish, rename, move, abolish: what is allowed and what is refused."""

from datetime import date

import pytest
from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_org.domain.refusals import (
    AlreadyExists,
    DateBeforeHistory,
    NotADate,
    StillInUse,
    UnknownOrganization,
    WrongKind,
    WrongParent,
)

from tests.org.book import small_city


def test_an_organization_exists_from_its_first_day_on() -> None:
    book = small_city()
    book.establish("B4", "C", "2020-05-01")
    assert book.at("B4", date(2020, 4, 30)) is None
    assert book.tree(date(2020, 5, 1))["B4"] == "C"


def test_only_a_work_committee_may_be_the_root() -> None:
    book = small_city()
    book.move("W", "", "2020-02-01")
    with pytest.raises(WrongParent, match="B1"):
        book.move("B1", "", "2020-02-01")


def test_a_code_is_never_used_twice_in_a_city() -> None:
    book = small_city()
    book.abolish("B1", "2020-05-01")
    with pytest.raises(AlreadyExists, match="B1"):
        book.establish("B1", "C", "2021-01-01")


@pytest.mark.parametrize("kind", ["TEMPORARY", "CLUB"])
def test_a_kind_that_cannot_be_established_is_refused(kind: str) -> None:
    with pytest.raises(WrongKind, match=kind):
        small_city().establish("X", "C", kind=kind)


@pytest.mark.parametrize("code", ["", "B 4", "B\n4", "B" * 65])
def test_a_code_that_cannot_be_kept_is_refused(code: str) -> None:
    with pytest.raises(BadRequest):
        small_city().establish(code, "C")


@pytest.mark.parametrize("on", ["2020", "2020-02-30", "20200301", "2020-W09-1", "昨天"])
def test_a_day_that_is_not_in_the_calendar_is_refused(on: str) -> None:
    with pytest.raises(NotADate, match=on) as refused:
        small_city().rename("B1", on)
    assert refused.value.field == "on"


def test_a_command_dated_before_the_latest_change_is_refused_naming_both_dates() -> None:
    book = small_city()
    book.rename("B1", "2020-06-01")
    with pytest.raises(DateBeforeHistory, match=r"2020-06-01.*2020-05-31"):
        book.move("B1", "W", "2020-05-31")
    book.move("B1", "W", "2020-06-01")


def test_a_parent_must_exist_on_the_day() -> None:
    book = small_city()
    book.establish("C2", "W", "2020-03-01", kind="ORGAN_COMMITTEE")
    with pytest.raises(DateBeforeHistory, match="C2"):
        book.establish("B4", "C2", "2020-02-29")
    book.abolish("C2", "2020-04-01")
    with pytest.raises(UnknownOrganization, match=r"C2.*2020-04-01"):
        book.establish("B4", "C2", "2020-04-01")
    with pytest.raises(UnknownOrganization, match="C9"):
        book.establish("B4", "C9", "2020-04-01")


def test_nothing_can_be_moved_below_itself() -> None:
    book = small_city()
    for parent in ("C", "B1"):
        with pytest.raises(WrongParent):
            book.move("C", parent, "2020-02-01")


def test_nothing_can_be_moved_below_what_will_later_lie_below_it() -> None:
    book = small_city()
    for code in ("X", "Y"):
        book.establish(code, "W", kind="GENERAL_BRANCH")
    book.establish("Z", "Y", kind="GENERAL_BRANCH")
    book.move("Y", "X", "2020-10-01")
    with pytest.raises(WrongParent):
        book.move("X", "Z", "2020-05-01")


def test_what_has_children_or_members_cannot_be_abolished() -> None:
    book = small_city()
    with pytest.raises(StillInUse, match=r"3 个下级.*B1"):
        book.abolish("C", "2020-02-01")
    book.join("P1", "B1", "2020-03-01")
    with pytest.raises(StillInUse, match=r"1 名成员.*P1"):
        book.abolish("B1", "2020-02-01")
    book.leave("P1", "B1", "2020-04-01")
    with pytest.raises(StillInUse):
        book.abolish("B1", "2020-03-31")
    book.abolish("B1", "2020-04-01")
    assert "B1" in book.tree(date(2020, 3, 31))
    assert "B1" not in book.tree(date(2020, 4, 1))


def test_open_posts_end_with_what_is_abolished() -> None:
    book = small_city()
    book.appoint("P1", "B1", "2020-02-01")
    assert book.holders("B1", date(2020, 4, 1)) == [("P1", "SECRETARY")]
    book.abolish("B1", "2020-04-01")
    assert book.holders("B1", date(2020, 4, 1)) == []


def test_a_temporary_organization_ends_by_itself() -> None:
    book = small_city()
    book.temporary("T", "C", "2020-03-01", "2020-06-01")
    book.join("P1", "T", "2020-03-01")
    assert "T" in book.tree(date(2020, 5, 31))
    assert book.members("T", date(2020, 5, 31)) == ["P1"]
    assert "T" not in book.tree(date(2020, 6, 1))
    assert book.members("T", date(2020, 6, 1)) == []
    book.abolish("B1", "2020-06-01")
    for branch in ("B2", "B3"):
        book.abolish(branch, "2020-06-01")
    book.abolish("C", "2020-06-01")


def test_a_temporary_organization_must_end_after_it_begins() -> None:
    with pytest.raises(BadRequest, match="2020-03-01"):
        small_city().temporary("T", "C", "2020-03-01", "2020-03-01")


def test_a_child_may_not_outlive_its_temporary_parent() -> None:
    book = small_city()
    book.temporary("T", "C", "2020-03-01", "2020-06-01")
    with pytest.raises(WrongParent, match="2020-06-01"):
        book.establish("B4", "T", "2020-03-01")
    with pytest.raises(WrongParent, match="2020-06-01"):
        book.temporary("T2", "T", "2020-03-01", "2020-06-02")
    book.temporary("T2", "T", "2020-03-01", "2020-06-01")


def test_a_temporary_organization_may_be_abolished_early() -> None:
    book = small_city()
    book.temporary("T", "C", "2020-03-01", "2020-06-01")
    book.join("P1", "T", "2020-03-01")
    book.appoint("P1", "T", "2020-03-01", "GROUP_LEADER")
    with pytest.raises(StillInUse):
        book.abolish("T", "2020-05-01")
    book.leave("P1", "T", "2020-05-01")
    book.abolish("T", "2020-05-01")
    assert "T" in book.tree(date(2020, 4, 30))
    assert "T" not in book.tree(date(2020, 5, 1))
