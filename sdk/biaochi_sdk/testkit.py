"""Where plugins written for earlier releases find `replay, unpinned`; new ones import from `biaochi_sdk`."""

from biaochi_sdk.bench.testkit import replay, unpinned

__all__ = ["replay", "unpinned"]
