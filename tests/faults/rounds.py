"""One round: load, a fault, healing, quiet, judgement. The seed of a round decides everything it does."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.faults.cases.matrix import Case
from tests.faults.judging.checker import READ, Violation, check
from tests.faults.judging.evidence import gather
from tests.faults.judging.quiet import wait_quiet
from tests.faults.judging.state import State
from tests.faults.load.history import INFO, INVOKE, OK, Line
from tests.faults.platform.system import System, dice_of


@dataclass(frozen=True)
class Round:
    """What is left of a round: one line of the report. Seconds are from healing to quiet."""

    seed: str
    case: str
    faults: Sequence[str]
    writes: int
    acknowledged: int
    unknown: int
    losses: int
    duplicates: int
    on_the_wire: int
    """Messages that came more than once and had one effect."""
    recovery: float
    seconds: float
    violations: Sequence[str]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)

    def __str__(self) -> str:
        """As it is printed."""
        verdict = "ok " if not self.violations else "RED"
        numbers = (
            f"{self.writes} writes, {self.acknowledged} acknowledged, {self.unknown} tries unknown, "
            f"{self.losses} lost, {self.duplicates} doubled, {self.on_the_wire} twice on the wire, "
            f"quiet after {self.recovery:.1f} s"
        )
        lines = [f"{verdict} {self.seed}: {numbers}; {'; '.join(self.faults)}"]
        return "\n".join([*lines, *(f"      {violation}" for violation in self.violations)])


def play(system: System, case: Case, seed: str) -> Round:
    """Play one round on a platform that is well; after a red one the state it was judged by lies in its home."""
    dice, begun, before = dice_of(seed), time.monotonic(), len(system.history.lines())
    system.faults.clear()
    system.violations.clear()
    system.load.start(seed.replace("/", "-").lower())
    try:
        time.sleep(dice.uniform(0.5, 1.5))
        case.break_it(system, dice)
        healed = time.monotonic()
        time.sleep(dice.uniform(0.3, 0.8))
    except AssertionError as trouble:
        healed = time.monotonic()
        system.object("G8", f"did not recover by itself: {str(trouble)[:300]}")
    finally:
        system.load.stop()
    quiet = wait_quiet(system.running, system.deployment, system.before)
    recovery = time.monotonic() - healed
    state = gather(system, dice, quiet)
    history = system.history.lines()
    violations = [*check(history, state), *system.violations, *case.also(system, state, dice)]
    if violations:
        (system.running.home / "state.json").write_text(state.to_json(), encoding="utf-8")
    seen = _counted(history[before:], violations, system.repeated_by_now(_repeated(state)))
    return Round(
        seed=seed,
        case=case.code,
        faults=tuple(system.faults),
        recovery=round(recovery, 2),
        seconds=round(time.monotonic() - begun, 1),
        violations=[str(one) for one in violations],
        **seen,
    )


def _repeated(state: State) -> int:
    """Return how many records of the log were there already, by their ids."""
    wire = Counter(one for ids in state.log.values() for one in ids if one)
    return sum(count - 1 for count in wire.values())


def _counted(history: Sequence[Line], violations: Sequence[Violation], repeated: int) -> dict[str, Any]:
    writes = [line for line in history if line.kind != READ]
    return {
        "writes": len({line.token for line in writes if line.event == INVOKE}),
        "acknowledged": len({line.token for line in writes if line.event == OK}),
        "unknown": sum(line.event == INFO for line in writes),
        "losses": sum(one.count for one in violations if one.invariant in ("I1", "I4")),
        "duplicates": sum(one.count for one in violations if one.invariant == "I3"),
        "on_the_wire": repeated,
    }
