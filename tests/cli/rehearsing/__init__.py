"""The rehearsal judges as the services do."""
