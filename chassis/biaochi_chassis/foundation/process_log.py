"""What a process writes to standard error: one line an event, as text or JSON. Never a payload, never a name.

Whatever stands in a message, nobody can forge a line: what would end one is written out, and a stack trace is indented.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from types import TracebackType

from biaochi_chassis.foundation.visible import one_line, visible

FIELDS = (
    *("service", "trace", "operation", "caller", "code", "milliseconds", "commands"),
    *("event_type", "reference"),
)
"""What a record may carry besides its message: `logger.info("...", extra={"trace": call.trace_id})`."""

FORMS = ("plain", "json")

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_ENCODER = json.JSONEncoder(ensure_ascii=False)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return visible(_ENCODER.encode(line))


class _Plain(logging.Formatter):
    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # as logging has it
        fields = " ".join(f"{name}={value}" for name, value in _fields(record).items())
        line = super().formatMessage(record)
        return one_line(f"{line}  {fields}" if fields else line)

    def formatException(self, ei: Raised) -> str:  # noqa: N802  # as logging has it
        return visible("\n".join(f"  {line}" for line in super().formatException(ei).splitlines()))


def start(form: str = "", level: int = logging.INFO) -> None:
    """Send everything of `level` and above to standard error, in one of FORMS; plain on a terminal, else JSON."""
    form = form or ("plain" if sys.stderr.isatty() else "json")
    handler = logging.StreamHandler(sys.stderr)
    plain = _Plain("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    handler.setFormatter(_Json() if form == "json" else plain)
    # A line says nothing of threads and processes: nobody looks them up for each.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Alembic logs every step of every start.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # It says of every port that it begins and ends; a service says so of itself, once.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    # Every try to reach a broker that is away would be an error; what follows from it is said by ourselves.
    logging.getLogger("kafka").setLevel(logging.CRITICAL)


def note(sentence: str) -> None:
    """Write one sentence for the person who runs the process."""
    logging.getLogger("biaochi").info("%s", sentence)


def _fields(record: logging.LogRecord) -> dict[str, object]:
    given = record.__dict__
    return {name: given[name] for name in FIELDS if name in given}
