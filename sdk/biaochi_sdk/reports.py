"""Where plugins written for earlier releases find reports over results; new ones import from `biaochi_sdk`."""

from biaochi_sdk.graph.reports import concordance, moved, same_marks, severities, too_many_top

__all__ = ["concordance", "moved", "same_marks", "severities", "too_many_top"]
