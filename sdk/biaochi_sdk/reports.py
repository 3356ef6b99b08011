"""Where plugins written for earlier releases find `concordance, moved`; new ones import from `biaochi_sdk`."""

from biaochi_sdk.graph.reports import concordance, moved

__all__ = ["concordance", "moved"]
