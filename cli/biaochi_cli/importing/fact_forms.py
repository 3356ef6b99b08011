"""The sheets of facts, and of taking them back."""

from dataclasses import replace

from biaochi.assessment.v1 import service_pb2 as assessment

from biaochi_cli.importing.columns import (
    AMOUNT,
    CASE,
    CLAUSE,
    CODE,
    DAY,
    DEPARTMENT,
    EVIDENCE,
    NOTE,
    NUMBER,
    OWNERS,
    PERIOD,
    RAISED,
    REASON,
    SHEET,
    SUBJECT,
    TEXT,
    Column,
    NumberOf,
    OneOf,
    choice,
    happened,
    indicator,
    level,
    panel,
    signed,
)
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.registry_forms import ORGANIZATION

SHARES = {"共性": "COMMON", "个性": "INDIVIDUAL"}
LEVELS = {"县级": "county", "市级": "city", "省级": "province", "国家级": "national"}


TASK = Column("任务编号", "task", CODE)
COUNTED = (CASE, DEPARTMENT, OWNERS, RAISED)
SOURCES = (CLAUSE, EVIDENCE)
WHY = Column("事由", "note", TEXT, required=False)


def about(kind: str, *columns: Column, header: str = "指标") -> tuple[Column, ...]:
    """What every sheet of facts about a subject begins with, and then the columns of its own."""
    also = () if header == "指标" else ("指标",)
    return NUMBER, SUBJECT, indicator(kind, header, *also), PERIOD, *columns


def rater(header: str, *also: str) -> Column:
    """Who rates or votes."""
    return Column(header, "rater", CODE, also=also)


ISSUE = Form(
    "任务",
    "task",
    assessment.IssueTask,
    about(
        "task",
        TASK,
        Column("任务名称", "title", TEXT),
        Column("类别", "share", OneOf(SHARES)),
        Column("分值", "points", AMOUNT),
        Column("截止日期", "due_on", DAY),
        level("task", "难度"),
        signed("审定", required=False),
        CLAUSE,
        NOTE,
    ),
)
COMPLETION = Form(
    "任务完成",
    "completion",
    assessment.CompleteTask,
    (NUMBER, TASK, Column("得分", "amount", AMOUNT), replace(happened("完成日期"), required=True), EVIDENCE, NOTE),
)
# In the order in which they are written: what is completed was issued.
FACT_FORMS = (
    Form(
        "起始等级",
        "rung",
        assessment.RecordRung,
        (
            NUMBER,
            SUBJECT,
            indicator("rung"),
            replace(PERIOD, header="周期"),
            choice("rung", "等级", "rung"),
            NOTE,
        ),
    ),
    Form("选项登记", "choice", assessment.RecordChoice, about("choice", choice("choice"), happened(), *SOURCES, NOTE)),
    Form(
        "考核验收",
        "check",
        assessment.RecordCheck,
        about("check", Column("得分", "amount", AMOUNT), happened("验收日期"), *SOURCES, NOTE, header="规范"),
    ),
    Form(
        "台账",
        "ledger",
        assessment.RecordLedgerEntry,
        about(
            "ledger",
            Column("扣分", "amount", AMOUNT, required=False, also=("数量",)),
            level("ledger"),
            *COUNTED,
            happened(),
            *SOURCES,
            REASON,
            signed("会签", required=False),
            WHY,
            header="规范",
        ),
    ),
    Form("加分", "bonus", assessment.RecordBonus, about("bonus", level("bonus"), *COUNTED, happened(), *SOURCES, NOTE)),
    Form("一票否决", "veto", assessment.RecordVeto, about("veto", CASE, happened(), *SOURCES, WHY)),
    Form(
        "会议决定",
        "decision",
        assessment.RecordDecision,
        about(
            "decision",
            choice("decision", required=False),
            Column("分数", "amount", AMOUNT, required=False),
            replace(REASON, required=True),
            signed("会签", required=True),
            happened("决定日期"),
            *SOURCES,
            NOTE,
        ),
    ),
    ISSUE,
    COMPLETION,
    Form(
        "互评",
        "rating",
        assessment.SubmitRating,
        (
            NUMBER,
            rater("评议组织编码", "评分人编码"),
            Column("被评组织编码", "subject", CODE, also=("考核对象编码",)),
            indicator("rating"),
            PERIOD,
            Column("得分", "amount", AMOUNT),
            replace(REASON, header="评语"),
            NOTE,
        ),
    ),
    Form(
        "投票",
        "ballot",
        assessment.CastBallot,
        about(
            "ballot",
            rater("投票人编码"),
            panel("ballot"),
            choice("ballot", "所投"),
            replace(REASON, header="评语"),
            NOTE,
        ),
    ),
    Form(
        "荣誉",
        "honour",
        assessment.GrantHonour,
        (
            NUMBER,
            ORGANIZATION,
            replace(PERIOD, header="周期"),
            Column("荣誉", "title", TEXT),
            Column("级别", "level", OneOf(LEVELS)),
            Column("授予日期", "granted_on", DAY),
            NOTE,
        ),
    ),
)
_SHEETS = {form.title: form.prefix for form in FACT_FORMS}
REVERSAL = Form(
    "冲销",
    "reversal",
    assessment.ReverseFact,
    (
        NUMBER,
        Column("原表", SHEET, OneOf(_SHEETS), required=False),
        Column("原编号", "fact", NumberOf(_SHEETS)),
        replace(REASON, required=True),
    ),
)
"""Takes back what a row of another sheet recorded, so that it may be recorded anew."""
