"""A sheet that a city office may bring: its columns, and the command each row is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import service_pb2 as org
from biaochi_chassis.rpc.methods import Write, writes_of
from google.protobuf.message import Message

from biaochi_cli.importing.columns import Column

WRITES = writes_of({"org": org.DESCRIPTOR, "assessment": assessment.DESCRIPTOR})


@dataclass(frozen=True)
class Form:
    """A sheet by its title, and the command each row is.

    `prefix` and the row's 编号 make the idempotency key, so a number need be unique in its own kind of sheet only.
    `fixed`: fields that every row of the sheet says alike.
    """

    title: str
    prefix: str
    command: type[Message]
    columns: tuple[Column, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def write(self) -> Write:
        """The batch method that writes the rows."""
        return WRITES[self.command.DESCRIPTOR.full_name]

    @cached_property
    def of_work(self) -> bool:
        """Whether its rows open, advance or withdraw items of the year's work."""
        return self.command in (assessment.OpenWorkItem, assessment.AdvanceWorkItem, assessment.WithdrawWorkItem)
