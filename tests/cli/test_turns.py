"""What a folder records and takes back comes before what is recorded in its place."""

from pathlib import Path

from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.store.batch import Command
from biaochi_cli.importing.checking import Checking
from biaochi_cli.importing.rows import Sheet, recognise
from biaochi_cli.importing.tables import Row, Table
from biaochi_cli.importing.turns import in_order, turns_of
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary
from biaochi_cli.rehearsing.rehearsal import Outcome

CHECKS = ("编号", "组织编码", "规范", "期间", "得分")
TAKEN_BACK = ("编号", "原表", "原编号", "理由")
COMPLETED = (("1", "T1"), ("2", "T1"), ("3", "T2"), ("4", "T2"))
WORDS = Vocabulary(
    (Indicator("check", "三会一课", "meetings", "BRANCH"), Indicator("task", "共性任务", "common", "ORGAN_COMMITTEE"))
)


def sheets(*tables: tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]) -> list[Sheet]:
    """Sheets of a folder."""
    read = [
        Table(
            Path(f"{title}.csv"),
            title,
            headers,
            tuple(Row(number, dict(zip(headers, row, strict=True))) for number, row in enumerate(rows, start=2)),
        )
        for title, headers, rows in tables
    ]
    return in_order([recognise(table, WORDS) for table in read])


def order(*tables: tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]) -> list[str]:
    """The keys of the rows in the order of writing."""
    return [turn.row.command.idempotency_key for turn in turns_of(sheets(*tables))]


def check(number: str) -> tuple[str, ...]:
    """A check of one branch and quarter."""
    return number, "B1", "三会一课", "2020-Q1", "3"


def test_a_row_taken_back_by_its_own_folder_comes_first_and_what_takes_it_back_right_after_it() -> None:
    found = order(
        ("考核验收", CHECKS, (check("1"), check("2"), check("3"))),
        (
            "冲销",
            TAKEN_BACK,
            (("A", "考核验收", "3", "写错"), ("B", "考核验收", "8", "写错"), ("C", "考核验收", "2", "写错")),
        ),
    )

    assert found == ["reversal-B", "check-2", "reversal-C", "check-3", "reversal-A", "check-1"]


def test_a_task_is_taken_back_after_its_completion_and_a_completion_before_the_one_in_its_place() -> None:
    tasks = ("编号", "组织编码", "指标", "期间", "任务编号", "任务名称", "类别", "分值", "截止日期")
    completed = ("编号", "任务编号", "得分", "完成日期")
    about = "J1", "共性任务", "2020-Q1"
    rest = "样例任务", "共性", "2", "2020-03-31"
    found = order(
        ("任务完成", completed, tuple((*one, "1", "2020-03-20") for one in COMPLETED)),
        (
            "冲销",
            TAKEN_BACK,
            (("A", "任务", "3", "写错"), ("B", "任务完成", "1", "写错"), ("C", "任务完成", "4", "写错")),
        ),
        ("任务", tasks, (("1", *about, "T1", *rest), ("2", *about, "T2", *rest), ("3", *about, "T1", *rest))),
    )

    assert found == [
        *("task-3", "completion-1", "reversal-B", "reversal-A", "task-1", "task-2"),
        *("completion-4", "reversal-C", "completion-2", "completion-3"),
    ]


class UnknownFact(Refused):
    """There is no such fact."""

    code = "UNKNOWN_FACT"


class Nothing:
    """Knows no fact."""

    def judge(self, command: Command) -> Outcome:
        """Refuse."""
        raise UnknownFact(f"没有 {command.idempotency_key} 要冲销的事实。", field="fact")


def test_who_takes_back_a_faulty_row_learns_which_row_to_mend() -> None:
    folder = sheets(
        ("考核验收", CHECKS, (("1", "B1", "三会一课", "2020-Q1", "三分"),)),
        ("冲销", TAKEN_BACK, (("A", "考核验收", "1", "写错"),)),
    )

    taken_back, checks = Checking(Nothing(), lambda *_: None).check(folder, turns_of(folder))

    assert [fault.reason for fault in taken_back.bad] == [
        "要由考核验收.csv 表“考核验收”第 2 行登记，而那一行有问题：请先改正它。"
    ]
    assert (checks.good, checks.bad) == ([], [])
