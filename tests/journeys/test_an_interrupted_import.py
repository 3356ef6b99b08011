"""An import that is killed halfway is completed by running it again: nothing twice, nothing left out."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.brought import bring_into
from tests.cli.test_dry_run import counts, plant_all
from tests.journeys.conftest import CHECKS, begin_lanzhou
from tests.running import Running

BEFORE = 719  # 1 + 86 + 86 + 545 organizations and the cycle
COUNT = '{ facts(city: "lanzhou", cycle: "2020", first: 1) { totalCount } }'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lanzhou's organizations, its cycle, and its first checks."""
    target = tmp_path / "spreadsheets"
    target.mkdir()
    begin_lanzhou(target)
    return target


def recorded(running: Running) -> int:
    """How many facts there are."""
    return int(running.execute(COUNT)["facts"]["totalCount"])


def test_a_killed_import_is_completed_by_running_it_again_and_the_next_does_what_its_dry_run_says(
    empty: Running, folder: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "BIAOCHI_HOME": str(empty.home), "BIAOCHI_PORT": str(empty.port)}
    command = [sys.executable, "-m", "biaochi_cli.main", "import", str(folder), "--city", "lanzhou"]
    begun = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while _none_yet(empty):
        assert time.monotonic() < deadline, "the import wrote nothing"
        time.sleep(0.02)
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    halfway = recorded(empty)

    again = empty.command("import", str(folder), "--city", "lanzhou")

    assert 0 < halfway < CHECKS
    assert again.returncode == 0, again.stdout + again.stderr
    assert recorded(empty) == CHECKS
    written, already = _totals(again.stdout)
    assert written + already == CHECKS + BEFORE
    # The batch that was under way when the import was killed may have been written after the first look.
    assert already >= halfway + BEFORE

    planted = tmp_path / "planted"
    planted.mkdir()
    plant_all(planted, 2)
    tried = bring_into(empty, planted, dry_run=True, skip_bad_rows=True)
    done = bring_into(empty, planted, skip_bad_rows=True)

    assert (tried.aborted, done.aborted) == ("", "")
    assert (counts(done), done.bad) == (counts(tried), tried.bad)
    assert [one.written + one.awaiting for one in done.sheets] == [one.good for one in tried.sheets]


def test_changed_content_under_a_known_number_is_a_bad_row_and_nothing_of_its_file_is_written(
    empty: Running, folder: Path
) -> None:
    assert empty.command("import", str(folder), "--city", "lanzhou").returncode == 0
    checks = (folder / "考核验收.csv").read_text(encoding="utf-8").splitlines()
    changed = checks[5].split(",")
    changed[4] = "0"
    checks[5] = ",".join(changed)
    checks.append(f"2021-00001,{changed[1]},没有的规范,2020-Q4,1,2020-12-31,x")
    (folder / "考核验收.csv").write_text("\n".join(checks), encoding="utf-8")

    again = empty.command("import", str(folder), "--city", "lanzhou")

    assert again.returncode == 1
    assert "第 6 行 “编号”栏“2020-00005”：这个编号已经登记过" in again.stdout
    assert f"第 {CHECKS + 2} 行 “规范”栏“没有的规范”：本市的考核模型没有这样的指标" in again.stdout
    assert recorded(empty) == CHECKS


def _totals(printed: str) -> tuple[int, int]:
    """How many rows the import has written, and how many it has found written."""
    (totals,) = re.findall(r"^写入 (\d+) 行，此前已有 (\d+) 行", printed, re.MULTILINE)
    return int(totals[0]), int(totals[1])


def _none_yet(running: Running) -> bool:
    try:
        return recorded(running) == 0
    except AssertionError:
        return True  # the cycle is not open yet
