"""A year of facts for each installed city, as an office would bring it, and what writes it."""
