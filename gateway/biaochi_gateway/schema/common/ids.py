"""Global ids: opaque, and derived from type, city and code, so they are the same everywhere.

What is shown as on a day has that day in its id, too: one id never stands for two contents of one answer.
"""

import base64
import binascii
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import strawberry
from biaochi_chassis.foundation.refusal import BadRequest, shown

DATED = ("Organization", "Person", "Model")
"""What may be shown as on a day; a code of these has no slash."""


KEPT = 20_000
"""Ids, and texts behind ids and cursors, whose spelling is held at a time: of a city the same ones are asked for."""


class GlobalId(NamedTuple):
    """What a global id says; without a day: today, whenever that is."""

    type: str
    city: str
    code: str
    day: str = ""

    def __str__(self) -> str:
        return global_id(*self)

    @classmethod
    def parse(cls, text: str, *types: str) -> "GlobalId":
        """Reads a global id of one of the types (none given: of any). Raises BadRequest for anything else."""
        parts = plain(text).split(":", 2)
        if len(parts) < 3 or not all(parts) or (types and parts[0] not in types):
            wanted = "、".join(types) or "本图"
            raise BadRequest(f"“{shown(text)}”不是{wanted}的全局编号：请原样使用查询所得对象的 id 字段。")
        type_, city, code = parts
        code, slash, day = code.partition("/") if type_ in DATED else (code, "", "")
        if slash and not (code and is_day(day)):
            raise BadRequest(f"“{shown(text)}”不是全局编号：其中没有日期。请原样使用查询所得对象的 id 字段。")
        return cls(type_, city, code, day)


@lru_cache(KEPT)
def global_id(type_: str, city: str, code: str, day: str = "") -> strawberry.ID:
    """The id of the object of this type that the city knows by this code, as on a day if one is given."""
    return strawberry.ID(opaque(f"{type_}:{city}:{code}/{day}" if day else f"{type_}:{city}:{code}"))


def is_day(text: str) -> bool:
    """Whether the text is an existing day, written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@lru_cache(KEPT)
def opaque(text: str) -> str:
    """The text as an id or cursor shows it."""
    return binascii.b2a_base64(text.encode(), newline=False).decode()


def plain(text: str) -> str:
    """The text behind an id or cursor, in either spelling of base64. Raises BadRequest when there is none."""
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise BadRequest(f"“{shown(text)}”不是本系统给出的编号或游标：请原样传回，不要自行拼写。") from error


@strawberry.interface(description="凡有全局编号、可用 node 查询重新取得的对象。")
class Node:
    """Anything that can be fetched again by its global id."""

    id: strawberry.ID = strawberry.field(
        description="全局编号，由类型、城市和代码得出，处处相同，不透明；取某一天情形的，编号里有那一天，同一编号绝不会有两样内容。"
    )
