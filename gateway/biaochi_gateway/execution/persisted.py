"""Documents that a client names by their hash: trusted ones of the operator, and those that were sent once (Apollo's
automatic persisted queries).

Each process keeps its own of the latter; one that does not know a hash says so, and the client sends the text again.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from biaochi_chassis.foundation.refusal import BadRequest, Refused

EXTENSION = "persistedQuery"
KEPT = 8 * 1024 * 1024
"""Characters of all documents together; beyond them whichever was asked for longest ago is forgotten."""


class PersistedQueryNotFound(Refused):
    """No document is known by this hash here; the same request with the text makes it known."""

    code = "PERSISTED_QUERY_NOT_FOUND"


def hash_of(text: str) -> str:
    """The name of a document."""
    return hashlib.sha256(text.encode()).hexdigest()


class PersistedDocuments:
    """The texts by their SHA-256: trusted ones for ever, others as long as there is room."""

    def __init__(self, trusted: Iterable[str] = (), kept: int = KEPT) -> None:
        self._trusted = {hash_of(text): text for text in trusted}
        self._kept = kept
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._length = 0

    def text(self, query: str | None, extensions: Mapping[str, object] | None) -> str | None:
        """The document of a request: as it was sent, then known by its hash, or as it was known.

        Raises PersistedQueryNotFound for an unknown hash, BadRequest for a hash that is not that of the text.
        """
        named = (extensions or {}).get(EXTENSION)
        if named is None:
            return query
        hash_ = named.get("sha256Hash") if isinstance(named, Mapping) and named.get("version") == 1 else None
        if not isinstance(hash_, str):
            raise BadRequest(f"{EXTENSION} 须写明 version 为 1 与 sha256Hash。", field=EXTENSION)
        if query is None:
            return self._known(hash_)
        if hash_of(query) != hash_:
            raise BadRequest(
                "sha256Hash 不是 query 的 SHA-256：请对同一文字的 UTF-8 计算，写成小写十六进制。", field=EXTENSION
            )
        self._keep(hash_, query)
        return query

    def _known(self, hash_: str) -> str:
        if hash_ in self._trusted:
            return self._trusted[hash_]
        if hash_ not in self._texts:
            raise PersistedQueryNotFound("这里还不认识这一哈希：请把 query 与哈希一起再发一次。")
        self._texts.move_to_end(hash_)
        return self._texts[hash_]

    def _keep(self, hash_: str, text: str) -> None:
        if hash_ in self._trusted:
            return
        if hash_ not in self._texts:
            self._texts[hash_] = text
            self._length += len(text)
        self._texts.move_to_end(hash_)
        while self._length > self._kept:
            self._length -= len(self._texts.popitem(last=False)[1])
