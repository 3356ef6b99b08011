"""The audit trails of the services, for the auditor."""
