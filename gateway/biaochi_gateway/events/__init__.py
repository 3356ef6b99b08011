"""What the gateway hears from the log, and who is told of it."""
