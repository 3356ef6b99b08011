"""Where plugins written for earlier releases find `Period, period`; new ones import from `biaochi_sdk`."""

from biaochi_sdk.values.periods import Period, period

__all__ = ["Period", "period"]
