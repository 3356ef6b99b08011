"""Documents: drafted by one, in force with the signature of another, checked by their hash, never edited."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from biaochi_chassis.foundation.refusal import BadRequest, RequestTooLarge, shown

from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.documents.commands import DraftDocument, SignDocument
from biaochi_assessment.domain.documents.refusals import DocumentSignedAlready, OtherDocument, UnknownDocument
from biaochi_assessment.domain.refusals import AlreadyExists, UnknownOrganization
from biaochi_assessment.domain.results.life import Frozen
from biaochi_assessment.domain.results.refusals import OtherResults
from biaochi_assessment.domain.values import code, text

LETTER = "letter"
KINDS = {"circular": "督查通报", "bulletin": "情况通报", "dossier": "试算案卷", LETTER: "函"}
PUBLIC, SCORED, DECIDERS, ADDRESSED = "public", "scored", "deciders", "addressed"
READERS = {PUBLIC: "公众", SCORED: "被考核的", DECIDERS: "决定的人", ADDRESSED: "收函的单位"}
OF_THE_COMMITTEE = frozenset(["work_committee", "scheme_owner", "supervisor", "auditor", "discipline_officer"])
"""The roles that read everything, also what is not in force."""
MOST_BYTES = 900_000
"""Of a text in UTF-8: an event holds a million."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its hash; `to`: who may read it once in force; `organization`: whom a letter is addressed to."""

    code: str
    kind: str
    cycle: str
    title: str
    to: str
    text: str
    hash: str
    results_hash: str
    drafted_by: str
    drafted_at: datetime
    organization: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSignature:
    """Who stands for a document besides whoever drafted it."""

    code: str
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A document with its signatures, the first one first."""

    document: Document
    signatures: tuple[DocumentSignature, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether another person than drafted it stands for it."""
        return bool(self.signatures)


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody may read of the documents in force: those for these audiences, and letters to these organizations.

    `letters_to`: None for those to whomever.
    """

    audiences: frozenset[str]
    letters_to: frozenset[str] | None


def reader(roles: Collection[str], within: frozenset[str] | None) -> Reader | None:
    """What somebody in these roles, held for these organizations, may read; None: all, also what is not in force.

    Whoever is of the committee for some of the city only reads what anybody reads who speaks for those.
    """
    if within is None and ("*" in roles or OF_THE_COMMITTEE & set(roles)):
        return None
    if set(roles) - {"viewer"}:
        return Reader(frozenset([PUBLIC, SCORED]), within)
    return Reader(frozenset([PUBLIC]), frozenset())


def draft(
    command: DraftDocument, by: Recorder, frozen: Frozen | None, *, taken: bool, addressed: bool = False
) -> Document:
    """Return the document. `frozen`: the results that stand of its cycle; `taken`: its code is another's.

    `addressed`: the registry knows the organization that it names.
    Raises BadRequest, AlreadyExists, UnknownOrganization, OtherResults, RequestTooLarge.
    """
    if not code(command.code, "code").strip():
        raise BadRequest("文件没有编号：请取一个全市唯一的编号。", field="code")
    if taken:
        raise AlreadyExists(f"文件 {command.code} 已经拟好：文件不可修改，请另取编号重拟。", field="code")
    for field, given, known in (("kind", command.kind, KINDS), ("to", command.to, READERS)):
        if given not in known:
            choices = "、".join(f"{key}（{title}）" for key, title in known.items())
            raise BadRequest(
                f"“{shown(given)}”不是文件的{'种类' if field == 'kind' else '读者'}：可选的有 {choices}。", field=field
            )
    _check_addressed(command, addressed=addressed)
    if not command.title.strip() or not command.text.strip():
        raise BadRequest(
            f"文件 {command.code} 没有标题或正文：请写明。", field="title" if command.text.strip() else "text"
        )
    body = command.text.encode()
    if len(body) > MOST_BYTES:
        sentence = f"文件 {command.code} 的正文有 {len(body)} 字节，最多 {MOST_BYTES}：请分成几份。"
        raise RequestTooLarge(sentence, field="text")
    if command.results_hash and (frozen is None or frozen.results_hash != command.results_hash):
        sentence = f"考核周期 {command.cycle} 现在的成绩不是文件 {command.code} 所依据的那一版：请按现有的成绩重拟。"
        raise OtherResults(sentence, field="results_hash")
    return Document(
        code=command.code,
        kind=command.kind,
        cycle=command.cycle,
        title=text(command.title, "title"),
        to=command.to,
        text=command.text,
        hash=hashlib.sha256(body).hexdigest(),
        results_hash=command.results_hash,
        drafted_by=by.name,
        drafted_at=by.at,
        organization=command.organization,
    )


def _check_addressed(command: DraftDocument, *, addressed: bool) -> None:
    """A letter is to one organization and read by those who speak for it; nothing else is."""
    letter = command.kind == LETTER
    if letter != bool(command.organization) or letter != (command.to == ADDRESSED):
        sentence = f"文件 {command.code}：函写给一个单位、由收函的单位看，其他文件不写单位：请改文种、读者或单位。"
        raise BadRequest(sentence, field="organization")
    if letter and not addressed:
        sentence = f"登记里没有单位“{shown(command.organization)}”，函无从送达：请核对编号。"
        raise UnknownOrganization(sentence, field="organization")


def sign(found: SignedDocument | None, command: SignDocument, by: Recorder) -> DocumentSignature:
    """Return the signature of somebody who has read this very text.

    That another person than drafted it has signed is seen to where the command is taken.

    Raises UnknownDocument, OtherDocument, DocumentSignedAlready.
    """
    if found is None:
        raise UnknownDocument(f"没有编号为“{shown(command.code)}”的文件：请核对编号。", field="code")
    document = found.document
    if command.hash != document.hash:
        sentence = f"文件 {document.code} 的散列值是 {document.hash[:12]}…，不是所给的：请看过原文再签署。"
        raise OtherDocument(sentence, field="hash", details={"hash": document.hash})
    if found.in_force:
        names = "、".join(one.signed_by for one in found.signatures)
        raise DocumentSignedAlready(f"文件 {document.code} 已由 {names} 签署生效：不必再签。", field="code")
    return DocumentSignature(document.code, by.name, by.at)
