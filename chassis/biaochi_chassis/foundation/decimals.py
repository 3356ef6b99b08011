"""Decimals as they are written: many spellings of one number, of which one is the shortest."""

import re

_DECIMAL = re.compile(r"(-?)0*(\d+?)(?:\.(\d*?)0*)?", re.ASCII)


def shortest(written: str) -> str:
    """Return a decimal in its shortest form: 4.5 for 4.50 and 04.5, 0 for -0.0; any other text as it is."""
    found = _DECIMAL.fullmatch(written)
    if not found:
        return written
    sign, whole, rest = found.groups()
    digits = f"{whole}.{rest}" if rest else whole
    return digits if digits == "0" else f"{sign}{digits}"
