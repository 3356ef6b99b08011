"""Receipts: another system says which file of final results it has, so that it is known on which its decisions rest."""

import re
from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.refusals import AlreadyExists
from biaochi_assessment.domain.results.commands import ConfirmReceipt
from biaochi_assessment.domain.results.life import ResultLife, State
from biaochi_assessment.domain.results.notice import check_same, settled, today_of
from biaochi_assessment.domain.results.refusals import ResultsNotFinal
from biaochi_assessment.domain.values import code

LISTS = ("standings", "sheets")
"""The lists of results that are given as files."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """Who has which file of which list of which results. `number`: the idempotency key it was confirmed under."""

    number: str
    cycle: str
    results_hash: str
    list: str
    index: str
    period: str
    file_hash: str
    received_by: str
    received_at: datetime

    @property
    def same(self) -> tuple[str, ...]:
        """What nobody confirms twice."""
        return self.results_hash, self.list, self.index, self.period, self.file_hash, self.received_by


def confirm_receipt(life: ResultLife, command: ConfirmReceipt, by: Recorder, known: list[FileReceipt]) -> FileReceipt:
    """Return the receipt of a file of final results. `known`: the caller's under these results.

    Raises NotSettled, ResultsNotFinal, OtherResults, BadRequest, AlreadyExists.
    """
    frozen = settled(life)
    if life.state(today_of(by)) is not State.FINAL:
        sentence = f"考核周期 {life.cycle} 的成绩还没有定案：定案之后再据以运用，并给回执。"
        raise ResultsNotFinal(sentence, field="cycle")
    check_same(life, frozen, command.results_hash)
    if command.list not in LISTS:
        sentence = f"没有名为“{shown(command.list)}”的成绩文件：可收的有 {'、'.join(LISTS)}。"
        raise BadRequest(sentence, field="list")
    if not command.index.strip():
        raise BadRequest("回执没有写明收到的是哪个指数：请写明，如 15% 的那一项。", field="index")
    if not _SHA256.fullmatch(command.file_hash):
        sentence = f"“{shown(command.file_hash)}”不是文件的 SHA-256：请写 64 位小写的十六进制数。"
        raise BadRequest(sentence, field="file_hash")
    receipt = FileReceipt(
        command.idempotency_key,
        life.cycle,
        frozen.results_hash,
        command.list,
        code(command.index, "index"),
        code(command.period, "period") or life.cycle,
        command.file_hash,
        by.name,
        by.at,
    )
    if taken := next((one for one in known if one.same == receipt.same), None):
        sentence = f"{by.name} 已为这份文件给过回执（编号 {taken.number}）：同一份文件只给一次。"
        raise AlreadyExists(sentence, field="file_hash", details={"receipt": taken.number})
    return receipt
