"""A year of each city, from opening to close, under a clock that the test moves."""
