"""An envelope comes back word for word, whoever wrote it; one of ours takes a quarter of the room."""

import json

from biaochi_chassis.event.call import Call
from biaochi_chassis.log.envelope import Envelope, packed, unpacked
from hypothesis import given
from hypothesis import strategies as some

from tests.chassis.worlds import CITY, TOPIC, an_event

OURS = an_event("标尺")._replace(call=Call("developer", frozenset(), f"00-{'ab' * 16}-{'cd' * 8}-01"))
HEADERS = OURS.headers("producer", 3, 61234, 17)
NAMES = some.sampled_from(sorted({*HEADERS, "another"}))
MARKS = 'ab0179-:.TZ{}标\t\n\0"'
WORDS = some.one_of(some.text(MARKS, max_size=40), some.sampled_from(sorted(HEADERS.values())))


def test_ours_is_short_and_comes_back() -> None:
    text = packed(HEADERS, TOPIC, 3, CITY)

    assert list(unpacked(text, TOPIC, 3, CITY).items()) == list(HEADERS.items())
    assert 4 * len(text) < len(json.dumps(HEADERS, ensure_ascii=False))


def test_one_that_counts_no_subjects_comes_back_without_a_number() -> None:
    headers = OURS.headers("producer", 3, 1)

    assert unpacked(packed(headers, TOPIC, 3, CITY), TOPIC, 3, CITY) == headers


@given(some.dictionaries(NAMES, WORDS), some.dictionaries(NAMES, WORDS, max_size=2))
def test_any_other_comes_back_word_for_word(whole: dict[str, str], changes: dict[str, str]) -> None:
    for headers in (whole, HEADERS | changes):
        assert unpacked(packed(headers, TOPIC, 3, CITY), TOPIC, 3, CITY) == headers


def test_one_stored_before_envelopes_were_packed_is_read() -> None:
    assert unpacked(json.dumps(HEADERS), TOPIC, 3, CITY) == HEADERS


@given(some.dictionaries(NAMES, WORDS, max_size=2))
def test_one_that_stays_packed_reads_as_its_headers_and_knows_its_id(changes: dict[str, str]) -> None:
    headers = HEADERS | changes
    envelope = Envelope(packed(headers, TOPIC, 3, CITY), TOPIC, 3, CITY)

    assert envelope.event_id == headers["ce_id"]
    assert envelope == headers
    assert packed(envelope, TOPIC, 3, CITY) == envelope.text


def test_one_that_stays_packed_is_packed_anew_for_another_place() -> None:
    envelope = Envelope(packed(HEADERS, TOPIC, 3, CITY), TOPIC, 3, CITY)

    assert unpacked(packed(envelope, TOPIC, 4, CITY), TOPIC, 4, CITY) == HEADERS
