"""A rule as data: operations, their order, and what their values can be."""
