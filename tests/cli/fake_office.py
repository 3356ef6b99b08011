"""An office that remembers what was sent to it and refuses what it was told to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from biaochi.common.v1.common_pb2 import Refusal, WriteAnswer, Written
from biaochi_chassis.foundation.refusal import Refused
from biaochi_cli.importing.columns import Value
from biaochi_cli.importing.forms import Form
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary

WORDS = Vocabulary(
    (Indicator("check", "三会一课", "three_meetings", "BRANCH"), Indicator("ledger", "党费收缴", "dues", "BRANCH"))
)


class NoRehearsal:
    """Refuses nothing that the office did not refuse."""

    def judge(self, command: str, fields: Mapping[str, Any], where: str, *, accepted: bool) -> Refused | None:  # noqa: ARG002
        """Nothing is known of other rows."""
        return None


class FakeOffice:
    """Answers as the services do: a batch whole or not at all, each key once."""

    def __init__(self, refuse: Mapping[str, tuple[str, str]] | None = None, words: Vocabulary = WORDS) -> None:
        """`refuse`: idempotency key to (code, field) of the refusal it gets."""
        self.refuse = dict(refuse or {})
        self.words = words
        self.written: dict[str, dict[str, Value]] = {}

    async def vocabulary(self) -> Vocabulary:
        """What the office was made with."""
        return self.words

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """Codes that begin with J are of organ committees, all others of branches."""
        return {code: "ORGAN_COMMITTEE" if code.startswith("J") else "BRANCH" for code in codes}

    async def rehearsal(self, rows: Iterable[GoodRow]) -> NoRehearsal:  # noqa: ARG002
        """No rules of its own."""
        return NoRehearsal()

    async def send(self, form: Form, rows: Sequence[GoodRow], *, dry_run: bool) -> WriteAnswer:
        """Try or write a batch."""
        assert form.write.request(deeds=[dict(row.fields) for row in rows]).IsInitialized()
        refusals = [refusal for index, row in enumerate(rows) if (refusal := self._refusal(index, row))]
        already = [str(row.fields["idempotency_key"]) in self.written for row in rows]
        if dry_run:
            return WriteAnswer(refusals=refusals, written=[Written(already=was) for was in already])
        assert not refusals, "an import writes only what it has tried"
        self.written.update({str(row.fields["idempotency_key"]): dict(row.fields) for row in rows})
        return WriteAnswer(written=[Written(code="c", already=was) for was in already])

    def _refusal(self, index: int, row: GoodRow) -> Refusal | None:
        key = str(row.fields["idempotency_key"])
        if key in self.written and self.written[key] != dict(row.fields):
            return Refusal(code="IDEMPOTENCY_KEY_REUSED", index=index)
        if key in self.refuse:
            code, field = self.refuse[key]
            return Refusal(code=code, field=field, index=index, sentence="不行。")
        return None
