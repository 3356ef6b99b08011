"""What each caller may ask of this process: so much at a time, so much in a while, so many subscriptions.

Every process of the gateway counts for itself; a caller is the subject of a token.
"""

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, Self

from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.foundation.settings import Settings

CALLERS = 10_000
"""Of whom the budget is remembered; whoever is forgotten begins with a full one."""


class RateLimited(Refused):
    """The caller has spent their budget; it fills up by itself."""

    code = "RATE_LIMITED"
    retryable = True


class TooManyConcurrent(Refused):
    """The caller has as many operations under way as they may."""

    code = "TOO_MANY_CONCURRENT_OPERATIONS"
    retryable = True


class TooManySubscriptions(Refused):
    """The caller has as many subscriptions open as they may."""

    code = "TOO_MANY_SUBSCRIPTIONS"
    retryable = False


class ExecutionTimeout(Refused):
    """An operation took longer than any may; what a mutation of it wrote is written."""

    code = "EXECUTION_TIMEOUT"
    retryable = True


@dataclass(frozen=True)
class Bounds:
    """What a caller may: a budget of `burst` points that gains `per_second`, operations and subscriptions at a time.

    `seconds`: how long an operation may take.
    """

    burst: int = 200_000
    per_second: int = 5_000
    operations: int = 256
    subscriptions: int = 1_000
    seconds: float = 60.0
    again: ClassVar[int] = 1
    """Seconds after which whoever has too many at a time may try again."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The bounds as they are set, BIAOCHI_QUOTA_BURST and so on by their names. Raises SettingsRefused."""
        return cls(**{name: settings.quota(name, int(usual)) for name, usual in vars(cls()).items()})


@dataclass
class _Budget:
    """What a caller has left, as of a moment."""

    left: float
    at: float


@dataclass(frozen=True)
class Left:
    """What a caller has left of their budget, and in how many seconds it is full again."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """As headers of an answer."""
        return {
            "ratelimit-limit": str(self.limit),
            "ratelimit-remaining": str(self.remaining),
            "ratelimit-reset": str(self.reset),
        }


class Quotas:
    """The quotas of all callers of this process."""

    def __init__(self, bounds: Bounds | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.bounds = bounds or Bounds()
        self._clock = clock
        self._budgets: OrderedDict[str, _Budget] = OrderedDict()
        self._operations: Counter[str] = Counter()
        self._subscriptions: Counter[str] = Counter()

    def spend(self, caller: str, cost: int) -> None:
        """Take the cost of an operation from the caller's budget. Raises RateLimited when they have not so much.

        One that costs more than any budget is admitted with a full one, and leaves a debt.
        """
        budget = self._budget(caller)
        enough = min(cost, self.bounds.burst)
        if budget.left < enough:
            seconds = max(1, math.ceil((enough - budget.left) / self.bounds.per_second))
            sentence = f"查询过于频繁：这一次计 {cost} 点，余额 {int(budget.left)} 点，请在 {seconds} 秒后再试。"
            raise RateLimited(sentence, details={"retryAfter": str(seconds)})
        budget.left -= cost

    def left(self, caller: str) -> Left:
        """What the caller has left now."""
        left, burst = self._budget(caller).left, self.bounds.burst
        return Left(burst, max(0, int(left)), math.ceil((burst - left) / self.bounds.per_second))

    @contextmanager
    def operation(self, caller: str) -> Iterator[None]:
        """One more operation of the caller's, to the end of the block. Raises TooManyConcurrent."""
        most = self.bounds.operations
        if self._operations[caller] >= most:
            sentence = f"同时进行的查询已有 {most} 个，至多 {most} 个：请等前面的答复后再发。"
            raise TooManyConcurrent(sentence, details={"retryAfter": str(Bounds.again)})
        with _counted(self._operations, caller):
            yield

    @contextmanager
    def subscription(self, caller: str) -> Iterator[None]:
        """One more subscription of the caller's, to the end of the block. Raises TooManySubscriptions."""
        most = self.bounds.subscriptions
        if self._subscriptions[caller] >= most:
            raise TooManySubscriptions(f"同时打开的订阅已有 {most} 个，至多 {most} 个：请先关闭不用的订阅。")
        with _counted(self._subscriptions, caller):
            yield

    def _budget(self, caller: str) -> _Budget:
        now, burst = self._clock(), self.bounds.burst
        known = self._budgets.setdefault(caller, _Budget(burst, now))
        known.left = min(burst, known.left + (now - known.at) * self.bounds.per_second)
        known.at = now
        self._budgets.move_to_end(caller)
        if len(self._budgets) > CALLERS:
            self._budgets.popitem(last=False)
        return known


@contextmanager
def _counted(counter: Counter[str], caller: str) -> Iterator[None]:
    counter[caller] += 1
    try:
        yield
    finally:
        counter[caller] -= 1
        if not counter[caller]:
            del counter[caller]
