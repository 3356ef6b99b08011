"""The checker passes what is right and rejects every planted wrong: one that never fails would prove nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.judging.checker import check, main
from tests.faults.judging.state import Published, Reader, State
from tests.faults.load.history import FAIL, INFO, INVOKE, OK, History, Line

PLACE = "biaochi.assessment.v1/3"
REQUEST = "0123456789abcdef0123456789abcdef"
HELD = {"scoring threads": 10, "scoring open files": 40, "scoring megabytes": 100, "gateway milliseconds": 20}
PUBLISHED = Published("assessment", "biaochi.assessment.v1", 3, 3)
GOOD = State(
    commands=["t1", "t2", "t3"],
    facts=["t1", "t3"],
    reversals=["t2"],
    scored=["t1", "t3"],
    scored_reversals=["t2"],
    published=[PUBLISHED],
    log={PLACE: PUBLISHED.ids()},
    readers={"scoring": Reader(PUBLISHED.ids(), {}, {PLACE: 3})},
    ends={PLACE: 3},
    sheets={"2020/branch/01-01": "98.5"},
    recomputed={"2020/branch/01-01": "98.5"},
    answers={"t1": "3"},
    truths={"t1": "3"},
    before=HELD,
    levels=HELD,
)


def line(event: str, token: str, kind: str = "fact", **said: str) -> Line:
    return Line(event, kind, token, 0.0, 0.0, responded=bool(said), **said)


HISTORY = [
    line(INVOKE, "t1"),
    line(OK, "t1"),
    line(INVOKE, "t2", "reversal"),
    line(OK, "t2", "reversal"),
    line(INVOKE, "t3"),
    line(INFO, "t3"),
    line(INVOKE, "t4"),
    line(FAIL, "t4", code="ALREADY_EXISTS", message="已有登记", request=REQUEST),
]
UNCLEAN = {
    "no code": line(INFO, "t3", code="", message="坏了", request=REQUEST),
    "a code of nobody's": line(INFO, "t3", code="OOPS", message="坏了", request=REQUEST),
    "no request id": line(INFO, "t3", code="INTERNAL", message="坏了", request=""),
    "no sentence": line(INFO, "t3", code="INTERNAL", message="", request=REQUEST),
    "a stack trace": line(INFO, "t3", code="INTERNAL", message='File "store.py", line 3', request=REQUEST),
}


def read_twice(state: State) -> State:
    return replace(state, readers={"scoring": Reader([*PUBLISHED.ids(), PUBLISHED.ids()[0]], {}, {PLACE: 3})})


def held(state: State, name: str, level: int) -> State:
    return replace(state, levels={**HELD, name: level})


PLANTED: dict[str, tuple[str, Callable[[State], State]]] = {
    "a lost write": ("I1", lambda good: replace(good, facts=["t3"], scored=["t3"])),
    "a lost command": ("I1", lambda good: replace(good, commands=["t1", "t3"])),
    "a reversal scoring never received": ("I1", lambda good: replace(good, scored_reversals=[])),
    "a phantom": ("I2", lambda good: replace(good, facts=["t1", "t3", "t9"])),
    "a refused write that is there": ("I2", lambda good: replace(good, commands=["t1", "t2", "t3", "t4"])),
    "a fact only scoring knows": ("I2", lambda good: replace(good, scored=["t1", "t3", "t8"])),
    "a doubled effect": ("I3", lambda good: replace(good, scored=["t1", "t1", "t3"])),
    "an event taken twice": ("I3", read_twice),
    "an outbox that never drains": ("I4", lambda good: replace(good, published=[replace(PUBLISHED, waiting=2)])),
    "an event that never reached the log": ("I4", lambda good: replace(good, log={PLACE: PUBLISHED.ids()[:2]})),
    "an event a reader skipped": (
        "I4",
        lambda good: replace(good, readers={"scoring": Reader(PUBLISHED.ids()[1:], {}, {PLACE: 3})}),
    ),
    "a genuine event among the dead": (
        "I4",
        lambda good: replace(
            good, readers={"scoring": Reader(PUBLISHED.ids()[:2], {PUBLISHED.ids()[2]: "bad"}, {PLACE: 3})}
        ),
    ),
    "a dead letter without a reason": (
        "I4",
        lambda good: replace(good, readers={"scoring": Reader(PUBLISHED.ids(), {"poison": ""}, {PLACE: 3})}),
    ),
    "a hole in the order": ("I5", lambda good: replace(good, log={PLACE: [PUBLISHED.ids()[0], PUBLISHED.ids()[2]]})),
    "two events swapped": (
        "I5",
        lambda good: replace(good, log={PLACE: [*PUBLISHED.ids()[1::-1], PUBLISHED.ids()[2]]}),
    ),
    "a score unlike its recomputation": ("I6", lambda good: replace(good, recomputed={"2020/branch/01-01": "98"})),
    "a sheet that recomputation does not know": ("I6", lambda good: replace(good, recomputed={})),
    "a gateway that says something else": ("I7", lambda good: replace(good, answers={"t1": "4"})),
    "a reader that stands still": (
        "I12",
        lambda good: replace(good, readers={"scoring": Reader(PUBLISHED.ids(), {}, {PLACE: 2})}),
    ),
    "threads that never ended": ("I12", lambda good: held(good, "scoring threads", 60)),
    "connections that were never closed": ("I12", lambda good: held(good, "scoring open files", 200)),
    "memory that never came back": ("I12", lambda good: held(good, "scoring megabytes", 900)),
    "a gateway that stays slow": ("I12", lambda good: held(good, "gateway milliseconds", 700)),
    "a part that is not ready": ("I12", lambda good: replace(good, troubles={"scoring": "held after a failure"})),
}


def test_a_right_history_and_state_pass() -> None:
    assert check(HISTORY, GOOD) == []


def test_an_unknown_outcome_may_be_there_or_not() -> None:
    without = replace(GOOD, commands=["t1", "t2"], facts=["t1"], scored=["t1"])

    assert check(HISTORY, without) == []


def test_an_event_published_twice_is_no_fault_as_long_as_it_has_one_effect() -> None:
    twice = replace(GOOD, log={PLACE: [*PUBLISHED.ids(), PUBLISHED.ids()[1]]}, ends={PLACE: 4})
    twice = replace(twice, readers={"scoring": Reader(PUBLISHED.ids(), {}, {PLACE: 4})})

    assert check(HISTORY, twice) == []


@pytest.mark.parametrize("wrong", PLANTED)
def test_every_planted_bad_state_is_rejected(wrong: str) -> None:
    invariant, spoil = PLANTED[wrong]

    assert invariant in {violation.invariant for violation in check(HISTORY, spoil(GOOD))}


def test_a_command_acknowledged_after_an_unknown_outcome_must_be_there() -> None:
    lost = [*HISTORY, line(INVOKE, "t5"), line(INFO, "t5"), line(INVOKE, "t5"), line(OK, "t5")]

    assert {violation.invariant for violation in check(lost, GOOD)} == {"I1"}


@pytest.mark.parametrize("wrong", UNCLEAN)
def test_every_unclean_failure_is_rejected(wrong: str) -> None:
    assert {violation.invariant for violation in check([*HISTORY, UNCLEAN[wrong]], GOOD)} == {"I13"}


def test_nobody_answering_is_no_unclean_failure() -> None:
    assert check([*HISTORY, line(INFO, "t3")], GOOD) == []


def test_the_program_reads_its_files_and_says_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    history, state = History(tmp_path / "history.jsonl"), tmp_path / "state.json"
    history.note(INVOKE, "fact", "t1")
    history.note(OK, "fact", "t1")
    state.write_text(State().to_json())

    assert main(str(tmp_path / "history.jsonl"), str(state)) == 1
    assert "I1 1 acknowledged facts not stored: t1" in capsys.readouterr().out
