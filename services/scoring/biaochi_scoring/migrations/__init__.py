"""The history of scoring's tables; applied when the service starts, imported by nobody."""
