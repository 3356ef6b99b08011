"""Where there are two processors `up` gives scoring a process of its own; the two live and end together."""

import os
import signal
import time
from pathlib import Path

from tests.conftest import started
from tests.running import Running
from tests.small_city import RECORD_CHECK, found, organization_id

SHEET = '{ sheet(city: "lanzhou", cycle: "2020", index: "branch", subject: "01-01", period: "2020-Q3") { total } }'
GONE_SECONDS = 30


def scoring_of(running: Running) -> int:
    """The process of scoring."""
    parent = running.processes["platform"].pid
    (child,) = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(child)


def is_gone(process: int) -> bool:
    """Whether it ended, in a while."""
    deadline = time.monotonic() + GONE_SECONDS
    while Path(f"/proc/{process}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not Path(f"/proc/{process}").exists()


def total(running: Running) -> str:
    """Of one branch in the third quarter."""
    return str(running.execute(SHEET)["sheet"]["total"])


def test_both_serve_as_one_and_end_together_whichever_is_killed(tmp_path: Path) -> None:
    with started(tmp_path, {"BIAOCHI_PROCESSES": "2"}) as running:
        found(running)
        check = {"indicator": "theory_study", "period": "2020-Q3", "amount": "4"}
        running.execute(
            RECORD_CHECK, {"input": {"idempotencyKey": "c-1", "subject": organization_id("01-01"), **check}}
        )
        recorded = total(running)
        listed = running.command("plugins")

        killed = scoring_of(running)
        running.kill("platform")
        without_its_parent = is_gone(killed)
        running.start()
        after_a_kill = total(running)

        os.kill(scoring_of(running), signal.SIGKILL)
        code = running.processes.pop("platform").wait(timeout=GONE_SECONDS)

        running.start()
        stopped = scoring_of(running)
        running.stop()

    assert "lanzhou" in listed.stdout
    assert without_its_parent
    assert after_a_kill == recorded
    assert code == 1
    assert "scoring's process ended with" in (tmp_path / "platform.log").read_text()
    assert is_gone(stopped)
