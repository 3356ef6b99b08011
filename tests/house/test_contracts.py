"""The wire's generated code is current, and its contracts only grow."""

from pathlib import Path

import pytest

from tests.house.wire import PROTO, buf, written_only

EVENTS, SERVICE = (PROTO / "biaochi" / "assessment" / "v1" / f"{name}.proto" for name in ("events", "service"))
AMOUNT = "  string amount = 7;"


def test_the_contracts_pass_the_linter() -> None:
    done = buf(PROTO, "lint")

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_generated_code_is_what_the_contracts_say(tmp_path: Path) -> None:
    fresh = written_only(tmp_path)

    done = buf(fresh, "generate")

    assert done.returncode == 0, done.stdout + done.stderr
    generated = [path for path in fresh.rglob("*.py*") if "_pb2" in path.name or "_connect" in path.name]
    assert len(generated) >= 15
    for path in generated:
        committed = PROTO / path.relative_to(fresh)
        assert committed.read_text() == path.read_text(), f"{committed} is old: run make proto"


def test_the_contracts_keep_all_that_was_released() -> None:
    done = buf(PROTO, "breaking", "--against", "released.binpb")

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "released", "planted", "said"),
    [
        (EVENTS, AMOUNT, "", 'field "7" with name "amount" on message "Fact" was deleted'),
        (EVENTS, AMOUNT, "  uint64 amount = 7;", "changed type"),
        (EVENTS, AMOUNT, "  string worth = 7;", "changed name"),
        (EVENTS, AMOUNT, "  string amount = 70;", 'field "7" with name "amount" on message "Fact" was deleted'),
        (EVENTS, "message VetoRecorded", "message VetoEntered", 'message "VetoRecorded" was deleted'),
        (SERVICE, "rpc CloseCycles(", "rpc EndCycles(", 'RPC "CloseCycles" on service "AssessmentService" was deleted'),
    ],
)
def test_a_change_of_what_was_released_is_caught(
    tmp_path: Path, file: Path, released: str, planted: str, said: str
) -> None:
    contract = written_only(tmp_path) / file.relative_to(PROTO)
    assert released in contract.read_text()
    contract.write_text(contract.read_text().replace(released, planted))

    done = buf(tmp_path / "proto", "breaking", "--against", "released.binpb")

    assert done.returncode != 0
    assert said in done.stdout


def test_a_new_field_and_a_new_event_are_growth(tmp_path: Path) -> None:
    contract = written_only(tmp_path) / EVENTS.relative_to(PROTO)
    contract.write_text(contract.read_text().replace(AMOUNT, f"{AMOUNT}\n  string worth = 1000;") + "message New {}\n")

    done = buf(tmp_path / "proto", "breaking", "--against", "released.binpb")

    assert done.returncode == 0, done.stdout + done.stderr
