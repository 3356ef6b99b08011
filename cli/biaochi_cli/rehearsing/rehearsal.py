"""What the services would say of a folder's rows after one another: their own rules over what would stand by then."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import Enum

from biaochi.assessment.v1.service_pb2 import WaitingSignature
from biaochi_assessment.domain.facts import Place
from biaochi_chassis.event.positions import NOWHERE
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.batch import Command
from biaochi_chassis.store.content import hashes
from biaochi_chassis.store.idempotency import StoredAnswer, must_be_same
from biaochi_org.domain.commands import Command as RegistryCommand

from biaochi_cli.rehearsing.assessment import RehearsedAssessment
from biaochi_cli.rehearsing.registry import RehearsedRegistry
from biaochi_cli.rehearsing.resting import brought, rests_on


class Outcome(Enum):
    """What a run would do with a good row: write it, find it done, sign it first, or hold it back until another did."""

    WRITTEN = "written"
    ALREADY = "already"
    SIGNED = "signed"
    HELD = "held"


class Rehearsal:
    """Judges rows in the order in which they would be written. A refused row leaves nothing behind.

    Every row is judged as if all before it were done. Where one waits for a second signature, those after it are judged
    once more without it: what rests on it, or would be refused without it, is held back.
    """

    def __init__(
        self,
        registry: RehearsedRegistry,
        assessment: RehearsedAssessment,
        done: Mapping[str, str],
        signed: Mapping[str, WaitingSignature],
    ) -> None:
        """Begin with what the services know.

        `done`: the hash of every command done before, by its key; `signed`: what waits for a second signature.
        """
        self._registry = registry
        self._assessment = assessment
        self._done = done
        self._signed = signed
        self._without: RehearsedAssessment | None = None
        """The state without what waits; None while nothing does."""
        self._waiting = set[str]()

    @property
    def found_free(self) -> AbstractSet[str]:
        """The places of facts that were looked at and in which nothing stood."""
        return self._assessment.found_free | (self._without.found_free if self._without else set())

    @property
    def looked_around(self) -> AbstractSet[Place]:
        """The places of several facts of which it was asked what stands there."""
        return self._assessment.looked_around | (self._without.looked_around if self._without else set())

    def judge(self, command: Command) -> Outcome:
        """Let a command happen, and say what a run would do with it. Raises the refusal it would meet."""
        if known := self._done.get(command.idempotency_key):
            must_be_same(StoredAnswer(known, b"", NOWHERE), hashes(command))
            return Outcome.ALREADY
        self._assessment.importer.recorder(command)
        if isinstance(command, RegistryCommand):
            self._registry.judge(command)
            return Outcome.WRITTEN
        waits = self._waits(command)
        if waits and self._without is None:
            self._without = self._assessment.fork()
        self._assessment.judge(command)
        outcome = self._outcome(command, self._without, waits=waits) if self._without else Outcome.WRITTEN
        if outcome is not Outcome.WRITTEN:
            self._waiting |= brought(command)
        return outcome

    def _waits(self, command: Command) -> bool:
        """Whether a command takes two, and nobody else has signed it. Raises IdempotencyKeyReused."""
        if not self._assessment.takes_two(command):
            return False
        first = self._signed.get(command.idempotency_key)
        if first:
            must_be_same(StoredAnswer(first.content_hash, b"", NOWHERE), hashes(command))
        return first is None or first.own

    def _outcome(self, command: Command, without: RehearsedAssessment, *, waits: bool) -> Outcome:
        if rests_on(command) & self._waiting:
            return Outcome.HELD
        try:
            (without.fork() if waits else without).judge(command)
        except Refused:
            return Outcome.HELD
        return Outcome.SIGNED if waits else Outcome.WRITTEN
