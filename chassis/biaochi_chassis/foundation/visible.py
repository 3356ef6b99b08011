"""Text that somebody else wrote, where a line is a statement of ours: in a log and on a terminal."""

import re

# Controls of both sets, marks without a width, ends of lines and paragraphs, and what turns the direction of reading.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_BREAK = re.compile("[\n\t]")


def visible(text: str) -> str:
    r"""The text with what moves a cursor or is seen by nobody written out, as `\u001b`; lines and tabs stay."""
    return text if text.isprintable() else _UNSEEN.sub(_written_out, text)


def one_line(text: str) -> str:
    r"""The text as one line: what `visible` writes out, and `\u000a` for each end of a line."""
    return text if text.isprintable() else _BREAK.sub(_written_out, visible(text))


def _written_out(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
