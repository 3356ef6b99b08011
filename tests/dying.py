"""A worker of a parallel run that dies says why: by which signal, and whether the machine ran out of memory.

Its test is a failed one, and the run ends red: `make test` replaces no worker, since pytest-xdist 3.8 loses its way
where two die. A fault of the interpreter writes its stack to the run's own errors, as pytest has it in every worker.
"""

import signal
from typing import Any, Protocol

import pytest

from tests import memory

WAIT = 10
"""Seconds until a process whose connection broke has ended."""
_SAID = pytest.StashKey[list[str]]()
_ENDED_BEFORE = pytest.StashKey[int]()


class Worker(Protocol):
    """A worker as pytest-xdist's controller sees it."""

    config: pytest.Config
    gateway: Any
    """execnet's, which started the process and says its exit code nowhere."""


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Note where the run begins."""
    config.stash[_SAID] = []
    config.stash[_ENDED_BEFORE] = memory.ended_for_memory()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Worker, error: object | None) -> None:
    """Say it at once."""
    if error is None:
        return
    code = node.gateway._io.popen.wait(WAIT)  # noqa: SLF001 - see Worker.gateway
    ended = memory.ended_for_memory() - node.config.stash[_ENDED_BEFORE]
    said = sentence(node.gateway.id, code, ended, memory.available(), memory.room_of_files())
    node.config.stash[_SAID].append(said)
    terminal = node.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None:
        terminal.write_line(f"\n{said}")


@pytest.hookimpl
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say it again at the end, where everybody looks."""
    for said in config.stash[_SAID]:
        terminalreporter.write_line(said)


def sentence(name: str, code: int, ended: int, available: int, room: int) -> str:
    """How a worker ended by its exit code, and what the machine had left."""
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"by itself with {code}"
    left = f"{available // 2**20} MiB of memory and {room // 2**20} MiB for files in memory are left"
    return (
        f"The worker {name} ended {how}; since the run began the kernel has ended {ended} processes for want of "
        f"memory; {left}."
    )
