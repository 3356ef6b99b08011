"""A column of traceparents, kept as the log keeps them."""

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from biaochi_chassis.log.envelope import packed_trace, traceparent_of


class TraceText(TypeDecorator[str]):
    """A traceparent, to whoever writes and reads it; one that an earlier build wrote out is read as it is."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else packed_trace(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else traceparent_of(value)
