"""From the outbox to the log: the relay that copies, and what compares and reconciles the two."""
