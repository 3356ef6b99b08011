"""Queries that look more than once: the history of results, and what is missing to the next step."""
