"""From facts to input values: what fits, what counts, and how it stands in a column."""
