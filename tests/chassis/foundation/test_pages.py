"""A page of a list that is here whole: in both directions, bounded by keys, and aware of what lies around it."""

import pytest
from biaochi_chassis.foundation.pages import Found, Page
from biaochi_chassis.foundation.refusal import BadRequest, Refused, RequestTooLarge
from hypothesis import given
from hypothesis import strategies as st

LETTERS = "abcdefg"


def cut(page: Page) -> tuple[str, bool, bool]:
    found = Found.cut(LETTERS, str, page)
    assert found.total == len(LETTERS)
    return "".join(found.items), found.has_previous, found.has_more


def test_a_page_says_what_lies_around_it() -> None:
    assert cut(Page(first=3)) == ("abc", False, True)
    assert cut(Page(first=3, after="c")) == ("def", True, True)
    assert cut(Page(first=3, after="e")) == ("fg", True, False)
    assert cut(Page(first=9)) == ("abcdefg", False, False)
    assert cut(Page(last=3)) == ("efg", True, False)
    assert cut(Page(last=3, before="e")) == ("bcd", True, True)
    assert cut(Page(last=3, before="c")) == ("ab", False, True)
    assert cut(Page(first=5, after="b", before="e")) == ("cd", True, True)
    assert cut(Page(last=1, after="b", before="e")) == ("d", True, True)
    assert cut(Page(first=5, after="e", before="b")) == ("", True, True)


@given(st.integers(1, 9))
def test_pages_of_any_size_are_the_list_in_both_directions(size: int) -> None:
    onwards, backwards = "", ""
    while len(onwards) < len(LETTERS):
        onwards += cut(Page(first=size, after=onwards[-1:]))[0]
    while len(backwards) < len(LETTERS):
        backwards = cut(Page(last=size, before=backwards[:1]))[0] + backwards
    assert onwards == backwards == LETTERS


def test_a_key_that_is_not_in_the_list_is_refused() -> None:
    for page, field in ((Page(after="x"), "after"), (Page(last=1, before="x"), "before")):
        with pytest.raises(BadRequest) as refused:
            cut(page)
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (Page(first=1001), RequestTooLarge.code),
        (Page(last=1001), RequestTooLarge.code),
        (Page(first=1, last=1), BadRequest.code),
    ],
)
def test_a_page_that_nobody_may_have_is_refused(page: Page, code: str) -> None:
    with pytest.raises(Refused) as refused:
        page.checked()
    assert refused.value.code == code
