"""Databases copied as they are at one moment, row by row, and filled again from such a copy."""
