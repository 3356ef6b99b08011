"""A call survives its headers; who has no name is refused."""

import pytest
from biaochi_chassis.event.call import CALLER, POSITION, TRACEPARENT, Call, new_traceparent
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import BadRequest


def test_a_call_survives_its_headers() -> None:
    call = Call(
        caller="样例党员00017",
        roles=frozenset({"registry", "市直,单位"}),
        traceparent=new_traceparent(),
        positions=Positions.parse("biaochi.org.v1/3/57"),
    )

    headers = call.headers()

    assert Call.from_headers(headers) == call
    assert all(value.isascii() for value in headers.values())


def test_the_development_caller_may_do_everything() -> None:
    call = Call.developer()

    assert Call.from_headers(call.headers()).may("whatever")
    assert not Call("somebody", frozenset({"registry"}), call.traceparent).may("whatever")


def test_a_call_without_a_caller_is_refused() -> None:
    with pytest.raises(BadRequest, match=CALLER):
        Call.from_headers({})


@pytest.mark.parametrize("broken", ["", "nonsense", f"00-{'0' * 32}-{'1' * 16}-01", f"00-{'a' * 31}-{'1' * 16}-01"])
def test_a_broken_trace_is_begun_anew(broken: str) -> None:
    call = Call.from_headers({CALLER: "developer", TRACEPARENT: broken})

    assert len(call.trace_id) == 32
    assert call.trace_id not in broken


def test_a_trace_is_kept_and_positions_are_handed_on() -> None:
    call = Call.developer(f"00-{'a' * 32}-{'b' * 16}-01")

    after = call.after(Positions.parse("t.v1/1/5")).after(Positions.parse("t.v1/1/3,t.v1/2/1"))

    assert after.trace_id == "a" * 32
    assert after.headers()[POSITION] == "t.v1/1/5,t.v1/2/1"
    assert POSITION not in call.headers()
