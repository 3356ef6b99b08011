"""What is left of every operation: its line, its measurement and its code, under the first field that it asks for."""

import asyncio
import time
from types import TracebackType
from typing import Self

from biaochi_chassis.runtime.requests import FAILED, LEFT, OK, OTHER, Observers
from graphql import FieldNode, OperationDefinitionNode
from strawberry.types import ExecutionResult

from biaochi_gateway.execution.context import Context

OBSERVERS = Observers("gateway")


def called(operation: OperationDefinitionNode) -> str:
    """The first field of a valid operation: there are as many as the schema has, whatever clients make up."""
    first = operation.selection_set.selections[0]
    return first.name.value if isinstance(first, FieldNode) else OTHER


class Observation:
    """One operation, from here to the end of the block. What is raised in it the view answers, and observes."""

    def __init__(self, context: Context) -> None:
        self.operation = OTHER
        self.lasting = False
        """Whether it is open as long as its client likes, so that its time is no measure of speed."""
        self._call = context.viewer.call
        self._code = ""

    def saw(self, result: ExecutionResult) -> ExecutionResult:
        """An answer, the last one so far."""
        self._code = str((result.errors[0].extensions or {}).get("code", FAILED)) if result.errors else OK
        return result

    def __enter__(self) -> Self:
        self._begun = time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _raised: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind not in (None, asyncio.CancelledError, GeneratorExit):
            return
        observer, trace, caller = OBSERVERS.of(self.operation), self._call.trace_id, self._call.caller
        if self.lasting:
            observer.ended(time.perf_counter() - self._begun, trace, caller, self._code or OK)
        else:
            observer.completed(self._begun, trace, caller, self._code or LEFT)
