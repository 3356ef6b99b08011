"""Texts of facts that come sealed: scoring keeps them as they were published, and only assessment opens them."""

from collections.abc import Iterable

from biaochi.assessment.v1.events_pb2 import Fact as FactMessage
from biaochi_chassis.identity.disclosure import is_sealed

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import Text


async def opened(info: Info, city: str, subject: str, text: str) -> str | None:
    """A text about a subject as it was written; None for an empty one."""
    if not is_sealed(text):
        return text or None
    return await info.context.loaders.texts.load(Text(city, subject, text))


async def open_evidence(info: Info, city: str, facts: Iterable[FactMessage]) -> None:
    """Have facts name their evidence as it was written, where a document is made of them."""
    sealed = [fact for fact in facts if is_sealed(fact.evidence)]
    texts = [Text(city, fact.subject, fact.evidence) for fact in sealed]
    for fact, text in zip(sealed, await info.context.loaders.texts.load_many(texts), strict=True):
        fact.evidence = text or ""
