"""Texts and codes as a caller wrote them, kept as they are or refused: they outlive the system that took them."""

import unicodedata

from biaochi_chassis.foundation.refusal import BadRequest, shown

LONGEST_TEXT = 500
LONGEST_CODE = 64


def text(written: str, field: str) -> str:
    """Any text of up to 500 characters; of control characters only line ends and tabs. Raises BadRequest."""
    if len(written) > LONGEST_TEXT:
        sentence = f"“{shown(written)}”有 {len(written)} 个字，最多 {LONGEST_TEXT} 个：请缩短，或把全文放进佐证材料。"
        raise BadRequest(sentence, field=field)
    if any(unicodedata.category(mark) == "Cc" and mark not in "\n\r\t" for mark in written):
        raise BadRequest(f"“{shown(written)}”里有看不见的控制字符：请删去后重报。", field=field)
    return written


def code(written: str, field: str) -> str:
    """Up to 64 visible characters, or nothing. Raises BadRequest."""
    if len(written) > LONGEST_CODE or not written.isprintable():
        sentence = f"“{shown(written)}”不能作编号：编号最多 {LONGEST_CODE} 个可见字符，请改正。"
        raise BadRequest(sentence, field=field)
    return written
