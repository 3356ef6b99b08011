"""The specification: every operation on plain fractions."""
