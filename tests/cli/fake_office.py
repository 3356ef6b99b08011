"""An office that remembers what was sent to it and refuses what it was told to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from biaochi.common.v1.common_pb2 import WriteAnswer, Written
from biaochi_chassis.event.positions import NOWHERE
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.batch import Command
from biaochi_chassis.store.content import content, hashes
from biaochi_chassis.store.idempotency import StoredAnswer, content_hash, must_be_same
from biaochi_cli.importing.columns import Value
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary
from biaochi_cli.rehearsing.rehearsal import Outcome

WORDS = Vocabulary(
    (Indicator("check", "三会一课", "three_meetings", "BRANCH"), Indicator("ledger", "党费收缴", "dues", "BRANCH"))
)


class Unhappy(Refused):
    """What the office was told to refuse with."""

    def __init__(self, code: str, field: str) -> None:
        """A refusal of this code."""
        super().__init__("不行。", field=field)
        self.code = code  # type: ignore[misc]  # one class of a test for all codes


@dataclass
class FakeRehearsal:
    """Judges as the office will."""

    office: "FakeOffice"

    def judge(self, command: Command) -> Outcome:
        """What becomes of it."""
        key = command.idempotency_key
        if key in self.office.written:
            must_be_same(StoredAnswer(self.office.hashes[key], b"", NOWHERE), hashes(command))
            return Outcome.ALREADY
        if key in self.office.refuse:
            raise Unhappy(*self.office.refuse[key])
        return Outcome.SIGNED if key in self.office.unsigned else Outcome.WRITTEN


class FakeOffice:
    """Answers as the services do: a batch whole or not at all, each key once."""

    def __init__(
        self,
        refuse: Mapping[str, tuple[str, str]] | None = None,
        words: Vocabulary = WORDS,
        by_two: Collection[str] = (),
    ) -> None:
        """`refuse`: idempotency key to (code, field) of the refusal it gets; `by_two`: what is done when sent twice."""
        self.refuse = dict(refuse or {})
        self.unsigned = set(by_two)
        self.words = words
        self.written: dict[str, dict[str, Value]] = {}
        self.hashes: dict[str, str] = {}

    async def vocabulary(self) -> Vocabulary:
        """What the office was made with."""
        return self.words

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """Codes that begin with J are of organ committees, all others of branches."""
        return {code: "ORGAN_COMMITTEE" if code.startswith("J") else "BRANCH" for code in codes}

    async def rehearsal(self, commands: Sequence[Command]) -> FakeRehearsal:  # noqa: ARG002
        """No rules of its own but what it was told to refuse."""
        return FakeRehearsal(self)

    async def looked_again(self) -> None:
        """It has no places that could be taken."""

    async def left_behind(self, command: Command) -> list[str]:  # noqa: ARG002
        """Nothing ends there."""
        return []

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """Write a batch."""
        assert form.write.request(deeds=[dict(row.fields) for row in rows]).IsInitialized()
        refused = [row for row in rows if row.command.idempotency_key in self.refuse]
        assert not refused, "an import writes only what it has judged good"
        answers = []
        for row in rows:
            key = row.command.idempotency_key
            answers.append(Written(code="c", already=key in self.written, awaits_signature=key in self.unsigned))
            if key in self.unsigned:
                self.unsigned.remove(key)
                continue
            self.written[key] = dict(row.fields)
            self.hashes[key] = content_hash(content(row.command))
        return WriteAnswer(written=answers)
