"""The table of figures a platform is held to: another build and this one in the same run, medians of three rounds.

`python -m benchmarks.table OTHER [--only NAME ...] [--rounds 3]`: OTHER is a checkout set up with
`make .venv/.development`. Every row is a program of this folder, run for each build in turn; its figures are read from
what it prints, and `--only` names programs. Where a build's services cannot be driven by this checkout's program, since
each asks for headers of its own, every build runs its own copy. A row that cannot be taken says why, and the others go
on. The table is printed as Markdown with the load of the machine: where other work shares it, compare a row's two
builds, and of its figures those in CPU first. Each build imports the spreadsheets of its own checkout, since it may
refuse the other's: how many rows they have stands in a row of the table.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
INTERPRETER = ".venv/bin/python"


@dataclass(frozen=True)
class Figure:
    """One row: what is measured, what it must be, and where its number stands in what the program prints."""

    name: str
    must: str
    found: str


@dataclass(frozen=True)
class Program:
    """A module of this folder with its arguments. `own`: each build runs its own copy, in its own checkout."""

    module: str
    arguments: tuple[str, ...]
    figures: tuple[Figure, ...]
    own: bool = False

    @property
    def name(self) -> str:
        """What `--only` calls it."""
        return "-".join((self.module, *self.arguments))


CPU = r"facts: .* ([\d.]+) ms of CPU each"
ON_SERVERS = r"(?s)Apache Kafka, .*?"
PROGRAMS = (
    Program(
        "platform_facts",
        ("1000",),
        (
            Figure("CPU a fact, 1 000 branches, files, ms", "≤ 6", CPU),
            Figure("one at a time, p50, ms", "≤ 25", r"one at a time: .*p50 ([\d.]+) ms"),
            Figure("one at a time, p99, ms", "≤ 80", r"one at a time: .*p99 ([\d.]+) ms"),
            Figure("50 facts a second, p99, files, ms", "≤ 100", r"steady: .*p99 ([\d.]+) ms"),
            Figure("backlog of 72 000 facts, 1 000 branches, s", "≤ 10", r"backlog: .* in ([\d.]+) s"),
            Figure(
                "CPU a fact, 1 000 branches, servers, ms", "≤ 6", rf"{ON_SERVERS}facts: [^\n]* ([\d.]+) ms of CPU each"
            ),
            Figure("50 facts a second, p99, servers, ms", "≤ 250", rf"{ON_SERVERS}steady: [^\n]*p99 ([\d.]+) ms"),
        ),
        own=True,
    ),
    Program(
        "platform_facts",
        ("100000",),
        (
            Figure("CPU a fact, 100 000 branches, files, ms", "≤ 18", CPU),
            Figure("backlog of 72 000 facts, 100 000 branches, s", "≤ 30", r"backlog: .* in ([\d.]+) s"),
            Figure(
                "CPU a fact, 100 000 branches, servers, ms",
                "≤ 18",
                rf"{ON_SERVERS}facts: [^\n]* ([\d.]+) ms of CPU each",
            ),
        ),
        own=True,
    ),
    Program(
        "platform_speed",
        (),
        (
            Figure("rows of its own spreadsheets", "–", r"import: (\d+) rows"),
            Figure("import, rows a second", "≥ 6 000", r"import: .*, (\d+) rows/s"),
            Figure("rebuild of Lanzhou's year, s", "≤ 5", r"rebuild: ([\d.]+) s"),
        ),
    ),
    Program(
        "page_of_sheets", (), (Figure("page of 200 yearly standings with sheets, CPU-s", "≤ 0.5", r"([\d.]+) CPU-s"),)
    ),
    Program(
        "disk",
        (),
        (
            Figure("facts of its own spreadsheets", "–", r"(\d+) facts, "),
            Figure("disk a fact, all files, bytes", "≤ 1 200", r"facts, (\d+) bytes a fact"),
        ),
    ),
    Program("idle", (), (Figure("idle, % of a core", "≤ 1", r"idle: ([\d.]+) %"),)),
    Program(
        "sdk_against_openfisca",
        (),
        (
            Figure(
                "SDK `evaluate`, stored texts, subjects a CPU-second",
                "≥ 150 000",
                r"(?s)branch-quarter, 545 .*?evaluate\D*([\d,]+)",
            ),
            Figure(
                "the same by columns",
                "≥ 500 000",
                r"(?s)branch-quarter, 1000000 .*?the plan\D*([\d,]+)",
            ),
        ),
        own=True,
    ),
)


def main() -> None:
    """Measure in turn, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("other", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=[one.name for one in PROGRAMS], default=[])
    given = parser.parse_args()
    builds = (given.other.resolve(), ROOT)
    print(f"| figure | must | {builds[0].name} | this build | load |\n|---|---|---|---|---|", flush=True)
    for program in PROGRAMS:
        if not given.only or program.name in given.only:
            for line in _measured(program, builds, given.rounds):
                print(line, flush=True)


def _measured(program: Program, builds: Sequence[Path], rounds: int) -> Iterator[str]:
    printed: dict[Path, list[str]] = {build: [] for build in builds}
    for _ in range(rounds):
        for build in builds:
            printed[build].append(_output(program, build))
    load = f"{os.getloadavg()[0]:.0f}"
    for figure in program.figures:
        cells = [_median(figure, printed[build]) for build in builds]
        yield f"| {figure.name} | {figure.must} | {' | '.join(cells)} | {load} |"


def _output(program: Program, build: Path) -> str:
    """What it prints; where it fails the last line it wrote is shown, and whatever it measured before counts."""
    interpreter = build / INTERPRETER if program.own else Path(sys.executable)
    done = subprocess.run(
        [str(interpreter), "-m", f"benchmarks.{program.module}", *program.arguments],
        cwd=build if program.own else ROOT,
        env={**os.environ, "BIAOCHI_BUILD": str(build / INTERPRETER)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["nothing was said"])[-1]
        print(f"{program.name} by {build.name} ended with {done.returncode}: {last}", file=sys.stderr, flush=True)
    return done.stdout


def _median(figure: Figure, printed: Sequence[str]) -> str:
    found = [re.search(figure.found, text) for text in printed]
    values = [float(one[1].replace(",", "")) for one in found if one]
    return f"{statistics.median(values):.10g}" if values else "not taken"


if __name__ == "__main__":
    main()
