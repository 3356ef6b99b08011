"""Documents that two persons stand for: read by whom they are for, found again by their hash."""

from enum import Enum
from typing import Annotated, Self

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.fields import resolved
from biaochi_gateway.schema.common.pages import (
    After,
    Before,
    Connection,
    Descending,
    First,
    Last,
    connection,
    requested,
)
from biaochi_gateway.schema.common.scalars import Date, Instant
from biaochi_gateway.schema.registry.organizations import City
from biaochi_gateway.schema.results.life import ResultSignature


@strawberry.enum(description="文件的种类。")
class DocumentKind(Enum):
    """What a document is."""

    CIRCULAR = strawberry.enum_value("circular", description="督查通报：名次、失分与整改。")
    BULLETIN = strawberry.enum_value("bulletin", description="情况通报：自拟的正文。")
    LETTER = strawberry.enum_value("letter", description="函：督办函、提醒函，写给一个单位，自拟的正文。")
    DOSSIER = strawberry.enum_value("dossier", description="试算案卷：决定之前试算过什么，谁会变动。")


@strawberry.enum(description="文件生效后给谁看。")
class DocumentReaders(Enum):
    """Who may read a document in force."""

    PUBLIC = strawberry.enum_value("public", description="公众。")
    SCORED = strawberry.enum_value("scored", description="本市参与考核的人。")
    ADDRESSED = strawberry.enum_value("addressed", description="收函的单位，及其上级。")
    DECIDERS = strawberry.enum_value("deciders", description="机关工委、考核办法的主人、督导、审计和纪检。")


@strawberry.type(description="一份文件：一人拟定，另一人签署后生效，从不修改；凭散列值核对。")
class Document:
    """A text with its hash."""

    code: str = strawberry.field(description="编号，全市唯一。")
    kind: DocumentKind = strawberry.field(description="种类。")
    cycle: str = strawberry.field(description="关于哪个考核周期。")
    title: str = strawberry.field(description="标题。")
    to: DocumentReaders = strawberry.field(description="生效后给谁看。")
    organization: str | None = strawberry.field(description="函写给哪个单位，编号；不是函的为 null。")
    text: str = strawberry.field(description="正文，Markdown。")
    hash: str = strawberry.field(description="正文（UTF-8）的 SHA-256；存成文件，用 sha256sum 即可核对。")
    results_hash: str | None = strawberry.field(description="所依据的成绩的散列值；拟定时尚未定下为 null。")
    drafted_by: str = strawberry.field(description="谁拟的。")
    drafted_at: Instant = strawberry.field(description="拟定的时刻。")
    in_force: bool = strawberry.field(description="是否已由另一人签署而生效。")
    signatures: list[ResultSignature] = strawberry.field(description="拟定人之外的签署，按先后。")

    @classmethod
    def of(cls, message: pb.SignedDocument) -> Self:
        """The document as the assessment service answers it."""
        one = message.document
        return cls(
            code=one.code,
            kind=DocumentKind(one.kind),
            cycle=one.cycle,
            title=one.title,
            to=DocumentReaders(one.to),
            organization=one.organization or None,
            text=one.text,
            hash=one.hash,
            results_hash=one.results_hash or None,
            drafted_by=one.drafted_by,
            drafted_at=Instant(one.drafted_at),
            in_force=message.in_force,
            signatures=[
                ResultSignature(signed_by=each.signed_by, signed_at=Instant(each.signed_at))
                for each in message.signatures
            ],
        )


@strawberry.type
class DocumentQuery:
    """Queries about documents."""

    @resolved("可以看的文件，按编号排列；未生效的只给拟文、签署和监督的人看。")
    async def documents(
        self,
        info: Info,
        city: City,
        cycle: Annotated[str | None, strawberry.argument(description="只看这一周期的。")] = None,
        kind: Annotated[DocumentKind | None, strawberry.argument(description="只看这一种。")] = None,
        hash_: Annotated[
            str | None, strawberry.argument(name="hash", description="只看正文的散列值是它的：核对一份副本。")
        ] = None,
        search: Annotated[str | None, strawberry.argument(description="只看编号或标题里有这几个字的。")] = None,
        drafted_from: Annotated[Date | None, strawberry.argument(description="只看自这一天起拟的。")] = None,
        drafted_until: Annotated[Date | None, strawberry.argument(description="只看到这一天为止拟的。")] = None,
        descending: Descending = False,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Document]:
        page = requested(first, after, last, before)
        request = pb.ListDocumentsRequest(
            city=city,
            cycle=cycle or "",
            kind=str(kind.value) if kind else "",
            hash=hash_ or "",
            search=search or "",
            drafted_from=drafted_from or "",
            drafted_until=drafted_until or "",
            descending=descending,
            first=page.first,
            after=page.after,
            last=page.last,
            before=page.before,
        )
        answer = await info.context.calls.invoke(info.context.services.assessment.list_documents, request)
        return connection([Document.of(one) for one in answer.documents], lambda document: document.code, answer)


async def document_of(info: Info, city: str, code: str) -> Document | None:
    """The document of this code, none where the caller may not read it."""
    request = pb.ListDocumentsRequest(city=city, code=code)
    answer = await info.context.calls.invoke(info.context.services.assessment.list_documents, request)
    return Document.of(answer.documents[0]) if answer.documents else None
