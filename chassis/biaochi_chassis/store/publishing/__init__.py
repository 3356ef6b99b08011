"""From a service to the log: the outbox, the relay that copies it, and what compares and reconciles the two."""
