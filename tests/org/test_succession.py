"""Merge and split: what goes over, what is kept on both sides, what is refused."""

from datetime import date

import pytest
from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_org.domain.commands import SplitPart
from biaochi_org.domain.refusals import (
    AlreadyExists,
    DateBeforeHistory,
    StillInUse,
    UnknownOrganization,
    UnknownPerson,
    WrongKind,
    WrongParent,
)

from tests.org.book import small_city

DAY = date(2020, 6, 1)
BEFORE = date(2020, 5, 31)


def test_a_merge_keeps_predecessors_and_successors_on_both_sides() -> None:
    book = small_city()
    book.merge(["B1", "B2"], "B9", "2020-06-01", name="市直单位09")
    successor = book.at("B9", DAY)
    assert successor is not None
    assert successor.predecessors == ("B1", "B2")
    assert successor.parent == "C"
    assert book.registry.organizations.history("B1")[-1].successors == ("B9",)
    assert book.tree(DAY).keys() == {"W", "C", "B3", "B9"}
    assert book.tree(BEFORE).keys() == {"W", "C", "B1", "B2", "B3"}


def test_children_members_and_posts_go_over_to_the_successor_on_the_day() -> None:
    book = small_city()
    book.establish("G1", "B1", kind="PARTY_GROUP")
    book.join("P1", "B1", "2020-01-01")
    book.appoint("P1", "B1", "2020-01-01")
    book.merge(["B1"], "B2", "2020-06-01")
    assert book.tree(BEFORE)["G1"] == "B1"
    assert book.tree(DAY)["G1"] == "B2"
    assert book.members("B2", DAY) == ["P1"]
    assert book.holders("B2", DAY) == [("P1", "SECRETARY")]
    assert book.members("B1", DAY) == []
    assert book.holders("B1", DAY) == []


def test_a_member_of_both_sides_of_a_merge_is_a_member_once() -> None:
    book = small_city()
    for branch in ("B1", "B2", "B3"):
        book.join("P1", branch, "2020-01-01")
    book.merge(["B1", "B2"], "B3", "2020-06-01")
    assert book.members("B3", DAY) == ["P1"]
    book.leave("P1", "B3", "2020-07-01")
    assert book.members("B3", date(2020, 7, 1)) == []


def test_only_two_or_more_of_one_kind_become_a_new_one() -> None:
    book = small_city()
    with pytest.raises(BadRequest, match="1 个"):
        book.merge(["B1"], "B9", "2020-06-01", name="市直单位09")
    with pytest.raises(BadRequest, match="B1"):
        book.merge(["B1", "B1"], "B9", "2020-06-01", name="市直单位09")
    with pytest.raises(WrongKind, match="机关党委"):
        book.merge(["B1", "C"], "B9", "2020-06-01", name="市直单位09", parent="W")
    with pytest.raises(AlreadyExists, match="B3"):
        book.merge(["B1", "B2"], "B3", "2020-06-01", name="市直单位03")
    with pytest.raises(UnknownOrganization, match="B9"):
        book.merge(["B1", "B2"], "B9", "2020-06-01")


def test_sources_under_several_parents_need_a_named_one() -> None:
    book = small_city()
    book.move("B1", "W", "2020-02-01")
    with pytest.raises(WrongParent, match="「C」、「W」"):
        book.merge(["B1", "B2"], "B9", "2020-06-01", name="市直单位09")
    book.merge(["B1", "B2"], "B9", "2020-06-01", name="市直单位09", parent="W")
    assert book.tree(DAY)["B9"] == "W"


def test_an_organization_cannot_go_into_one_below_itself() -> None:
    book = small_city()
    book.establish("S1", "C", kind="SECTION")
    book.establish("S2", "S1", kind="SECTION")
    with pytest.raises(WrongParent, match="S1"):
        book.merge(["S1"], "S2", "2020-06-01")
    book.merge(["S2"], "S1", "2020-06-01")


def test_a_merge_dated_before_a_change_of_a_child_or_member_is_refused() -> None:
    book = small_city()
    book.establish("G1", "B1", "2020-07-01", kind="PARTY_GROUP")
    with pytest.raises(DateBeforeHistory, match=r"G1.*2020-07-01"):
        book.merge(["B1"], "B2", "2020-06-01")
    book.join("P1", "B2", "2020-07-01")
    with pytest.raises(DateBeforeHistory, match=r"P1.*2020-07-01"):
        book.merge(["B2"], "B3", "2020-06-01")


def test_a_temporary_organization_is_neither_merged_nor_split() -> None:
    book = small_city()
    book.temporary("T", "C", "2020-03-01", "2020-09-01")
    with pytest.raises(WrongKind, match="T"):
        book.merge(["T"], "B1", "2020-06-01")
    with pytest.raises(WrongKind, match="T"):
        book.split("T", "2020-06-01", SplitPart("X", "甲", (), ()), SplitPart("Y", "乙", (), ()))


def test_a_split_assigns_every_child_and_member_and_ends_posts() -> None:
    book = small_city()
    book.establish("G1", "B1", kind="PARTY_GROUP")
    for person in ("P1", "P2"):
        book.join(person, "B1", "2020-01-01")
    book.appoint("P1", "B1", "2020-01-01")
    book.split("B1", "2020-06-01", SplitPart("X", "甲", ("G1",), ("P1",)), SplitPart("Y", "乙", (), ("P2",)))
    assert book.tree(DAY) == {"W": "", "C": "W", "B2": "C", "B3": "C", "X": "C", "Y": "C", "G1": "X"}
    assert (book.members("X", DAY), book.members("Y", DAY)) == (["P1"], ["P2"])
    assert book.holders("B1", DAY) == book.holders("X", DAY) == []
    assert book.registry.organizations.history("B1")[-1].successors == ("X", "Y")


def test_a_split_that_leaves_somebody_out_or_names_a_stranger_is_refused() -> None:
    book = small_city()
    book.establish("G1", "B1", kind="PARTY_GROUP")
    book.join("P1", "B1", "2020-01-01")
    whole = SplitPart("X", "甲", ("G1",), ("P1",))
    with pytest.raises(StillInUse, match="G1"):
        book.split("B1", "2020-06-01", SplitPart("X", "甲", (), ("P1",)), SplitPart("Y", "乙", (), ()))
    with pytest.raises(StillInUse, match="P1"):
        book.split("B1", "2020-06-01", SplitPart("X", "甲", ("G1",), ()), SplitPart("Y", "乙", (), ()))
    with pytest.raises(UnknownOrganization, match="B2"):
        book.split("B1", "2020-06-01", whole, SplitPart("Y", "乙", ("B2",), ()))
    with pytest.raises(UnknownPerson, match="P2"):
        book.split("B1", "2020-06-01", whole, SplitPart("Y", "乙", (), ("P2",)))
    with pytest.raises(BadRequest, match="P1"):
        book.split("B1", "2020-06-01", whole, SplitPart("Y", "乙", (), ("P1",)))
    with pytest.raises(BadRequest, match="1 个"):
        book.split("B1", "2020-06-01", whole)
