"""The whole model as text: run, described, explained, compared."""
