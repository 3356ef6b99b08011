"""Plain values: exact numbers, periods, facts, outcomes, and where a number comes from."""
