"""Every row judged before anything is written: by the services' own rules over what would stand by then."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from biaochi_chassis.foundation.refusal import Refused

from biaochi_cli.importing.columns import NUMBER, WORK_FIELD
from biaochi_cli.importing.destination import BATCH, Judge
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.rows import BadRow, GoodRow, Sheet
from biaochi_cli.importing.turns import Turn
from biaochi_cli.rehearsing.rehearsal import Outcome

Progress = Callable[[str, int, int], None]
# What a row may be refused for because the row that brings what it names is at fault itself.
UNKNOWN = {
    "UNKNOWN_ORGANIZATION",
    "UNKNOWN_SUBJECT",
    "UNKNOWN_PERSON",
    "UNKNOWN_TASK",
    "UNKNOWN_CYCLE",
    "UNKNOWN_PERIOD",
    "UNKNOWN_WORK_ITEM",
    "UNKNOWN_FACT",
}
BRINGS = {"组织": "code", "临时党组织": "code", "合并": "into", "人员": "code", "考核周期": "code", "任务": "task"}
MENDING = {
    "person": "已登记的人员不能这样改姓名：请恢复原来的姓名，在“姓名更正”表里更正",
    "organization": "已登记的组织不能这样改：请恢复原来的内容；写错的名称在“名称更正”表里更正，更名请用“更名”",
}
REVERSE = "已登记的不能修改，请写冲销，再用新编号登记"


@dataclass
class Verdict:
    """What became of a sheet's rows: to be written, there already, refused."""

    good: list[Turn] = field(default_factory=list)
    already: list[Turn] = field(default_factory=list)
    awaiting: int = 0
    """Of those to be written, how many wait for another person."""
    bad: list[BadRow] = field(default_factory=list)


@dataclass
class Checking:
    """The rows of a folder judged in the order in which they would be written."""

    rehearsal: Judge
    progress: Progress
    good: list[Turn] = field(default_factory=list)
    """What is to be written, in the order of judging."""
    held: set[str] = field(default_factory=set)
    """The keys of those that cannot be sent before another person has signed what they rest on."""
    _keys: dict[str, tuple[Sheet, GoodRow]] = field(default_factory=dict)
    _faulty: dict[str, str] = field(default_factory=dict)

    def check(self, sheets: Sequence[Sheet], turns: Sequence[Turn]) -> list[Verdict]:
        """Judge the readable rows of sheets in their turns; return what became of each sheet's."""
        verdicts = [Verdict() for _ in sheets]
        judged = Counter[int]()
        for sheet in sheets:
            self._note_faulty(sheet)
        for turn in turns:
            self._judge(turn, verdicts[turn.place])
            judged[turn.place] += 1
            done, table = judged[turn.place], turn.sheet.table
            if done % BATCH == 0 or done == len(turn.sheet.good):
                self.progress(f"{table.file.name} {table.title} 校验", done, len(turn.sheet.good))
        return verdicts

    def _judge(self, turn: Turn, verdict: Verdict) -> None:
        sheet, row = turn.sheet, turn.row
        key = row.command.idempotency_key
        if known := self._keys.get(key):
            earlier_sheet, earlier = known
            if earlier.fields == row.fields:
                verdict.already.append(turn)
            else:
                reason = f"编号在{earlier_sheet.place(earlier.row)}已经用过，内容不同：每件事各用一个编号。"
                verdict.bad.append(sheet.fault(row.row, "编号", reason, "NUMBER_USED_TWICE"))
            return
        try:
            outcome = self.rehearsal.judge(row.command)
        except Refused as refused:
            verdict.bad.append(self._fault(turn, refused))
            self._remember_faulty(sheet.place(row.row), str(row.fields.get(_brings(sheet), "")), key)
            return
        self._keys[key] = sheet, row
        if outcome is Outcome.ALREADY:
            verdict.already.append(turn)
            return
        verdict.good.append(turn)
        self.good.append(turn)
        verdict.awaiting += outcome is not Outcome.WRITTEN
        if outcome is Outcome.HELD:
            self.held.add(key)

    def _note_faulty(self, sheet: Sheet) -> None:
        """What unreadable rows would have brought: who names it is told which row to mend first."""
        if sheet.form is None:
            return
        name, prefix = _brings(sheet), sheet.form.prefix
        header = next((column.header for column in sheet.form.columns if column.field == name), "")
        numbers = {fault.row for fault in sheet.bad}
        for row in (one for one in sheet.table.rows if one.number in numbers):
            brought = row.cells.get(header, ""), f"{prefix}-{row.cells.get(NUMBER.header, '')}"
            self._remember_faulty(sheet.place(row), *brought)

    def _remember_faulty(self, place: str, *brought: str) -> None:
        self._faulty.update((one, place) for one in brought if one and one not in self._faulty)

    def _fault(self, turn: Turn, refused: Refused) -> BadRow:
        sheet, form, row = turn.sheet, turn.form, turn.row
        reason, code = reason_of(form, refused), refused.code
        cause = self._faulty.get(_names(row.fields, refused.field or ""))
        if code in UNKNOWN and cause:
            reason = f"要由{cause}登记，而那一行有问题：请先改正它。"
        if taken := self._keys.get(refused.details.get("fact", "")):
            code = "ALREADY_EXISTS"
            place = taken[0].place(taken[1].row)
            reason = f"{place}已经登记了同一件事：同一对象、指标、期间只登记一次，请删去其中一行。（{code}）"
        return sheet.fault(row.row, header_of(form, refused), reason, code)


def _brings(sheet: Sheet) -> str:
    """The field by which others name what a row of the sheet brings; empty where it brings nothing."""
    opens = sheet.form is not None and "kind" in sheet.form.fixed
    return "code" if opens else BRINGS.get(sheet.table.title, "")


def header_of(form: Form, refusal: Refused) -> str:
    """Under which header stands what was refused; empty where it is the whole row."""
    if refusal.code == "IDEMPOTENCY_KEY_REUSED":
        return "编号"
    named = (refusal.field, f"{WORK_FIELD}{refusal.field}")
    return next((column.header for column in form.columns if column.field in named), "")


def reason_of(form: Form, refusal: Refused) -> str:
    """The sentence for the person who wrote the row."""
    if refusal.code == "IDEMPOTENCY_KEY_REUSED":
        return f"这个编号已经登记过，内容不同：{MENDING.get(form.prefix, REVERSE)}。"
    return f"{refusal.sentence}（{refusal.code}）"


def _names(fields: Mapping[str, object], field: str) -> str:
    """What the row names in that field; a period is brought by its cycle, the part before the hyphen."""
    named = str(fields.get(field, ""))
    return named.split("-")[0] if field == "period" else named
