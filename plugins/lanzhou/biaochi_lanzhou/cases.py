"""The golden cases, worked by hand."""

CASES = ()
