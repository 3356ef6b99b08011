"""A small service's migrations."""
