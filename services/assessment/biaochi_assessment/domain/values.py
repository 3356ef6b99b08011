"""From what a caller wrote to what it means: numbers, days, texts, codes. Nothing is rounded, nothing is a float."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from biaochi_chassis.foundation.decimals import shortest
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.models import Accept, Choice
from biaochi_assessment.domain.refusals import AmountOffStep, AmountOutOfRange, AmountZero, NotADate, NotANumber

LONGEST_TEXT = 500
LONGEST_CODE = 64

_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,12})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def canonical(amount: Decimal) -> str:
    """Return the one way to write this number: no exponent, no trailing zeros, no minus zero."""
    digits = format(amount, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def number(written: str, field: str) -> Decimal:
    """Read an exact decimal of at most 15 digits before and 12 after the point. Raises NotANumber."""
    exact = _exact(written)
    if exact is None:
        sentence = f"“{shown(written)}”不是数：请写成小数，如 4.5，小数点前最多 15 位、后最多 12 位，不带单位和逗号。"
        raise NotANumber(sentence, field=field)
    return exact


@lru_cache(4096)
def _exact(written: str) -> Decimal | None:
    return Decimal(shortest(written)) if _DECIMAL.fullmatch(written) else None


def day(written: str, field: str) -> date | None:
    """Read YYYY-MM-DD; empty is None. Raises NotADate."""
    if not written:
        return None
    found = _on_calendar(written)
    if found is None:
        raise NotADate(f"“{shown(written)}”不是日期：请写成 2020-09-30 这样的年-月-日。", field=field)
    return found


@lru_cache(4096)
def _on_calendar(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        return None


def text(written: str, field: str) -> str:
    """Any text of up to 500 characters; of control characters only line ends and tabs. Raises BadRequest."""
    if len(written) > LONGEST_TEXT:
        sentence = f"“{shown(written)}”有 {len(written)} 个字，最多 {LONGEST_TEXT} 个：请缩短，或把全文放进佐证材料。"
        raise BadRequest(sentence, field=field)
    if not written.isprintable() and any(
        unicodedata.category(mark) == "Cc" and mark not in "\n\r\t" for mark in written
    ):
        raise BadRequest(f"“{shown(written)}”里有看不见的控制字符：请删去后重报。", field=field)
    return written


def code(written: str, field: str) -> str:
    """Up to 64 visible characters, or nothing. Raises BadRequest."""
    if len(written) > LONGEST_CODE or not written.isprintable():
        sentence = f"“{shown(written)}”不能作编号：编号最多 {LONGEST_CODE} 个可见字符，请改正。"
        raise BadRequest(sentence, field=field)
    return written


def optional_amount(accept: Accept, written: str) -> Decimal | None:
    """Read the amount of a fact; None where none is given and the indicator takes none. Raises what `accepted` does."""
    if accept.highest is not None:
        return accepted(accept, written)
    return number(written, "amount") if written else None


def accepted(accept: Accept, written: str, field: str = "amount") -> Decimal:
    """Read an amount the indicator accepts: inside its range, on its step. Raises NotANumber and the two below."""
    amount = number(written, field)
    inside(accept, amount, (accept.lowest, accept.highest), field)
    on_step(accept, amount, field)
    if accept.nonzero and not amount:
        raise AmountZero(f"{accept.named}的数值不能为 0，为 0 的不必登记：请核对后重报。", field=field)
    return amount


def chosen_in_range(accept: Accept, level: Choice, amount: Decimal | None) -> None:
    """Raise AmountOutOfRange or AmountOffStep unless the amount lies in the range that a level leaves open."""
    lowest, highest = Decimal(level.lowest), Decimal(level.highest)
    if amount is None or not lowest <= amount <= highest:
        given = "没有写数值" if amount is None else f"的数值 {canonical(amount)} 超出范围"
        sentence = f"{accept.named}“{level.title}”{given}：应在 {level.lowest} 到 {level.highest} 之间，请核对后重报。"
        details = {"lowest": level.lowest, "highest": level.highest}
        raise AmountOutOfRange(sentence, field="amount", details=details)
    on_step(accept, amount, "amount")


def span_of_days(accept: Accept, written: str) -> None:
    """Raise NotADate unless a text is a span of days, from the first to the last, both inside."""
    first, _, last = written.partition("/")
    start, end = (day(part, "case") if _DAY.fullmatch(part) else None for part in (first, last))
    if start is None or end is None or end < start:
        said = f"的起止“{shown(written)}”不是一段日期" if written else "没有写起止日期"
        raise NotADate(f"{accept.named}{said}：请写成 2020-03-01/2020-08-31，先起后止。", field="case")


def inside(accept: Accept, amount: Decimal, bounds: tuple[Decimal | None, Decimal | None], field: str) -> None:
    """Raise AmountOutOfRange unless the amount lies between the bounds, the lowest and the highest."""
    lowest, highest = bounds
    if (lowest is not None and amount < lowest) or (highest is not None and amount > highest):
        span = f"{_bound(lowest, '不限')} 到 {_bound(highest, '不限')}"
        sentence = f"{accept.named}的数值 {canonical(amount)} 超出范围：应在 {span} 之间{_unit(accept)}，请核对后重报。"
        details = {"lowest": _bound(lowest, ""), "highest": _bound(highest, "")}
        raise AmountOutOfRange(sentence, field=field, details=details)


def on_step(accept: Accept, amount: Decimal, field: str) -> None:
    """Raise AmountOffStep unless the amount is a whole number of steps: at most 27 digits, within the 28 of decimal."""
    if accept.step and amount % accept.step:
        step = canonical(accept.step)
        sentence = f"{accept.named}的数值 {canonical(amount)} 不在档上：每 {step} 一档，请改为最近的一档。"
        raise AmountOffStep(sentence, field=field, details={"step": step})


def _unit(accept: Accept) -> str:
    return f"（单位：{accept.unit}）" if accept.unit else ""


def _bound(bound: Decimal | None, absent: str) -> str:
    return absent if bound is None else canonical(bound)
