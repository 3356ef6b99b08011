"""What every method of the service works with, and how a write is done."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, TypeVar

from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi_chassis.foundation.aead import Aead
from biaochi_chassis.foundation.clock import Clock
from biaochi_chassis.runtime.web import call_of
from biaochi_chassis.runtime.writing import WriteRequest, write
from biaochi_chassis.store.batch import Batch, Command, weigh_none
from biaochi_chassis.store.database import Database, UnitOfWork
from connectrpc.request import RequestContext

from biaochi_assessment.use_cases.commands import announce_signatures
from biaochi_assessment.use_cases.context import CommandContext
from biaochi_assessment.use_cases.rules import rules_in_memory

D = TypeVar("D", bound=Command)
UseCase = Callable[[CommandContext, UnitOfWork, Batch[D]], None]
WeighingUseCase = Callable[[CommandContext, UnitOfWork, Sequence[D]], AbstractSet[str]]
Context = RequestContext[Any, Any]


class WritingMethods:
    """The methods stand on this."""

    def __init__(self, database: Database, clock: Clock, cipher: Aead) -> None:
        """Work with these; `cipher`: what new keys that seal texts are of."""
        self.database = database
        self._clock = clock
        self._cipher = cipher
        self._rules = rules_in_memory()

    async def _write(
        self,
        request: WriteRequest,
        ctx: Context,
        doing: tuple[type[D], UseCase[D]],
        weighing: WeighingUseCase[Any] | None = None,
    ) -> WriteAnswer:
        """Do what a request says; `weighing`: finds which of its commands take two, beside those that say so."""
        kind, use_case = doing
        sent = CommandContext(call_of(ctx), request.city, self._clock.now(), self._rules, self._cipher)
        weigh = partial(weighing, sent) if weighing else weigh_none
        announce = partial(announce_signatures, sent)
        return await write(self.database, sent.call, request, kind, partial(use_case, sent), sent.at, weigh, announce)
