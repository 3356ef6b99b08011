"""What comes with every use case: the database and the clock; and a batch of commands by one caller in one city."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from biaochi_chassis.event.call import Call
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.store.database import Database

from biaochi_org.domain.commands import Command

C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class ServiceContext:
    """What the use cases work at."""

    database: Database
    clock: Clock


@dataclass(frozen=True)
class CommandBatch(Generic[C]):
    """A batch of commands in one city, by one caller. A dry run finds every refusal and writes nothing."""

    call: Call
    city: str
    commands: Sequence[C]
    dry_run: bool = False
