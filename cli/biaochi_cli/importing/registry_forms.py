"""The sheets of who exists, of what was registered wrongly, and of cycles."""

from dataclasses import replace

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.org.v1 import service_pb2 as org

from biaochi_cli.importing.columns import CODE, DAY, NUMBER, SEVERAL, TEXT, Column, OneOf, PostOf
from biaochi_cli.importing.form import Form

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

PERSON = Column("人员编码", "person", CODE)
ORGANIZATION = Column("组织编码", "organization", CODE)
MENDED = Column("更正理由", "reason", TEXT)
REGISTERED, RIGHT = Column("登记日期", "on", DAY), Column("正确日期", "to", DAY)
HELD = Column("职务", "role", PostOf(ROLES))

# In the order in which they are written: a row may name what an earlier sheet brought.
REGISTRY_FORMS = (
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
        "合并",
        "merger",
        org.MergeOrganizations,
        (
            NUMBER,
            Column("被并组织编码", "sources", SEVERAL),
            Column("并入组织编码", "into", CODE),
            Column("新组织名称", "name", TEXT, required=False),
            Column("新组织上级编码", "parent", CODE, required=False),
            Column("合并日期", "on", DAY),
        ),
    ),
    Form(
        "撤销",
        "abolition",
        org.AbolishOrganization,
        (NUMBER, replace(ORGANIZATION, field="code"), Column("撤销日期", "on", DAY)),
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
    Form(
        "转出日期更正",
        "membership-end",
        org.CorrectMembershipEnd,
        (NUMBER, PERSON, ORGANIZATION, REGISTERED, RIGHT, MENDED),
    ),
    Form(
        "免职日期更正",
        "post-end",
        org.CorrectPostEnd,
        (NUMBER, PERSON, ORGANIZATION, HELD, REGISTERED, RIGHT, MENDED),
    ),
    Form(
        "组织日期更正",
        "organization-date",
        org.CorrectOrganizationDate,
        (NUMBER, replace(ORGANIZATION, field="code"), REGISTERED, RIGHT, MENDED),
    ),
    Form("考核周期", "cycle", assessment.OpenCycle, (NUMBER, Column("周期", "code", CODE))),
)
