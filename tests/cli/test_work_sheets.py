"""The sheets of a city's work: one a kind, one a step, read into commands and judged as the service judges them."""

from dataclasses import replace
from pathlib import Path

import pytest
from biaochi.scoring.v1.events_pb2 import WorkKind
from biaochi_assessment.domain.refusals import InputIsDerived, StepNotPossible, UnknownWorkItem
from biaochi_assessment.domain.work.commands import AdvanceWorkItem, FieldValue, OpenWorkItem, WithdrawWorkItem
from biaochi_assessment.events.decode import kinds_of
from biaochi_cli.importing.checking import Checking
from biaochi_cli.importing.rows import Sheet, recognise
from biaochi_cli.importing.tables import Row, Table
from biaochi_cli.importing.turns import in_order, turns_of
from biaochi_cli.importing.vocabulary import Vocabulary
from biaochi_cli.importing.work_forms import work_forms
from biaochi_cli.rehearsing.assessment import LoadedFacts, RehearsedAssessment, Rules
from biaochi_cli.rehearsing.commands import command_of
from biaochi_cli.rehearsing.importer import Importer
from biaochi_cli.rehearsing.registry import LoadedRegistry, RehearsedRegistry
from biaochi_cli.rehearsing.rehearsal import Rehearsal
from biaochi_sdk import Field, Kind, Of, Step, follows, published
from google.protobuf.json_format import ParseDict

from tests.assessment.town import CITY, MODELS, STATES

ROUND = Kind(
    key="round",
    title=published("督查轮次"),
    noun="round",
    subjects=("BRANCH",),
    opening=Step(key="begin", title="开始", to="open"),
    steps=(Step(key="end", title="结束", to="ended", origins=("open",), closes=True),),
)
PROBLEM = Kind(
    key="problem",
    title=published("问题台账"),
    noun="problem",
    subjects=("BRANCH",),
    parent="round",
    opening=Step(
        key="find",
        title="发现",
        to="open",
        fields=(
            Field("sort", "问题类别", "choice", choices=(("team", "班子"), ("study", "学习"))),
            Field("points", "扣分", "number"),
        ),
    ),
    steps=(Step(key="close", title="销号", to="closed", origins=("open",), closes=True),),
    follows=(follows("dues", at="find", amount=Of("points")), follows("meetings", at="close", amount=5)),
)
KINDS = tuple(ParseDict(kind.data(), WorkKind()) for kind in (PROBLEM, ROUND))
WORDS = Vocabulary(work=KINDS)


def table(title: str, **cells: str) -> Table:
    """A sheet of one row."""
    return Table(Path("问题.xlsx"), title, tuple(cells), (Row(2, cells),))


FOUND = {
    "编号": "1",
    "事项编号": "P1",
    "组织编码": "B01",
    "日期": "2020年3月2日",
    "所属事项": "R1",
    "内容": "会议记录不全",
    "问题类别": "学习",
    "扣分": "1.50",
}


def rehearsal() -> Rehearsal:
    """A rehearsal in the town that declares the two kinds; its cycle 2020 is open."""
    rules = Rules(replace(CITY, work=kinds_of(KINDS)), MODELS, ())
    registry = RehearsedRegistry(LoadedRegistry())
    assessment = RehearsedAssessment(Importer("developer"), rules, LoadedFacts(list(STATES)), registry)
    over = Rehearsal(registry, assessment, {}, {})
    over.judge(command_of("OpenCycle", {"idempotency_key": "c", "code": "2020"}))
    return over


def opened(kind: str, code: str, **more: object) -> OpenWorkItem:
    """A command that opens an item of B01."""
    fields = (FieldValue("sort", ("team",)), FieldValue("points", ("1.5",))) if kind == "problem" else ()
    given = {"idempotency_key": code, "organization": "B01", "on": "2020-03-02", "fields": fields}
    return OpenWorkItem(kind=kind, code=code, **given | more)  # type: ignore[arg-type]


def test_a_row_of_a_kind_opens_an_item_with_its_fields() -> None:
    (row,) = recognise(table("问题台账", **FOUND), WORDS).good

    assert row.command == OpenWorkItem(
        idempotency_key="work-problem-1",
        kind="problem",
        code="P1",
        organization="B01",
        on="2020-03-02",
        words="会议记录不全",
        parent="R1",
        fields=(FieldValue("sort", ("study",)), FieldValue("points", ("1.5",))),
    )


def test_a_row_of_a_step_takes_it() -> None:
    sheet = recognise(table("问题台账·销号", 编号="1", 事项编号="P1", 日期="2020-04-01"), WORDS)

    (row,) = sheet.good
    key = "work-problem-close-1"
    assert row.command == AdvanceWorkItem(idempotency_key=key, item="P1", step="close", on="2020-04-01")


