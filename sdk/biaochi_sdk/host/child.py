"""Loads one plugin in a process of its own and prints it as data: a city's graphs, or the reason it is kept out."""

import json
import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import pluggy

from biaochi_sdk.bench.cases import Case
from biaochi_sdk.bench.city import City, Hooks
from biaochi_sdk.host.confinement import confine
from biaochi_sdk.values.errors import CASE_FAILS, ModelRefused

PREFIX = "biaochi_"
NOT_ITS_OWN = (str(Path(__file__).parents[1]), str(Path(pluggy.__file__).parent), "<frozen")
"""How the files begin in which a plugin's fault may come up: wanted is the line of its own that led there."""


def load(module: ModuleType, name: str) -> dict[str, object]:
    """Call the hooks of a plugin once, run its cases, and return its city as plain data."""
    manager = pluggy.PluginManager("biaochi")
    manager.add_hookspecs(Hooks)
    manager.register(module, name)
    manager.check_pending()
    _only_known(manager, module)
    cities: list[City] = manager.hook.biaochi_city()
    if len(cities) != 1 or not isinstance(cities[0], City):
        raise ModelRefused(f"{name} gives {len(cities)} cities: implement biaochi_city() once and return a City")
    cases: Sequence[Case] = [case for found in manager.hook.biaochi_cases() for case in found]
    wrong = [difference for case in cases for difference in case.differences(case.model.graph)]
    if wrong:
        raise ModelRefused(f"{CASE_FAILS}: {wrong[0]}")
    return as_data(cities[0])


def _only_known(manager: pluggy.PluginManager, module: ModuleType) -> None:
    implemented = {call.name for call in manager.get_hookcallers(module) or []}
    stray = sorted(name for name, value in vars(module).items() if name.startswith(PREFIX) and callable(value))
    for name in stray:
        if name not in implemented:
            known = ", ".join(sorted(name for name in vars(Hooks) if name.startswith(PREFIX)))
            raise ModelRefused(f"the hook {name} does not exist or lacks @hookimpl: decorate one of {known}")


def as_data(city: City) -> dict[str, object]:
    """A city as the data that leaves the process."""
    graphs = [model.graph for model in city.models]
    return {
        "slug": city.slug,
        "title": city.title.title(),
        "graphs": [graph.text for graph in graphs],
        "work": [kind.data() for kind in city.work],
        "notice": city.notice.data() if city.notice else None,
        "consequences": [one.data() for one in city.consequences],
    }


def quietly(work: Callable[[], dict[str, object]], printed: BinaryIO) -> dict[str, object]:
    """Run the work with standard output caught; what fails or prints becomes a reason."""
    try:
        found: dict[str, object] = {"city": work()}
    except MemoryError:
        return {"reason": "it needs more memory than a plugin may have: build less when it loads"}
    except SystemExit as fault:
        return {"reason": f"it exits with {fault.code!r} when it loads: take the exit out"}
    except BaseException as fault:  # a plugin may raise anything; nothing of it may leave this process but the reason
        return {"reason": f"{type(fault).__name__}: {fault}{_line_of(fault)}"}
    sys.stdout.flush()
    if os.fstat(printed.fileno()).st_size:
        return {"reason": "it prints to standard output when it loads: take the print out"}
    return found


def _line_of(fault: BaseException) -> str:
    """In which file and line of its own the plugin was when something failed; nothing where it was in none."""
    frames = [one for one in traceback.extract_tb(fault.__traceback__) if not one.filename.startswith(NOT_ITS_OWN)]
    if not frames:
        return ""
    file = Path(frames[-1].filename)
    return f" ({file.parent.name}/{file.name}, line {frames[-1].lineno})"


def load_alone(entry: str, memory_mib: int) -> None:
    """Load the entry point, confined and under a memory limit, and print one JSON line to the real standard output."""
    answer = os.dup(1)
    limit = memory_mib * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    with tempfile.TemporaryFile() as printed:
        os.dup2(printed.fileno(), 1)
        confine()
        point = EntryPoint(entry, entry, "biaochi")
        found = quietly(lambda: load(point.load(), entry), printed)
        os.write(answer, json.dumps(found, ensure_ascii=False).encode())
