"""The registry in SQL: the only room that speaks it."""
