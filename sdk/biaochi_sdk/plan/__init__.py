"""The integer evaluation: generated source over columns."""
