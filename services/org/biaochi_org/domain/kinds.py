"""The lists of the registry: kinds of organizations and memberships, and posts. One name each, on every wire."""

from enum import StrEnum
from typing import Self


class Titled(StrEnum):
    """A word of the wire with its title, which sentences use."""

    title_zh: str

    def __new__(cls, word: str, title_zh: str = "") -> Self:
        """The word, which knows its title."""
        one = str.__new__(cls, word)
        one._value_ = word
        one.title_zh = title_zh
        return one


class OrganizationKind(Titled):
    """Kinds of organizations (组织类别)."""

    WORK_COMMITTEE = "WORK_COMMITTEE", "机关工委"
    LEADING_GROUP = "LEADING_GROUP", "党组（党委）"
    ORGAN_COMMITTEE = "ORGAN_COMMITTEE", "机关党委"
    DISCIPLINE_COMMITTEE = "DISCIPLINE_COMMITTEE", "机关纪委"
    GENERAL_BRANCH = "GENERAL_BRANCH", "党总支"
    BRANCH = "BRANCH", "党支部"
    PARTY_GROUP = "PARTY_GROUP", "党小组"
    TEMPORARY = "TEMPORARY", "临时党组织"
    DEPARTMENT = "DEPARTMENT", "部门"
    SECTION = "SECTION", "科室"


class MembershipKind(Titled):
    """What a member is (党员身份)."""

    FORMAL = "FORMAL", "正式党员"
    PROBATIONARY = "PROBATIONARY", "预备党员"
    EXEMPT = "EXEMPT", "免予考核的党员"


class Role(Titled):
    """Posts that every city has (职务); a city may have others, whose name on the wire is what they are called."""

    SECRETARY = "SECRETARY", "书记"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY", "副书记"
    FULL_TIME_DEPUTY_SECRETARY = "FULL_TIME_DEPUTY_SECRETARY", "专职副书记"
    DISCIPLINE_SECRETARY = "DISCIPLINE_SECRETARY", "纪委书记"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER", "委员"
    GROUP_LEADER = "GROUP_LEADER", "组长"


def role_title(role: str) -> str:
    """What a post is called."""
    return Role(role).title_zh if role in list(Role) else role
