"""The plugins installed on a platform: each version in a folder of its own, one of them in use, changed at one stroke.

Whoever serves them sees by the revision that something changed; whatever was computed with a version stays readable,
because a result names the graph it was made by and not the plugin.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import EntryPoint, distributions
from pathlib import Path
from tempfile import TemporaryDirectory

from biaochi_sdk.host.wheel import GROUP, Wheel
from biaochi_sdk.values.errors import PluginRefused

LIST = "installed.json"


@dataclass(frozen=True, slots=True)
class Version:
    """One installed version: from which distribution, in which folder, and since when it was there."""

    distribution: str
    version: str
    digest: str
    since: str

    @property
    def folder(self) -> str:
        """Where it stands, below the plugin's name."""
        return f"{self.version}-{self.digest[:12]}"


class InstalledPlugins:
    """One folder of installed plugins."""

    def __init__(self, path: Path) -> None:
        """Name the folder; it need not be there."""
        self.path = path

    @property
    def revision(self) -> tuple[int, int]:
        """What is another one once something was installed, removed or taken back."""
        try:
            found = (self.path / LIST).stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def used(self) -> dict[str, Version]:
        """The version in use of every plugin, by name."""
        return {name: versions[-1] for name, versions in self._read().items()}

    def points(self) -> dict[str, tuple[EntryPoint, Path]]:
        """The entry point of the version in use of every plugin, and the folder that has to be on its path."""
        places = {name: self.path / name / version.folder for name, version in self.used().items()}
        return {name: (point_of(place, name), place) for name, place in places.items()}

    def unpacked(self, wheel: Wheel) -> TemporaryDirectory[str]:
        """A wheel unpacked on the same disk, to be tried before it is installed."""
        self.path.mkdir(parents=True, exist_ok=True)
        trial = TemporaryDirectory(dir=self.path, prefix=".trial-")
        wheel.unpack(Path(trial.name))
        return trial

    def install(self, wheel: Wheel, since: str) -> Version:
        """Put a version to use. Raises PluginRefused where this version was installed with other content."""
        known = self._read()
        earlier = known.get(wheel.name, [])
        version = Version(wheel.distribution, wheel.version, wheel.digest, since)
        if any(one.version == version.version and one.digest != version.digest for one in earlier):
            said = f"{wheel.name} {wheel.version} was installed with other content"
            raise PluginRefused(f"{said}: raise the version in its pyproject.toml")
        place = self.path / wheel.name / version.folder
        if not place.exists():
            with self.unpacked(wheel) as trial:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(trial, place)
        others = [one for one in earlier if one.version != version.version]
        self._write({**known, wheel.name: [*others, version]})
        return version

    def take_back(self, name: str) -> Version:
        """Put the version before to use again. Raises PluginRefused where there is none."""
        known = self._read()
        if len(self._of(known, name)) < 2:
            raise PluginRefused(f"{name} has no version before {known[name][-1].version}: install one")
        *rest, taken = known[name]
        self._write({**known, name: rest})
        shutil.rmtree(self.path / name / taken.folder, ignore_errors=True)
        return rest[-1]

    def remove(self, name: str) -> None:
        """Use no version of a plugin any more. Raises PluginRefused where none is installed."""
        known = self._read()
        self._of(known, name)
        self._write({other: versions for other, versions in known.items() if other != name})
        shutil.rmtree(self.path / name, ignore_errors=True)

    def _of(self, known: Mapping[str, list[Version]], name: str) -> list[Version]:
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise PluginRefused(f"{name} is not among the plugins installed in {self.path} ({there}): name one of them")
        return known[name]

    def _read(self) -> dict[str, list[Version]]:
        try:
            data = json.loads((self.path / LIST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {name: [Version(**one) for one in versions] for name, versions in data.items()}

    def _write(self, known: Mapping[str, list[Version]]) -> None:
        """Change the list at one stroke: who reads it meanwhile sees all of the old or all of the new one."""
        data = {name: [asdict(one) for one in versions] for name, versions in sorted(known.items())}
        self.path.mkdir(parents=True, exist_ok=True)
        new = self.path / f".{LIST}"
        new.write_text(json.dumps(data, indent=2), encoding="utf-8")
        new.replace(self.path / LIST)


def point_of(place: Path, name: str) -> EntryPoint:
    """The entry point of a plugin unpacked in a folder."""
    every = (point for found in distributions(path=[str(place)]) for point in found.entry_points)
    point = next((point for point in every if point.group == GROUP and point.name == name), None)
    if point is None:
        raise PluginRefused(f"{place} lacks the plugin {name}: install it again")
    return point
