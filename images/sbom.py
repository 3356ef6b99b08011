"""Writes dist/sbom/<image>.cdx.json (CycloneDX) for each image: what is in its environment, and its licences."""

import subprocess
import sys
import tempfile
from pathlib import Path

from images.environment import PARTS, ROOT, make

SBOM = ROOT / "dist" / "sbom"


def write(part: str, python: Path, folder: Path = SBOM) -> Path:
    """Write the list of one image, whose environment has this Python, into the folder; return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{part}.cdx.json"
    tool = str(Path(sys.executable).parent / "cyclonedx-py")
    command = [tool, "environment", "--output-reproducible", "--validate", "--output-file", str(file), str(python)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # a kept tool over an environment of ours
    return file


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for part in PARTS:
            environment = make(part, Path(place) / part, " ".join(sys.argv[1:]))
            print(write(part, environment))  # what was written is the answer
