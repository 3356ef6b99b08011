"""The scalars of the graph: exact decimals, days and instants, all strings on the wire. A number literal is refused."""

from typing import NewType

import strawberry
from biaochi_chassis.foundation.refusal import Refused, shown
from strawberry.types.scalar import ScalarDefinition

from biaochi_gateway.schema.common.ids import is_day

Decimal = NewType("Decimal", str)
Date = NewType("Date", str)
Instant = NewType("Instant", str)


class NotANumber(Refused):
    """A score or amount was not given as a string."""

    code = "NOT_A_NUMBER"


class NotADate(Refused):
    """A day was not given as YYYY-MM-DD."""

    code = "NOT_A_DATE"


def decimal_text(value: object) -> Decimal:
    """The text of an exact decimal, unread: whether it is one, and in range, the service says.

    Raises NotANumber for a JSON number: it would have passed through a float.
    """
    if not isinstance(value, str):
        raise NotANumber(f'“{shown(value)}”不是字符串：分数和数量须写成带引号的十进制字符串，例如 "4.5"。')
    return Decimal(value)


def day(value: object) -> Date:
    """The day as it is written. Raises NotADate for anything but an existing day written YYYY-MM-DD."""
    if isinstance(value, str) and is_day(value):
        return Date(value)
    raise NotADate(f'“{shown(value)}”不是日期：请写成 年-月-日，例如 "2020-09-30"。')


def decimal_or_none(text: str) -> Decimal | None:
    """The decimal, or None when there is none."""
    return Decimal(text) if text else None


def date_or_none(text: str) -> Date | None:
    """The day, or None when there is none."""
    return Date(text) if text else None


SCALARS: dict[object, ScalarDefinition] = {
    Decimal: strawberry.scalar(
        name="Decimal",
        description='精确的十进制数，一律写成字符串，例如 "95.5"；不接受数字字面量，以免经过浮点数。',
        serialize=str,
        parse_value=decimal_text,
    ),
    Date: strawberry.scalar(
        name="Date",
        description='日期，写成 年-月-日，例如 "2020-09-30"，按北京时间。',
        serialize=str,
        parse_value=day,
    ),
    Instant: strawberry.scalar(
        name="Instant",
        description='时刻，RFC 3339，世界时，例如 "2020-10-01T02:00:00Z"。',
        serialize=str,
    ),
}
