"""What is kept of one build: data on files, data on servers, and what the build answered about it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.old_data import archives, databases, homes, topics
from tests.running import Running

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Kept:
    """The folder of one build."""

    folder: Path

    @property
    def name(self) -> str:
        """The build's."""
        return self.folder.name

    def answers(self) -> dict[str, Any]:
        """What the build answered, and under which settings."""
        return dict(json.loads((self.folder / "answers.json").read_text()))

    def write_answers(self, answers: Mapping[str, Any]) -> None:
        """Keep them, to be read by people too."""
        (self.folder / "answers.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")

    def keep(self, running: Running) -> None:
        """Keep the data of a stopped platform."""
        where = running.environment
        if "BIAOCHI_KAFKA" in where:
            of_log = topics.keep(where["BIAOCHI_KAFKA"], where["BIAOCHI_KAFKA_PREFIX"])
            archives.pack(self._servers, {**databases.keep(where), **of_log})
        else:
            archives.pack(self._files, homes.keep(running.home))

    def lay_down(self, home: Path, environment: Mapping[str, str]) -> Running:
        """Put the data where these settings lead; return the platform over it, in one process and not started."""
        if "BIAOCHI_KAFKA" in environment:
            files = archives.unpack(self._servers)
            renamed = topics.restore(files, environment["BIAOCHI_KAFKA"], environment["BIAOCHI_KAFKA_PREFIX"])
            databases.restore(files, environment, renamed)
        else:
            homes.lay_down(archives.unpack(self._files), home)
        return Running(home, (), environment)

    @property
    def _files(self) -> Path:
        return self.folder / "files.tar.xz"

    @property
    def _servers(self) -> Path:
        return self.folder / "servers.tar.xz"


def all_kept() -> list[Kept]:
    """Everything that is kept, the builds in order of their names."""
    return [Kept(path.parent) for path in sorted(HERE.glob("*/answers.json"))]
