"""A column of texts about somebody: kept as bytes, a sealed one without the base 64 in which it travels."""

from base64 import b64decode, b64encode

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from biaochi_chassis.identity.disclosure import MARK, is_sealed

_MARK = MARK.encode()


class SaidText(TypeDecorator[str]):
    """A text that may be sealed, to whoever writes and reads it: what was written is read, to the character."""

    impl = LargeBinary
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        return str

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else said_bytes(value)

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        return MARK + b64encode(value[1:]).decode() if value[:1] == _MARK else value.decode()


def said_bytes(text: str) -> bytes:
    """A text that may be sealed, as it is kept."""
    return _MARK + b64decode(text[1:]) if is_sealed(text) else text.encode()
