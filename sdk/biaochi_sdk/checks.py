"""Where plugins written for earlier releases find `Check, examine`; new ones import from `biaochi_sdk`."""

from biaochi_sdk.bench.checks import Check, examine

__all__ = ["Check", "examine"]
