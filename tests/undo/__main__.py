"""`make undo`: undoes each safeguard in a copy of the sources and expects the test that holds it to fail.

python -m tests.undo [ITEM …] [--share 1/2]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.undo.safeguards import ROOT, Safeguard, safeguards

FAILED = 1
"""How pytest ends when tests ran and some failed; whatever keeps them from running ends otherwise."""
LONGEST = 600
"""Seconds that a test may take: one that waits for ever says nothing of what is missing."""
ENDED = 124
"""How a test ends that took longer."""
SHARED = (".venv", ".servers")
"""What the copy takes from here: the environment, and servers that were made once."""


def main(arguments: Sequence[str]) -> int:
    """Undo them one after another, each line said as it is found; 0 when every test turned red."""
    given = _options(arguments)
    place, of = map(int, given.share.split("/"))
    wanted = [one for one in safeguards() if not given.items or one.item in given.items][place - 1 :: of]
    for one in wanted:
        one.undone((ROOT / one.file).read_text())
    with tempfile.TemporaryDirectory(prefix="undo-") as folder:
        copy = _copied(Path(folder) / "biaochi")
        green = {test: _tested(copy, test).returncode == 0 for test in dict.fromkeys(one.red for one in wanted)}
        held = [green[one.red] and _turns_red(copy, one) for one in wanted]
    for test in (test for test, passed in green.items() if not passed):
        print(f"RED ALREADY, whatever is undone: {test}")
    print(f"{sum(held)} of {len(held)} safeguards are held by their tests.")
    return 0 if all(held) else 1


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.undo", description=__doc__)
    parser.add_argument("items", nargs="*", help="items of docs/security.md; all of them unless named")
    parser.add_argument("--share", default="1/1", help="which part of them: 2/3 is the second of three")
    return parser.parse_args(arguments)


def _copied(copy: Path) -> Path:
    """The sources as they are here, whether committed or not, as a repository of their own."""
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),  # noqa: S607  # as found
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for name in SHARED:
        if (ROOT / name).exists():
            (copy / name).symlink_to(ROOT / name)
    for command in (("git", "init", "--quiet"), ("git", "add", "--all")):
        subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return copy


def _turns_red(copy: Path, safeguard: Safeguard) -> bool:
    with _undone(copy / safeguard.file, safeguard):
        done = _tested(copy, safeguard.red)
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    red = done.returncode == FAILED and bool(failed)
    print(f"{safeguard.item} {'red ' if red else 'HELD BY NOTHING'} {safeguard.what}: {safeguard.red}", flush=True)
    if not red:
        print(done.stdout[-3000:], done.stderr[-1000:], flush=True)
    return red


@contextmanager
def _undone(file: Path, safeguard: Safeguard) -> Iterator[None]:
    """The file without the safeguard, for as long as the block lasts."""
    source = file.read_text()
    without = safeguard.undone(source)
    try:
        _write(file, without)
        yield
    finally:
        _write(file, source)


def _write(file: Path, source: str) -> None:
    """Write it; what was compiled of it goes, which Python would take for it within the same second."""
    file.write_text(source)
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
        compiled.unlink()


def _tested(copy: Path, test: str) -> subprocess.CompletedProcess[str]:
    """Run one test over the copy: its packages come before those that are installed."""
    packages = [str(one.parent.parent) for one in sorted(copy.glob("**/biaochi_*/__init__.py"))]
    packages += [str(copy / "proto")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(packages))}
    command = (sys.executable, "-m", "pytest", "-x", "-q", "-rf", "--tb=short", "-p", "no:cacheprovider", test)
    try:
        return subprocess.run(
            command, cwd=copy, env=environment, timeout=LONGEST, capture_output=True, text=True, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, ENDED, stdout=f"no end after {LONGEST} s", stderr="")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
