"""Whom a model may judge: the registry's kinds of organizations, its members, and persons by the post they hold."""

from biaochi_sdk.values.errors import ModelRefused

ORGANIZATIONS = {
    "WORK_COMMITTEE": "机关工委",
    "LEADING_GROUP": "党组（党委）",
    "ORGAN_COMMITTEE": "机关党委",
    "DISCIPLINE_COMMITTEE": "机关纪委",
    "GENERAL_BRANCH": "党总支",
    "BRANCH": "党支部",
    "PARTY_GROUP": "党小组",
    "TEMPORARY": "临时党组织",
    "DEPARTMENT": "部门",
    "SECTION": "科室",
}

MEMBER = "MEMBER"
PERSONS = {
    MEMBER: "党员",
    "SECRETARY": "书记",
    "DEPUTY_SECRETARY": "副书记",
    "FULL_TIME_DEPUTY_SECRETARY": "专职副书记",
    "DISCIPLINE_SECRETARY": "纪委书记",
    "COMMITTEE_MEMBER": "委员",
    "GROUP_LEADER": "组长",
}
"""A subject of one of these kinds is a person, by code; one person may be of several kinds at once."""

SUBJECTS = ORGANIZATIONS | PERSONS

DAYS = "DAYS"
"""What the registry counts of a subject itself: its days in the period."""


def known_subject(model: str, kind: str) -> str:
    """The kind, which must be one of SUBJECTS."""
    if kind not in SUBJECTS:
        known = ", ".join(f"{word} ({title})" for word, title in SUBJECTS.items())
        raise ModelRefused(f"{model} judges subject={kind!r}, which the registry does not know: write one of {known}")
    return kind
