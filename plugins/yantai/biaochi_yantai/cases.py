"""x."""

CASES = ()
