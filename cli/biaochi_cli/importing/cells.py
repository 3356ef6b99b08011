"""Cells as offices write them, each either as one canonical value or not at all."""

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from biaochi_chassis.foundation.decimals import shortest

DAY = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})(?:(?P=mark)|月)(?P<day>\d{1,2})日?", re.ASCII)
DIGITS = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
MIDNIGHT = re.compile(r"[T ]0{1,2}:00(:00(\.0+)?)?$", re.ASCII)
CODE_WRITTEN = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
NUMBER_WRITTEN = re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII)
COUNT_WRITTEN = re.compile(r"[1-9]\d{0,8}", re.ASCII)
LONGEST_NAME = 64
SEVERAL = re.compile(r"[、,，;；\n]+")


class BadCell(ValueError):
    """A cell that cannot be what its column says; str() is the reason and what to write instead."""


def text(cell: str) -> str:
    """Any text of up to 500 characters."""
    if len(cell) > 500:
        raise BadCell(f"有 {len(cell)} 个字，最多 500 个：请缩短，或把全文放进佐证材料。")
    return cell


def code(cell: str) -> str:
    """A code: letters, digits, dot, hyphen, underscore, up to 64; full-width ones are read as half-width."""
    written = _half_width(cell)
    if not CODE_WRITTEN.fullmatch(written):
        raise BadCell("编码只能用字母、数字、点、横线、下划线，最多 64 个：请改正。")
    return written


def name(cell: str) -> str:
    """What an office calls a thing: a code, read like one, or up to 64 visible characters."""
    written = _half_width(cell)
    if CODE_WRITTEN.fullmatch(written):
        return written
    if len(cell) > LONGEST_NAME or not cell.isprintable():
        raise BadCell(f"名称最多 {LONGEST_NAME} 个字，不换行：请改正。")
    return cell


@lru_cache(4096)
def day(cell: str) -> str:
    """A date as offices write it: 2020-03-31, 2020/3/31, 2020年3月31日, 20200331; at midnight, as programs write it."""
    bare = "".join(MIDNIGHT.sub("", _half_width(cell)).split())
    written = DAY.fullmatch(bare) or DIGITS.fullmatch(bare)
    try:
        if written:
            return dt.date(*map(int, written.group("year", "month", "day"))).isoformat()
    except ValueError:
        pass  # The calendar has no such day: the same sentence as for any other text.
    raise BadCell("不是日期：请写成 2020-03-31 的样子。")


def amount(cell: str) -> str:
    """An exact decimal in its shortest form, so that 4.5, 4.50 and 04.5 are the same content."""
    number = _half_width(cell)
    if not NUMBER_WRITTEN.fullmatch(number):
        raise BadCell("不是数：请写成 4.5 的样子，小数点前最多 15 位、后最多 12 位。")
    return shortest(number)


def count(cell: str) -> int:
    """A whole number from 1."""
    number = _half_width(cell)
    if not COUNT_WRITTEN.fullmatch(number):
        raise BadCell("不是家数：请写从 1 起的整数。")
    return int(number)


def several(cell: str) -> list[str]:
    """One or more names, separated by 、 or a comma, a semicolon or a line end."""
    return [text(name.strip()) for name in SEVERAL.split(cell) if name.strip()]


def _half_width(cell: str) -> str:
    return cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
