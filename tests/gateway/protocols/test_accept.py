"""What a client accepts is answered in the quality it wants; what it does not accept is refused."""

import json

import pytest
from biaochi_gateway.http.accept import EVENT_STREAM, JSON, RESPONSE_JSON, Accepted, accepted

from tests.gateway.conftest import Gateway

BOTH = f"{RESPONSE_JSON}, {JSON}"
URQL = f"{RESPONSE_JSON}, application/graphql+json, {JSON}, {EVENT_STREAM}, multipart/mixed"
SUBSCRIPTION = 'subscription { standingsChanged(city: "x", cycle: "2020", index: "nothing") { position } }'


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (RESPONSE_JSON, RESPONSE_JSON),
        (BOTH, RESPONSE_JSON),
        (f"{JSON}, {RESPONSE_JSON};q=0.9", JSON),
        (f"{JSON};q=0.5, {RESPONSE_JSON};q=0.9", RESPONSE_JSON),
        (f"{RESPONSE_JSON};q=0, */*", JSON),
        (f"{JSON};q=0, */*;q=0.1", RESPONSE_JSON),
        (f"{RESPONSE_JSON}; charset=utf-8; q=1.0", RESPONSE_JSON),
        (f"{JSON};q=nonsense", ""),
        ("text/plain", ""),
        ("*/*;q=0", ""),
    ],
)
def test_one_answer_is_in_the_media_type_of_the_highest_quality(header: str, answer: str) -> None:
    assert accepted(header).answer == answer


@pytest.mark.parametrize(
    ("header", "stream", "first"),
    [
        (EVENT_STREAM, True, True),
        ("*/*", False, False),
        (f"{EVENT_STREAM};q=0, {JSON}", False, False),
        (f"{EVENT_STREAM}, {JSON}", True, False),
        (f"{EVENT_STREAM}, {JSON};q=0.9", True, True),
        (URQL, True, False),
    ],
)
def test_a_stream_is_wanted_where_it_is_named(header: str, stream: bool, first: bool) -> None:
    found: Accepted = accepted(header)
    assert (found.stream, found.stream_first) == (stream, first)


async def test_a_client_that_takes_both_has_one_answer_to_a_query_and_a_stream_for_a_subscription(
    gateway: Gateway,
) -> None:
    one = await gateway.post({"query": "{ __typename }"}, {"accept": URQL})
    many = await gateway.post({"query": SUBSCRIPTION}, {"accept": URQL})

    assert one.headers["content-type"].startswith(RESPONSE_JSON)
    assert many.headers["content-type"].startswith(EVENT_STREAM)
    assert "UNKNOWN_INDEX" in many.text()


@pytest.mark.parametrize("accept", ["text/plain", f"{JSON};q=0", "image/*"])
async def test_what_nobody_can_answer_is_406_with_the_types_there_are(gateway: Gateway, accept: str) -> None:
    response = await gateway.post({"query": "{ __typename }"}, {"accept": accept})

    (error,) = json.loads(response.text())["errors"]
    assert (response.status, error["extensions"]["code"]) == (406, "NOT_ACCEPTABLE")
    assert RESPONSE_JSON in error["message"]
