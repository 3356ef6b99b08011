"""Sheets of choices, decisions, ballots and bonuses, in the words of the city's own models."""

from pathlib import Path

import pytest
from biaochi_cli.importing.columns import Value
from biaochi_cli.importing.rows import recognise
from biaochi_cli.importing.run import Options, Report, import_tables
from biaochi_cli.importing.tables import Row, Table
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary

from tests.cli.fake_office import FakeOffice

GRADES = {"好": "good", "差": "poor"}
WORDS = Vocabulary(
    (
        Indicator("choice", "类别", "class", "BRANCH", choices={"机关": "organ", "窗口": "window"}),
        Indicator("decision", "例外", "exception", "BRANCH"),
        Indicator("ballot", "民主评议", "cast", "BRANCH", choices=GRADES, panels={"党员": "members"}),
        Indicator("bonus", "荣誉加分", "honours", "BRANCH", levels={"市级": "city"}),
        Indicator("ledger", "违纪案件", "cases", "BRANCH", levels={"警告": "warning"}),
        Indicator("task", "个性任务", "own", "BRANCH", levels={"难": "hard"}),
    )
)


def table(title: str, **cells: str) -> Table:
    """A sheet of one row."""
    row = {"编号": "1", "组织编码": "B1", "期间": "2020", **cells}
    return Table(Path(f"{title}.csv"), title, tuple(row), (Row(2, row),))


def read(one: Table, words: Vocabulary = WORDS) -> dict[str, Value]:
    """The fields of the command its row is."""
    sheet = recognise(one, words)
    assert sheet.bad == ()
    return dict(sheet.good[0].fields)


@pytest.mark.parametrize(
    ("one", "fields"),
    [
        (table("选项登记", 指标="类别", 选项="机关"), {"indicator": "class", "choice": "organ"}),
        (
            table("会议决定", 指标="例外", 理由="会议研究", 会签="甲、乙"),
            {"indicator": "exception", "reason": "会议研究", "signed": ["甲", "乙"]},
        ),
        (
            table("投票", 指标="民主评议", 投票人编码="P1", 投票人类别="党员", 所投="好", 评语="抓得紧"),
            {"rater": "P1", "panel": "members", "choice": "good", "reason": "抓得紧"},
        ),
        (
            table("加分", 指标="荣誉加分", 等级="市级", 案号="C1", 部门="教育局", 共有家数="2", 加重="是"),
            {"level": "city", "case": "C1", "department": "教育局", "owners": 2, "raised": True},
        ),
        (table("台账", 规范="违纪案件", 等级="警告"), {"indicator": "cases", "level": "warning"}),
        (table("台账", 指标="违纪案件", 等级="警告", 数量="3"), {"amount": "3"}),
        (
            table("台账", 规范="违纪案件", 等级="警告", 案号="C1", 理由="系统停机", 会签="样例签署人"),
            {"case": "C1", "reason": "系统停机", "signed": ["样例签署人"]},
        ),
    ],
)
def test_a_row_becomes_the_command_of_its_sheet(one: Table, fields: dict[str, Value]) -> None:
    fields_read = read(one)

    assert {name: fields_read[name] for name in fields} == fields


def test_a_subject_may_stand_under_either_header() -> None:
    row = {"编号": "1", "考核对象编码": "P7", "期间": "2020", "指标": "类别", "选项": "窗口"}

    fields_read = read(Table(Path("选项登记.csv"), "选项登记", tuple(row), (Row(2, row),)))

    assert fields_read["subject"] == "P7"


@pytest.mark.parametrize(
    ("one", "column", "says"),
    [
        (table("选项登记", 指标="类别", 选项="学校"), "选项", "机关、窗口"),
        (table("加分", 指标="荣誉加分", 等级="省级"), "等级", "市级"),
        (table("加分", 指标="荣誉加分", 等级="市级", 共有家数="0"), "共有家数", "从 1 起"),
        (table("会议决定", 指标="例外", 理由="会议研究"), "会签", "会签"),
    ],
)
def test_what_the_model_does_not_know_is_refused_with_what_it_does(one: Table, column: str, says: str) -> None:
    (fault,) = recognise(one, WORDS).bad

    assert says in fault.reason
    assert fault.column in (column, "")


SAME = Vocabulary(
    (
        Indicator("check", "日常检查", "daily_of_branch", "BRANCH"),
        Indicator("check", "日常检查", "daily_of_organ", "ORGAN_COMMITTEE"),
    )
)


async def bring(one: Table) -> tuple[FakeOffice, Report]:
    """Import a sheet into a city whose models call two indicators the same."""
    office = FakeOffice(words=SAME)
    return office, await import_tables(office, [one], Options(), lambda *_: None)


@pytest.mark.parametrize(("subject", "key"), [("J1", "daily_of_organ"), ("B1", "daily_of_branch")])
async def test_the_kind_of_the_subject_decides_between_indicators_of_one_title(subject: str, key: str) -> None:
    office, _ = await bring(table("考核验收", 组织编码=subject, 规范="日常检查", 得分="5"))

    assert office.written["check-1"]["indicator"] == key


def test_a_title_that_stays_ambiguous_is_refused_and_the_key_is_taken() -> None:
    (fault,) = recognise(table("考核验收", 规范="日常检查", 得分="5"), SAME).bad

    assert "daily_of_branch、daily_of_organ 之一" in fault.reason
    assert read(table("考核验收", 规范="daily_of_organ", 得分="5"), SAME)["indicator"] == "daily_of_organ"


def test_a_temporary_organization_comes_with_its_last_day() -> None:
    row = {"编号": "1", "组织编码": "L1", "名称": "样例临时党支部1", "上级编码": "W"}
    row |= {"成立日期": "2023-02-01", "终止日期": "2024年2月1日"}

    fields = read(Table(Path("临时党组织.csv"), "临时党组织", tuple(row), (Row(2, row),)))

    assert (fields["code"], fields["parent"]) == ("L1", "W")
    assert (fields["on"], fields["until"]) == ("2023-02-01", "2024-02-01")


def test_a_post_is_one_that_every_city_has_or_one_that_a_model_of_this_city_judges() -> None:
    words = Vocabulary((Indicator("check", "履职", "served", "SECRETARY+党建联络员"),))
    row = {"编号": "1", "人员编码": "P1", "组织编码": "B1", "任职日期": "2020-01-01"}
    posts = [
        Table(Path("职务.csv"), "职务", (*row, "职务"), (Row(2, {**row, "职务": post}),))
        for post in ("书记", "党建联络员", "付书记")
    ]

    found = [recognise(one, words) for one in posts]

    assert [sheet.good[0].fields["role"] for sheet in found[:2]] == ["SECRETARY", "党建联络员"]
    assert [fault.reason for fault in found[2].bad] == [
        "只能是：书记、副书记、专职副书记、纪委书记、委员、组长、党建联络员。"
    ]
