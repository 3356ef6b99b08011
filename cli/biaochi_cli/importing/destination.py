"""Where an import goes, as it sees it: one city's words and registry, batches tried or written, a rehearsal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.foundation.refusal import Refused

from biaochi_cli.importing.forms import Form
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.vocabulary import Vocabulary

BATCH = 1000


class Judge(Protocol):
    """Says what would be refused once everything before it is written."""

    def judge(self, command: str, fields: Mapping[str, Any], where: str, *, accepted: bool) -> Refused | None:
        """The refusal that a row would meet, or None; then it counts as written for those after it."""


class Destination(Protocol):
    """Where the commands of one city go."""

    async def vocabulary(self) -> Vocabulary:
        """The words of the city's models."""

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """Of which kind the registered organizations of these codes are."""

    async def rehearsal(self, rows: Iterable[GoodRow]) -> Judge:
        """A rehearsal of these rows from what is registered now."""

    async def send(self, form: Form, rows: Sequence[GoodRow], *, dry_run: bool) -> WriteAnswer:
        """Try or write one batch."""
