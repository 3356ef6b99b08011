"""The sheets a city office may bring: which columns each has, and which deed a row is."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import service_pb2 as org
from google.protobuf.message import Message

Service = Literal["org", "assessment"]


DAY = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})(?:(?P=mark)|月)(?P<day>\d{1,2})日?", re.ASCII)
NUMBER_WRITTEN = re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII)


class BadCell(ValueError):
    """A cell that cannot be what its column says; str() is the reason and what to write instead."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of the city's own models: titles as people write them to keys as the models name them."""

    indicators: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rungs: Mapping[str, str] = field(default_factory=dict)


Read = Callable[[str, Vocabulary], str]


@dataclass(frozen=True)
class Column:
    """A column by its header, the field of the deed it fills, and how its text is read."""

    header: str
    field: str
    read: Read
    required: bool = True


@dataclass(frozen=True)
class Form:
    """A sheet by its title: the deed each row is, and the batch method that writes it.

    `prefix` and the row's 编号 make the idempotency key, so a number need be unique in its own kind of sheet only.
    """

    title: str
    prefix: str
    service: Service
    method: str
    request: type[Message]
    columns: tuple[Column, ...]


def text(cell: str, _: Vocabulary) -> str:
    """Any text of up to 500 characters."""
    if len(cell) > 500:
        raise BadCell(f"有 {len(cell)} 个字，最多 500 个：请缩短，或把全文放进佐证材料。")
    return cell


def code(cell: str, _: Vocabulary) -> str:
    """A code: letters, digits, dot, hyphen, underscore, up to 64."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", cell):
        raise BadCell("编码只能用字母、数字、点、横线、下划线，最多 64 个：请改正。")
    return cell


def day(cell: str, _: Vocabulary) -> str:
    """A date as offices write it: 2020-03-31, 2020/3/31 or 2020年3月31日."""
    written = DAY.fullmatch(unicodedata.normalize("NFKC", cell))
    try:
        if written:
            return dt.date(*map(int, written.group("year", "month", "day"))).isoformat()
    except ValueError:
        pass  # The calendar has no such day: the same sentence as for any other text.
    raise BadCell("不是日期：请写成 2020-03-31 的样子。")


def amount(cell: str, _: Vocabulary) -> str:
    """An exact decimal in its shortest form, so that 4.5 and 4.50 are the same content."""
    number = unicodedata.normalize("NFKC", cell)
    if not NUMBER_WRITTEN.fullmatch(number):
        raise BadCell("不是数：请写成 4.5 的样子，小数点前最多 15 位、后最多 12 位。")
    whole, _point, rest = number.partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def one_of(choices: Mapping[str, str]) -> Read:
    """One of the given words."""

    def read(cell: str, _: Vocabulary) -> str:
        if cell not in choices:
            raise BadCell(f"只能是：{'、'.join(choices)}。")
        return choices[cell]

    return read


def indicator(kind: str) -> Read:
    """The title of an indicator that takes facts of this kind, as the city's model writes it."""

    def read(cell: str, vocabulary: Vocabulary) -> str:
        known = vocabulary.indicators.get(kind, {})
        if cell not in known:
            raise BadCell(f"本市的考核模型没有这样的指标：可以写的是 {'、'.join(known) or '（无）'}。")
        return known[cell]

    return read


def rung(cell: str, vocabulary: Vocabulary) -> str:
    """The title of a rung of the city's ladder."""
    if cell not in vocabulary.rungs:
        raise BadCell(f"本市的梯级没有这一级：可以写的是 {'、'.join(vocabulary.rungs)}。")
    return vocabulary.rungs[cell]


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

NUMBER = Column("编号", "idempotency_key", code)
SUBJECT = Column("组织编码", "subject", code)
PERIOD = Column("期间", "period", code)
EVIDENCE = Column("佐证", "evidence", text, required=False)
NOTE = Column("备注", "note", text, required=False)
CLAUSE = Column("条款", "clause", text, required=False)

