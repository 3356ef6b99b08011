"""A plugin as a wheel: made of the folder it is written in, read and checked before anything of it is installed."""

import base64
import hashlib
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path, PurePosixPath

from biaochi_sdk.values.errors import PluginRefused

GROUP = "biaochi"
SUMS = "SHA256SUMS"
"""The file beside the wheels of a wheelhouse that says the digest of each, as sha256sum writes and checks it."""
LARGEST = 20 * 2**20
"""Bytes that a plugin may have when it is unpacked."""
OURS = "biaochi-sdk"
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Wheel:
    """What a wheel says about itself: whose entry point it brings, from which distribution, and its digest."""

    path: Path
    name: str
    module: str
    distribution: str
    version: str
    digest: str

    @classmethod
    def read(cls, path: Path) -> "Wheel":
        """Read a wheel. Raises PluginRefused for what is no wheel of one plugin, or not the one that was meant."""
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            with zipfile.ZipFile(path) as archive:
                _check_members(path, archive)
                about = {member.rpartition("/")[2]: member for member in archive.namelist() if ".dist-info/" in member}
                metadata = Parser().parsestr(archive.read(about["METADATA"]).decode())
                points = _points(archive.read(about["entry_points.txt"]).decode())
        except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError) as fault:
            raise PluginRefused(f"{path.name} is no wheel of a plugin ({fault}): make one with plugin wheel") from None
        _meant(path, digest)
        others = [name for name in metadata.get_all("Requires-Dist") or () if not name.startswith(OURS)]
        if others:
            raise PluginRefused(f"{path.name} needs {others[0]}: a plugin needs {OURS} alone")
        if len(points) != 1:
            raise PluginRefused(f"{path.name} brings {len(points)} plugins: write one entry point of {GROUP}")
        ((name, module),) = points.items()
        return cls(path, name, module, str(metadata["Name"]), str(metadata["Version"]), digest)

    def unpack(self, folder: Path) -> None:
        """Write everything into a folder."""
        with zipfile.ZipFile(self.path) as archive:
            archive.extractall(folder)


def _check_members(path: Path, archive: zipfile.ZipFile) -> None:
    for member in archive.infolist():
        parts = PurePosixPath(member.filename).parts
        if member.filename.startswith("/") or ".." in parts:
            raise PluginRefused(f"{path.name} would write {member.filename}, outside its folder: make it anew")
    if sum(member.file_size for member in archive.infolist()) > LARGEST:
        raise PluginRefused(f"{path.name} is larger than {LARGEST // 2**20} MiB unpacked: take out what is no page")


def _points(text: str) -> Mapping[str, str]:
    parser = ConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    parser.read_string(text)
    return dict(parser[GROUP]) if GROUP in parser else {}


def _meant(path: Path, digest: str) -> None:
    """Refuse a wheel that is not the one its wheelhouse names."""
    sums = path.parent / SUMS
    if not sums.is_file():
        return
    lines = (line.split() for line in sums.read_text(encoding="utf-8").splitlines())
    known = {words[1].lstrip("*"): words[0] for words in lines if len(words) == 2}
    if known.get(path.name) != digest:
        said = "does not name it" if path.name not in known else f"says {known[path.name][:12]}…"
        raise PluginRefused(f"{path.name} has the digest {digest[:12]}…, and {sums} {said}: bring the wheel anew")


def make_wheel(folder: Path, into: Path) -> Path:
    """Make the wheel of a plugin's folder, the same bytes of the same files, and note its digest in SHA256SUMS."""
    project = folder / "pyproject.toml"
    try:
        data = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        points = data["entry-points"][GROUP]
        name, version, needs = data["name"], data["version"], data.get("dependencies", [])
    except (OSError, KeyError, tomllib.TOMLDecodeError) as fault:
        raise PluginRefused(f"{project} is no project of a plugin ({fault}): start one with plugin new") from None
    stem = f"{name.replace('-', '_')}-{version}"
    about = f"{stem}.dist-info"
    lines = "".join(f"{key} = {module}\n" for key, module in points.items())
    requires = "".join(f"Requires-Dist: {need}\n" for need in needs)
    members = {
        **dict(_sources(folder, {module.partition(":")[0].partition(".")[0] for module in points.values()})),
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requires}".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: biaochi\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": f"[{GROUP}]\n{lines}".encode(),
    }
    record = f"{about}/RECORD"
    members[record] = "".join([*(_recorded(*one) for one in members.items()), f"{record},,\n"]).encode()
    made = into / f"{stem}-py3-none-any.whl"
    into.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(zipfile.ZipInfo(member, EPOCH), content)
    _note(made)
    return made


def _sources(folder: Path, packages: set[str]) -> Iterator[tuple[str, bytes]]:
    for package in sorted(packages):
        found = [path for path in (folder / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        single = folder / f"{package}.py"
        if not found and not single.is_file():
            raise PluginRefused(f"{folder} has no package {package}: name in the entry point what stands beside it")
        for path in sorted(found) or [single]:
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _recorded(member: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{member},sha256={digest},{len(content)}\n"


def _note(made: Path) -> None:
    sums = made.parent / SUMS
    kept = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    others = [line for line in kept if not line.endswith(made.name)]
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    sums.write_text("\n".join([*others, f"{digest}  {made.name}", ""]), encoding="utf-8")
