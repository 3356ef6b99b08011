"""The registry: its rules, its store, its interface."""
