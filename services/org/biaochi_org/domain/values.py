"""From what a caller wrote to what it means: days, codes, names, choices. Each refused with its field."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import TypeVar

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_org.domain.kinds import Role
from biaochi_org.domain.refusals import NotADate

LONGEST_CODE = 64
LONGEST_NAME = 200
LONGEST_REASON = 500
OWN_POST = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z（）·]{1,19}")
UNSEEN = ("Cc", "Zl", "Zp")

Choice = TypeVar("Choice", bound=StrEnum)


def day(text: str, field: str) -> date:
    """Read YYYY-MM-DD and nothing else. Raises NotADate."""
    try:
        read = date.fromisoformat(text)
    except ValueError as trouble:
        raise NotADate(text, field) from trouble
    if read.isoformat() != text:
        raise NotADate(text, field)
    return read


def code(text: str, field: str) -> str:
    """A registry code: 1 to 64 printable characters without blanks and slashes. Raises BadRequest."""
    if not 1 <= len(text) <= LONGEST_CODE or not text.isprintable() or any(mark in " /" for mark in text):
        sentence = f"「{shown(text)}」不能作编码：编码为 1 到 {LONGEST_CODE} 个可见字符，不含空白和斜线，请改正。"
        raise BadRequest(sentence, field=field)
    return text


def name(text: str, field: str) -> str:
    """A name: 1 to 200 characters on one line, not blank at either end. Raises BadRequest."""
    hidden = any(unicodedata.category(mark) in UNSEEN for mark in text)
    if not 1 <= len(text) <= LONGEST_NAME or text != text.strip() or hidden:
        sentence = f"「{shown(text)}」不能作名称：名称为 1 到 {LONGEST_NAME} 个字，首尾不留空白，不含控制字符，请改正。"
        raise BadRequest(sentence, field=field)
    return text


def reason(text: str) -> str:
    """Why something is put right: 1 to 500 characters that are not all blank. Raises BadRequest."""
    if not text.strip() or len(text) > LONGEST_REASON:
        sentence = f"理由有 {len(text.strip())} 个字，应为 1 到 {LONGEST_REASON} 个字：请写明为何更正。"
        raise BadRequest(sentence, field="reason")
    return text.strip()


def one_of(choices: type[Choice], text: str, field: str) -> Choice:
    """One of a closed list, by its name. Raises BadRequest naming the list."""
    try:
        return choices(text)
    except ValueError as trouble:
        listed = "、".join(choices)
        raise BadRequest(f"「{shown(text)}」不在可选之列：请从 {listed} 中选一个。", field=field) from trouble


def role(text: str) -> str:
    """A post: one that every city has, by its name, or one as the city calls it. Raises BadRequest.

    That is two to twenty letters and digits that begin with a Chinese one, and not the title of one of the first.
    """
    if text in list(Role):
        return text
    same = next((known for known in Role if known.title_zh == text), None)
    if same is not None:
        raise BadRequest(f"「{text}」在名册里记作 {same}：请写 {same}。", field="role")
    if not OWN_POST.fullmatch(text):
        listed = "、".join(Role)
        sentence = f"「{shown(text)}」不能作职务：请写 {listed} 之一，或本市的职务名称，以汉字开头，2 到 20 个字。"
        raise BadRequest(sentence, field="role")
    return text
