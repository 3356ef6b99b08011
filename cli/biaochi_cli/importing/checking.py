"""Every row judged before anything is written: by the service over what is written, by the rehearsal over the rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from biaochi.common.v1.common_pb2 import Refusal
from biaochi_chassis.foundation.refusal import Refused

from biaochi_cli.importing.destination import BATCH, Destination, Judge
from biaochi_cli.importing.forms import Form
from biaochi_cli.importing.rows import BadRow, GoodRow, Sheet

Progress = Callable[[str, int, int], None]
# What a row may be refused for only because an earlier row of the same import is not written yet.
FORGIVEN = {
    "UNKNOWN_ORGANIZATION",
    "UNKNOWN_SUBJECT",
    "UNKNOWN_PERSON",
    "UNKNOWN_TASK",
    "UNKNOWN_CYCLE",
    "UNKNOWN_PERIOD",
}
BRINGS = {"组织": "code", "临时党组织": "code", "人员": "code", "考核周期": "code", "任务": "task"}
MENDING = {
    "person": "已登记的人员不能用导入改正姓名：请恢复原来的姓名，再由管理员更正",
    "organization": "已登记的组织不能用导入改正：更名请用“更名”，其他请恢复原来的内容",
}
REVERSE = "已登记的不能修改，请写冲销，再用新编号登记"


@dataclass
class Verdict:
    """What became of a sheet's rows: to be written, there already, refused."""

    good: list[GoodRow] = field(default_factory=list)
    already: list[GoodRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


@dataclass
class Checking:
    """The rows of a folder judged in the order in which they would be written."""

    office: Destination
    rehearsal: Judge
    progress: Progress
    _keys: dict[str, tuple[Mapping[str, object], str]] = field(default_factory=dict)
    _faulty: dict[str, str] = field(default_factory=dict)
    _brought: set[str] = field(default_factory=set)

    async def check(self, sheet: Sheet, form: Form) -> Verdict:
        """Judge a sheet's readable rows."""
        verdict = Verdict()
        self._note_faulty(sheet)
        for start in range(0, len(sheet.good), BATCH):
            rows = sheet.good[start : start + BATCH]
            answer = await self.office.send(form, rows, dry_run=True)
            refusals = {refusal.index: refusal for refusal in reversed(answer.refusals)}
            there = [written.already for written in answer.written] or [False] * len(rows)
            for index, row in enumerate(rows):
                if there[index] and index not in refusals:
                    verdict.already.append(row)
                else:
                    self._judge(sheet, form, row, refusals.get(index), verdict)
            self.progress(f"{sheet.table.file.name} {sheet.table.title} 校验", start + len(rows), len(sheet.good))
        return verdict

    def _judge(self, sheet: Sheet, form: Form, row: GoodRow, refusal: Refusal | None, verdict: Verdict) -> None:
        where = f"{sheet.table.file.name} 表“{sheet.table.title}”第 {row.row.number} 行"
        if known := self._keys.get(row.key):
            fields, earlier = known
            if fields == row.fields:
                verdict.already.append(row)
            else:
                reason = f"编号在{earlier}已经用过，内容不同：每件事各用一个编号。"
                verdict.bad.append(sheet.fault(row.row, "编号", reason, "NUMBER_USED_TWICE"))
            return
        if refusal and not self._forgiven(row, refusal):
            verdict.bad.append(self._fault(sheet, form, row, refusal))
            self._remember_faulty(sheet, row.fields, where)
            return
        command = form.command.DESCRIPTOR.name
        refused = self.rehearsal.judge(command, row.fields, where, accepted=refusal is None)
        if refused:
            verdict.bad.append(self._fault(sheet, form, row, refused))
            self._remember_faulty(sheet, row.fields, where)
            return
        verdict.good.append(row)
        self._keys[row.key] = (row.fields, where)
        if name := BRINGS.get(sheet.table.title):
            self._brought.add(str(row.fields[name]))

    def _forgiven(self, row: GoodRow, refusal: Refusal) -> bool:
        return refusal.code in FORGIVEN and _names(row.fields, refusal.field) in self._brought

    def _note_faulty(self, sheet: Sheet) -> None:
        """What unreadable rows would have brought: who names it is told which row to mend first."""
        name = BRINGS.get(sheet.table.title)
        if sheet.form and name:
            header = next(column.header for column in sheet.form.columns if column.field == name)
            numbers = {fault.row for fault in sheet.bad}
            for row in sheet.table.rows:
                if row.number in numbers and (code := row.cells.get(header)):
                    where = f"{sheet.table.file.name} 表“{sheet.table.title}”第 {row.number} 行"
                    self._faulty.setdefault(code, where)

    def _remember_faulty(self, sheet: Sheet, fields: Mapping[str, object], where: str) -> None:
        if name := BRINGS.get(sheet.table.title):
            self._faulty.setdefault(str(fields[name]), where)

    def _fault(self, sheet: Sheet, form: Form, row: GoodRow, refusal: Refusal | Refused) -> BadRow:
        reason = reason_of(form, refusal)
        cause = self._faulty.get(_names(row.fields, refusal.field or ""))
        if refusal.code in FORGIVEN and cause:
            reason = f"要由{cause}登记，而那一行有问题：请先改正它。"
        return sheet.fault(row.row, header_of(form, refusal), reason, refusal.code)


def header_of(form: Form, refusal: Refusal | Refused) -> str:
    """Under which header stands what was refused; empty where it is the whole row."""
    if refusal.code == "IDEMPOTENCY_KEY_REUSED":
        return "编号"
    return next((column.header for column in form.columns if column.field == refusal.field), "")


def reason_of(form: Form, refusal: Refusal | Refused) -> str:
    """The sentence for the person who wrote the row."""
    if refusal.code == "IDEMPOTENCY_KEY_REUSED":
        return f"这个编号已经登记过，内容不同：{MENDING.get(form.prefix, REVERSE)}。"
    return f"{refusal.sentence}（{refusal.code}）"


def _names(fields: Mapping[str, object], field: str) -> str:
    """What the row names in that field; a period is brought by its cycle, the part before the hyphen."""
    named = str(fields.get(field, ""))
    return named.split("-")[0] if field == "period" else named


def in_order(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets of a folder as they depend on each other: a row may name what an earlier sheet brings."""
    return sorted(sheets, key=lambda sheet: (sheet.order, sheet.table.file))
