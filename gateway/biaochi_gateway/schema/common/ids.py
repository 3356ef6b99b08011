"""Global ids: opaque, and derived from the type, the city and the code alone, so they are the same everywhere."""

import base64
import binascii
from typing import NamedTuple

import strawberry
from biaochi_chassis.foundation.refusal import BadRequest, shown


class GlobalId(NamedTuple):
    """What a global id says."""

    type: str
    city: str
    code: str

    def __str__(self) -> str:
        return opaque(f"{self.type}:{self.city}:{self.code}")

    @classmethod
    def parse(cls, text: str, *types: str) -> "GlobalId":
        """Reads a global id of one of the types (none given: of any). Raises BadRequest for anything else."""
        parts = plain(text).split(":", 2)
        if len(parts) < 3 or not all(parts) or (types and parts[0] not in types):
            wanted = "、".join(types) or "本图"
            raise BadRequest(f"“{shown(text)}”不是{wanted}的全局编号：请原样使用查询所得对象的 id 字段。")
        return cls(*parts)


def global_id(type_: str, city: str, code: str) -> strawberry.ID:
    """The id of the object of this type that the city knows by this code."""
    return strawberry.ID(str(GlobalId(type_, city, code)))


def opaque(text: str) -> str:
    """The text as an id or cursor shows it."""
    return base64.b64encode(text.encode()).decode()


def plain(text: str) -> str:
    """The text behind an id or cursor, in either spelling of base64. Raises BadRequest when there is none."""
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise BadRequest(f"“{shown(text)}”不是本系统给出的编号或游标：请原样传回，不要自行拼写。") from error


@strawberry.interface(description="凡有全局编号、可用 node 查询重新取得的对象。")
class Node:
    """Anything that can be fetched again by its global id."""

    id: strawberry.ID = strawberry.field(description="全局编号，由类型、城市和代码得出，处处相同，不透明。")
