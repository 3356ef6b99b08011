"""What the services would say of a folder's rows after one another: their own rules over what would stand by then."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from biaochi_chassis.event.positions import NOWHERE
from biaochi_chassis.store.batch import Command
from biaochi_chassis.store.content import hashes
from biaochi_chassis.store.idempotency import StoredAnswer, must_be_same
from biaochi_org.domain.commands import Command as RegistryCommand

from biaochi_cli.rehearsing.assessment import RehearsedAssessment
from biaochi_cli.rehearsing.registry import RehearsedRegistry


class Rehearsal:
    """Judges rows in the order in which they would be written. A refused row leaves nothing behind."""

    def __init__(self, registry: RehearsedRegistry, assessment: RehearsedAssessment, done: Mapping[str, str]) -> None:
        """Begin with what the services know; `done`: the hash of every command done before, by its key."""
        self._registry = registry
        self._assessment = assessment
        self._done = done

    @property
    def found_free(self) -> AbstractSet[str]:
        """The places of facts that were looked at and in which nothing stood."""
        return self._assessment.found_free

    def judge(self, command: Command) -> bool:
        """Let a command happen; True when it was done before and nothing happens. Raises the refusal it would meet."""
        if known := self._done.get(command.idempotency_key):
            must_be_same(StoredAnswer(known, b"", NOWHERE), hashes(command))
            return True
        if isinstance(command, RegistryCommand):
            self._registry.judge(command)
        else:
            self._assessment.judge(command)
        return False
