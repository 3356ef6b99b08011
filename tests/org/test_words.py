"""What a caller wrote is read as it is meant, or refused in a sentence a person can act on."""

import pytest
from biaochi_chassis.foundation.refusal import BadRequest
from biaochi_org.domain import values
from biaochi_org.domain.kinds import OrganizationKind
from biaochi_org.domain.refusals import WrongKind

from tests.org.book import small_city


@pytest.mark.parametrize("written", ["", "a b", "a/b", "n\x00", "全　角", "c" * 65])
def test_what_cannot_be_a_code_is_refused(written: str) -> None:
    with pytest.raises(BadRequest, match="不能作编码"):
        values.code(written, "code")


@pytest.mark.parametrize("written", ["", " x", "a\x00b", "a\nb", "a\u2028b"])
def test_what_cannot_be_a_name_is_refused(written: str) -> None:
    with pytest.raises(BadRequest, match="不能作名称"):
        values.name(written, "name")


def test_a_sentence_quotes_no_more_than_a_line_can_hold() -> None:
    with pytest.raises(BadRequest) as refused:
        values.name("长" * 100_000, "name")

    assert len(refused.value.sentence) < 200


def test_a_sentence_calls_kinds_as_people_do() -> None:
    assert OrganizationKind("BRANCH").title_zh == "党支部"
    with pytest.raises(BadRequest, match="请从 WORK_COMMITTEE"):
        values.one_of(OrganizationKind, "支部", "kind")


def test_a_refused_merge_says_which_is_what() -> None:
    book = small_city()

    with pytest.raises(WrongKind, match="「C」是机关党委，「B1」是党支部"):
        book.merge(("C",), "B1", "2020-05-01")
