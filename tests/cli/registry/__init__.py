"""Tests of what spreadsheets bring of the registry."""
