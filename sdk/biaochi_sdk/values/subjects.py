"""Whom a model may judge: the registry's kinds of organizations, its members, and persons by the post they hold."""

from collections.abc import Sequence

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


SEVERAL = "+"
"""What stands between the posts of a model that judges the holders of several as one cohort."""
MOST_POSTS = 5


def kinds_of(subject: str) -> tuple[str, ...]:
    """The kinds that a model judges: one, or several posts."""
    return tuple(subject.split(SEVERAL))


def titles_of(subject: str) -> str:
    """What a model's kinds are called."""
    return "、".join(SUBJECTS[kind] for kind in kinds_of(subject))


def known_subjects(model: str, given: str | Sequence[str]) -> str:
    """The kind that a model judges, one of SUBJECTS; of several posts all, as one text."""
    if isinstance(given, str):
        return _known(model, given)
    posts = [_known(model, kind) for kind in given]
    wrong = [kind for kind in posts if kind not in PERSONS or kind == MEMBER]
    if wrong or not 1 <= len(posts) <= MOST_POSTS or len(set(posts)) != len(posts):
        raise ModelRefused(
            f"{model} judges subject={given!r}: write one kind, or one to {MOST_POSTS} different posts, "
            f"of {', '.join(kind for kind in PERSONS if kind != MEMBER)}"
        )
    return SEVERAL.join(posts)


def _known(model: str, kind: str) -> str:
    if kind not in SUBJECTS:
        known = ", ".join(f"{word} ({title})" for word, title in SUBJECTS.items())
        raise ModelRefused(f"{model} judges subject={kind!r}, which the registry does not know: write one of {known}")
    return kind
