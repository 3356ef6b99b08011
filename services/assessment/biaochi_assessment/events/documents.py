"""Events about documents, made and read back."""

from datetime import datetime

from biaochi.assessment.v1 import events_pb2 as pb
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_chassis.event.messages import message_of

from biaochi_assessment.domain.documents.documents import Document, DocumentSignature
from biaochi_assessment.domain.facts import instant

_DRAFTED, _SIGNED = (message.DESCRIPTOR.full_name for message in (pb.DocumentDrafted, pb.DocumentSigned))


def document_message(document: Document) -> pb.Document:
    """Return a document as it travels, also in responses."""
    return message_of(pb.Document, document, drafted_at=instant(document.drafted_at))


def document_signed_message(document: Document, signature: DocumentSignature) -> pb.DocumentSigned:
    """Return a signature as it is published: with the first one the document is in force."""
    return pb.DocumentSigned(
        code=document.code,
        hash=document.hash,
        signed_by=signature.signed_by,
        signed_at=instant(signature.signed_at),
        in_force=True,
        organization=document.organization,
    )


def own_document_event(record: ReceivedEvent) -> Document | DocumentSignature | None:
    """Return the document or signature that one of this service's events says, None for others."""
    if record.type == _DRAFTED:
        message = pb.DocumentDrafted.FromString(record.data).document
        names = (name for name in Document.__dataclass_fields__ if name != "drafted_at")
        drafted_at = datetime.fromisoformat(message.drafted_at)
        return Document(**{name: getattr(message, name) for name in names}, drafted_at=drafted_at)
    if record.type == _SIGNED:
        signed = pb.DocumentSigned.FromString(record.data)
        return DocumentSignature(signed.code, signed.signed_by, datetime.fromisoformat(signed.signed_at))
    return None
