"""The work of a year as callers see it: kinds, items, their steps, and what followed from them."""
