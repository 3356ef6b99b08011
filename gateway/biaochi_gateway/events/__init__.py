"""The events the gateway receives from the log, and how they reach subscribers."""
