"""Judging a run: from facts to columns, from columns to the sheets that are written and the lists that moved."""
