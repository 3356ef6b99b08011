"""Spreadsheets in: read, checked whole, reported row by row, then written in batches."""
