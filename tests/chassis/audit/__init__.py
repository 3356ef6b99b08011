"""The audit trail: its chain, its rows, its heads."""
