"""An office that remembers what was sent to it and refuses what it was told to."""

from collections.abc import Mapping, Sequence

from biaochi.common.v1.common_pb2 import Refusal, WriteAnswer, Written
from biaochi_cli.importing.forms import Form, Vocabulary
from biaochi_cli.importing.rows import GoodRow


class FakeOffice:
    """Answers as the services do: a batch whole or not at all, each key once."""

    def __init__(self, refuse: Mapping[str, tuple[str, str]] | None = None) -> None:
        """`refuse`: idempotency key to (code, field) of the refusal it gets."""
        self.refuse = dict(refuse or {})
        self.written: dict[str, dict[str, str]] = {}

    async def vocabulary(self) -> Vocabulary:
        """Two indicators, two rungs."""
        return Vocabulary(
            {"check": {"三会一课": "three_meetings"}, "ledger": {"党费收缴": "dues"}}, {"一般党支部": "ordinary"}
        )

    async def send(self, form: Form, rows: Sequence[GoodRow], *, dry_run: bool) -> WriteAnswer:
        """Try or write a batch."""
        assert form.request(deeds=[dict(row.fields) for row in rows]).IsInitialized()
        refusals = [refusal for index, row in enumerate(rows) if (refusal := self._refusal(index, row))]
        if dry_run:
            return WriteAnswer(refusals=refusals)
        assert not refusals, "an import writes only what it has tried"
        already = [row.fields["idempotency_key"] in self.written for row in rows]
        self.written.update({row.fields["idempotency_key"]: dict(row.fields) for row in rows})
        return WriteAnswer(written=[Written(code="c", already=was) for was in already])

    def _refusal(self, index: int, row: GoodRow) -> Refusal | None:
        key = row.fields["idempotency_key"]
        if key in self.written and self.written[key] != dict(row.fields):
            return Refusal(code="IDEMPOTENCY_KEY_REUSED", index=index)
        if key in self.refuse:
            code, field = self.refuse[key]
            return Refusal(code=code, field=field, index=index, sentence="不行。")
        return None
