"""What a database fails with shows no row: neither what a statement was given nor what PostgreSQL quotes of it."""

import re

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

_QUOTED = re.compile(r"\n(?:DETAIL|CONTEXT):.*", re.DOTALL)


def redacted(engine: Engine) -> Engine:
    """Have the engine's errors say what was wrong, and with which constraint, but not with which values.

    The engine itself must be made with `hide_parameters`.
    """
    event.listen(engine, "handle_error", _shorten)
    return engine


def _shorten(context: ExceptionContext) -> None:
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(_QUOTED.sub("", part) if isinstance(part, str) else part for part in error.args)
