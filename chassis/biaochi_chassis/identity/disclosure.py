"""What of an answer is shown to whoever holds certain roles: the services leave out the rest, the gateway once more."""

from collections.abc import Collection

from biaochi_chassis.identity.user import EVERYTHING

WHOLE_NAMES = "registry"
"""The role that is shown names whole."""
ERASED = "已抹除"
"""What everybody is shown in the place of whatever was said of a person who is erased."""
MARK = "\x01"
"""Begins a sealed text; no name and no text has it. Alone it is what is left of a text about somebody erased."""


def holds(roles: Collection[str], role: str) -> bool:
    """Whether a role, or every role, is among these."""
    return role in roles or EVERYTHING in roles


def is_sealed(text: str) -> bool:
    """Whether a text is one that somebody's key has to open."""
    return text.startswith(MARK)


def shown_name(roles: Collection[str], name: str) -> str:
    """The name whole to those who keep it; to all others its first two characters at most, never all of it."""
    if name == ERASED or holds(roles, WHOLE_NAMES):
        return name
    kept = max(0, min(2, len(name) - 1))
    return name[:kept] + "*" * (len(name) - kept)


def disclosed(roles: Collection[str], promised_to: Collection[str], *, sealed: bool) -> bool:
    """Whether what was promised to some roles may be shown; promised to none it is open, or sealed from everybody."""
    return any(holds(roles, role) for role in promised_to) if promised_to else not sealed
