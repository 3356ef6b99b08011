"""Drafting and signing documents: circulars and dossiers are written from what the services answer, whole."""

from typing import Annotated

import strawberry
from biaochi.assessment.v1 import service_pb2 as pb

from biaochi_gateway.execution.context import Info
from biaochi_gateway.schema.common.commands import INPUT, Command, Written, filled
from biaochi_gateway.schema.common.fields import mutation, resolved
from biaochi_gateway.schema.reports.published import Document, DocumentKind, DocumentReaders, document_of
from biaochi_gateway.schema.reports.queries import ListInput
from biaochi_gateway.schema.reports.whole import circular_text, dossier_text
from biaochi_gateway.schema.whatif.inputs import SuppositionInput


@strawberry.input(description="拟一份文件。")
class DraftInput(Command):
    """What every document says of itself."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="编号，全市唯一。")
    title: str = strawberry.field(description="标题。")
    to: DocumentReaders = strawberry.field(description="生效后给谁看。")
    results_hash: str | None = strawberry.field(
        default=None, description="所依据的成绩的散列值；与现有的不同则不予办理；尚未定下的不给。"
    )


@strawberry.input(description="拟一份情况通报，正文自拟。")
class DraftBulletinInput(DraftInput):
    """A text of one's own."""

    cycle: str = strawberry.field(description="关于哪个考核周期。")
    text: str = strawberry.field(description="正文，Markdown。")


@strawberry.input(description="拟一份函：督办函、提醒函，写给一个单位，正文自拟。")
class DraftLetterInput(Command):
    """A text of one's own to one organization, and to nobody else."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="编号，全市唯一。")
    title: str = strawberry.field(description="标题。")
    cycle: str = strawberry.field(description="关于哪个考核周期。")
    organization: str = strawberry.field(description="写给哪个单位，编号。")
    text: str = strawberry.field(description="正文，Markdown。")


@strawberry.input(description="拟一份督查通报，正文由名次、失分与事实写成。")
class DraftCircularInput(DraftInput):
    """A circular of a list, whole."""

    of: ListInput = strawberry.field(description="哪一份名次表。")


@strawberry.input(description="拟一份试算案卷：决定之前，把假设和全市各名次表谁会变动记录在案。")
class DraftDossierInput(DraftInput):
    """What was supposed over several lists, and who would move in each."""

    of: list[ListInput] = strawberry.field(description="哪几份名次表，同一考核周期的；至多 20 份。")
    suppose: SuppositionInput = strawberry.field(description="假设什么：事实、数字或规则。")


@strawberry.input(description="签署一份别人拟的文件，即生效。")
class SignDocumentInput(Command):
    """Stands for a document."""

    city: str = strawberry.field(description="城市的短名。")
    code: str = strawberry.field(description="文件的编号。")
    hash: str = strawberry.field(description="所看过的正文的散列值。")


@strawberry.type(description="办理文件的答复。")
class DocumentPayload(Written):
    """The document that was drafted or signed."""

    code: str = strawberry.field(description="文件的编号。")
    city: strawberry.Private[str]

    @resolved("办理后的文件；无权看的为 null。")
    async def document(self, info: Info) -> Document | None:
        return await document_of(info, self.city, self.code)


@strawberry.type
class DocumentMutation:
    """Commands about documents."""

    @mutation("拟一份情况通报；另一人签署后生效。")
    async def draft_bulletin(self, info: Info, given: Annotated[DraftBulletinInput, INPUT]) -> DocumentPayload:
        return await _drafted(info, given, DocumentKind.BULLETIN, given.cycle, given.text)

    @mutation("拟一份给一个单位的函；另一人签署后生效，收函的单位得到通知。")
    async def draft_letter(self, info: Info, given: Annotated[DraftLetterInput, INPUT]) -> DocumentPayload:
        to, kind = str(DocumentReaders.ADDRESSED.value), str(DocumentKind.LETTER.value)
        receipt = await info.context.calls.write(given.city, filled(pb.DraftDocument(kind=kind, to=to), given))
        return DocumentPayload.by(receipt, code=receipt.code, city=given.city)

    @mutation("拟一份督查通报，名次表从头到尾；另一人签署后生效。")
    async def draft_circular(self, info: Info, given: Annotated[DraftCircularInput, INPUT]) -> DocumentPayload:
        text = await circular_text(info, given.city, given.of)
        return await _drafted(info, given, DocumentKind.CIRCULAR, given.of.cycle, text)

    @mutation("拟一份试算案卷；看过的人各自签署，以后可以证明决定之前看到的是什么。")
    async def draft_dossier(self, info: Info, given: Annotated[DraftDossierInput, INPUT]) -> DocumentPayload:
        text = await dossier_text(info, given.city, given.of, given.suppose)
        return await _drafted(info, given, DocumentKind.DOSSIER, given.of[0].cycle, text)

    @mutation("签署一份别人拟的文件，须给出所看正文的散列值；即生效。")
    async def sign_document(self, info: Info, given: Annotated[SignDocumentInput, INPUT]) -> DocumentPayload:
        receipt = await info.context.calls.write(given.city, filled(pb.SignDocument(), given))
        return DocumentPayload.by(receipt, code=receipt.code, city=given.city)


async def _drafted(info: Info, given: DraftInput, kind: DocumentKind, cycle: str, text: str) -> DocumentPayload:
    command = pb.DraftDocument(kind=str(kind.value), cycle=cycle, text=text)
    receipt = await info.context.calls.write(given.city, filled(command, given))
    return DocumentPayload.by(receipt, code=receipt.code, city=given.city)
