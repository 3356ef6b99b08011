"""Takes over sealed texts in the place of copies that an earlier build kept open: here are no keys to seal with."""

from collections.abc import Callable, Mapping

from biaochi_scoring.store.connection import Connection
from biaochi_scoring.store.facts import facts_with_texts, put_texts


def seal_copies(connection: Connection, texts_of: Callable[[str, str, str], Mapping[str, str]]) -> int:
    """Give every fact the texts of its city, noun and number as they are sealed; return how many were open."""
    sealed = 0
    for city, number, texts in facts_with_texts(connection):
        kept = texts_of(city, "fact", number)
        if changed := {name: kept[name] for name, text in texts.items() if kept.get(name, text) != text}:
            put_texts(connection, city, number, changed)
            sealed += 1
    return sealed
