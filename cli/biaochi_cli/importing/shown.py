"""What a cell shows: the number behind a format as the sheet displays it, a day as YYYY-MM-DD."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

# What the Chinese versions of Excel and WPS show under numbers that the standard leaves to each language.
CHINESE_DATES = {**dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-m-d")}
CHINESE_TIMES = {**dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss")}
BUILT_IN: Mapping[int, str] = {**BUILTIN_FORMATS, **CHINESE_DATES, **CHINESE_TIMES}

DATE, TIME, NUMBER, TEXT = "date", "time", "number", "text"
GENERAL = "General"
# Most numbers by far: what is held is what is shown.
_WHOLE = re.compile(r"-?[1-9]\d{0,14}|0", re.ASCII)
_SKIPPED = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_DIGITS = re.compile(r"[#0?,]*[0#?](?:\.(?P<places>[0#?]*))?")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold; half of a pair alone is none."""
_TO_ESCAPE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class Cell(NamedTuple):
    """A cell as a person sees it. `problem`: why there is nothing to be read; `kind`: what it is held as."""

    text: str
    kind: str = TEXT
    problem: str = ""


def number(held: str, format_code: str, *, since_1904: bool = False) -> Cell:
    """A number under a format, or the word that it shows for it; a dash or a blank for 0 is 0.

    Raises ValueError when it is none, or no day of the calendar.
    """
    if format_code == GENERAL and _WHOLE.fullmatch(held):
        return Cell(held, NUMBER)
    value = Decimal(format(float(held), ".15g"))
    kind = kind_of(format_code)
    if kind in (DATE, TIME):
        moment = from_excel(float(held), CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
        if isinstance(moment, dt.datetime) and kind == DATE:
            return Cell(moment.date().isoformat(), DATE)
        return Cell(str(moment), TIME)
    shown = _words(format_code, (value < 0) + 2 * (not value))
    if shown == "" and value:
        return Cell(held, NUMBER, "格式不显示这个数：请改用显示它的格式，或清空这一格。")
    if shown and any(map(str.isalpha, shown)):
        return Cell(shown, TEXT)
    return Cell(_displayed(value, format_code.split(";")[0]), NUMBER)


@cache
def _words(code: str, place: int) -> str | None:
    """What a format shows in the place of a number above (0), below (1) or of nothing (2); None where it shows that.

    Formats under conditions show the number.
    """
    sections = code.split(";")
    if place >= len(sections) or len(sections) == 1 or re.search(r"\[[<>=]", code):
        return None
    bare = _SKIPPED.sub("", sections[place])
    return None if re.search(r"[0#?@/]|general", _LITERAL.sub("", bare), re.IGNORECASE) else _literals(bare)


@cache
def kind_of(format_code: str) -> str:
    """Whether a format shows a date, a time of day, or a number."""
    bare = _LITERAL.sub("", _SKIPPED.sub("", format_code.split(";")[0])).lower()
    if "general" in bare:
        return NUMBER
    if any(mark in bare for mark in "yd") or ("m" in bare and not any(mark in bare for mark in "hs")):
        return DATE
    return TIME if any(mark in bare for mark in "hs") else NUMBER


def unescaped(text: str) -> str:
    """Text without what Excel writes for characters that XML cannot hold; a line ends in one line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def escaped(text: str) -> str:
    """Text as a workbook holds it, so that `unescaped` reads the same."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def trimmed(text: str) -> str:
    """Text without blanks at its ends, and without marks that nobody sees."""
    return text.strip() if text.isascii() else _INVISIBLE.sub("", text).strip()


class _Digits(NamedTuple):
    """How a format shows digits: what stands before and after them, and whether they are hundredths."""

    found: re.Match[str]
    before: str
    after: str
    percent: bool


@cache
def _digits(code: str) -> _Digits | None:
    """How a format shows digits; None where it shows a number plain."""
    bare = _SKIPPED.sub("", code)
    masked = _LITERAL.sub(lambda found: "\x00" * len(found[0]), bare)
    digits = _DIGITS.search(masked)
    if not digits or re.search(r"[e/@]|general", masked, re.IGNORECASE):
        return None
    return _Digits(digits, _literals(bare[: digits.start()]), _literals(bare[digits.end() :]), "%" in masked)


def _displayed(value: Decimal, code: str) -> str:
    """A number under a format of digits, literals and a percent sign; any other format shows it plain."""
    digits = _digits(code)
    if digits is None:
        return format(value.normalize() if value else Decimal(0), "f")
    shown = _rounded(value * 100 if digits.percent else value, digits.found)
    sign = "-" if shown.startswith("-") else ""
    return f"{sign}{digits.before}{shown.removeprefix('-')}{digits.after}"


def _rounded(value: Decimal, digits: re.Match[str]) -> str:
    places = digits["places"] or ""
    rounded = format(value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP), "f")
    whole, _, rest = rounded.partition(".")
    least = len(places.rstrip("#?"))
    while len(rest) > least and rest.endswith("0"):
        rest = rest[:-1]
    width = digits[0].partition(".")[0].replace(",", "").lstrip("#?").count("0")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{whole.zfill(width)}{'.' + rest if rest else ''}"


def _literals(part: str) -> str:
    return _LITERAL.sub(lambda found: found[1] or found[2] or "", part)
