"""A call survives its headers, but whose it is no header says."""

import pytest
from biaochi_chassis.event.call import AUTHORIZATION, POSITION, TRACEPARENT, Call, new_traceparent
from biaochi_chassis.event.positions import Positions


def test_trace_and_position_survive_the_headers_and_the_token_goes_along() -> None:
    position = Positions.parse("biaochi.org.v1/3/57")
    call = Call("样例党员00017", frozenset({"registry"}), new_traceparent(), position, "a.b.c")

    headers = call.headers()

    assert Call.from_headers(headers) == Call("", frozenset(), call.traceparent, position)
    assert headers[AUTHORIZATION] == "Bearer a.b.c"
    assert all(value.isascii() for value in headers.values())


def test_no_header_says_who_calls_or_in_which_role() -> None:
    call = Call.from_headers({"biaochi-caller": "forged", "biaochi-roles": "*"})

    assert (call.caller, call.roles) == ("", frozenset())


def test_a_role_is_held_or_every_role_is() -> None:
    call = Call.internal("somebody")

    assert call.by("developer", frozenset({"*"})).may("whatever")
    assert not call.by("somebody", frozenset({"registry"})).may("whatever")


@pytest.mark.parametrize("broken", ["", "nonsense", f"00-{'0' * 32}-{'1' * 16}-01", f"00-{'a' * 31}-{'1' * 16}-01"])
def test_a_broken_trace_is_begun_anew(broken: str) -> None:
    call = Call.from_headers({TRACEPARENT: broken})

    assert len(call.trace_id) == 32
    assert call.trace_id not in broken


def test_a_trace_is_kept_and_positions_are_handed_on() -> None:
    call = Call.from_headers({TRACEPARENT: f"00-{'a' * 32}-{'b' * 16}-01"})

    after = call.after(Positions.parse("t.v1/1/5")).after(Positions.parse("t.v1/1/3,t.v1/2/1"))

    assert after.trace_id == "a" * 32
    assert after.headers()[POSITION] == "t.v1/1/5,t.v1/2/1"
    assert POSITION not in call.headers()
