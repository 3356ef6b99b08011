"""Opening pins the models, closing freezes the facts."""

import random
from dataclasses import replace
from datetime import date

import pytest
from biaochi_assessment.domain.closing import check_closable, facts_hash
from biaochi_assessment.domain.cycles import check_new, named, open_cycle
from biaochi_assessment.domain.models import pinned_on
from biaochi_assessment.domain.ratings import RatingDue
from biaochi_assessment.domain.refusals import (
    CycleAlreadyOpen,
    CycleClosed,
    CycleNotEnded,
    RoundOpen,
    UnknownCycle,
    UnknownModel,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.town import BRANCH, CITY, MODELS, NOW, ORGAN, cycle_2020

LATER = date(2021, 1, 1)


def test_a_cycle_pins_the_latest_published_version_valid_on_its_last_day() -> None:
    newer = replace(BRANCH, hash="newer", sequence=9)
    for_2021 = replace(BRANCH, hash="for-2021", since=LATER, sequence=10)
    ended = replace(ORGAN, hash="ended", until=date(2020, 12, 31), sequence=11)

    pinned = pinned_on((for_2021, newer, ended, ORGAN, BRANCH), date(2020, 12, 31))

    assert [model.hash for model in pinned] == ["newer", ORGAN.hash]


def test_a_year_that_no_model_judges_cannot_be_opened() -> None:
    with pytest.raises(UnknownModel, match="2017") as refused:
        open_cycle("2017", CITY, MODELS, NOW)
    assert refused.value.code == "UNKNOWN_MODEL"


def test_a_cycle_is_opened_once_and_known_by_its_code() -> None:
    known = {"2020": cycle_2020()}

    with pytest.raises(CycleAlreadyOpen):
        check_new("2020", known)
    with pytest.raises(UnknownCycle, match="2021"):
        named("2021", known)


def test_a_cycle_is_closed_after_its_end_when_nothing_is_due() -> None:
    cycle, due = cycle_2020(), [RatingDue("J1", "J2", "mutual", "2020-Q1")]
    check_closable(cycle, LATER, [])

    with pytest.raises(CycleNotEnded, match="2020-12-31"):
        check_closable(cycle, date(2020, 12, 31), [])
    with pytest.raises(RoundOpen, match="还有 1 份互评未交，第一份是 2020-Q1 由 J1 评 J2"):
        check_closable(cycle, LATER, due)
    with pytest.raises(CycleClosed):
        check_closable(replace(cycle, closed_at=NOW), LATER, [])


texts = st.dictionaries(st.sampled_from(["kind", "subject", "note"]), st.text(max_size=5))


@settings(derandomize=True, max_examples=60)
@given(st.dictionaries(st.text(min_size=1), texts, max_size=8), st.integers(0, 9), st.randoms(use_true_random=False))
def test_the_hash_does_not_depend_on_the_order_of_recording(
    facts: dict[str, dict[str, str]], split: int, chance: random.Random
) -> None:
    lines = [{"number": number, **fields} for number, fields in facts.items()]
    shuffled = chance.sample(lines, len(lines))

    assert facts_hash(lines[:split], lines[split:]) == facts_hash(shuffled[:split], shuffled[split:])


def test_the_hash_changes_with_any_field() -> None:
    assert facts_hash([{"number": "1", "note": ""}], []) != facts_hash([{"number": "1", "note": " "}], [])
