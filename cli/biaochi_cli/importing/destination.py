"""Where an import goes, as it sees it: one city's words and registry, a rehearsal, batches written."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.store.batch import Command

from biaochi_cli.importing.form import Form
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.vocabulary import Vocabulary
from biaochi_cli.rehearsing.rehearsal import Outcome

BATCH = 1000


class Judge(Protocol):
    """Says what would be refused once everything before it is written."""

    def judge(self, command: Command) -> Outcome:
        """Let a command count as written for those after it, and say what becomes of it.

        Raises the refusal that it would meet.
        """


class Destination(Protocol):
    """Where the commands of one city go."""

    async def vocabulary(self) -> Vocabulary:
        """The words of the city's models."""

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """Of which kind the registered organizations of these codes are."""

    async def rehearsal(self, commands: Sequence[Command]) -> Judge:
        """A rehearsal of these commands from what is registered now."""

    async def looked_again(self) -> Judge | None:
        """The same rehearsal from the start, knowing what the last one took for free and is taken; None if none is."""

    async def left_behind(self, command: Command) -> list[str]:
        """What somebody is to mend after an organization ended, as sentences; empty for any other command."""

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """Write one batch."""


def interrupted() -> bool:
    """Whether this task was asked to end: a call that was cut off for it comes back as a refusal of the service."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