def test_parents_are_written_before_what_hangs_on_them_and_steps_after_all() -> None:
    titles = [form.title for form in work_forms(KINDS)]

    assert titles == ["督查轮次", "问题台账", "问题台账·销号", "督查轮次·结束", "撤回"]


def test_a_cell_that_is_no_choice_is_a_fault_of_its_cell() -> None:
    (fault,) = recognise(table("问题台账", **FOUND | {"问题类别": "其他"}), WORDS).bad

    assert (fault.column, fault.value, fault.reason) == ("问题类别", "其他", "只能是：班子、学习。")


def test_a_kind_that_the_city_does_not_declare_is_no_sheet() -> None:
    (fault,) = recognise(table("问题台账", **FOUND), Vocabulary()).bad

    assert fault.rule == "UNKNOWN_SHEET"


def test_each_row_sees_what_rows_before_it_bring() -> None:
    over = rehearsal()
    with pytest.raises(UnknownWorkItem):
        over.judge(opened("problem", "P1", parent="R1"))
    over.judge(opened("round", "R1"))
    over.judge(opened("problem", "P1", parent="R1"))
    over.judge(AdvanceWorkItem(idempotency_key="2", item="P1", step="close", on="2020-04-01"))
    with pytest.raises(StepNotPossible):
        over.judge(AdvanceWorkItem(idempotency_key="3", item="P1", step="close", on="2020-04-02"))


def test_what_is_withdrawn_needs_a_reason_and_takes_no_step_any_more() -> None:
    over = rehearsal()
    over.judge(opened("round", "R1"))
    row = {"编号": "9", "事项编号": "R1", "日期": "2020-05-06", "理由": "重复登记"}
    (unreasoned,) = recognise(table("撤回", **row | {"理由": ""}), WORDS).bad
    (withdrawn,) = recognise(table("撤回", **row), WORDS).good

    over.judge(withdrawn.command)

    assert (unreasoned.column, unreasoned.rule) == ("理由", "BAD_CELL")
    with pytest.raises(StepNotPossible, match="已经撤回"):
        over.judge(WithdrawWorkItem(idempotency_key="8", item="R1", on="2020-05-06", reason="重复登记"))
    with pytest.raises(StepNotPossible):
        over.judge(AdvanceWorkItem(idempotency_key="7", item="R1", step="end", on="2020-05-07"))


def test_a_sheet_that_types_what_follows_from_work_is_refused() -> None:
    typed = {"subject": "B01", "indicator": "dues", "period": "2020-03", "amount": "1"}
    with pytest.raises(InputIsDerived):
        rehearsal().judge(command_of("RecordLedgerEntry", {"idempotency_key": "1", **typed}))


def folder(**titled: list[dict[str, str]]) -> list[Sheet]:
    """The sheets of a folder by title, each with its rows under the headers of the first."""
    tables = [
        Table(Path("问题.xlsx"), title, tuple(rows[0]), tuple(Row(place, row) for place, row in enumerate(rows, 2)))
        for title, rows in titled.items()
    ]
    return in_order([recognise(one, WORDS) for one in tables])


STORY = folder(
    督查轮次·结束=[{"编号": "1", "事项编号": "R1", "日期": "2020-03-31"}],
    问题台账=[
        FOUND | {"编号": "2", "事项编号": "P2", "日期": "2020-04-02", "所属事项": "R2"},
        FOUND,
    ],
    督查轮次=[
        {"编号": "1", "事项编号": "R1", "组织编码": "B01", "日期": "2020-03-02"},
        {"编号": "2", "事项编号": "R2", "组织编码": "B01", "日期": "2020-04-01"},
    ],
)


def test_work_is_taken_day_after_day_and_what_is_opened_first_on_a_day() -> None:
    taken = [(turn.sheet.table.title, turn.row.fields["on"]) for turn in turns_of(STORY)]

    assert taken == [
        ("督查轮次", "2020-03-02"),
        ("问题台账", "2020-03-02"),
        ("督查轮次·结束", "2020-03-31"),
        ("督查轮次", "2020-04-01"),
        ("问题台账", "2020-04-02"),
    ]


def test_what_is_opened_after_its_parent_ended_is_a_fault_of_its_row() -> None:
    late = folder(
        督查轮次=[{"编号": "1", "事项编号": "R1", "组织编码": "B01", "日期": "2020-03-02"}],
        督查轮次·结束=[{"编号": "1", "事项编号": "R1", "日期": "2020-03-31"}],
        问题台账=[FOUND | {"日期": "2020-04-01"}, FOUND | {"编号": "2", "事项编号": "P2", "日期": "2020-03-05"}],
    )
    verdicts = Checking(rehearsal(), lambda *_: None).check(late, turns_of(late))

    assert [len(verdict.good) for verdict in verdicts] == [1, 1, 1]
    assert [(fault.sheet, fault.row, fault.rule) for verdict in verdicts for fault in verdict.bad] == [
        ("问题台账", 2, "STEP_NOT_POSSIBLE")
    ]
