"""A service's own database: unit of work, outbox and relay, inbox, idempotency, positions."""
