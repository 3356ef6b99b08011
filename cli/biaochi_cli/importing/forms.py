"""The sheets a city office may bring: which columns each has, and which command a row is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import service_pb2 as org
from biaochi_chassis.rpc.methods import Write, writes_of
from google.protobuf.message import Message

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
    SUBJECT,
    TEXT,
    Column,
    OneOf,
    choice,
    happened,
    indicator,
    level,
    panel,
    signed,
)

WRITES = writes_of({"org": org.DESCRIPTOR, "assessment": assessment.DESCRIPTOR})


@dataclass(frozen=True)
class Form:
    """A sheet by its title, and the command each row is.

    `prefix` and the row's 编号 make the idempotency key, so a number need be unique in its own kind of sheet only.
    `fixed`: fields that every row of the sheet says alike.
    """

    title: str
    prefix: str
    command: type[Message]
    columns: tuple[Column, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def write(self) -> Write:
        """The batch method that writes the rows."""
        return WRITES[self.command.DESCRIPTOR.full_name]

    @property
    def of_work(self) -> bool:
        """Whether its rows open or advance items of the year's work."""
        return self.command in (assessment.OpenWorkItem, assessment.AdvanceWorkItem)


KINDS = {
    "工作委员会": "WORK_COMMITTEE",
    "党组": "LEADING_GROUP",
    "机关党委": "ORGAN_COMMITTEE",
    "机关纪委": "DISCIPLINE_COMMITTEE",
    "党总支": "GENERAL_BRANCH",
    "党支部": "BRANCH",
    "党小组": "PARTY_GROUP",
    "部门": "DEPARTMENT",
    "科室": "SECTION",
}
ROLES = {
    "书记": "SECRETARY",
    "副书记": "DEPUTY_SECRETARY",
    "专职副书记": "FULL_TIME_DEPUTY_SECRETARY",
    "纪委书记": "DISCIPLINE_SECRETARY",
    "委员": "COMMITTEE_MEMBER",
    "组长": "GROUP_LEADER",
}
MEMBERSHIPS = {"正式党员": "FORMAL", "预备党员": "PROBATIONARY", "免于考核": "EXEMPT"}
SHARES = {"共性": "COMMON", "个性": "INDIVIDUAL"}
LEVELS = {"县级": "county", "市级": "city", "省级": "province", "国家级": "national"}

PERSON = Column("人员编码", "person", CODE)
ORGANIZATION = Column("组织编码", "organization", CODE)
TASK = Column("任务编号", "task", CODE)
COUNTED = (CASE, DEPARTMENT, OWNERS, RAISED)
SOURCES = (CLAUSE, EVIDENCE)
WHY = Column("事由", "note", TEXT, required=False)
MENDED = Column("更正理由", "reason", TEXT)
REGISTERED, RIGHT = Column("登记日期", "on", DAY), Column("正确日期", "to", DAY)
HELD = Column("职务", "role", OneOf(ROLES))


def about(kind: str, *columns: Column, header: str = "指标") -> tuple[Column, ...]:
    """What every sheet of facts about a subject begins with, and then the columns of its own."""
    also = () if header == "指标" else ("指标",)
    return NUMBER, SUBJECT, indicator(kind, header, *also), PERIOD, *columns


def rater(header: str, *also: str) -> Column:
    """Who rates or votes."""
    return Column(header, "rater", CODE, also=also)


# In the order in which they are written: a row may name what an earlier sheet brought.
FORMS = (
    Form(
        "组织",
        "organization",
        org.EstablishOrganization,
        (
            NUMBER,
            replace(ORGANIZATION, field="code"),
            Column("名称", "name", TEXT),
            Column("类别", "kind", OneOf(KINDS)),
            Column("上级编码", "parent", CODE, required=False),
            Column("成立日期", "on", DAY),
        ),
    ),
    Form(
        "临时党组织",
        "temporary",
        org.EstablishTemporaryOrganization,
        (
            NUMBER,
            replace(ORGANIZATION, field="code"),
            Column("名称", "name", TEXT),
            Column("上级编码", "parent", CODE),
            Column("成立日期", "on", DAY),
            Column("终止日期", "until", DAY),
        ),
    ),
    Form("人员", "person", org.RegisterPerson, (NUMBER, replace(PERSON, field="code"), Column("姓名", "name", TEXT))),
    Form(
        "党员关系",
        "membership",
        org.StartMembership,
        (NUMBER, PERSON, ORGANIZATION, Column("类别", "kind", OneOf(MEMBERSHIPS)), Column("起始日期", "on", DAY)),
    ),
    Form(
        "职务",
        "post",
        org.StartPost,
        (NUMBER, PERSON, ORGANIZATION, HELD, Column("任职日期", "on", DAY)),
    ),
    Form(
        "姓名更正",
        "person-name",
        org.CorrectPersonName,
        (NUMBER, replace(PERSON, field="code"), Column("正确姓名", "name", TEXT), MENDED),
    ),
    Form(
        "名称更正",
        "organization-name",
        org.CorrectOrganizationName,
        (
            NUMBER,
            replace(ORGANIZATION, field="code"),
            Column("正确名称", "name", TEXT),
            Column("使用日期", "on", DAY),
            MENDED,
        ),
    ),
    Form(
        "转入日期更正",
        "membership-start",
        org.CorrectMembershipStart,
        (NUMBER, PERSON, ORGANIZATION, REGISTERED, RIGHT, MENDED),
    ),
    Form(
        "任职日期更正",
        "post-start",
        org.CorrectPostStart,
        (NUMBER, PERSON, ORGANIZATION, HELD, REGISTERED, RIGHT, MENDED),
    ),
    Form("考核周期", "cycle", assessment.OpenCycle, (NUMBER, Column("周期", "code", CODE))),
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
    Form(
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
    ),
    Form(
        "任务完成",
        "completion",
        assessment.CompleteTask,
        (NUMBER, TASK, Column("得分", "amount", AMOUNT), replace(happened("完成日期"), required=True), EVIDENCE, NOTE),
    ),
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
BY_TITLE = {form.title: form for form in FORMS}
OF_WORK = ("事项编号", "日期", "内容", "所属事项", "期限", "签署")
"""What sheets of work have beside the fields of their own."""
HEADERS = frozenset(
    (*OF_WORK, *(header for form in FORMS for column in form.columns for header in (column.header, *column.also)))
)
