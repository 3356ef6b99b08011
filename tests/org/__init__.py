"""The registry: its rules, its memory, its door."""