# In the order in which they are written: a row may name what an earlier sheet brought.
FORMS = (
    Form(
        "组织",
        "organization",
        "org",
        "establish_organizations",
        org.EstablishOrganizationsRequest,
        (
            NUMBER,
            Column("组织编码", "code", code),
            Column("名称", "name", text),
            Column("类别", "kind", one_of(KINDS)),
            Column("上级编码", "parent", code, required=False),
            Column("成立日期", "on", day),
        ),
    ),
    Form(
        "人员",
        "person",
        "org",
        "register_persons",
        org.RegisterPersonsRequest,
        (NUMBER, Column("人员编码", "code", code), Column("姓名", "name", text)),
    ),
    Form(
        "党员关系",
        "membership",
        "org",
        "start_memberships",
        org.StartMembershipsRequest,
        (
            NUMBER,
            Column("人员编码", "person", code),
            Column("组织编码", "organization", code),
            Column("类别", "kind", one_of(MEMBERSHIPS)),
            Column("起始日期", "on", day),
        ),
    ),
    Form(
        "职务",
        "post",
        "org",
        "start_posts",
        org.StartPostsRequest,
        (
            NUMBER,
            Column("人员编码", "person", code),
            Column("组织编码", "organization", code),
            Column("职务", "role", one_of(ROLES)),
            Column("任职日期", "on", day),
        ),
    ),
    Form(
        "考核周期",
        "cycle",
        "assessment",
        "open_cycles",
        assessment.OpenCyclesRequest,
        (NUMBER, Column("周期", "code", code)),
    ),
    Form(
        "起始等级",
        "rung",
        "assessment",
        "record_rungs",
        assessment.RecordRungsRequest,
        (
            NUMBER,
            SUBJECT,
            Column("指标", "indicator", indicator("rung")),
            Column("周期", "period", code),
            Column("等级", "rung", rung),
            NOTE,
        ),
    ),
    Form(
        "考核验收",
        "check",
        "assessment",
        "record_checks",
        assessment.RecordChecksRequest,
        (
            NUMBER,
            SUBJECT,
            Column("规范", "indicator", indicator("check")),
            PERIOD,
            Column("得分", "amount", amount),
            Column("验收日期", "occurred_on", day, required=False),
            CLAUSE,
            EVIDENCE,
            NOTE,
        ),
    ),
    Form(
        "台账",
        "ledger",
        "assessment",
        "record_ledger_entries",
        assessment.RecordLedgerEntriesRequest,
        (
            NUMBER,
            SUBJECT,
            Column("规范", "indicator", indicator("ledger")),
            PERIOD,
            Column("扣分", "amount", amount),
            Column("案号", "case", code, required=False),
            Column("发生日期", "occurred_on", day, required=False),
            CLAUSE,
            EVIDENCE,
            Column("事由", "note", text, required=False),
        ),
    ),
    Form(
        "一票否决",
        "veto",
        "assessment",
        "record_vetoes",
        assessment.RecordVetoesRequest,
        (
            NUMBER,
            SUBJECT,
            Column("指标", "indicator", indicator("veto")),
            PERIOD,
            Column("案号", "case", code, required=False),
            Column("发生日期", "occurred_on", day, required=False),
            CLAUSE,
            EVIDENCE,
            Column("事由", "note", text, required=False),
        ),
    ),
    Form(
        "任务",
        "task",
        "assessment",
        "issue_tasks",
        assessment.IssueTasksRequest,
        (
            NUMBER,
            SUBJECT,
            Column("指标", "indicator", indicator("task")),
            PERIOD,
            Column("任务编号", "task", code),
            Column("任务名称", "title", text),
            Column("类别", "share", one_of(SHARES)),
            Column("分值", "points", amount),
            Column("截止日期", "due_on", day),
            CLAUSE,
        ),
    ),
    Form(
        "任务完成",
        "completion",
        "assessment",
        "complete_tasks",
        assessment.CompleteTasksRequest,
        (
            NUMBER,
            Column("任务编号", "task", code),
            Column("得分", "amount", amount),
            Column("完成日期", "occurred_on", day),
            EVIDENCE,
            NOTE,
        ),
    ),
    Form(
        "互评",
        "rating",
        "assessment",
        "submit_ratings",
        assessment.SubmitRatingsRequest,
        (
            NUMBER,
            Column("评议组织编码", "rater", code),
            Column("被评组织编码", "subject", code),
            Column("指标", "indicator", indicator("rating")),
            PERIOD,
            Column("得分", "amount", amount),
            NOTE,
        ),
    ),
    Form(
        "荣誉",
        "honour",
        "assessment",
        "grant_honours",
        assessment.GrantHonoursRequest,
        (
            NUMBER,
            Column("组织编码", "organization", code),
            Column("周期", "period", code),
            Column("荣誉", "title", text),
            Column("级别", "level", one_of(LEVELS)),
            Column("授予日期", "granted_on", day),
            NOTE,
        ),
    ),
)
BY_TITLE = {form.title: form for form in FORMS}
