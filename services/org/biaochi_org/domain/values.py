"""From what a caller wrote to what it means: days, codes, names, choices. Each refused with its field."""

import unicodedata
from datetime import date
from enum import StrEnum
from typing import TypeVar

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_org.domain.refusals import NotADate

LONGEST_CODE = 64
LONGEST_NAME = 200
LONGEST_REASON = 500
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
