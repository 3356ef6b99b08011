"""Where a number, a title or a rule comes from. Shown wherever it is shown."""

from enum import Enum

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb


@strawberry.enum(description="一个数字、名称或规则的来历。")
class Provenance(Enum):
    """How we know it."""

    PUBLISHED = strawberry.enum_value("PUBLISHED", description="文件或报道中明载。")
    OUR_READING = strawberry.enum_value("OUR_READING", description="由原文推知，是我们的读法。")
    DEFAULT = strawberry.enum_value("DEFAULT", description="原文未载，暂取的默认值，待城市确认。")


@strawberry.type(description="出处。")
class Source:
    """A document and the place in it."""

    document: str = strawberry.field(description="文件或文章。")
    place: str = strawberry.field(description="其中的条款、章节或句子。")


def provenance(value: str) -> Provenance | None:
    """The provenance of this name; None when none was given."""
    return Provenance(value) if value else None


def source(message: pb.Source) -> Source | None:
    """The source; None when none was given."""
    return Source(document=message.document, place=message.place) if message.document else None
