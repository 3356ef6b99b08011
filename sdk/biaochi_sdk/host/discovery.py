"""Finds the installed plugins and loads each in a process of its own: a broken one is kept out, the others go on."""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.installed import InstalledPlugins
from biaochi_sdk.host.wheel import GROUP
from biaochi_sdk.values.errors import CASE_FAILS, GraphRefused

LONGEST_REASON = 1000
STARTING = 60
"""Seconds that the process which loads the plugins may take for itself."""


@dataclass(frozen=True, slots=True)
class ModelRelease:
    """One version of one model, as data."""

    code: str
    subject_kind: str
    since: str
    until: str | None
    hash: str
    graph: str


@dataclass(frozen=True, slots=True)
class CityRelease:
    """A city as its plugin ships it. `work`: its kinds of work as canonical JSON; `notice`: likewise, or null;
    `consequences`: likewise."""

    slug: str
    title: str
    plugin: str
    version: str
    models: tuple[ModelRelease, ...]
    work: str = "[]"
    notice: str = "null"
    consequences: str = "[]"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A plugin that is kept out, and why."""

    name: str
    reason: str

    @property
    def for_a_case(self) -> bool:
        """Whether nothing is wrong but a golden case: an author may still read the page, nobody may install it."""
        return CASE_FAILS in self.reason


@dataclass(frozen=True, slots=True)
class Discovery:
    """Every city that loaded and every plugin that did not."""

    cities: tuple[CityRelease, ...]
    quarantined: tuple[Quarantined, ...]


def points_of(installed: InstalledPlugins | None = None) -> list[tuple[EntryPoint, str]]:
    """Every plugin of this environment and of the platform's own, which goes before; and the folder on its path."""
    own = {} if installed is None else installed.points()
    around = [(point, "") for point in entry_points(group=GROUP) if point.name not in own]
    ours = [(point, str(place)) for point, place in own.values()]
    return sorted([*around, *ours], key=lambda found: (found[0].name, found[0].value))


def absent(allow: Collection[str] | None, installed: InstalledPlugins | None = None) -> list[str]:
    """Why each allowed plugin that is not installed cannot be served, a sentence each."""
    known = {point.name for point, _ in points_of(installed)}
    there = ", ".join(sorted(known)) or "none"
    return [
        f"no installed plugin is named {name}: install it first, with biaochi plugin install (installed: {there})"
        for name in sorted(set(allow or ()) - known)
    ]


def discover(
    allow: Collection[str] | None = None,
    installed: InstalledPlugins | None = None,
    *,
    seconds: int = 20,
    memory_mib: int = 1024,
) -> Discovery:
    """Load the installed plugins, or those allowed by entry-point name; an allowed name not installed is reported."""
    points = points_of(installed)
    chosen = [(point, place) for point, place in points if allow is None or point.name in allow]
    missing = sorted(set(allow or ()) - {point.name for point, _ in points})
    found = load_all(chosen, seconds, memory_mib)
    loaded = [(point, one) for (point, _), one in zip(chosen, found, strict=True)]
    cities = [(point, found) for point, found in loaded if isinstance(found, CityRelease)]
    quarantined = [found for _, found in loaded if isinstance(found, Quarantined)]
    reasons = zip(missing, absent(missing, installed), strict=True)
    quarantined += [Quarantined(name, reason) for name, reason in reasons]
    sole: list[CityRelease] = []
    for point, city in cities:
        others = sorted(other.plugin for _, other in cities if other.slug == city.slug)
        if len(others) > 1:
            reason = f"the city {city.slug} comes from {' and '.join(others)}: install one of them only"
            quarantined.append(Quarantined(point.name, reason))
        else:
            sole.append(city)
    return Discovery(tuple(sole), tuple(quarantined))


def load(point: EntryPoint, seconds: int = 20, memory_mib: int = 1024, path: str = "") -> CityRelease | Quarantined:
    """Load one entry point in a process of its own; whatever goes wrong there becomes the reason it is kept out.

    path: the folder it stands in, where that is not on the path of this process.
    """
    return load_all([(point, path)], seconds, memory_mib)[0]


def load_all(
    points: Sequence[tuple[EntryPoint, str]], seconds: int, memory_mib: int
) -> list[CityRelease | Quarantined]:
    """The same of several, each with the folder it stands in."""
    if not points:
        return []
    command = [sys.executable, "-m", "biaochi_sdk.host.forking", str(seconds), str(memory_mib)]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        answer = subprocess.run(  # noqa: S603 - the command is this interpreter and a module of this package
            command,
            input=json.dumps([(point.value, path) for point, path in points]).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
            check=False,
            timeout=seconds * len(points) + STARTING,
        )
        found = json.loads(answer.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        if len(points) > 1:  # one of them ended what loads them all: the others load alone
            return [load(point, seconds, memory_mib, path) for point, path in points]
        return [Quarantined(points[0][0].name, "it ended the process that loads it: load it alone to see why")]
    return [_found(point, one, seconds) for (point, _), one in zip(points, found, strict=True)]


def _found(point: EntryPoint, one: Mapping[str, object], seconds: int) -> CityRelease | Quarantined:
    if one["late"]:
        return Quarantined(point.name, f"it does not load within {seconds} seconds: do less when it loads")
    return _read(point, str(one["answer"]), int(str(one["code"])))


def _read(point: EntryPoint, answer: str, code: int) -> CityRelease | Quarantined:
    try:
        data = json.loads(answer)
    except (ValueError, RecursionError):
        return Quarantined(point.name, f"its process ended with {code} and said nothing: load it alone to see why")
    city = data.get("city") if isinstance(data, dict) else None
    if not isinstance(city, dict):
        reason = str(data.get("reason") if isinstance(data, dict) else data)
        return Quarantined(point.name, " ".join(reason.split())[:LONGEST_REASON])
    try:
        return _release(point, city)
    except (GraphRefused, KeyError, TypeError) as fault:
        return Quarantined(point.name, f"what it gives is no city: {fault}"[:LONGEST_REASON])


def _release(point: EntryPoint, city: dict[str, object]) -> CityRelease:
    slug, title, texts = city["slug"], city["title"], city["graphs"]
    if not isinstance(texts, list) or not texts:
        raise TypeError("it has no graphs")
    graphs = [Graph.parse(str(text)) for text in texts]
    models = tuple(
        ModelRelease(graph.code, graph.subject_kind, graph.since, graph.until, graph.hash, graph.text)
        for graph in graphs
    )
    plugin, version = (point.dist.name, point.dist.version) if point.dist else (point.value, "0")
    work, notice, consequences = (
        json.dumps(city.get(name, absent), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        for name, absent in (("work", []), ("notice", None), ("consequences", []))
    )
    return CityRelease(str(slug), str(title), plugin, version, models, work, notice, consequences)
