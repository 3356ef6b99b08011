"""A file that nobody but its owner may read, made when there is none."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def make_once(file: Path, text: Callable[[], str]) -> None:
    """Make the file with this text unless it is there; of several processes that start at once all take the same one.

    Raises OSError when its folder cannot be written.
    """
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile("w", dir=file.parent) as draft:  # Nobody else may read one.
        draft.write(text())
        draft.flush()
        with suppress(FileExistsError):  # Another process was quicker; its file is the one.
            os.link(draft.name, file)
