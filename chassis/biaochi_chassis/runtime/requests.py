"""What is left of every request: a line in the log of the process, a measurement, and a count when it was refused.

Nothing of what was asked or answered, and no name of a person: trace, operation, caller, code, how long it took.
"""

import logging
import time

from biaochi_chassis.foundation.metrics import REFUSALS, REQUEST_SECONDS
from biaochi_chassis.foundation.refusal import shown

OK = "OK"
OTHER = "other"
"""The operation of whatever asks for none that is known: what a client makes up is no name of a series."""
FAILED = "INTERNAL"
"""The code of a request that met a fault of our own."""
LEFT = "CANCELLED"
"""The code of a request whose client did not wait for the answer."""

_logger = logging.getLogger("biaochi.request")


class Observer:
    """Observes the requests for one operation of one part."""

    def __init__(self, service: str, operation: str) -> None:
        """Find the series once, not with every request."""
        self._service = service
        self._operation = operation
        self._seconds = REQUEST_SECONDS.labels(service, operation)

    def completed(self, begun: float, trace: str, caller: str, code: str, **more: int) -> None:
        """A request that came at `begun` (time.perf_counter) is over; `more` are numbers for its line."""
        seconds = time.perf_counter() - begun
        self._seconds.observe(seconds)
        self.ended(seconds, trace, caller, code, **more)

    def ended(self, seconds: float, trace: str, caller: str, code: str, **more: int) -> None:
        """Something that is no measure of speed is over, as a subscription after hours: its line and its code only."""
        if code != OK:
            REFUSALS.labels(self._service, code).inc()
        if not _logger.isEnabledFor(logging.INFO):
            return
        fields = {
            "service": self._service,
            "trace": trace,
            "operation": self._operation,
            "caller": shown(caller),
            "code": code,
            "milliseconds": round(seconds * 1000, 1),
            **more,
        }
        _logger.info("request", extra=fields)


class Observers:
    """The observers of one part, by operation. Whoever asks for one vouches that there are only so many."""

    def __init__(self, service: str) -> None:
        """Have none yet."""
        self._service = service
        self._known: dict[str, Observer] = {}

    def of(self, operation: str) -> Observer:
        """Return that of an operation."""
        known = self._known.get(operation)
        if known is None:
            known = self._known[operation] = Observer(self._service, operation)
        return known
