"""docs/glossary.md gives every term once, in both languages, with a file that has its name."""

import re
from pathlib import Path

import pytest

from tests.house.documents import ROOT, blocks, each_document

TEXT = (ROOT / "docs" / "glossary.md").read_text()
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| English")
]
PRIVATE = re.compile(
    r"\b(?:deeds?|told|tell(?:s|er|ing)?|hear(?:s|d|ers?|ing)?|desks?|books|doors?|hubs?|knowledge|journals?|beside|bells?"
    r"|ears?|pulses?|footing)\b",
    re.IGNORECASE,
)


def test_no_term_stands_twice() -> None:
    terms = [term for row in ROWS for term in row[0].split(", ")]

    assert len(terms) > 90
    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_term_is_said_in_chinese_and_in_one_sentence_and_lives_in_a_file(row: tuple[str, ...]) -> None:
    _, chinese, sentence, where = row
    place = re.fullmatch(r"`([\w/.]+\.py)` `(\w+)`", where)

    assert re.fullmatch(r"[\u4e00-\u9fff、（）]+", chinese)
    assert re.fullmatch(r"[A-Z][^.]+\.", sentence), sentence
    assert place, where
    assert re.search(rf"\b{place[2]}\b", (ROOT / place[1]).read_text()), where


@each_document
def test_no_document_speaks_a_private_vocabulary(document: Path) -> None:
    """Outside of code, and of the names of a model's nodes in brackets after it."""
    prose = " ".join(re.sub(r"`[^`]*`(?: \([\w, :]+\))?", "", block) for block in blocks(document))

    assert PRIVATE.findall(prose) == []
