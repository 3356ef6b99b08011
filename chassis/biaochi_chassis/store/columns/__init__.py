"""Columns of texts that are kept shorter than they are written and read, and what makes them of earlier ones."""
