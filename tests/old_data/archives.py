"""Files in one compressed archive, which is the same bytes whenever it is made of the same files."""

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path


def pack(path: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new archive, in order of their names, of nobody and of no time."""
    with tarfile.open(path, "w:xz", format=tarfile.USTAR_FORMAT, preset=9) as archive:
        for name, content in sorted(files.items()):
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))


def unpack(path: Path) -> dict[str, bytes]:
    """Return the files of an archive by name."""
    with tarfile.open(path, "r:xz") as archive:
        opened = ((about.name, archive.extractfile(about)) for about in archive)
        return {name: file.read() for name, file in opened if file}
