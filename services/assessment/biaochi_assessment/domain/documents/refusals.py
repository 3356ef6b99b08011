"""Every way something about a document is refused: one class a rule, with its stable code."""

from biaochi_chassis.foundation.refusal import Refused


class UnknownDocument(Refused):
    """No document of the city has this code."""

    code = "UNKNOWN_DOCUMENT"


class OtherDocument(Refused):
    """The document is not the one the caller has read."""

    code = "OTHER_DOCUMENT"


class DocumentSignedAlready(Refused):
    """The document is in force by two already."""

    code = "DOCUMENT_SIGNED_ALREADY"
