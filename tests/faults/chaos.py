"""Breaks the platform by cases and rounds and reports what held: make chaos SEED=42 CASE=F07 ROUNDS=3

Rounds that are green in the report of a seed are passed over, so that a long run can be made in batches; the platform
is kept up between the rounds of a batch, and is founded anew after a red one.
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.faults.cases.matrix import BY_CODE, CASES, Case
from tests.faults.platform.deployment import FILES, Kind
from tests.faults.platform.servers import SERVERS
from tests.faults.platform.system import System, standing
from tests.faults.rounds import Round, play
from tests.memory import keep_files_in_memory
from tests.servers.missing import ServerMissing

REPORTS = Path(".biaochi") / "chaos"
KINDS = {"files": FILES, "servers": SERVERS}
ROUNDS_OF_ONE_PLATFORM = 25


class Stand:
    """The platform of the moment: founded when it is needed, anew after a red round, many green ones, or traces."""

    def __init__(self, kind: Kind, seed: str, without: str = "") -> None:
        """Have none yet; `without` names the guard that is taken away."""
        self._kind = kind
        self._seed = seed
        self._environment = {"BIAOCHI_WITHOUT": without} if without else {}
        self._stack = ExitStack()
        self._system: System | None = None
        self._home: Path | None = None
        self._played = 0

    def play(self, case: Case, seed: str) -> Round:
        """Play one round."""
        system = self._system or self._found()
        self._played += 1
        played = play(system, case, seed)
        if played.violations or case.leaves_traces or self._played >= ROUNDS_OF_ONE_PLATFORM:
            self.end(keep=bool(played.violations))
        return played

    def end(self, *, keep: bool = False) -> None:
        """End the platform; what it leaves is kept only on request."""
        self._stack.close()
        self._system = None
        home, self._home = self._home, None
        if home is None:
            return
        if keep:
            print(f"    left in {home}")
        else:
            shutil.rmtree(home, ignore_errors=True)

    def _found(self) -> System:
        self._home = Path(tempfile.mkdtemp(prefix="biaochi-chaos-"))
        self._played = 0
        self._system = self._stack.enter_context(standing(self._home, self._kind, self._seed, self._environment))
        return self._system


def wanted(arguments: argparse.Namespace) -> Iterator[tuple[Case, int]]:
    """Return which rounds to play: one of each case whose needs the deployment has, then the next of each."""
    cases = [BY_CODE[code] for code in arguments.case] or [case for case in CASES if case.nightly == arguments.nightly]
    playable = [case for case in cases if case.needs <= KINDS[arguments.deployment].has]
    mine, shares = arguments.share
    if left := [case.code for case in cases if case not in playable]:
        print(f"not on {arguments.deployment}: {', '.join(left)}")
    for number in range(1, arguments.rounds + 1):
        for case in playable[mine - 1 :: shares]:
            yield case, number


def _share(text: str) -> tuple[int, int]:
    """Which of how many, `2/3`; raises ValueError for anything else."""
    mine, shares = map(int, text.split("/"))
    if not 1 <= mine <= shares:
        raise ValueError(text)
    return mine, shares


def main() -> int:
    """Play, report, and end with 1 when anything was red."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    keep_files_in_memory()
    arguments = _arguments()
    name = "-".join(
        [arguments.deployment, arguments.seed, *(["without", arguments.without] if arguments.without else [])]
    )
    report = REPORTS / f"{name}.jsonl"
    report.parent.mkdir(parents=True, exist_ok=True)
    try:
        red = _play(arguments, report)
    except ServerMissing as missing:
        print(missing)
        return 1
    print(_total(report))
    return 1 if red else 0


def _play(arguments: argparse.Namespace, report: Path) -> int:
    """Play what is not green in the report yet; return how many were red."""
    stand, red = Stand(KINDS[arguments.deployment], arguments.seed, arguments.without), 0
    green = {one["seed"] for one in _rounds(report) if not one["violations"]}
    try:
        for case, number in wanted(arguments):
            seed = f"{arguments.seed}/{case.code}/{number}"
            if seed not in green:
                played = stand.play(case, seed)
                red += bool(played.violations)
                with report.open("a") as file:
                    file.write(json.dumps(played.to_json(), ensure_ascii=False) + "\n")
                print(played, flush=True)
    finally:
        stand.end()
    return red


def _rounds(report: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seed", default="42", help="decides every command, every fault and its moment")
    parser.add_argument(
        "--case", action="append", default=[], choices=sorted(BY_CODE), help="all if none, but the nightly ones"
    )
    parser.add_argument("--nightly", action="store_true", help="those that are not played in every run")
    parser.add_argument("--rounds", type=int, default=1, help="of each case")
    parser.add_argument(
        "--ground", dest="deployment", default="files", choices=sorted(KINDS), help="what the platform stands on"
    )
    parser.add_argument(
        "--share", type=_share, default=(1, 1), help="play this of so many shares of the cases, 1/2 beside 2/2"
    )
    parser.add_argument("--without", default="", choices=["", "inbox", "outbox", "fence"], help="take a guard away")
    return parser.parse_args()


def _total(report: Path) -> str:
    rounds = _rounds(report)
    sums = {name: sum(one[name] for one in rounds) for name in ("writes", "losses", "duplicates", "on_the_wire")}
    recovery = sorted(one["recovery"] for one in rounds)
    red = sum(bool(one["violations"]) for one in rounds)
    return (
        f"{len(rounds)} rounds, {red} red: {sums['writes']} writes, "
        f"{sums['losses']} lost, {sums['duplicates']} doubled, "
        f"{sums['on_the_wire']} twice on the wire; quiet after {recovery[len(recovery) // 2]:.1f} s (median), "
        f"{recovery[-1]:.1f} s (longest). {report}"
    )


if __name__ == "__main__":
    sys.exit(main())
