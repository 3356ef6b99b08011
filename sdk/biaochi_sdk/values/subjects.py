"""Whom a model may judge: the registry's kinds of organizations, its members, and persons by the post they hold."""

import re
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
"""A subject of one of these kinds, or of a post of the city's own, is a person, by code, perhaps of several at once."""

SUBJECTS = ORGANIZATIONS | PERSONS
_OWN_POST = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z（）·]{1,19}")

DAYS = "DAYS"
"""What the registry counts of a subject itself: its days in the period."""


SEVERAL = "+"
"""What stands between the posts of a model that judges the holders of several as one cohort."""
MOST_POSTS = 5
LONGEST = 100
"""Characters of the kinds of a model, as the services keep them."""


def kinds_of(subject: str) -> tuple[str, ...]:
    """The kinds that a model judges: one, or several posts."""
    return tuple(subject.split(SEVERAL))


def is_person(kind: str) -> bool:
    """Whether a subject of this kind is a person: a member, or who holds a post."""
    return kind not in ORGANIZATIONS


def is_kind(text: str) -> bool:
    """Whether the registry knows such a kind: one of SUBJECTS, or a post as the city names it.

    That is two to twenty letters and digits that begin with a Chinese one, and not what SUBJECTS calls a kind.
    """
    return text in SUBJECTS or bool(_OWN_POST.fullmatch(text) and text not in SUBJECTS.values())


def title_of(kind: str) -> str:
    """What a kind is called; a post of the city's own is called what it is."""
    return SUBJECTS.get(kind, kind)


def titles_of(subject: str) -> str:
    """What a model's kinds are called."""
    return "、".join(map(title_of, kinds_of(subject)))


def kinds_there_are() -> str:
    """Every kind with its title, for the sentence that refuses another."""
    known = ", ".join(f"{word} ({title})" for word, title in SUBJECTS.items())
    return f"{known}, or a post as the city names it, in 2 to 20 Chinese characters"


def known_subjects(model: str, given: str | Sequence[str]) -> str:
    """The kind that a model judges; of several posts all, as one text."""
    if isinstance(given, str):
        return _known(model, given)
    posts = [_known(model, kind) for kind in given]
    wrong = [kind for kind in posts if not is_person(kind) or kind == MEMBER]
    if wrong or not 1 <= len(posts) <= MOST_POSTS or len(set(posts)) != len(posts):
        raise ModelRefused(
            f"{model} judges subject={given!r}: write one kind, or one to {MOST_POSTS} different posts, "
            f"of {', '.join(kind for kind in PERSONS if kind != MEMBER)} or as the city names them"
        )
    together = SEVERAL.join(posts)
    if len(together) > LONGEST:
        raise ModelRefused(f"{model} judges subject={given!r}, {len(together)} characters together: at most {LONGEST}")
    return together


def _known(model: str, kind: str) -> str:
    if not is_kind(kind):
        raise ModelRefused(
            f"{model} judges subject={kind!r}, which the registry does not know: write one of {kinds_there_are()}"
        )
    return kind
